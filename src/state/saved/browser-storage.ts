import { pluginsOfProject } from '../../model/index.ts';
import type { ProjectStorage, SavedProject, StorageNews, Stored } from '../ports.ts';
import { allRecords, type Database, idOf, openDatabase, putAside } from './database.ts';
import { allKept, dropKept, dropOf, keepAtOnce, type OnItsWay } from './on-its-way.ts';
import { hashOf, isDeleted, isRecord, ruleOn, type Save } from './save-rule.ts';

export interface BrowserStorageOptions {
  readonly name?: string;
  /** Names this page among those that save. */
  readonly tab: string;
  readonly now: () => number;
}

/** Keeps projects and modules in this browser. The database is opened at its first use. */
export function browserStorage({ name = 'weir', tab, now }: BrowserStorageOptions): ProjectStorage {
  let opened: Promise<Database> | undefined;
  const database = (): Promise<Database> => {
    opened ??= openDatabase({ name, now, onGone: () => (opened = undefined) }).catch((error: unknown) => {
      opened = undefined; // the next use tries again
      throw error;
    });
    return opened;
  };
  const channel = channelOf(name);
  /** Returns what the database has no room for: it stays where it is, and is newer. */
  const takeAll = async (db: Database, kept: readonly OnItsWay[]): Promise<OnItsWay[]> => {
    const left: OnItsWay[] = [];
    for (const one of kept) await takeOver(db, one, { tab, now }).catch(() => left.push(one));
    return left;
  };
  const tell = (news: StorageNews): void => channel?.postMessage(news);

  return {
    async loadLast() {
      const kept = allKept(name);
      let db: Database;
      try {
        db = await database();
      } catch (error) {
        const last = lastOf(kept.map(asStored));
        if (last) return last;
        throw error;
      }
      const left = (await takeAll(db, kept)).map(asStored);
      const id = here(name);
      const open = left.find(({ key }) => key === id);
      if (open) return open;
      const value: unknown = id === undefined ? undefined : await db.get('projects', id);
      if (id !== undefined && value !== undefined && !isDeleted(value)) return { key: id, value };
      const others = (await allRecords(db)).filter((one) => !isDeleted(one.value));
      return lastOf([...left, ...others.filter(({ key }) => left.every((one) => one.key !== key))]);
    },
    loadProject: async (id) => (await database()).get('projects', id),
    async saveProject(saved, base) {
      const save: Save = { ...saved, base, writer: tab, at: now() };
      // The database answers later; a page that goes the next moment has this.
      const text = keepAtOnce(name, save);
      const db = await database();
      const outcome = await write(db, save);
      const { id } = saved.project;
      dropOf(name, id, text);
      tell({ kind: 'saved', id, ...outcome });
      return { ...outcome, missing: await missingModules(db, saved) };
    },
    rememberHere(id) {
      try {
        sessionStorage.setItem(`${name}:project`, id);
      } catch {
        // The tab then opens with what was changed last.
      }
    },
    loadModule: async (sha256) => (await database()).get('modules', sha256),
    saveModule: async (sha256, wasm) => void (await (await database()).put('modules', wasm, sha256)),
    subscribe(listener) {
      const hear = ({ data }: MessageEvent<unknown>): void => {
        if (isNews(data)) listener(data);
      };
      channel?.addEventListener('message', hear);
      return () => channel?.removeEventListener('message', hear);
    },
    async shelf() {
      const { browserShelf } = await import('./browser-shelf.ts');
      const db = await database();
      // A page that opened with a link has not looked yet.
      await takeAll(db, allKept(name));
      return browserShelf({ name, tab, now, tell, database });
    },
  };
}

const asStored = ({ key, save }: OnItsWay): Stored => ({
  key: idOf(save) ?? key,
  value: { ...save, revision: save?.base ?? 0, changedAt: save?.at ?? Infinity },
});

/** What cannot be read comes first: it is to be set aside. */
function lastOf(all: readonly Stored[]): Stored | undefined {
  const at = ({ value }: Stored): number => (isRecord(value) ? value.changedAt : Infinity);
  return all.toSorted((one, other) => at(other) - at(one))[0];
}

async function write(db: Database, save: Save) {
  const writing = db.transaction(['projects', 'versions'], 'readwrite');
  const done = writing.done;
  done.catch(() => undefined); // told below; not once more should the reading fail
  const { id } = save.project;
  const { put, version, outcome } = ruleOn(await writing.objectStore('projects').get(id), save);
  const writes = [
    put && writing.objectStore('projects').put(put, id),
    version && writing.objectStore('versions').put(version, [id, hashOf(version)]),
  ];
  writing.commit();
  await Promise.all([...writes, done]);
  return outcome;
}

/** Of a page that went: newer than what the database has, unless another page has saved since. */
async function takeOver(db: Database, { key, text, save }: OnItsWay, { tab, now }: { tab: string; now: () => number }) {
  const id = idOf(save);
  if (id === undefined || save?.project === undefined)
    await putAside(db.transaction('aside', 'readwrite').store, text, now());
  else {
    const current: unknown = await db.get('projects', id);
    const known = isRecord(current) ? current.revision : 0;
    const { project, example, base = known, writer = tab, at = now() } = save;
    await write(db, { project, example, base, writer, at });
  }
  dropKept(key, text);
}

async function missingModules(db: Database, { project }: SavedProject): Promise<string[]> {
  const named = pluginsOfProject(project).flatMap(({ module }) => (module.kind === 'wasm' ? [module.sha256] : []));
  const there = await Promise.all(named.map((sha256) => db.count('modules', sha256)));
  return named.filter((_, i) => there[i] === 0);
}

function here(name: string): string | undefined {
  try {
    return sessionStorage.getItem(`${name}:project`) ?? undefined;
  } catch {
    return undefined;
  }
}

function channelOf(name: string): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    // Then a save, or a look when the tab is turned to, finds out.
    return undefined;
  }
}

function isNews(data: unknown): data is StorageNews {
  return typeof data === 'object' && data !== null && 'id' in data && 'kind' in data && 'revision' in data;
}
