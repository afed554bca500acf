import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sourcesHash } from '../../src/state/index.ts';
import { broken, built, exampleOf, exampleProject, reportOf, settle, type Stage, stageOf, wasmOf } from './fakes.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const prebuilt = [{ entry: 'filter.ts', sources: sourcesHash(exampleProject.files), wasm: wasmOf('prebuilt') }];

/** Time passes, and what it starts. */
async function wait(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

function last<T>(list: readonly T[]): T {
  const item = list.at(-1);
  if (item === undefined) throw new Error('there is none');
  return item;
}

async function answerRun({ runs }: Stage): Promise<void> {
  const run = last(runs);
  await run.answer(reportOf(run.input));
}

/** The example on screen with its first result, from the module that came with it. */
async function opened(): Promise<Stage> {
  const stage = stageOf({ examples: [exampleOf({ prebuilt })] });
  void stage.app.commands.start();
  await settle();
  await answerRun(stage);
  return stage;
}

const moduleThatRan = ({ runs }: Stage): string =>
  new TextDecoder().decode(last(runs).input.project.modules['filter.wasm']);
const slices = ({ app }: Stage) => app.store.getState();

test('an example with a prebuilt module has its result without a compiler', async () => {
  const stage = await opened();
  expect(stage.compiles).toEqual([]);
  expect(moduleThatRan(stage)).toBe('prebuilt');
  expect(slices(stage).run).toMatchObject({ isStale: false, isRunning: false, exchange: 0 });
  expect(slices(stage).run.result?.report.exchanges).toHaveLength(1);
  expect(slices(stage).build.entries['filter.ts']).toMatchObject({ status: 'built', isPrebuilt: true, isStale: false });
});

test('a prebuilt module of other sources is not used', async () => {
  const stage = stageOf({
    examples: [exampleOf({ prebuilt: [{ entry: 'filter.ts', sources: '0', wasm: wasmOf('x') }] })],
  });
  void stage.app.commands.start();
  await settle();
  expect(stage.compiles.map(({ input }) => input.entry)).toEqual(['filter.ts']);
  expect(stage.runs).toEqual([]);
  await last(stage.compiles).answer(built('compiled'));
  expect(moduleThatRan(stage)).toBe('compiled');
});

test('an edit outdates the result, is built 200 ms after the last key, and runs', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'two');
  expect(slices(stage).run.isStale).toBe(true);
  expect(slices(stage).build).toMatchObject({ status: 'waiting', entries: { 'filter.ts': { isStale: true } } });
  await wait(150);
  stage.app.commands.editFile('filter.ts', 'three');
  await wait(199);
  expect(stage.compiles).toEqual([]);
  await wait(1);
  expect(stage.compiles.map(({ input }) => [input.files['filter.ts'], input.mode])).toEqual([['three', 'debug']]);
  expect(stage.runs).toHaveLength(1);
  await last(stage.compiles).answer(built('new'));
  expect(moduleThatRan(stage)).toBe('new');
  expect(slices(stage).run.isStale).toBe(true);
  await answerRun(stage);
  expect(slices(stage).run.isStale).toBe(false);
  expect(slices(stage).build.entries['filter.ts']).toMatchObject({
    status: 'built',
    isStale: false,
    isPrebuilt: false,
  });
});

test('the latest edit wins: the answer about former sources is dropped, and one build runs at a time', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'two');
  await wait(200);
  stage.app.commands.editFile('filter.ts', 'three');
  await wait(200);
  expect(stage.compiles).toHaveLength(1);
  await last(stage.compiles).answer(built('of two'));
  expect(stage.compiles.map(({ input }) => input.files['filter.ts'])).toEqual(['two', 'three']);
  await last(stage.compiles).answer(built('of three'));
  expect(stage.runs).toHaveLength(2);
  expect(moduleThatRan(stage)).toBe('of three');
});

test('an edit while a build is under way has its own pause before the next', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'two');
  await wait(200);
  stage.app.commands.editFile('filter.ts', 'three');
  await last(stage.compiles).answer(broken('an error of two'));
  expect(slices(stage).build.entries['filter.ts']).toMatchObject({ status: 'built', diagnostics: [] });
  await wait(199);
  expect(stage.compiles).toHaveLength(1);
  await wait(1);
  expect(stage.compiles).toHaveLength(2);
});

