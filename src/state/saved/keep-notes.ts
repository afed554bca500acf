import type { Context } from '../commands/context.ts';
import type { AppState } from '../store.ts';
import { keptFields, noteKeys, readNote, recordOf } from './notes.ts';

const AFTER_MS = 300;
const MOST_PLACES = 20;
const MOST_TYPED = 100;

/** Keeps what makes the page look as it was left. Returns what ends that; what waits is kept at once. */
export function keepNotes({ store, services: { notes, now } }: Context): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let kept = store.getState();
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const state = store.getState();
    const { view, editor, console, project } = state;
    if (view !== kept.view) {
      notes.write(
        noteKeys.view,
        JSON.stringify(Object.fromEntries(Object.keys(keptFields).map((name) => [name, recordOf(view)[name]]))),
      );
    }
    if (console.history !== kept.console.history) {
      notes.write(noteKeys.typed, JSON.stringify(console.history.slice(-MOST_TYPED)));
    }
    // Of a copy that nobody keeps nothing is to be remembered.
    if ((editor !== kept.editor || project !== kept.project) && project.saved !== 'copy') keepPlace(state);
    kept = state;
  };
  const keepPlace = ({ editor: { open, active, cursors }, project }: AppState): void => {
    const at = now();
    const { id } = project.current;
    const shown = Object.entries(cursors).filter(([path]) => open.includes(path));
    const place = {
      open,
      active,
      at,
      cursors: Object.fromEntries(shown.map(([path, { line, column }]) => [path, [line, column]])),
    };
    const others = Object.entries(recordOf(readNote(notes, noteKeys.places))).filter(([one]) => one !== id);
    const lately = others.toSorted(([, a], [, b]) => timeOf(b) - timeOf(a)).slice(0, MOST_PLACES - 1);
    notes.write(noteKeys.places, JSON.stringify(Object.fromEntries([[id, place], ...lately])));
  };
  const stop = store.subscribe((state) => {
    const isSame =
      state.view === kept.view &&
      state.editor === kept.editor &&
      state.project === kept.project &&
      state.console.history === kept.console.history;
    if (!isSame) timer ??= setTimeout(keep, AFTER_MS);
  });
  return () => {
    stop();
    if (timer !== undefined) keep();
  };
}

function timeOf(place: unknown): number {
  const { at } = recordOf(place);
  return typeof at === 'number' ? at : 0;
}
