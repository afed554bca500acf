import type { Shelf, StorageNews, StoredVersion } from '../ports.ts';
import { allRecords, type Database, idOf, putAside } from './database.ts';
import { browserRuns, ofOneProject } from './browser-runs.ts';
import { forget } from './on-its-way.ts';
import { hashOf, isDeleted, isRecord, type StoredRecord } from './save-rule.ts';
import { beyondCap, DAY_MS, KEPT_DAYS, modulesNamedIn, sweep } from './upkeep.ts';

interface ShelfOptions {
  readonly name: string;
  readonly tab: string;
  readonly now: () => number;
  readonly tell: (news: StorageNews) => void;
  readonly database: () => Promise<Database>;
}

/** The list of projects, and their versions. */
export function browserShelf({ name, tab, now, tell, database }: ShelfOptions): Shelf {
  const change = async (id: string, update: (record: StoredRecord) => StoredRecord) => {
    const writing = (await database()).transaction('projects', 'readwrite');
    const record: unknown = await writing.store.get(id);
    if (!isRecord(record)) return undefined;
    const next = { ...update(record), revision: record.revision + 1, writer: tab };
    await Promise.all([writing.store.put(next, id), writing.done]);
    return next;
  };
  return {
    list: async () => (await allRecords(await database())).filter(({ value }) => !isDeleted(value)),
    deleted: async () => (await allRecords(await database())).filter(({ value }) => isDeleted(value)),
    async remove(id) {
      forget(name, id);
      const removed = await change(id, (record) => ({ ...record, deletedAt: now() }));
      if (removed) tell({ kind: 'deleted', id, revision: removed.revision });
    },
    async putBack(id) {
      const back = await change(id, ({ deletedAt: _deletedAt, ...record }) => record);
      if (back) tell({ kind: 'saved', id, revision: back.revision, hasReplaced: false });
    },
    async setAside(key) {
      const writing = (await database()).transaction(['projects', 'aside'], 'readwrite');
      const value: unknown = await writing.objectStore('projects').get(key);
      await putAside(writing.objectStore('aside'), value, now());
      await Promise.all([writing.objectStore('projects').delete(key), writing.done]);
    },
    async asides() {
      const reading = (await database()).transaction('aside');
      const [keys, values] = await Promise.all([reading.store.getAllKeys(), reading.store.getAll()]);
      return keys.map((at, i) => ({ at, value: values[i] }));
    },
    async bringBack(at) {
      const writing = (await database()).transaction(['projects', 'aside'], 'readwrite');
      const [projects, aside] = [writing.objectStore('projects'), writing.objectStore('aside')];
      const value: unknown = await aside.get(at);
      const id = idOf(value);
      if (id === undefined || typeof value !== 'object' || (await projects.count(id)) > 0) return;
      const record = { revision: 1, writer: '', changedAt: at, ...value };
      await Promise.all([projects.put(record, id), aside.delete(at), writing.done]);
    },
    async keepVersion(id, version) {
      const db = await database();
      await db.put('versions', version, [id, hashOf(version)]);
      const surplus = beyondCap(await versionsOf(db, id));
      await Promise.all(surplus.map(({ hash }) => db.delete('versions', [id, hash])));
    },
    versions: async (id) => versionsOf(await database(), id),
    ...browserRuns(database),
    async tidy() {
      const db = await database();
      const at = now();
      const last: unknown = await db.get('upkeep', 'tidied');
      if (typeof last === 'number' && at - last < DAY_MS) return;
      await db.put('upkeep', at, 'tidied');
      await purgeDeleted(db, at);
      await sweepModules(db, at);
    },
  };
}

async function versionsOf(db: Database, id: string): Promise<StoredVersion[]> {
  const reading = db.transaction('versions');
  const [keys, values] = await Promise.all([
    reading.store.getAllKeys(ofOneProject(id)),
    reading.store.getAll(ofOneProject(id)),
  ]);
  return keys.map(([, hash], i) => ({ hash, value: values[i] })).toSorted((one, other) => atOf(other) - atOf(one));
}

function atOf({ value }: StoredVersion): number {
  return typeof value === 'object' && value !== null && 'at' in value && typeof value.at === 'number' ? value.at : 0;
}

async function purgeDeleted(db: Database, at: number): Promise<void> {
  const writing = db.transaction(['projects', 'versions', 'runs'], 'readwrite');
  const projects = writing.objectStore('projects');
  for (const id of await projects.getAllKeys()) {
    const record: unknown = await projects.get(id);
    if (!isRecord(record) || record.deletedAt === undefined || at - record.deletedAt < KEPT_DAYS * DAY_MS) continue;
    await projects.delete(id);
    await writing.objectStore('versions').delete(ofOneProject(id));
    await writing.objectStore('runs').delete(ofOneProject(id));
  }
  await writing.done;
}

/** In one transaction, so that nobody saves meanwhile. */
async function sweepModules(db: Database, at: number): Promise<void> {
  const writing = db.transaction(['projects', 'versions', 'runs', 'aside', 'modules', 'upkeep'], 'readwrite');
  const named = modulesNamedIn([
    ...(await writing.objectStore('projects').getAll()),
    ...(await writing.objectStore('versions').getAll()),
    ...(await writing.objectStore('aside').getAll()),
  ]);
  // One by one: all of them may be more than a page should hold.
  for await (const { value } of writing.objectStore('runs')) modulesNamedIn([value]).forEach((sha) => named.add(sha));
  const modules = await writing.objectStore('modules').getAllKeys();
  const before: unknown = await writing.objectStore('upkeep').get('orphans');
  const { drop, orphans } = sweep({ modules, named, before, at });
  await Promise.all([
    ...drop.map((sha256) => writing.objectStore('modules').delete(sha256)),
    writing.objectStore('upkeep').put(orphans, 'orphans'),
    writing.done,
  ]);
}