test('errors are shown, and the last good result stays, marked stale', async () => {
  const stage = await opened();
  const before = slices(stage).run.result;
  stage.app.commands.editFile('filter.ts', 'bad');
  await wait(200);
  await last(stage.compiles).answer(broken('no such name'));
  expect(slices(stage).build.entries['filter.ts']).toMatchObject({
    status: 'errors',
    isStale: true,
    diagnostics: [{ message: 'no such name' }],
  });
  expect(slices(stage).run).toMatchObject({ isStale: true, result: before });
  expect(stage.runs).toHaveLength(1);
});

test('sources that are again what was built need no build and are not stale', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'bad');
  await wait(200);
  await last(stage.compiles).answer(broken('no such name'));
  stage.app.commands.editFile('filter.ts', 'one');
  await wait(500);
  expect(stage.compiles).toHaveLength(1);
  expect(slices(stage).build.entries['filter.ts']).toMatchObject({ status: 'built', diagnostics: [], isStale: false });
  expect(slices(stage).run.isStale).toBe(false);
});

test('a file that no entry imports outdates nothing once the imports are known', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'two');
  await wait(200);
  await last(stage.compiles).answer(built('new'));
  await answerRun(stage);
  stage.app.commands.editFile('notes.ts', 'changed');
  await wait(500);
  expect(slices(stage).run.isStale).toBe(false);
  expect(stage.compiles).toHaveLength(1);
});

test('a file that the compiler looked for in vain, once it is there, starts a build', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'two');
  await wait(200);
  await last(stage.compiles).answer(broken('no such file', ['filter.ts', 'lib.ts']));
  stage.app.commands.addFile('lib.ts', 'x');
  await wait(200);
  expect(stage.compiles).toHaveLength(2);
});

test('a change of the request runs sooner, with the modules there are', async () => {
  const stage = await opened();
  stage.app.commands.editRequest('r1', { method: 'POST' });
  expect(slices(stage).run.isStale).toBe(true);
  await wait(119);
  expect(stage.runs).toHaveLength(1);
  await wait(1);
  expect(stage.runs).toHaveLength(2);
  expect(last(stage.runs).input.scenario.requests).toMatchObject([{ method: 'POST' }]);
  await answerRun(stage);
  expect(slices(stage).run.isStale).toBe(false);
  expect(stage.compiles).toEqual([]);
});

test.each([
  ['configuration', (stage: Stage) => stage.app.commands.setFilter('f1', { configuration: 'x' })],
  ['a filter switched off', (stage: Stage) => stage.app.commands.toggleFilter('f1')],
  [
    'the upstream',
    (stage: Stage) =>
      stage.app.commands.setUpstream({ kind: 'fixed', isBytes: false, status: 404, headers: [], body: '' }),
  ],
  ['another request', (stage: Stage) => stage.app.commands.selectRequest('r2')],
])('runs again by itself after a change of: %s', async (_, act) => {
  const stage = await opened();
  act(stage);
  await wait(120);
  expect(stage.runs).toHaveLength(2);
});

test('a request that is not selected changes nothing on screen', async () => {
  const stage = await opened();
  stage.app.commands.editRequest('r2', { method: 'POST' });
  await wait(500);
  expect(slices(stage).run.isStale).toBe(false);
  expect(stage.runs).toHaveLength(1);
});

test('a run with older modules stays stale', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'bad');
  await wait(200);
  await last(stage.compiles).answer(broken('no'));
  stage.app.commands.editRequest('r1', { method: 'POST' });
  await wait(120);
  await answerRun(stage);
  expect(moduleThatRan(stage)).toBe('prebuilt');
  expect(slices(stage).run.isStale).toBe(true);
});

