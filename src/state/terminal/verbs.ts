import type { Commands } from '../commands/commands.ts';
import { type Context, currentProject, patch, print } from '../commands/context.ts';
import { runLogLines } from './print-run.ts';
import { logLevels } from '../selectors/log-lines.ts';

/** A verb of the product: listed in the palette, started by a key, typed in the terminal. Made once, shared by all. */
export interface Verb {
  readonly id: string;
  readonly title: string;
  /** As tinykeys writes it, such as `$mod+Enter`. */
  readonly shortcut?: string;
  /** What is typed in the terminal. */
  readonly word?: string;
  /** What may stand behind the word. */
  readonly usage?: string;
  /** Needs words behind it: not for the palette. */
  readonly isTyped?: boolean;
  run(args?: readonly string[]): void | Promise<void>;
}

/** A verb as the palette and keys know it: it needs no words. */
export interface PaletteCommand extends Pick<Verb, 'id' | 'title' | 'shortcut'> {
  run(): void;
}

export function paletteOf(list: readonly Verb[]): PaletteCommand[] {
  return list
    .filter(({ isTyped }) => isTyped !== true)
    .map((verb) => ({
      id: verb.id,
      title: verb.title,
      ...(verb.shortcut !== undefined && { shortcut: verb.shortcut }),
      run: () => void verb.run(),
    }));
}

export function verbs(context: Context, commands: Commands): readonly Verb[] {
  const show = (view: Parameters<Commands['setView']>[0]) => () => commands.setView(view);
  const list: readonly Verb[] = [
    { id: 'run', title: 'Send the request', shortcut: '$mod+Enter', word: 'run', usage: '[request]', run: runNamed },
    {
      id: 'curl',
      title: 'Send a request through the same proxy',
      word: 'curl',
      usage: '[options] [url]',
      isTyped: true,
      run: (args = []) => commands.enterLine(['curl', ...args].join(' ')),
    },
    { id: 'restart', title: 'Begin with a fresh proxy', word: 'restart', run: () => commands.restartSession() },
    { id: 'logs', title: 'Print the log of the last run', word: 'logs', usage: '[level]', run: printLogs },
    { id: 'history', title: 'List what was typed', word: 'history', isTyped: true, run: printHistory },
    { id: 'clear', title: 'Clear the console', word: 'clear', run: () => commands.clearConsole() },
    { id: 'help', title: 'List the words of the terminal', word: 'help', run: printHelp },
    { id: 'palette', title: 'Find a command', shortcut: '$mod+k', run: show({ isPaletteOpen: true }) },
    { id: 'undo', title: 'Undo', word: 'undo', run: () => commands.undo() },
    { id: 'redo', title: 'Redo', word: 'redo', run: () => commands.redo() },
    { id: 'add-filter', title: 'Add a filter', run: () => commands.addFilter('new-source') },
    { id: 'inspect', title: 'Inspect the module of a filter', run: () => commands.inspect() },
    { id: 'add-request', title: 'Add a request', run: () => commands.addRequest() },
    { id: 'copy-curl', title: 'Copy the request as curl', run: () => commands.copyCurl() },
    { id: 'projects', title: 'Open a project', run: show({ dialog: 'projects' }) },
    { id: 'new-project', title: 'Begin a new project', run: () => commands.newProject() },
    { id: 'examples', title: 'Open an example', run: show({ isExamplesOpen: true }) },
    { id: 'open-zip', title: 'Open a zip', run: () => commands.pickZip() },
    { id: 'export', title: 'Export', word: 'export', run: show({ dialog: 'export' }) },
    { id: 'warm-compiler', title: 'Load the compiler', run: () => commands.warmCompiler() },
    { id: 'share', title: 'Share', run: show({ dialog: 'share' }) },
    { id: 'copy-link', title: 'Copy a link to this project', shortcut: '$mod+s', run: () => commands.copyLink() },
    {
      id: 'print-link',
      title: 'Print a link to this project',
      word: 'share',
      isTyped: true,
      run: () => commands.printLink(),
    },
    { id: 'copy-report', title: 'Copy a bug report as Markdown', run: () => commands.copyReport() },
    { id: 'import', title: 'Import a configuration', run: show({ dialog: 'import', importText: '' }) },
    { id: 'theme-system', title: "Use the system's colours", run: show({ theme: 'system' }) },
    { id: 'theme-light', title: 'Use light colours', run: show({ theme: 'light' }) },
    { id: 'theme-dark', title: 'Use dark colours', run: show({ theme: 'dark' }) },
    { id: 'show-console', title: 'Show the console', run: show({ dockTab: 'console', pane: 'dock' }) },
    { id: 'show-problems', title: 'Show the problems', run: show({ isProblemsOpen: true, pane: 'code' }) },
  ];
  return list;

  async function runNamed(args: readonly string[] = []): Promise<void> {
    const name = args.join(' ');
    if (name !== '') {
      const request = currentProject(context).requests.find((one) => one.name.toLowerCase() === name.toLowerCase());
      if (request === undefined) {
        const names = currentProject(context).requests.map((one) => one.name);
        print(context, [{ kind: 'error', text: `run: no request "${name}"; there are: ${names.join(', ')}` }]);
        return;
      }
      commands.selectRequest(request.id);
    }
    await commands.run();
  }

  function printLogs([level = 'trace']: readonly string[] = []): void {
    const least = logLevels.findIndex((one) => one === level || (level === 'warn' && one === 'warning'));
    const { result } = context.store.getState().run;
    if (least < 0) print(context, [{ kind: 'error', text: `logs: the levels are ${logLevels.join(', ')}` }]);
    else if (result) print(context, runLogLines(result, { least }));
  }

  function printHistory(): void {
    const { history } = context.store.getState().console;
    print(context, [
      { kind: 'output', text: history.map((line, i) => `${String(i + 1).padStart(4)}  ${line}`).join('\n') },
    ]);
  }

  function printHelp(): void {
    const typed = list.filter(({ word }) => word !== undefined);
    const rows = typed.map(({ word = '', usage = '', title }) => `${`${word} ${usage}`.trimEnd().padEnd(24)}${title}`);
    print(context, [{ kind: 'output', text: rows.join('\n') }]);
  }
}

/** Remembers a typed line; the same line twice in a row counts once. */
export function remember(context: Context, line: string): void {
  const { history } = context.store.getState().console;
  if (history.at(-1) !== line) patch(context, 'console', { history: [...history, line].slice(-500) });
}
