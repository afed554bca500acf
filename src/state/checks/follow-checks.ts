import { type Context, patch } from '../commands/context.ts';
import { isWhatRunSends } from '../engine/staleness.ts';
import { initialChecks } from '../slices/checks.ts';

/** Judges each run that sent what Run sends. What judges is fetched once there is a check. */
export function followChecks(context: Context): () => void {
  const { store } = context;
  const follow = async (): Promise<void> => {
    const { judge } = await import('./judge.ts');
    const state = store.getState();
    const { result } = state.run;
    if (result === undefined || !isWhatRunSends(state)) return;
    const outcomes = judge(state.project.current, result);
    patch(context, 'checks', { outcomes: { ...state.checks.outcomes, ...outcomes } });
  };
  return store.subscribe((state, before) => {
    const { current } = state.project;
    if (current.id !== before.project.current.id) patch(context, 'checks', initialChecks);
    const isNew = state.run.result !== before.run.result || current.checks !== before.project.current.checks;
    // A check that cannot be judged for want of a chunk is shown as not judged.
    if (isNew && state.run.result && current.checks.length > 0) follow().catch(() => undefined);
  });
}
