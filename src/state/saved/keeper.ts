import { bytesOfText, pluginsOfProject } from '../../model/index.ts';
import type { Commands } from '../commands/commands.ts';
import { type Context, patch, toast } from '../commands/context.ts';
import type { Shelf, Stored } from '../ports.ts';
import type { KeptSummary } from '../slices/shelf.ts';
import { hashOf } from './save-rule.ts';
import { type KeptProject, parseSavedProject, parseVersion } from './saved-project.ts';
import { notSaved, troubleOf } from './trouble.ts';

export interface Keeper {
  list(): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  duplicate(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  putBack(id: string): Promise<void>;
  showVersions(id: string | undefined): Promise<void>;
  goBackTo(id: string, hash: string): Promise<void>;
  downloadUnreadable(): Promise<void>;
}

/** The verbs of the list of projects. */
export function keeperOf(context: Context, commands: Commands): Keeper {
  const { storage } = context.services;
  const current = () => context.store.getState().project.current;

  /** Does it, and shows what came of it; what the browser refuses is told. */
  const act = async (change: (shelf: Shelf) => Promise<void>): Promise<void> => {
    try {
      await commands.saveNow();
      await change(await storage.shelf());
      await list();
    } catch (error) {
      toast(context, notSaved(error));
    }
  };

  const list = async (): Promise<void> => {
    try {
      const shelf = await storage.shelf();
      // A later version of the page may have written it, and this is that version now.
      for (const { at, value } of await shelf.asides()) if (parseSavedProject(value)) await shelf.bringBack(at);
      const projects = await readAll(shelf, await shelf.list());
      const deleted = await readAll(shelf, await shelf.deleted());
      const unreadable = (await shelf.asides()).length;
      const readAt = context.services.now();
      patch(context, 'shelf', { status: 'read', trouble: undefined, readAt, projects, deleted, unreadable });
    } catch (error) {
      patch(context, 'shelf', { status: 'failed', trouble: troubleOf(error) });
    }
  };

  const load = async (id: string): Promise<KeptProject | undefined> => parseSavedProject(await storage.loadProject(id));

  const showVersions = async (id: string | undefined): Promise<void> => {
    const kept = id === undefined ? undefined : await load(id);
    if (id === undefined || kept === undefined) {
      patch(context, 'shelf', { versionsOf: undefined, versions: [] });
      return;
    }
    const shelf = await storage.shelf();
    const now = hashOf(kept);
    const versions = (await shelf.versions(id)).flatMap(({ hash, value }) => {
      const version = hash === now ? undefined : parseVersion(value);
      return version ? [{ ...version, hash }] : [];
    });
    patch(context, 'shelf', { versionsOf: { id, project: kept.project }, versions });
  };

  return {
    list,
    rename: (id, name) =>
      act(async () => {
        if (id === current().id) {
          commands.renameProject(name);
          await commands.saveNow();
          return;
        }
        const kept = await load(id);
        if (kept) await storage.saveProject({ ...kept, project: { ...kept.project, name } }, kept.revision);
      }),
    duplicate: (id) =>
      act(async () => {
        const kept = await load(id);
        if (kept === undefined) return;
        const { project, example } = kept;
        const names = context.store.getState().shelf.projects.map(({ name }) => name);
        const copy = { ...project, id: context.services.randomId(), name: nameOfCopy(project.name, names) };
        await storage.saveProject({ project: copy, example }, 0);
      }),
    remove: (id) =>
      act(async (shelf) => {
        await shelf.remove(id);
        if (id === current().id) openAnother(await readAll(shelf, await shelf.list()));
      }),
    putBack: (id) =>
      act(async (shelf) => {
        await shelf.putBack(id);
      }),
    async showVersions(id) {
      try {
        if (id !== undefined) await commands.saveNow();
        await showVersions(id);
      } catch (error) {
        toast(context, notSaved(error));
      }
    },
    goBackTo: (id, hash) =>
      act(async (shelf) => {
        const kept = await load(id);
        const wanted = (await shelf.versions(id)).find((one) => one.hash === hash);
        const version = parseVersion(wanted?.value);
        if (kept === undefined || version === undefined) return;
        const { project, example, changedAt } = kept;
        await shelf.keepVersion(id, { project, example, at: changedAt, reason: 'went-back' });
        // Older shapes had other ids: the project stays the one that it is.
        const back = { project: { ...version.project, id }, example: version.example };
        await storage.saveProject(back, kept.revision);
        void commands.openKept(id); // and runs it, which may take its time
        toast(context, { kind: 'went-back', id, name: version.project.name });
        await showVersions(id);
      }),
    downloadUnreadable: () =>
      act(async (shelf) => {
        const values = (await shelf.asides()).map(({ value }) => value);
        const text = JSON.stringify(values, null, 2);
        const bytes = new Uint8Array(bytesOfText(text));
        context.services.saveFile({ name: 'weir-unreadable.json', type: 'application/json', bytes });
      }),
  };

  function openAnother([next]: readonly KeptSummary[]): void {
    const [example] = context.services.examples;
    if (next) void commands.openKept(next.id);
    else if (example) void commands.loadExample(example.id);
  }

  /** What cannot be read is set aside. */
  async function readAll(shelf: Shelf, all: readonly Stored[]): Promise<readonly KeptSummary[]> {
    const projects: KeptSummary[] = [];
    for (const { key, value } of all) {
      const kept = parseSavedProject(value);
      if (kept) projects.push(summaryOf(key, kept));
      else {
        await shelf.setAside(key);
        toast(context, { kind: 'unreadable-project' });
      }
    }
    return projects.sort((one, other) => other.changedAt - one.changedAt);
  }
}

function summaryOf(id: string, { project, changedAt }: KeptProject): KeptSummary {
  return { id, name: project.name, changedAt, filters: pluginsOfProject(project).length };
}

function nameOfCopy(name: string, taken: readonly string[]): string {
  const stem = name.replace(/ copy(?: \d+)?$/, '');
  let wish = `${stem} copy`;
  for (let n = 2; taken.includes(wish); n++) wish = `${stem} copy ${n}`;
  return wish;
}
