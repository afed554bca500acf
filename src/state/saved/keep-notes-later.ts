import type { Context } from '../commands/context.ts';

/** Begins to keep notes once there is something to look at. */
export function keepNotesLater(context: Context): () => void {
  const { store } = context;
  let end = (): void => undefined;
  const stop = store.subscribe(({ run }) => {
    if (run.result === undefined && run.failure === undefined) return;
    stop();
    import('./keep-notes.ts').then(
      ({ keepNotes }) => (end = keepNotes(context)),
      () => undefined, // the page then looks as on a first visit
    );
  });
  return () => {
    stop();
    end();
  };
}
