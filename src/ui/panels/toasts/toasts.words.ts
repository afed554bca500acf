import type { Commands, ExportWarning, Message, StorageTrouble } from '../../../state/index.ts';
import { httpNote } from '../request/http-notes.words.ts';
import { sizeText } from '../../parts/size-text.ts';
import { tellExportFailure, tellFailure, tellRunFailure } from '../../failures.ts';

export interface ToastText {
  readonly title: string;
  readonly about?: string;
  readonly isError: boolean;
  readonly action?: { readonly label: string; readonly act: (commands: Commands) => void };
}

const LONGEST_MS = 12_000;
const SHORTEST_MS = 3_000;

/** How long it stays: what went wrong, or can be taken back, long; anything else as long as it takes to read. */
export function lastsMs({ title, about = '', isError, action }: ToastText): number {
  if (isError || action) return LONGEST_MS;
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 1500 + 50 * (title.length + about.length)));
}

export function toastText(message: Message): ToastText {
  switch (message.kind) {
    case 'refused-module': {
      const { failure, fileName } = message;
      const told =
        failure.kind === 'run-crashed' || failure.kind === 'run-too-long'
          ? tellRunFailure(failure)
          : tellFailure(failure);
      return { title: `${fileName} was not added. ${told.cause}`, about: told.remedy, isError: true };
    }
    case 'other-module': {
      const { fileName, wanted } = message;
      return {
        title: `${fileName} is not the file that the project needs`,
        about:
          `It has ${sizeText(message.size)} and the sha256 ${short(message.sha256)}; the project names ` +
          `${wanted.fileName} with ${short(wanted.sha256)}${wanted.size > 0 ? ` and ${sizeText(wanted.size)}` : ''}: ` +
          'another build of it.',
        isError: true,
      };
    }
    case 'module-supplied':
      return { title: `${message.fileName} is in its place`, isError: false };
    case 'imported':
      return {
        title: `${message.fileName} is now the filter ${message.filter}`,
        about: 'Nothing was uploaded: it stays in this browser.',
        isError: false,
      };
    case 'zip-opened':
      return {
        title: `${message.fileName} is open, as a copy`,
        isError: false,
        ...(message.skipped.length > 0 && { about: skippedText(message.skipped) }),
      };
    case 'zip-refused': {
      const told = zipFailure(message.failure);
      return { title: `${message.fileName} was not opened. ${told.cause}`, about: told.remedy, isError: true };
    }
    case 'part-not-loaded':
      return { title: 'That could not be loaded', about: 'Check the connection and try again.', isError: true };
    case 'request-gone':
      return {
        title: `There is no request named ${message.name} any more.`,
        about: 'Reset the lesson to have it back.',
        isError: false,
      };
    case 'copied':
      return { title: 'Copied', isError: false };
    case 'clipboard-refused':
      return {
        title: 'The browser does not let this page use the clipboard',
        about: 'Allow it beside the address, or type curl into the terminal.',
        isError: true,
      };
    case 'not-curl':
      return { title: 'That is not a curl command', isError: true };
    case 'tcp-left-out':
      return {
        title: message.count === 1 ? 'A TCP connection was left out' : `${message.count} TCP connections were left out`,
        about: 'Links, zips and scenario files carry them; curl, .http and HAR are for HTTP.',
        isError: false,
      };
    case 'fresh-proxy':
      return { title: 'The next curl meets a fresh proxy', about: 'New VMs, empty shared data.', isError: false };
    case 'curl-pasted':
      return message.notes.length === 0
        ? { title: 'The request was filled in from curl', isError: false }
        : { title: 'The request was filled in from curl', about: message.notes.join('. '), isError: false };
    case 'requests-added':
      return {
        title: message.count === 1 ? 'The request was filled in' : `Added ${message.count} requests`,
        isError: false,
        ...(message.notes.length > 0 && { about: message.notes.map(httpNote).join(' ') }),
      };
    case 'check-added':
      return { title: 'Expected from now on', about: 'Every run looks at it.', isError: false };
    case 'no-source-line':
      return { title: 'No line of the sources is known for this row', isError: false };
    case 'no-requests':
      return {
        title: message.fileName === '' ? 'There is no request in that' : `There is no request in ${message.fileName}`,
        about: 'A curl command, an .http file or a HAR file can be read here.',
        isError: true,
      };
    case 'changed':
      return {
        title: pastText(message.label),
        isError: false,
        action: { label: 'Undo', act: (commands) => commands.undo(message) },
      };
    case 'undo-passed':
      return {
        title: 'Something else was changed since',
        about: `Undo that first; then "${message.label}" can be taken back.`,
        isError: false,
      };
    case 'undone':
      return { title: `Undone: ${message.label}`, isError: false };
    case 'exported':
      return {
        title: `${message.fileName} was saved`,
        isError: false,
        ...(message.warnings.length > 0 && { about: message.warnings.map(exportWarning).join(' ') }),
      };
    case 'export-failed': {
      const told = tellExportFailure(message.reason);
      return { title: `Nothing was exported. ${told.cause}`, about: told.remedy, isError: true };
    }
    case 'unreadable-project':
      return {
        title: 'What this browser had kept could not be read',
        about: 'It was set aside, and an example was opened.',
        isError: true,
      };
    case 'not-saved':
      return {
        title: noRoom[message.trouble],
        about: `${remedies[message.trouble]} ${message.message}`,
        isError: true,
      };
    case 'replaced-other':
      return {
        title: 'Another tab had saved a text of its own',
        about: 'Yours is the later one and stays; the other is kept as a version.',
        isError: false,
        action: { label: 'Versions', act: (commands) => showVersions(commands, message.id) },
      };
    case 'changed-elsewhere':
      return {
        title: 'Another tab saved this project',
        about: message.isKept
          ? 'Its text is the later one; yours is kept as a version. What you change here wins again.'
          : 'Here stands the earlier text. When you change it, it wins, and the other is kept as a version.',
        isError: false,
        action: { label: 'Show the later one', act: (commands) => void commands.openKept(message.id) },
      };
    case 'deleted-elsewhere':
      return {
        title: 'Another tab deleted this project',
        about: 'It is still here, and is saved again when you change it.',
        isError: false,
      };
    case 'went-back':
      return {
        title: `${message.name} is what it was`,
        about: 'What stood there before is a version now.',
        isError: false,
      };
    case 'link-copied':
      return {
        title: `Link copied: ${message.characters.toLocaleString('en')} characters. Nothing was uploaded.`,
        ...(message.secretsLeftOut > 0 && {
          about: `Left out: ${message.secretsLeftOut === 1 ? 'the value of one header' : `the values of ${message.secretsLeftOut} headers`} that may be secret. Share lets you put them in.`,
        }),
        isError: false,
      };
    case 'link-not-copied':
      return { title: 'The browser does not let this page copy: the link is selected, copy it by hand', isError: true };
    case 'other-file':
      return {
        title: `${message.fileName} is not the file that this link needs`,
        about: `Its sha256 begins with ${message.sha256.slice(0, 12)}.`,
        isError: true,
      };
    case 'name-taken':
      return { title: `There is already a file named ${message.name}`, isError: true };
    case 'bad-name':
      return {
        title: `${message.name} cannot be a file name here`,
        about: 'Use letters, digits, dots, dashes and folders, ending in .ts.',
        isError: true,
      };
  }
}

