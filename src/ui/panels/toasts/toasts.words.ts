import type { Message } from '../../../state/index.ts';
import { sizeText } from '../../parts/size-text.ts';
import { tellExportFailure, tellFailure, tellRunFailure } from '../../failures.ts';

export interface ToastText {
  readonly title: string;
  readonly about?: string;
  readonly isError: boolean;
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
    case 'curl-pasted':
      return message.notes.length === 0
        ? { title: 'The request was filled in from curl', isError: false }
        : { title: 'The request was filled in from curl', about: message.notes.join('. '), isError: false };
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
        title: 'The project could not be saved in this browser',
        about: `${message.message} Download what you want to keep.`,
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

const short = (sha256: string): string => (sha256 === '' ? 'of too large a file' : `${sha256.slice(0, 12)}...`);

type ExportWarning = Extract<Message, { kind: 'exported' }>['warnings'][number];

function exportWarning(warning: ExportWarning): string {
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
  }
}

export const words = { region: 'Notifications', inspect: 'Inspect' } as const;
