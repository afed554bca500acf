import type { Context } from '../commands/context.ts';

/** When the page has long been quiet. */
const AFTER_MS = 30_000;

/** Has the storage tidied, once. */
export function tidyLater({ services }: Context): () => void {
  const tidy = async (): Promise<void> => (await services.storage.shelf()).tidy();
  // What cannot be tidied today can be another day.
  const timer = setTimeout(() => void tidy().catch(() => undefined), AFTER_MS);
  return () => clearTimeout(timer);
}