/** `delete filter.ts` as `Deleted filter.ts`. */
function pastText(label: string): string {
  const past = label.replace(/^(?:delete|remove|move|rename)/, (verb) => `${verb}${verb.endsWith('e') ? 'd' : 'ed'}`);
  return `${past.charAt(0).toUpperCase()}${past.slice(1)}`;
}

const noRoom: Readonly<Record<StorageTrouble, string>> = {
  full: 'There is no room left: the project could not be saved in this browser',
  'no-database': 'This browser keeps nothing here: the project is not saved',
  'old-page': 'The project could not be saved: an earlier version of this page is open in another tab',
  other: 'The project could not be saved in this browser',
};

const remedies: Readonly<Record<StorageTrouble, string>> = {
  full: 'Delete projects that you no longer need, or download what you want to keep.',
  'no-database': 'A private window may be the reason. Download what you want to keep before you close the page.',
  'old-page': 'Reload or close that tab.',
  other: 'Download what you want to keep.',
};

function showVersions(commands: Commands, id: string): void {
  void commands.showVersions(id);
  commands.setView({ dialog: 'projects' });
}
const short = (sha256: string): string => (sha256 === '' ? 'of too large a file' : `${sha256.slice(0, 12)}...`);

type ZipMessage<K extends Message['kind']> = Extract<Message, { kind: K }>;
type Skipped = ZipMessage<'zip-opened'>['skipped'][number];