test('the latest run wins', async () => {
  const stage = await opened();
  stage.app.commands.editRequest('r1', { url: 'http://localhost:8080/two' });
  await wait(120);
  stage.app.commands.editRequest('r1', { url: 'http://localhost:8080/three' });
  await wait(120);
  const [, second, third] = stage.runs;
  if (!second || !third) throw new Error('two more runs were expected');
  await third.answer(reportOf(third.input));
  await second.answer(reportOf(second.input));
  expect(slices(stage).run.result?.requests[0]?.url).toBe('http://localhost:8080/three');
  expect(slices(stage).run.isRunning).toBe(false);
});

test('Run does not wait for the pause, and does not run twice', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'two');
  void stage.app.commands.run();
  await settle();
  expect(stage.compiles).toHaveLength(1);
  await last(stage.compiles).answer(built('new'));
  await wait(500);
  expect(stage.runs).toHaveLength(2);
  expect(moduleThatRan(stage)).toBe('new');
});

test('Run during a build that a pause had started runs once', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'two');
  await wait(200);
  void stage.app.commands.run();
  await last(stage.compiles).answer(built('new'));
  await wait(500);
  expect(stage.runs).toHaveLength(2);
});

test('without a module there is no run, and it says which entry is missing', async () => {
  const stage = stageOf();
  void stage.app.commands.start();
  await settle();
  await last(stage.compiles).answer(broken('no'));
  expect(slices(stage).run.failure).toEqual({ kind: 'not-built', entries: ['filter.ts'] });
  expect(stage.runs).toEqual([]);
});

test('a compiler that could not be loaded is asked again by the retry, and then the run follows', async () => {
  const stage = stageOf();
  const failure = { kind: 'compiler-unavailable', message: 'offline' } as const;
  void stage.app.commands.start();
  await settle();
  stage.enterCompiler({ kind: 'failed', failure });
  await last(stage.compiles).answer({ kind: 'failed', failure });
  expect(slices(stage).compiler.kind).toBe('failed');
  expect(slices(stage).build.entries['filter.ts']).toMatchObject({ status: 'failed', failure });
  void stage.app.commands.warmCompiler();
  await settle();
  expect(stage.compiles).toHaveLength(2);
  await last(stage.compiles).answer(built('at last'));
  expect(moduleThatRan(stage)).toBe('at last');
});

test('an answer that belongs to a former project is dropped', async () => {
  const stage = await opened();
  stage.app.commands.editFile('filter.ts', 'two');
  await wait(200);
  void stage.app.commands.loadExample('example');
  await settle();
  await last(stage.compiles).answer(built('of the former'));
  await answerRun(stage);
  expect(moduleThatRan(stage)).toBe('prebuilt');
  expect(slices(stage).project.current.files['filter.ts']).toBe('one');
});

test('a run that fails keeps the result and says why', async () => {
  const stage = await opened();
  void stage.app.commands.run();
  await settle();
  await last(stage.runs).answer({ kind: 'failed', failure: { kind: 'run-crashed', message: 'out of memory' } });
  expect(slices(stage).run).toMatchObject({ isRunning: false, isStale: true, failure: { kind: 'run-crashed' } });
  expect(slices(stage).run.result).toBeDefined();
});

test('a second filter that was built beforehand runs at once, and is compiled when it is edited', async () => {
  const stage = await opened();
  const { commands } = stage.app;
  const loadMap = () => Promise.resolve('{"version":3,"sources":["filter.ts","~lib/rt.ts"],"mappings":""}');
  commands.addBuiltFile('more.ts', '// more', { entry: 'filter.ts', wasm: wasmOf('more'), loadMap });
  commands.addFilter({ kind: 'source', entry: 'more.ts' });
  await wait(1000);
  expect(stage.compiles).toEqual([]);
  expect(Object.values(last(stage.runs).input.project.modules).map((one) => new TextDecoder().decode(one))).toEqual([
    'prebuilt',
    'more',
  ]);
  expect(slices(stage).build.entries['more.ts']).toMatchObject({ status: 'built', isPrebuilt: true });
  await answerRun(stage);
  commands.editFile('more.ts', '// more of it');
  await wait(1000);
  expect(stage.compiles.map(({ input }) => input.entry)).toEqual(['more.ts']);
});
