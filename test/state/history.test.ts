import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { type ChainFilter, type Project, requestDefaults } from '../../src/model/index.ts';
import { type App, type PastRun, sha256 } from '../../src/state/index.ts';
import { differences, sideBySide } from '../../src/ui/panels/history/compare.ts';
import { exampleOf, exampleProject, memoryStorage, noDetails, stageOf } from './fakes.ts';

const wasm = new Uint8Array(readFileSync('gallery/prime-authorizer/rust-0.1.0/prime_authorizer.wasm'));
const row = (name: string, value: string) => ({ enabled: true, name, value });

async function opened(): Promise<App> {
  const [first] = exampleProject.filters;
  if (!first) throw new Error('the example has no filter');
  const filter: ChainFilter = {
    ...first,
    name: 'prime_authorizer',
    rootId: 'prime_authorizer',
    module: { kind: 'wasm', fileName: 'prime_authorizer.wasm', sha256: await sha256(wasm), size: wasm.length },
  };
  const request = { ...requestDefaults, url: 'http://localhost:8080/', headers: [row('token', '323232')] };
  const project: Project = {
    ...exampleProject,
    filters: [filter],
    requests: [{ ...request, id: 'r1', name: 'first' }],
    upstream: { kind: 'fixed', status: 200, headers: [], body: 'Welcome\n' },
  };
  const { app } = stageOf({
    examples: [exampleOf({ project, modules: [wasm] })],
    storage: memoryStorage(undefined),
    runner: {
      run: (input) => Promise.resolve({ kind: 'report', report: run(input.project, input.scenario, input.seed) }),
      inspect: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      describe: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      ...noDetails,
    },
  });
  await app.commands.start();
  return app;
}

const runsOf = ({ store }: App): readonly PastRun[] => store.getState().history.runs;
const statuses = (app: App) => runsOf(app).map(({ exchanges, times }) => `${exchanges[0]?.status ?? 0} x${times}`);

async function send(app: App, token: string): Promise<void> {
  app.commands.editRequest('r1', { headers: [row('token', token)] });
  await app.commands.run();
}

test('each run is kept once, however often it is repeated', async () => {
  const app = await opened();
  await expect.poll(() => statuses(app)).toEqual(['403 x1']);
  await app.commands.run();
  await expect.poll(() => statuses(app)).toEqual(['403 x2']);
  await send(app, '7');
  await expect.poll(() => statuses(app)).toEqual(['200 x1', '403 x2']);
});

test('fifty are kept, and those that are pinned', async () => {
  const app = await opened();
  await expect.poll(() => statuses(app)).toHaveLength(1);
  const [first] = runsOf(app);
  app.commands.pinRun(first?.id ?? '');
  for (let n = 0; n < 55; n++) {
    await send(app, String(1000 + n));
    await expect.poll(() => runsOf(app)[0]?.requests[0]?.headers[0]?.value).toBe(String(1000 + n));
  }
  expect(runsOf(app)).toHaveLength(50);
  expect(runsOf(app).at(-1)).toMatchObject({ id: first?.id, isPinned: true });
  app.commands.forgetRuns();
  expect(runsOf(app)).toHaveLength(1);
});

test('going back brings the project as it was, and can be undone; the same is sent again through the chain of now', async () => {
  const app = await opened();
  await send(app, '7');
  await expect.poll(() => statuses(app)).toEqual(['200 x1', '403 x1']);
  const [prime, none] = runsOf(app);
  app.commands.addFile('late.ts', '// new');
  const { current } = app.store.getState().project;
  app.commands.restoreRun(none?.id ?? '');
  const back = app.store.getState().project.current;
  expect(back).toEqual({ ...none?.project, id: back.id });
  app.commands.undo();
  expect(app.store.getState().project.current).toEqual(current);

  await app.commands.replayRun(none?.id ?? '');
  expect(app.store.getState().run.result?.report.exchanges[0]?.response.status).toBe(403);
  expect(app.store.getState().project.current).toEqual(current);
  await app.commands.replayRun(prime?.id ?? '');
  expect(app.store.getState().run.result?.report.exchanges[0]?.response.status).toBe(200);
});

test('two runs differ in what was sent and in what came of it', async () => {
  const app = await opened();
  await send(app, '7');
  await expect.poll(() => statuses(app)).toEqual(['200 x1', '403 x1']);
  const [later, earlier] = runsOf(app);
  if (!later || !earlier) throw new Error('there are no two runs');
  app.commands.compareRuns([later.id, earlier.id]);
  expect(app.store.getState().history.compared).toEqual([earlier.id, later.id]);

  const found = new Map(differences(earlier, later, 0).map(({ section, changes }) => [section, changes]));
  expect([...found.keys()]).toEqual(['answer', 'upstream', 'response', 'body', 'calls', 'logs', 'cost', 'requests']);
  const told = (section: 'answer' | 'body' | 'requests') =>
    found.get(section)?.map(({ kind, text }) => `${kind} ${text}`);
  expect(told('answer')).toEqual(expect.arrayContaining(['removed 403 Forbidden', 'added 200 OK']));
  expect(told('body')).toEqual(['removed Access forbidden.', 'added Welcome']);
  expect(told('requests')).toEqual(expect.arrayContaining(['removed token: 323232', 'added token: 7']));
  expect(differences(later, later, 0)).toEqual([]);
});

test('what went stands beside what came in its place', () => {
  const line = (kind: 'same' | 'added' | 'removed', text: string) => ({ kind, text });
  const changes = [
    line('same', 'a'),
    line('removed', 'b'),
    line('removed', 'c'),
    line('added', 'd'),
    line('same', 'e'),
  ];
  expect(sideBySide(changes).map(({ left, right }) => [left?.text, right?.text])).toEqual([
    ['a', 'a'],
    ['b', 'd'],
    ['c', undefined],
    ['e', 'e'],
  ]);
});
