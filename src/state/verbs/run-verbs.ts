import { allOverlap } from '../../model/index.ts';
import { currentProject, toast } from '../commands/context.ts';
import type { AppState } from '../store.ts';
import type { Tools, Verb } from './verb.ts';
import { checksWord } from './words/checks.ts';
import { curlWord } from './words/curl.ts';
import { diffWord } from './words/diff.ts';
import { logsWord } from './words/logs.ts';
import { replayWord, runWord } from './words/run.ts';
import { runsWord } from './words/runs.ts';
import { tickWord } from './words/tick.ts';
import { traceWord } from './words/trace.ts';

const withoutRun = ({ run }: AppState): string | undefined =>
  run.result === undefined ? 'Nothing has run yet' : undefined;

export function runVerbs(tools: Tools): readonly Verb[] {
  const { commands, context } = tools;
  return [
    {
      id: 'run',
      group: 'run',
      title: 'Send the request',
      act: () => commands.run(),
      unable: ({ project }) => (project.current.requests.length === 0 ? 'There is no request' : undefined),
      typed: runWord(tools),
    },
    {
      id: 'sequence',
      group: 'run',
      title: 'Send all requests in order, or each by itself',
      act: () => commands.setSequence(!currentProject(context).isSequence),
      unable: ({ project }) => (project.current.requests.length < 2 ? 'There is one request' : undefined),
    },
    {
      id: 'overlap',
      group: 'run',
      title: 'Let the requests of the sequence overlap, or wait for answers',
      act: () => commands.overlapRequests(!allOverlap(currentProject(context).requests)),
      unable: ({ project }) => (project.current.isSequence ? undefined : 'The requests are not sent as a sequence'),
    },
    { id: 'curl', group: 'run', title: 'Send a request through the same proxy', typed: curlWord(tools) },
    { id: 'replay', group: 'run', title: 'Send again what was sent', typed: replayWord(tools) },
    {
      id: 'restart',
      group: 'run',
      title: 'Begin with a fresh proxy',
      act() {
        commands.restartSession();
        toast(context, { kind: 'fresh-proxy' });
      },
      unable: ({ run }) => (run.session.length === 0 ? 'Nothing was sent yet' : undefined),
      typed: {
        word: 'restart',
        usage: '',
        run() {
          commands.restartSession();
          return undefined;
        },
      },
    },
    {
      id: 'show-source',
      group: 'run',
      title: 'Show the source line of the row',
      act: () => commands.showSource(tools.context.store.getState().run.cursor ?? -1),
      unable: (state) => withoutRun(state) ?? (state.run.cursor === undefined ? 'No row is chosen' : undefined),
    },
    {
      id: 'logs',
      group: 'run',
      title: 'Print the log of the last run',
      act: async () => {
        commands.setView({ dockTab: 'console', pane: 'dock' });
        await commands.enterLine('logs');
      },
      unable: withoutRun,
      typed: logsWord(tools),
    },
    { id: 'trace', group: 'run', title: 'Print the calls of the run', typed: traceWord(tools) },
    { id: 'runs', group: 'run', title: 'List the runs', typed: runsWord(tools) },
    { id: 'diff', group: 'run', title: 'Compare two runs', typed: diffWord(tools) },
    { id: 'tick', group: 'run', title: 'Move the virtual clock', typed: tickWord(tools) },
    {
      id: 'checks',
      group: 'run',
      title: 'Run all checks',
      act: async () => {
        commands.setView({ requestTab: 'checks' });
        await commands.runChecks();
      },
      unable: ({ project }) => (project.current.checks.length === 0 ? 'There are no checks yet' : undefined),
      typed: checksWord(tools),
    },
    {
      id: 'warm-compiler',
      group: 'run',
      title: 'Load the compiler',
      act: () => commands.warmCompiler(),
      unable: ({ compiler: { kind } }) =>
        kind === 'ready' || kind === 'compiling' ? 'It is ready' : kind === 'loading' ? 'It is loading' : undefined,
    },
  ];
}
