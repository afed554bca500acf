import { type Context, patch } from '../commands/context.ts';
import { initialHistory } from '../slices/history.ts';
import type { RunKeeper } from './run-keeper.ts';

/** Keeps each run that went well, once its result is on screen. */
export function followHistory(context: Context, keeper: () => Promise<RunKeeper>): () => void {
  return context.store.subscribe(({ run: { result }, project, history }, before) => {
    if (project.current.id !== before.project.current.id) patch(context, 'history', initialHistory);
    // A run less to look back at is no loss that a person should hear of.
    const ask = (work: (it: RunKeeper) => Promise<void>): void =>
      void keeper()
        .then(work)
        .catch(() => undefined);
    // A copy that was changed is kept from now on, and its runs with it.
    if (project.saved === 'saved' && before.project.saved !== 'saved' && history.runs.length > 0)
      ask((it) => it.keep());
    if (result === undefined || result === before.run.result) return;
    const { startup, stopped, exchanges, connections } = result.report;
    if (startup !== 'ready' || stopped || exchanges.length + connections.length === 0) return;
    ask((it) => it.record(result));
  });
}