const skipReasons: Readonly<Record<Skipped['reason'], string>> = {
  'unsafe-path': 'leads out of the folder',
  symlink: 'is a link',
  encrypted: 'is encrypted',
  'unknown-method': 'is packed in an unknown way',
  'too-large': 'is too large',
  damaged: 'is damaged',
  twice: 'is there twice',
  'bad-name': 'has a name that no source may have',
  'not-text': 'is no text',
  'other-project': 'is another project',
};
const MOST_NAMED = 5;

function skippedText(skipped: readonly Skipped[]): string {
  const named = skipped.slice(0, MOST_NAMED).map(({ path, reason }) => `${path} ${skipReasons[reason]}`);
  const more = skipped.length > MOST_NAMED ? `, and ${skipped.length - MOST_NAMED} more` : '';
  return `Left out: ${named.join('; ')}${more}.`;
}

function zipFailure(failure: ZipMessage<'zip-refused'>['failure']): { cause: string; remedy: string } {
  switch (failure.kind) {
    case 'not-zip':
      return { cause: 'It is neither a zip nor a project.', remedy: 'Choose a zip that was exported here.' };
    case 'damaged':
      return { cause: 'It is damaged.', remedy: 'Download or pack it once more.' };
    case 'too-many-files':
      return {
        cause: `It has ${failure.count.toLocaleString('en')} files.`,
        remedy: 'Pack it without node_modules and the like.',
      };
    case 'zip-too-large':
      return {
        cause: `It is larger than ${failure.limit / 1024 / 1024} MiB.`,
        remedy: 'Pack it without node_modules and the like.',
      };
    case 'no-project':
      return {
        cause: 'There is no project.weir.json in it.',
        remedy: failure.skipped.length > 0 ? skippedText(failure.skipped) : 'Choose a zip that was exported here.',
      };
    case 'bad-project':
      return {
        cause: `${failure.path} is no project, or one of a newer version.`,
        remedy: 'Open it with the version of this page that wrote it.',
      };
  }
}

export function exportWarning(warning: ExportWarning): string {
  switch (warning.kind) {
    case 'filter-left-out':
      return `${warning.filter} is switched off and not in it.`;
    case 'vm-shared':
      return `${warning.filters.join(' and ')} share the VM ${warning.vmId}: one trap stops them all.`;
    case 'vm-id-added':
      return `${warning.filter} got the VM id ${warning.vmId}; without one Envoy would share a VM.`;
    case 'header-left-out':
      return `Envoy does not let an answer set ${warning.header}; it was left out.`;
    case 'status-out-of-range':
      return `Envoy cannot answer ${warning.status}; the file says ${warning.used}.`;
    case 'module-large':
      return `${warning.filter} is large for a ConfigMap: apply it with --server-side.`;
  }
}

export const words = { region: 'Notifications', inspect: 'Inspect' } as const;
