import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyProject } from '../../src/model/index.ts';
import type { App, Services } from '../../src/state/index.ts';
import { isRecord } from '../../src/state/saved/save-rule.ts';
import { emptyMemory, exampleProject, type Memory, memoryTab, noDetails, reportOf, settle, stageOf } from './fakes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const wait = () => vi.advanceTimersByTimeAsync(300);
const slice = ({ store }: App) => store.getState().project;
const told = ({ store }: App): string[] => store.getState().toasts.map(({ message }) => message.kind);
const lists = ({ store }: App): string[] => store.getState().shelf.projects.map(({ name }) => name);
const texts = (memory: Memory, id: string): string[] =>
  [...(memory.versions.get(id)?.values() ?? [])].map(
    ({ project, reason }) => `${project.files['filter.ts']} ${reason}`,
  );

let ids = 0;
async function tabOn(memory: Memory, name: string, services: Partial<Services> = {}): Promise<App> {
  const randomId = () => `${name}-${++ids}`;
  const { app } = stageOf({ storage: memoryTab(memory, name), randomId, ...services });
  void app.commands.start();
  await settle();
  return app;
}

async function edit(app: App, text: string): Promise<void> {
  app.commands.editFile('filter.ts', text);
  await wait();
  await settle();
}

test('an example is a copy until its first change, then a project of its own', async () => {
  const memory = emptyMemory();
  const app = await tabOn(memory, 'one');
  expect(slice(app)).toMatchObject({ saved: 'copy', revision: 0 });
  await edit(app, 'a');
  expect(slice(app)).toMatchObject({ saved: 'saved', revision: 1 });
  void app.commands.loadExample('example');
  await settle();
  expect(slice(app).saved).toBe('copy');
  await edit(app, 'b');
  expect(memory.records.size).toBe(2);
});

test('a project from elsewhere never takes the place of a kept one', async () => {
  const memory = emptyMemory();
  const app = await tabOn(memory, 'one');
  await edit(app, 'mine');
  const { id } = slice(app).current;
  app.commands.openProject({ ...emptyProject, id, name: 'From a link', files: { 'filter.ts': 'theirs' } });
  await edit(app, 'theirs, changed');
  expect(memory.records.get(id)).toMatchObject({ project: { files: { 'filter.ts': 'mine' } } });
  expect(memory.records.size).toBe(2);
});

test('two tabs in turn: the later save wins, the other text is a version, both say so', async () => {
  const memory = emptyMemory();
  const one = await tabOn(memory, 'one');
  await edit(one, 'first');
  const { id } = slice(one).current;
  const two = await tabOn(memory, 'two');
  expect(slice(two).current.files['filter.ts']).toBe('first');

  await edit(one, 'by one');
  expect([slice(one).saved, slice(two).saved]).toEqual(['saved', 'elsewhere']);
  expect(told(two)).toEqual(['changed-elsewhere']);
  await edit(one, 'by one, more');
  expect(told(two)).toEqual(['changed-elsewhere']);

  await edit(two, 'by two');
  expect(texts(memory, id)).toEqual(['by one, more other-tab']);
  expect([slice(one).saved, slice(two).saved]).toEqual(['elsewhere', 'saved']);
  expect(told(two)).toEqual(['changed-elsewhere', 'replaced-other']);
  expect(told(one)).toEqual(['changed-elsewhere']);
  expect(memory.records.get(id)).toMatchObject({ project: { files: { 'filter.ts': 'by two' } } });

  void one.commands.openKept(id);
  await settle();
  expect(slice(one)).toMatchObject({ saved: 'saved', current: { files: { 'filter.ts': 'by two' } } });
  await edit(one, 'on top of two');
  expect(texts(memory, id)).toEqual(['by one, more other-tab']);
});

test('tabs that do not hear of each other find out when they are looked at, and when they save', async () => {
  const memory = emptyMemory();
  const deaf = (name: string) => ({ ...memoryTab(memory, name), subscribe: () => () => undefined });
  const one = await tabOn(memory, 'one', { storage: deaf('one') });
  await edit(one, 'first');
  const two = await tabOn(memory, 'two', { storage: deaf('two') });
  await edit(one, 'by one');
  expect(slice(two).saved).toBe('saved');
  await two.look();
  expect(slice(two).saved).toBe('elsewhere');
  await edit(two, 'by two');
  expect(texts(memory, slice(one).current.id)).toEqual(['by one other-tab']);
  await one.look();
  expect(slice(one).saved).toBe('elsewhere');
});

