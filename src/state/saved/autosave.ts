import { type Context, patch, toast } from '../commands/context.ts';
import type { SavedProject } from '../ports.ts';

const DELAY_MS = 300;

/** Saves the project a moment after its last change. Returns how to stop that. */
export function autosave(context: Context): () => void {
  const { store, services } = context;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: SavedProject | undefined;

  const save = async (): Promise<void> => {
    clearTimeout(timer);
    const saved = waiting;
    waiting = undefined;
    if (saved === undefined) return;
    const isCurrent = (): boolean => store.getState().project.current === saved.project;
    if (isCurrent()) patch(context, 'project', { saved: 'saving' });
    try {
      await services.storage.saveProject(saved);
      if (isCurrent()) patch(context, 'project', { saved: 'saved' });
    } catch (error) {
      patch(context, 'project', { saved: 'failed' });
      toast(context, { kind: 'not-saved', message: error instanceof Error ? error.message : String(error) });
    }
  };

  const unsubscribe = store.subscribe(({ project }, before) => {
    const { current, example, saved } = project;
    if (current === before.project.current) return;
    // What was changed last in the former project is saved before this one takes its place.
    if (current.id !== before.project.current.id) void save();
    else if (saved === 'unsaved') {
      waiting = { project: current, example };
      clearTimeout(timer);
      timer = setTimeout(() => void save(), DELAY_MS);
    }
  });
  return () => {
    unsubscribe();
    void save();
  };
}
