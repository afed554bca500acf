import type { Notes } from '../ports.ts';

/** Notes in the browser's own storage. That may be refused, or full: nothing depends on it. */
export const browserNotes: Notes = {
  read(key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  },
  write(key, text) {
    try {
      localStorage.setItem(key, text);
    } catch {
      // See above.
    }
  },
};