test('what is being typed here is not disturbed by another tab: it is later', async () => {
  const memory = emptyMemory();
  const one = await tabOn(memory, 'one');
  await edit(one, 'first');
  const two = await tabOn(memory, 'two');
  two.commands.editFile('filter.ts', 'typing');
  one.commands.editFile('filter.ts', 'quick');
  void one.commands.saveNow();
  await settle();
  expect(slice(two).saved).toBe('unsaved');
  await wait();
  expect(slice(two)).toMatchObject({ saved: 'saved', current: { files: { 'filter.ts': 'typing' } } });
  expect(texts(memory, slice(one).current.id)).toEqual(['quick other-tab']);
});

test('a project that another tab deleted is said to be, and is kept again when it is changed', async () => {
  const memory = emptyMemory();
  const one = await tabOn(memory, 'one');
  await edit(one, 'first');
  const { id } = slice(one).current;
  const two = await tabOn(memory, 'two');
  await two.commands.deleteKept(id);
  await settle();
  expect(slice(one).saved).toBe('deleted');
  expect(told(one)).toEqual(['deleted-elsewhere']);
  expect(slice(two).current.id).not.toBe(id);
  await edit(one, 'again');
  expect(memory.records.get(id)).toMatchObject({ project: { files: { 'filter.ts': 'again' } } });
  expect(isRecord(memory.records.get(id)) && memory.records.get(id)).not.toHaveProperty('deletedAt');
});

test('list, rename, duplicate, delete and have back', async () => {
  const memory = emptyMemory();
  const app = await tabOn(memory, 'one');
  app.commands.renameProject('First');
  await wait();
  const first = slice(app).current.id;
  await vi.advanceTimersByTimeAsync(1000);
  app.commands.newProject();
  app.commands.renameProject('Second');
  await app.commands.listProjects();
  expect(lists(app)).toEqual(['First']);
  await app.commands.duplicateKept(first);
  expect(lists(app).toSorted()).toEqual(['First', 'First copy', 'Second']);
  await app.commands.duplicateKept(first);
  await app.commands.renameKept(first, 'Third');
  expect(lists(app).toSorted()).toEqual(['First copy', 'First copy 2', 'Second', 'Third']);
  await app.commands.renameKept(slice(app).current.id, 'Open one');
  expect(slice(app).current.name).toBe('Open one');
  await app.commands.deleteKept(first);
  expect(lists(app)).not.toContain('Third');
  expect(app.store.getState().shelf.deleted.map(({ name }) => name)).toEqual(['Third']);
  await app.commands.undeleteKept(first);
  expect(lists(app)).toContain('Third');
  expect(slice(app).current.name).toBe('Open one');
});

test('going back to a version keeps what stood there', async () => {
  const memory = emptyMemory();
  const app = await tabOn(memory, 'one');
  await edit(app, 'old');
  const { current, example } = slice(app);
  const shelf = await memoryTab(memory).shelf();
  await shelf.keepVersion(current.id, { project: current, example, at: 1, reason: 'run' });
  await edit(app, 'new');
  await app.commands.showVersions(current.id);
  const [version] = app.store.getState().shelf.versions;
  expect(version?.project.files['filter.ts']).toBe('old');
  await app.commands.goBackTo(current.id, version?.hash ?? '');
  await settle();
  expect(slice(app)).toMatchObject({ saved: 'saved', current: { id: current.id, files: { 'filter.ts': 'old' } } });
  expect(texts(memory, current.id).toSorted()).toEqual(['new went-back', 'old run']);
});

