import { type Context, patch } from '../commands/context.ts';
import { initialHistory } from '../slices/history.ts';

/** Keeps each run that went well, once its result is on screen. */
export function followHistory(context: Context): () => void {
  return context.store.subscribe(({ run: { result }, project }, before) => {
    if (project.current.id !== before.project.current.id) patch(context, 'history', initialHistory);
    if (result === undefined || result === before.run.result) return;
    if (result.report.startup !== 'ready' || result.report.stopped || result.report.exchanges.length === 0) return;
    const keep = async (): Promise<void> => {
      const { recordRun } = await import('./record-run.ts');
      if (context.store.getState().project.current.id === result.project.id) recordRun(context, result);
    };
    // A run less to look back at is no loss that a person should hear of.
    keep().catch(() => undefined);
  });
}
