import type { Engine } from '../engine/engine.ts';
import type { RunKeeper } from '../history/run-keeper.ts';
import type { PastRun } from '../slices/history.ts';
import { change } from './change.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, patch } from './context.ts';

type HistoryCommands = Pick<
  Commands,
  'readRuns' | 'restoreRun' | 'replayRun' | 'pinRun' | 'compareRuns' | 'forgetRuns' | 'bringBackRuns'
>;

/** What keeps runs; fetched with the first of them. */
export function lateRunKeeper(context: Context): () => Promise<RunKeeper> {
  let loading: Promise<RunKeeper> | undefined;
  return () => {
    loading ??= import('../history/run-keeper.ts').then(({ runKeeper }) => runKeeper(context));
    loading.catch(() => (loading = undefined)); // the next run tries again
    return loading;
  };
}

/** What was run before. */
export function historyCommands(context: Context, engine: Engine, keeper: () => Promise<RunKeeper>): HistoryCommands {
  const { store } = context;
  const runById = (id: string): PastRun | undefined => store.getState().history.runs.find((run) => run.id === id);
  return {
    readRuns: async () => (await keeper()).read(),
    async restoreRun(id) {
      const run = runById(id);
      if (run === undefined) return;
      const { schema: _schema, id: _id, files, ...parts } = run.project;
      const gone = Object.keys(currentProject(context).files).filter((path) => files[path] === undefined);
      const taken = Object.fromEntries(gone.map((path) => [path, undefined]));
      change(context, { label: 'go back to an earlier run', parts, files: { ...taken, ...files } });
      await engine.again(run);
    },
    async replayRun(id) {
      const run = runById(id);
      if (run !== undefined) await engine.again(run);
    },
    pinRun: async (id) => (await keeper()).pin(id),
    compareRuns(ids) {
      const { runs } = store.getState().history;
      const chosen = runs.filter(({ id }) => ids.includes(id)).slice(0, 2);
      patch(context, 'history', { compared: chosen.toReversed().map(({ id }) => id) });
    },
    forgetRuns: async () => (await keeper()).forget(),
    bringBackRuns: async () => (await keeper()).bringBack(),
  };
}
