import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Project } from '../../src/model/index.ts';
import type { App } from '../../src/state/index.ts';
import { exampleProject, memoryStorage, settle, type Stage, stageOf } from './fakes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function opened(stage = stageOf()): Promise<Stage> {
  void stage.app.commands.start();
  await settle();
  return stage;
}

const project = ({ store }: App): Project => store.getState().project.current;

/** A change and what it leaves, as text. */
const changes: readonly [what: string, act: (app: App) => unknown, see: (app: App) => unknown, expected: unknown][] = [
  ['a file added', ({ commands }) => commands.addFile('lib/a.ts', 'x'), (app) => project(app).files['lib/a.ts'], 'x'],
  [
    'a file deleted',
    ({ commands }) => commands.deleteFile('notes.ts'),
    (app) => project(app).files['notes.ts'],
    undefined,
  ],
  [
    'a file renamed: its filter follows',
    ({ commands }) => commands.renameFile('filter.ts', 'auth.ts'),
    (app) => [Object.keys(project(app).files), project(app).filters[0]?.module],
    [['notes.ts', 'auth.ts'], { kind: 'source', entry: 'auth.ts' }],
  ],
  [
    'a filter added with a source of its own',
    ({ commands }) => commands.addFilter('new-source'),
    (app) => [
      project(app).filters[1]?.module,
      project(app).files['filter-2.ts']?.includes('class Filter2 extends HttpContext'),
    ],
    [{ kind: 'source', entry: 'filter-2.ts' }, true],
  ],
  ['a filter removed', ({ commands }) => commands.removeFilter('f1'), (app) => project(app).filters, []],
  [
    'a filter switched off',
    ({ commands }) => commands.toggleFilter('f1'),
    (app) => project(app).filters[0]?.enabled,
    false,
  ],
  [
    'a setting of a filter',
    ({ commands }) => commands.setFilter('f1', { configuration: 'x' }),
    (app) => project(app).filters[0]?.configuration,
    'x',
  ],
  [
    'a header added',
    ({ commands }) => commands.addHeader('r1', 'headers', { name: 'a' }),
    (app) => project(app).requests[0]?.headers,
    [{ enabled: true, name: 'a', value: '' }],
  ],
  [
    'a request duplicated',
    ({ commands }) => commands.duplicateRequest('r1'),
    (app) => [project(app).requests.map(({ name }) => name), project(app).selectedRequest],
    [['first', 'second', 'first 2'], 'id-2'],
  ],
  [
    'the selected request removed',
    ({ commands }) => commands.removeRequest('r1'),
    (app) => [project(app).requests.map(({ id }) => id), project(app).selectedRequest],
    [['r2'], 'r2'],
  ],
  [
    'a curl command pasted',
    ({ commands }) => commands.pasteCurl("curl -X PUT http://a.example/b -H 'c: d'"),
    (app) => [
      project(app).requests[0]?.method,
      project(app).requests[0]?.url,
      project(app).requests[0]?.headers.at(-1)?.name,
    ],
    ['PUT', 'http://a.example/b', 'c'],
  ],
  [
    'the upstream',
    ({ commands }) => commands.setUpstream({ kind: 'fixed', isBytes: false, status: 404, headers: [], body: '' }),
    (app) => project(app).upstream.kind,
    'fixed',
  ],
  ['the name', ({ commands }) => commands.renameProject(' Mine '), (app) => project(app).name, 'Mine'],
];

test.each(changes)('%s, and back, and forth', async (_, act, see, expected) => {
  const { app } = await opened();
  const before = project(app);
  await act(app);
  expect(see(app)).toEqual(expected);
  const after = project(app);
  app.commands.undo();
  expect(project(app)).toEqual(before);
  app.commands.redo();
  expect(project(app)).toEqual(after);
});

test('typing in one field is one step back; a pause makes two', async () => {
  const { app } = await opened();
  app.commands.editRequest('r1', { url: 'a' });
  app.commands.editRequest('r1', { url: 'ab' });
  await vi.advanceTimersByTimeAsync(1500);
  app.commands.editRequest('r1', { url: 'abc' });
  app.commands.undo();
  expect(project(app).requests[0]?.url).toBe('ab');
  app.commands.undo();
  expect(project(app).requests[0]?.url).toBe(exampleProject.requests[0]?.url);
});

test('taking back a change of the chain leaves what was typed since in a file', async () => {
  const { app } = await opened();
  app.commands.toggleFilter('f1');
  app.commands.editFile('filter.ts', 'typed since');
  app.commands.undo();
  expect(project(app)).toMatchObject({ files: { 'filter.ts': 'typed since' }, filters: [{ enabled: true }] });
});

test('selecting a request is no step back', async () => {
  const { app } = await opened();
  app.commands.selectRequest('r2');
  expect(app.store.getState().project.undo).toEqual([]);
});

test.each(['', 'a', 'a.js', '../a.ts', '/a.ts', 'sdk/a.ts', 'a b.ts', 'a//b.ts', '.ts'])(
  'no file may be named "%s"',
  async (path) => {
    const { app } = await opened();
    app.commands.addFile(path);
    expect(project(app).files).toEqual(exampleProject.files);
    expect(app.store.getState().toasts.at(-1)?.message).toEqual({ kind: 'bad-name', name: path });
  },
);

test('a name that is taken stays with its file', async () => {
  const { app } = await opened();
  app.commands.renameFile('notes.ts', 'filter.ts');
  expect(project(app).files).toEqual(exampleProject.files);
  expect(app.store.getState().toasts.at(-1)?.message).toEqual({ kind: 'name-taken', name: 'filter.ts' });
});

