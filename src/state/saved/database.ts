import {
  type DBSchema,
  type IDBPDatabase,
  type IDBPObjectStore,
  type IDBPTransaction,
  openDB,
  type StoreNames,
} from 'idb';
import type { Stored } from '../ports.ts';

export interface Tables extends DBSchema {
  /** Projects by id. */
  projects: { key: string; value: unknown };
  /** What could not be read, under the time at which it was found. */
  aside: { key: number; value: unknown };
  /** Modules by SHA-256. */
  modules: { key: string; value: Uint8Array<ArrayBuffer> };
  /** By the project's id and the hash of what is in them. */
  versions: { key: [string, string]; value: unknown };
  /** By the project's id and the run's number. */
  runs: {
    key: [string, number];
    value: StoredRun;
    /** All but the text, so that nobody reads 50 runs to add one. */
    indexes: { heads: [string, number, string, number, number] };
  };
  /** When it was last tidied, and since when which modules are named nowhere. */
  upkeep: { key: string; value: unknown };
}

/** A run as the database has it. */
export interface StoredRun {
  readonly project: string;
  readonly number: number;
  readonly id: string;
  readonly isPinned: 0 | 1;
  /** Characters of `text`. */
  readonly size: number;
  readonly text: string;
}

export type Database = IDBPDatabase<Tables>;

const VERSION = 3;
const WAIT_MS = 10_000;

/** Why there is no database; the others are the browser's own. */
type Reason = 'NoDatabase' | 'BlockedByOldPage' | 'NoAnswer';

function failure(name: Reason, message: string): Error {
  return Object.assign(new Error(message), { name });
}

interface Opening {
  readonly name: string;
  readonly now: () => number;
  /** It was closed, by the browser or for a page of a later version. */
  readonly onGone: () => void;
}

export function openDatabase({ name, now, onGone }: Opening): Promise<Database> {
  return new Promise((resolve, reject) => {
    if (typeof indexedDB === 'undefined') throw failure('NoDatabase', 'There is no IndexedDB here.');
    let isWaiting = true;
    const giveUp = (error: unknown): void => {
      isWaiting = false;
      reject(error instanceof Error ? error : new Error(String(error)));
    };
    const timer = setTimeout(() => giveUp(failure('NoAnswer', 'The database does not answer.')), WAIT_MS);
    openDB<Tables>(name, VERSION, {
      upgrade(db, from, _, writing) {
        // A change that fails takes the whole opening with it, which is told below.
        upgrade(db, from, { writing, now }).catch(() => undefined);
      },
      blocked: () => giveUp(failure('BlockedByOldPage', 'An earlier version of the page has the database open.')),
      blocking(_, __, { target }) {
        if (target instanceof IDBDatabase) target.close();
        onGone();
      },
      terminated: onGone,
    })
      .then((db) => (isWaiting ? resolve(db) : db.close()), giveUp)
      .finally(() => clearTimeout(timer));
  });
}

type Upgrade = IDBPTransaction<Tables, StoreNames<Tables>[], 'versionchange'>;

async function upgrade(
  db: Database,
  from: number,
  { writing, now }: { writing: Upgrade; now: () => number },
): Promise<void> {
  if (from < 1) {
    db.createObjectStore('projects');
    db.createObjectStore('aside');
    db.createObjectStore('modules');
  }
  if (from < 2) {
    db.createObjectStore('versions');
    db.createObjectStore('upkeep');
  }
  const runs = db.createObjectStore('runs', { keyPath: ['project', 'number'] });
  runs.createIndex('heads', ['project', 'number', 'id', 'isPinned', 'size']);
  if (from === 1) await giveItsOwnKey(writing.objectStore('projects'), now());
}

type Projects = IDBPObjectStore<Tables, StoreNames<Tables>[], 'projects', 'versionchange'>;

/** The first version kept one project, under `current`. What is no project stays there, to be set aside. */
async function giveItsOwnKey(projects: Projects, changedAt: number): Promise<void> {
  const saved: unknown = await projects.get('current');
  const id = idOf(saved);
  if (id === undefined || typeof saved !== 'object') return;
  await projects.put({ ...saved, revision: 1, writer: '', changedAt }, id);
  await projects.delete('current');
}

/** The id of the project in something that was saved. */
export function idOf(saved: unknown): string | undefined {
  if (typeof saved !== 'object' || saved === null || !('project' in saved)) return undefined;
  const { project } = saved;
  if (typeof project !== 'object' || project === null || !('id' in project)) return undefined;
  return typeof project.id === 'string' && project.id !== '' ? project.id : undefined;
}

/** Under the time at which it was found; never in the place of another. */
export async function putAside(aside: Aside, value: unknown, at: number): Promise<void> {
  const taken = await aside.getAllKeys();
  await aside.put(value, Math.max(at, ...taken.map((one) => one + 1)));
}

type Aside = IDBPObjectStore<Tables, StoreNames<Tables>[], 'aside', 'readwrite'>;

export async function allRecords(db: Database): Promise<Stored[]> {
  const reading = db.transaction('projects');
  const [keys, values] = await Promise.all([reading.store.getAllKeys(), reading.store.getAll()]);
  return keys.map((key, i) => ({ key, value: values[i] }));
}
