import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ProjectStorage, SavedProject } from '../ports.ts';

interface Tables extends DBSchema {
  /** What is worked on, under one key. */
  projects: { key: string; value: unknown };
  /** What could not be read, under the time at which it was found. */
  aside: { key: number; value: unknown };
  /** Modules by SHA-256. */
  modules: { key: string; value: Uint8Array<ArrayBuffer> };
}

const CURRENT = 'current';

const keyOf = (name: string) => `${name}:on-its-way`;

/** Writes without waiting. Where that is not to be had (no room, no permission), only the database keeps it. */
function keepAtOnce(name: string, saved: SavedProject): string {
  const text = JSON.stringify(saved);
  try {
    localStorage.setItem(keyOf(name), text);
  } catch {
    return '';
  }
  return text;
}

/** It is in the database now; a later one that is still on its way stays. */
function dropKept(name: string, text: string): void {
  try {
    if (text !== '' && localStorage.getItem(keyOf(name)) === text) localStorage.removeItem(keyOf(name));
  } catch {
    // Nothing is kept where nothing can be read.
  }
}

/** What was on its way when the page went: newer than what the database has. */
function takenOver(name: string): unknown {
  try {
    const text = localStorage.getItem(keyOf(name));
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}

/** Keeps the project and its modules in this browser. Opened at its first use. */
export function browserStorage(name = 'weir'): ProjectStorage {
  let opened: Promise<IDBPDatabase<Tables>> | undefined;
  const database = (): Promise<IDBPDatabase<Tables>> => {
    opened ??= openDB<Tables>(name, 1, {
      upgrade(db) {
        db.createObjectStore('projects');
        db.createObjectStore('aside');
        db.createObjectStore('modules');
      },
      terminated: () => (opened = undefined),
    });
    return opened;
  };
  return {
    loadProject: async () => takenOver(name) ?? (await database()).get('projects', CURRENT),
    async saveProject(saved) {
      // The database answers later; a page that goes the next moment has this.
      const text = keepAtOnce(name, saved);
      const writing = (await database()).transaction('projects', 'readwrite');
      const put = writing.store.put(saved, CURRENT);
      // Asked for aloud, it is kept even when the page goes the next moment.
      writing.commit();
      await Promise.all([put, writing.done]);
      dropKept(name, text);
    },
    keepAside: async (unreadable, at) => void (await (await database()).put('aside', unreadable, at)),
    loadModule: async (sha256) => (await database()).get('modules', sha256),
    saveModule: async (sha256, wasm) => void (await (await database()).put('modules', wasm, sha256)),
  };
}
