import { type Context, patch, toast } from '../commands/context.ts';
import type { SavedProject, SaveOutcome } from '../ports.ts';
import { notSaved } from './trouble.ts';

const DELAY_MS = 300;

export interface Autosave {
  /** Saves now what waits for it. */
  flush(): Promise<void>;
  stop(): void;
}

/** Saves the project a moment after its last change. */
export function autosave(context: Context): Autosave {
  const { store, services } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: (SavedProject & { readonly base: number }) | undefined;
  let hasFailed = false;

  const save = async (): Promise<void> => {
    clearTimeout(timer);
    if (waiting === undefined) return;
    const { base, ...saved } = waiting;
    waiting = undefined;
    const isOpen = (): boolean => store.getState().project.current.id === saved.project.id;
    const isCurrent = (): boolean => store.getState().project.current === saved.project;
    if (isCurrent()) patch(context, 'project', { saved: 'saving' });
    try {
      const outcome = await services.storage.saveProject(saved, base);
      hasFailed = false;
      if (isOpen())
        patch(context, 'project', { revision: Math.max(outcome.revision, store.getState().project.revision) });
      if (isCurrent()) patch(context, 'project', { saved: 'saved' });
      if (isOpen()) services.storage.rememberHere(saved.project.id);
      if (outcome.hasReplaced) toast(context, { kind: 'replaced-other', id: saved.project.id });
      await keepMissing(context, outcome);
    } catch (error) {
      if (isOpen()) patch(context, 'project', { saved: 'failed' });
      // Told once, not with every key.
      if (!hasFailed) toast(context, notSaved(error));
      hasFailed = true;
    }
  };

  const unsubscribe = store.subscribe(({ project }, before) => {
    const { current, example, saved, revision } = project;
    if (current === before.project.current) return;
    // What was changed last in the former project is saved before this one takes its place.
    if (current.id !== before.project.current.id) void save();
    else if (saved === 'unsaved') {
      waiting = { project: current, example, base: revision };
      clearTimeout(timer);
      timer = setTimeout(() => void save(), DELAY_MS);
    }
  });
  return {
    flush: save,
    stop() {
      unsubscribe();
      void save();
    },
  };
}

/** Modules that an example brought, or that were thrown away while this page still named them. */
async function keepMissing({ artifacts, services }: Context, { missing }: SaveOutcome): Promise<void> {
  for (const sha256 of missing) {
    const wasm = artifacts.modules.get(sha256);
    if (wasm) await services.storage.saveModule(sha256, wasm);
  }
}