test('a deleted file leaves its tab to its neighbour', async () => {
  const { app } = await opened();
  app.commands.openFile('notes.ts');
  app.commands.deleteFile('notes.ts');
  expect(app.store.getState().editor).toMatchObject({ open: ['filter.ts'], active: 'filter.ts' });
});

test('copies the selected request as curl', async () => {
  const { app, copied } = await opened();
  await app.commands.copyCurl();
  expect(copied).toEqual(['curl http://localhost:8080/a -H user-agent: -H accept:']);
});

test('text that is no curl command changes nothing', async () => {
  const { app } = await opened();
  expect(await app.commands.pasteCurl('hello')).toBe(false);
  expect(project(app).requests).toEqual(exampleProject.requests);
});

test('a project is saved 300 ms after its last change, an example that was only looked at is not', async () => {
  const { app, saved } = await opened();
  await vi.advanceTimersByTimeAsync(1000);
  expect(saved).toEqual([]);
  app.commands.editFile('filter.ts', 'a');
  await vi.advanceTimersByTimeAsync(299);
  app.commands.editFile('filter.ts', 'ab');
  await vi.advanceTimersByTimeAsync(299);
  expect(saved).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(saved).toEqual([{ project: project(app), example: 'example' }]);
  expect(app.store.getState().project.saved).toBe('saved');
});

test('the last change of a project is saved before another takes its place', async () => {
  const { app, saved } = await opened();
  app.commands.editFile('filter.ts', 'precious');
  void app.commands.loadExample('example');
  await settle();
  expect(saved).toMatchObject([{ project: { files: { 'filter.ts': 'precious' } } }]);
});

test('what was saved is opened again', async () => {
  const mine = { ...exampleProject, id: 'mine', files: { 'filter.ts': 'mine' } };
  const { app, compiles } = await opened(stageOf({ storage: memoryStorage({ project: mine, example: 'example' }) }));
  expect(project(app)).toEqual(mine);
  expect(compiles.map(({ input }) => input.files)).toEqual([{ 'filter.ts': 'mine' }]);
});

test.each([
  ['nothing like a project', 42],
  ['a project of another schema', { project: { ...exampleProject, schema: 3 } }],
  ['a project with a hole', { project: { ...exampleProject, requests: [{ id: 'r' }] } }],
])('what cannot be read is kept aside, and the first example opened: %s', async (_, unreadable) => {
  const aside: unknown[] = [];
  const { app } = await opened(stageOf({ storage: memoryStorage(unreadable, [], aside) }));
  expect(aside).toEqual([unreadable]);
  expect(project(app).name).toBe('Example');
  expect(app.store.getState().toasts.at(-1)?.message).toEqual({ kind: 'unreadable-project' });
});

test('a browser that stores nothing still opens the example, and says so', async () => {
  const refuse = () => Promise.reject(new Error('storage is off'));
  const storage = { ...memoryStorage(undefined), loadLast: refuse, saveProject: refuse };
  const { app } = await opened(stageOf({ storage }));
  expect(project(app).name).toBe('Example');
  app.commands.editFile('filter.ts', 'x');
  await vi.advanceTimersByTimeAsync(300);
  expect(app.store.getState().project.saved).toBe('failed');
  expect(app.store.getState().toasts.map(({ message }) => message.kind)).toEqual(['not-saved', 'not-saved']);
});

describe('what changes the structure is offered back', () => {
  const structural: readonly (readonly [label: string, act: (app: App) => void])[] = [
    ['delete notes.ts', ({ commands }) => commands.deleteFile('notes.ts')],
    ['rename notes.ts', ({ commands }) => commands.renameFile('notes.ts', 'other.ts')],
    ['remove first', ({ commands }) => commands.removeFilter('f1')],
    ['rename first', ({ commands }) => commands.setFilter('f1', { name: 'another' })],
    ['delete the request second', ({ commands }) => commands.removeRequest('r2')],
    ['rename second', ({ commands }) => commands.editRequest('r2', { name: 'another' })],
    ['move second', ({ commands }) => commands.moveRequest('r2', 0)],
    ['rename the project', ({ commands }) => commands.renameProject('another')],
  ];
  test.each(structural)('%s', async (label, act) => {
    const { app } = stageOf();
    await app.commands.loadExample('example', { isRun: false });
    const before = app.store.getState().project.current;
    act(app);
    const { message } = app.store.getState().toasts.at(-1) ?? {};
    expect(message).toMatchObject({ kind: 'changed', label });
    if (message?.kind === 'changed') app.commands.undo(message);
    expect(app.store.getState().project.current).toEqual(before);
  });
  test('clusters and routes, too', async () => {
    const { app } = stageOf();
    await app.commands.loadExample('example', { isRun: false });
    app.commands.addCluster('auth');
    app.commands.addRoute();
    app.commands.renameCluster('auth', 'other');
    app.commands.removeRoute(0);
    app.commands.removeCluster('other');
    const labels = app.store
      .getState()
      .toasts.flatMap(({ message }) => (message.kind === 'changed' ? [message.label] : []));
    expect(labels).toEqual(['rename the cluster auth', 'remove a route', 'remove the cluster other']);
  });
  test('only while nothing came after it', async () => {
    const { app } = stageOf();
    await app.commands.loadExample('example', { isRun: false });
    app.commands.deleteFile('notes.ts');
    const { message } = app.store.getState().toasts.at(-1) ?? {};
    app.commands.addRequest();
    if (message?.kind === 'changed') app.commands.undo(message);
    expect(app.store.getState().toasts.at(-1)?.message).toMatchObject({
      kind: 'undo-passed',
      label: 'delete notes.ts',
    });
    expect(app.store.getState().project.current.requests).toHaveLength(3);
  });
});
