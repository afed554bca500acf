import type { Tools, Verb } from './verb.ts';
import { configWord } from './words/config.ts';
import { catWord, lsWord } from './words/files.ts';
import { upstreamWord } from './words/upstream.ts';

export function projectVerbs(tools: Tools): readonly Verb[] {
  const { context, commands } = tools;
  const show = (view: Parameters<typeof commands.setView>[0]) => () => commands.setView(view);
  const steps = () => context.store.getState().project;
  return [
    { id: 'new-project', group: 'project', title: 'New project', act: () => commands.newProject() },
    { id: 'projects', group: 'project', title: 'Open a project', act: show({ dialog: 'projects' }) },
    { id: 'examples', group: 'project', title: 'Open an example', act: show({ isExamplesOpen: true }) },
    { id: 'open-zip', group: 'project', title: 'Open a zip', act: () => commands.pickZip() },
    {
      id: 'import',
      group: 'project',
      title: 'Import a configuration',
      act: show({ dialog: 'import', importText: '' }),
    },
    {
      id: 'undo',
      group: 'project',
      title: 'Undo',
      act: () => commands.undo(),
      unable: ({ project }) => (project.undo.length === 0 ? 'Nothing to take back' : undefined),
      typed: {
        word: 'undo',
        usage: '',
        run() {
          if (steps().undo.length === 0) return 'there is nothing to take back';
          commands.undo();
          return undefined;
        },
      },
    },
    {
      id: 'redo',
      group: 'project',
      title: 'Redo',
      act: () => commands.redo(),
      unable: ({ project }) => (project.redo.length === 0 ? 'Nothing was taken back' : undefined),
      typed: {
        word: 'redo',
        usage: '',
        run() {
          if (steps().redo.length === 0) return 'nothing was taken back';
          commands.redo();
          return undefined;
        },
      },
    },
    { id: 'add-filter', group: 'project', title: 'Add a filter', act: () => commands.addFilter('new-source') },
    { id: 'add-request', group: 'project', title: 'Add a request', act: () => commands.addRequest() },
    { id: 'add-tcp', group: 'project', title: 'Add a TCP connection', act: () => commands.addRequest('tcp') },
    {
      id: 'inspect',
      group: 'project',
      title: 'Inspect the module of a filter',
      act: () => commands.inspect(),
      unable: ({ project }) => (project.current.filters.length === 0 ? 'The chain is empty' : undefined),
    },
    {
      id: 'config',
      group: 'project',
      title: 'Read and set what a filter is given',
      typed: configWord(tools),
    },
    { id: 'upstream', group: 'project', title: 'Tell or set what stands behind the proxy', typed: upstreamWord(tools) },
    { id: 'ls', group: 'project', title: 'List the files of the project', typed: lsWord(tools) },
    { id: 'cat', group: 'project', title: 'Print files', typed: catWord(tools) },
  ];
}
