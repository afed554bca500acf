import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ProjectStorage } from '../ports.ts';

interface Tables extends DBSchema {
  /** What is worked on, under one key. */
  projects: { key: string; value: unknown };
  /** What could not be read, under the time at which it was found. */
  aside: { key: number; value: unknown };
  /** Modules by SHA-256. */
  modules: { key: string; value: Uint8Array<ArrayBuffer> };
}

const CURRENT = 'current';

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
    loadProject: async () => (await database()).get('projects', CURRENT),
    async saveProject(saved) {
      const writing = (await database()).transaction('projects', 'readwrite');
      const put = writing.store.put(saved, CURRENT);
      // Asked for aloud, it is kept even when the page goes the next moment.
      writing.commit();
      await Promise.all([put, writing.done]);
    },
    keepAside: async (unreadable, at) => void (await (await database()).put('aside', unreadable, at)),
    loadModule: async (sha256) => (await database()).get('modules', sha256),
    saveModule: async (sha256, wasm) => void (await (await database()).put('modules', wasm, sha256)),
  };
}
