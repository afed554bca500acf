import type { Message } from '../slices/toasts.ts';

/** Why this browser keeps nothing. */
export type StorageTrouble = 'full' | 'no-database' | 'old-page' | 'other';

const known: Readonly<Record<string, StorageTrouble>> = {
  QuotaExceededError: 'full',
  NoDatabase: 'no-database',
  // Firefox and older browsers in a private window.
  InvalidStateError: 'no-database',
  SecurityError: 'no-database',
  BlockedByOldPage: 'old-page',
};

export function troubleOf(error: unknown): StorageTrouble {
  return error instanceof Error || error instanceof DOMException ? (known[error.name] ?? 'other') : 'other';
}

export function notSaved(error: unknown): Message {
  const message = error instanceof Error ? error.message : String(error);
  return { kind: 'not-saved', trouble: troubleOf(error), message };
}