test('a run that went well leaves a version, one in two minutes, and none of a copy', async () => {
  const memory = emptyMemory();
  const { app, runs } = stageOf({
    storage: memoryTab(memory),
    runner: {
      run: (input) => Promise.resolve(reportOf(input)),
      inspect: () => Promise.reject(new Error('not played')),
      describe: () => Promise.reject(new Error('not played')),
      ...noDetails,
    },
    examples: [
      {
        id: 'example',
        title: '',
        summary: '',
        load: () => Promise.resolve({ project: { ...exampleProject, filters: [] }, prebuilt: [], modules: [] }),
      },
    ],
  });
  expect(runs).toEqual([]);
  await app.commands.start();
  const { id } = slice(app).current;
  expect(memory.versions.size).toBe(0);
  for (const url of ['/a', '/b', '/c']) {
    app.commands.editRequest('r1', { url });
    await wait();
    await app.commands.run();
    await settle();
  }
  expect(memory.versions.get(id)?.size).toBe(1);
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  app.commands.editRequest('r1', { url: '/d' });
  await wait();
  await settle();
  expect([...(memory.versions.get(id)?.values() ?? [])].map(({ project }) => project.requests[0]?.url)).toEqual([
    '/a',
    '/d',
  ]);
});

const named = (name: string) => Object.assign(new Error(`${name} told by the browser`), { name });
const refusals: readonly [what: string, error: Error, trouble: string][] = [
  ['a full disk', named('QuotaExceededError'), 'full'],
  ['no database at all', named('NoDatabase'), 'no-database'],
  ['a private window', named('InvalidStateError'), 'no-database'],
  ['an earlier page in another tab', named('BlockedByOldPage'), 'old-page'],
  ['anything else', named('UnknownError'), 'other'],
];

test.each(refusals)(
  '%s is told once, the status says so, and saving goes on when it can',
  async (_, error, trouble) => {
    const memory = emptyMemory();
    const tab = memoryTab(memory);
    let refuses = true;
    const storage: Services['storage'] = {
      ...tab,
      saveProject: (saved, base) => (refuses ? Promise.reject(error) : tab.saveProject(saved, base)),
    };
    const app = await tabOn(memory, 'one', { storage });
    await edit(app, 'a');
    await edit(app, 'b');
    expect(slice(app).saved).toBe('failed');
    expect(app.store.getState().toasts.map(({ message }) => message)).toEqual([
      { kind: 'not-saved', trouble, message: error.message },
    ]);
    refuses = false;
    await edit(app, 'c');
    expect(slice(app).saved).toBe('saved');
    refuses = true;
    await edit(app, 'd');
    expect(told(app)).toEqual(['not-saved', 'not-saved']);
  },
);

test('records that cannot be read are set aside, told, and hide no other', async () => {
  const memory = emptyMemory();
  const good = { project: { ...exampleProject, id: 'good' }, revision: 1, writer: '', changedAt: 5 };
  memory.records.set('bad', { project: 7, revision: 9, changedAt: 99 });
  memory.records.set('worse', 7);
  memory.records.set('good', good);
  const app = await tabOn(memory, 'one');
  expect(slice(app).current.id).toBe('good');
  expect(memory.aside).toHaveLength(2);
  memory.records.set('later', { ...good, project: { schema: 99 } });
  await app.commands.listProjects();
  expect(app.store.getState().shelf).toMatchObject({ status: 'read', unreadable: 3, projects: [{ id: 'good' }] });
});

test('what was set aside comes back when it can be read after all', async () => {
  const memory = emptyMemory();
  const back = { project: { ...exampleProject, id: 'back', name: 'Back' }, revision: 1, writer: '', changedAt: 5 };
  memory.aside.push(7, back);
  const app = await tabOn(memory, 'one');
  await app.commands.listProjects();
  expect(lists(app)).toEqual(['Back']);
  expect(memory.aside).toEqual([7]);
});

test('a list that cannot be read says why', async () => {
  const shelf = () => Promise.reject(named('NoDatabase'));
  const app = await tabOn(emptyMemory(), 'one', { storage: { ...memoryTab(emptyMemory()), shelf } });
  await app.commands.listProjects();
  expect(app.store.getState().shelf).toMatchObject({ status: 'failed', trouble: 'no-database' });
});

test('modules that the database lacks are put back by the tab that has them', async () => {
  const memory = emptyMemory();
  const tab = memoryTab(memory);
  const storage: Services['storage'] = {
    ...tab,
    saveProject: async (saved, base) => ({ ...(await tab.saveProject(saved, base)), missing: ['here', 'nowhere'] }),
  };
  const app = await tabOn(memory, 'one', { storage });
  app.artifacts.modules.set('here', Uint8Array.of(1));
  await edit(app, 'a');
  expect([...memory.modules.keys()]).toEqual(['here']);
});
