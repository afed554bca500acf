import type { Context } from '../commands/context.ts';

/** Between two versions that nobody asked for. */
const EVERY_MS = 2 * 60_000;

/** Keeps the text of a run that went well, every now and then, once the project is kept at all. */
export function keepRuns({ store, services }: Context): () => void {
  let last: { readonly id: string; readonly at: number } | undefined;
  return store.subscribe(({ run, project }, before) => {
    const { result, isStale } = run;
    if (result === undefined || isStale || (result === before.run.result && !before.run.isStale)) return;
    const { current, example, saved } = project;
    const at = services.now();
    const isSoon = last?.id === current.id && at - last.at < EVERY_MS;
    if (
      saved === 'copy' ||
      saved === 'deleted' ||
      isSoon ||
      result.project !== current ||
      result.report.startup !== 'ready'
    )
      return;
    last = { id: current.id, at };
    const keep = async (): Promise<void> => {
      const shelf = await services.storage.shelf();
      await shelf.keepVersion(current.id, { project: current, example, at, reason: 'run' });
    };
    // A version less is no loss that a person should hear of.
    keep().catch(() => undefined);
  });
}
