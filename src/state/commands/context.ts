import type { Project } from '../../model/index.ts';
import type { Artifacts } from '../artifacts.ts';
import type { Services } from '../ports.ts';
import type { ConsoleLine } from '../slices/console.ts';
import type { Message } from '../slices/toasts.ts';
import type { AppState, AppStore } from '../store.ts';

/** What every command works on. */
export interface Context {
  readonly store: AppStore;
  readonly services: Services;
  readonly artifacts: Artifacts;
}

export function currentProject({ store }: Context): Project {
  return store.getState().project.current;
}

type ObjectSlice = Exclude<keyof AppState, 'compiler' | 'toasts' | 'absent' | 'offered'>;

/** Replaces some fields of one slice. */
export function patch<K extends ObjectSlice>({ store }: Context, slice: K, fields: Partial<AppState[K]>): void {
  store.setState((state) => ({ [slice]: { ...state[slice], ...fields } }));
}

const MAX_TOASTS = 12;

export function toast({ store }: Context, message: Message): void {
  store.setState(({ toasts }) => {
    const id = (toasts.at(-1)?.id ?? 0) + 1;
    return { toasts: [...toasts, { id, message }].slice(-MAX_TOASTS) };
  });
}

/** A terminal that remembers for ever slows the page down. */
const MAX_LINES = 5000;

export function print(context: Context, lines: readonly Omit<ConsoleLine, 'id'>[]): void {
  const { lines: before } = context.store.getState().console;
  const next = (before.at(-1)?.id ?? 0) + 1;
  const numbered = lines.map((line, i) => ({ ...line, id: next + i }));
  patch(context, 'console', { lines: [...before, ...numbered].slice(-MAX_LINES) });
}
