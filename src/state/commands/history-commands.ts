import type { Engine } from '../engine/engine.ts';
import type { PastRun } from '../slices/history.ts';
import { change } from './change.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, patch } from './context.ts';

type HistoryCommands = Pick<Commands, 'restoreRun' | 'replayRun' | 'pinRun' | 'compareRuns' | 'forgetRuns'>;

/** What was run before. */
export function historyCommands(context: Context, engine: Engine): HistoryCommands {
  const { store } = context;
  const runById = (id: string): PastRun | undefined => store.getState().history.runs.find((run) => run.id === id);
  return {
    restoreRun(id) {
      const run = runById(id);
      if (run === undefined) return;
      const { schema: _schema, id: _id, files, ...parts } = run.project;
      const gone = Object.keys(currentProject(context).files).filter((path) => files[path] === undefined);
      const taken = Object.fromEntries(gone.map((path) => [path, undefined]));
      change(context, { label: 'go back to an earlier run', parts, files: { ...taken, ...files } });
    },
    async replayRun(id) {
      const run = runById(id);
      if (run === undefined) return;
      await engine.builder.settle();
      await engine.sender.sendAgain(run.requests);
    },
    pinRun(id) {
      const { runs } = store.getState().history;
      const next = runs.map((run) => (run.id === id ? { ...run, isPinned: !run.isPinned } : run));
      patch(context, 'history', { runs: next });
    },
    compareRuns(ids) {
      const { runs } = store.getState().history;
      const chosen = runs.filter(({ id }) => ids.includes(id)).slice(0, 2);
      patch(context, 'history', { compared: chosen.toReversed().map(({ id }) => id) });
    },
    forgetRuns() {
      const { runs } = store.getState().history;
      patch(context, 'history', { runs: runs.filter(({ isPinned }) => isPinned), compared: [] });
    },
  };
}
