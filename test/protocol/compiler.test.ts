import { statSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import {
  type CompileApi,
  type CompileInput,
  COMPILER_BYTES,
  Compiler,
  type CompilerOptions,
  type CompilerState,
  type WatResult,
} from '../../src/protocol/index.ts';
import { fakeWorkers, never, pause } from './fake-worker.ts';

const input = (text: string, mode: CompileInput['mode'] = 'debug', entry = 'filter.ts'): CompileInput => ({
  files: { [entry]: text },
  entry,
  mode,
});

/** Sizes of modules whose text never comes, or cannot be made. */
const [ENDLESS, UNREADABLE] = [66, 77];

/** A compiler whose worker notes what it builds: `slow` waits for `finish`, `endless` for ever, `broken` breaks it down. */
function compilerOf(options: Partial<CompilerOptions> = {}) {
  const built: string[] = [];
  let finish = (): void => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const workers = fakeWorkers<CompileApi>((nth) => ({
    async compile({ files, entry }) {
      const text = files[entry] ?? '';
      built.push(`${nth}:${text}`);
      if (text === 'endless') await never();
      if (text === 'slow') await finished;
      if (text === 'broken') throw new RangeError('Maximum call stack size exceeded');
      return { diagnostics: [], dependencies: [entry], toolchain: text };
    },
    async wat({ wasm, from }): Promise<WatResult> {
      built.push(`${nth}:text of ${wasm.length}`);
      if (wasm.length === ENDLESS) await never();
      if (wasm.length === UNREADABLE) return { kind: 'unreadable', message: 'no' };
      return { kind: 'text', text: '(module)', from, total: 8, functions: [], functionCount: 0 };
    },
  }));
  const compiler = new Compiler({ load: () => Promise.resolve(workers.spawn), ...options });
  const states: CompilerState[] = [];
  compiler.subscribe((state) => states.push(state));
  const began = (build: string) => vi.waitUntil(() => built.includes(build), { timeout: 10_000, interval: 1 });
  return { compiler, built, states, workers, began, finish };
}

test('the size of the compiler is about right, so that progress ends near its end', () => {
  const parts = ['binaryen/index.js', 'assemblyscript/dist/asc.js', 'assemblyscript/dist/assemblyscript.js'];
  const bytes = parts.reduce((sum, part) => sum + statSync(`node_modules/${part}`).size, 0);
  expect(Math.abs(COMPILER_BYTES - bytes) / bytes).toBeLessThan(0.12);
});

const kindsOf = (states: readonly CompilerState[]) => states.map(({ kind }) => kind);

test('states go from idle over loading, with bytes, to ready, compiling and ready', async () => {
  const workers = compilerOf().workers;
  const { compiler, states } = compilerOf({
    async load(onProgress) {
      onProgress(1_000_000, 13_000_000);
      await pause(1);
      onProgress(13_000_000, 13_000_000);
      return workers.spawn;
    },
  });
  expect(compiler.state).toEqual({ kind: 'idle' });
  expect(await compiler.compile(input('a'))).toMatchObject({ kind: 'done', result: { toolchain: 'a' } });
  expect(states).toEqual([
    { kind: 'loading', loadedBytes: 0, totalBytes: 0 },
    { kind: 'loading', loadedBytes: 1_000_000, totalBytes: 13_000_000 },
    { kind: 'loading', loadedBytes: 13_000_000, totalBytes: 13_000_000 },
    { kind: 'ready' },
    { kind: 'compiling' },
    { kind: 'ready' },
  ]);
});

test('of the builds that wait only the latest runs, and one runs at a time', async () => {
  const { compiler, built, began, finish } = compilerOf();
  const first = compiler.compile(input('slow'));
  await began('1:slow');
  const [second, third, fourth] = ['b', 'c', 'd'].map((text) => compiler.compile(input(text)));
  finish();
  expect(await second).toEqual({ kind: 'superseded' });
  expect(await third).toEqual({ kind: 'superseded' });
  expect(await first).toMatchObject({ kind: 'done' });
  expect(await fourth).toMatchObject({ kind: 'done', result: { toolchain: 'd' } });
  expect(built).toEqual(['1:slow', '1:d']);
});

test('a build for download and a build of another entry are not superseded by an edit', async () => {
  const { compiler, built } = compilerOf();
  const answers = await Promise.all([
    compiler.compile(input('export', 'release')),
    compiler.compile(input('other', 'debug', 'other.ts')),
    compiler.compile(input('edit 1')),
    compiler.compile(input('edit 2')),
  ]);
  expect(answers.map(({ kind }) => kind)).toEqual(['done', 'done', 'superseded', 'done']);
  expect(built).toEqual(['1:export', '1:other', '1:edit 2']);
});

test('a build past the limit ends its worker, and the next one works in a fresh worker', async () => {
  const { compiler, built, states, workers } = compilerOf({ limits: { compileMs: 100 } });
  await compiler.compile(input('a'));
  const failure = { kind: 'compile-too-long', limitMs: 100 };
  expect(await compiler.compile(input('endless'))).toEqual({ kind: 'failed', failure });
  expect(compiler.state).toEqual({ kind: 'failed', failure });
  expect(workers.count.terminated).toBe(1);
  expect(await compiler.compile(input('b'))).toMatchObject({ kind: 'done' });
  expect(built).toEqual(['1:a', '1:endless', '2:b']);
  expect(kindsOf(states).slice(-4)).toEqual(['loading', 'ready', 'compiling', 'ready']);
});

test('the first build of a worker has more time', async () => {
  const { compiler } = compilerOf({ limits: { firstMs: 250, compileMs: 100 } });
  const started = performance.now();
  expect(await compiler.compile(input('endless'))).toEqual({
    kind: 'failed',
    failure: { kind: 'compile-too-long', limitMs: 250 },
  });
  expect(performance.now() - started).toBeGreaterThan(240);
});

test('a build that waits behind one past the limit is built in the fresh worker', async () => {
  const { compiler, began } = compilerOf({ limits: { firstMs: 500 } });
  const stuck = compiler.compile(input('endless'));
  await began('1:endless');
  const next = compiler.compile(input('b'));
  expect(await stuck).toMatchObject({ kind: 'failed' });
  expect(await next).toMatchObject({ kind: 'done' });
});

test('a breakdown of the compiler is told in its words, and the next build works in a fresh worker', async () => {
  const { compiler, built } = compilerOf();
  expect(await compiler.compile(input('broken'))).toEqual({
    kind: 'failed',
    failure: { kind: 'compiler-crashed', message: 'Maximum call stack size exceeded' },
  });
  expect(await compiler.compile(input('b'))).toMatchObject({ kind: 'done' });
  expect(built).toEqual(['1:broken', '2:b']);
});

test('a worker that dies during a build, or between two, is replaced', async () => {
  const { compiler, built, workers } = compilerOf();
  const dying = compiler.compile(input('endless'));
  await pause(20);
  workers.crash(1, 'out of memory');
  expect(await dying).toEqual({ kind: 'failed', failure: { kind: 'compiler-crashed', message: 'out of memory' } });
  expect(await compiler.compile(input('b'))).toMatchObject({ kind: 'done' });
  workers.crash(2, 'out of memory');
  expect(await compiler.compile(input('c'))).toMatchObject({ kind: 'done' });
  expect(built).toEqual(['1:endless', '2:b', '3:c']);
});

test('what cannot be loaded answers everybody who waits, and the next build tries again', async () => {
  let attempts = 0;
  const { workers } = compilerOf();
  const { compiler, states } = compilerOf({
    async load() {
      await pause(1);
      if (++attempts === 1) throw new Error('compile.worker.js answered 404');
      return workers.spawn;
    },
  });
  const failure = { kind: 'compiler-unavailable', message: 'compile.worker.js answered 404' };
  const both = await Promise.all([compiler.compile(input('a')), compiler.compile(input('b', 'release'))]);
  expect(both).toEqual([
    { kind: 'failed', failure },
    { kind: 'failed', failure },
  ]);
  expect(states.at(-1)).toEqual({ kind: 'failed', failure });
  expect(await compiler.compile(input('c'))).toMatchObject({ kind: 'done' });
  expect(attempts).toBe(2);
});

test('a worker that cannot start is unavailable; what was loaded is not loaded again', async () => {
  let loads = 0;
  const { workers } = compilerOf();
  const { compiler } = compilerOf({
    load() {
      loads++;
      return Promise.resolve(workers.spawn);
    },
  });
  const first = compiler.compile(input('a'));
  await Promise.resolve();
  await Promise.resolve();
  workers.crash(1, 'blocked by the policy of the page');
  expect(await first).toMatchObject({
    failure: { kind: 'compiler-unavailable', message: 'blocked by the policy of the page' },
  });
  expect(await compiler.compile(input('b'))).toMatchObject({ kind: 'done' });
  expect(loads).toBe(1);
});

test('a warm-up builds once in a fresh worker, and only when nobody waits', async () => {
  const { compiler, built } = compilerOf({ warmUp: input('warm') });
  compiler.warmUp();
  await pause(50);
  expect(built).toEqual(['1:warm']);
  await compiler.compile(input('a'));
  compiler.warmUp();
  await pause(20);
  expect(built).toEqual(['1:warm', '1:a']);

  const busy = compilerOf({ warmUp: input('warm') });
  busy.compiler.warmUp();
  await busy.compiler.compile(input('a'));
  expect(busy.built).toEqual(['1:a']);
});

test('an idle worker is replaced after its share of builds, and warmed', async () => {
  const { compiler, built, workers } = compilerOf({ warmUp: input('warm'), limits: { compiles: 2, idleMs: 10 } });
  await compiler.compile(input('a'));
  await pause(40);
  expect(workers.count.spawned).toBe(1);
  await compiler.compile(input('b'));
  await pause(60);
  expect(workers.count).toEqual({ spawned: 2, terminated: 1 });
  expect(built).toEqual(['1:a', '1:b', '2:warm']);
});

test('who has unsubscribed hears nothing', async () => {
  const { compiler } = compilerOf();
  const heard: CompilerState[] = [];
  compiler.subscribe((state) => heard.push(state))();
  await compiler.compile(input('a'));
  expect(heard).toEqual([]);
});

test('a module becomes text beside the builds, and tells nothing of it in the state', async () => {
  const { compiler, states, built } = compilerOf();
  const [done, text] = await Promise.all([
    compiler.compile(input('a')),
    compiler.wat({ wasm: new Uint8Array(9), from: 3 }),
  ]);
  expect([done.kind, text]).toMatchObject(['done', { kind: 'text', text: '(module)', from: 3 }]);
  expect(built).toEqual(['1:a', '1:text of 9']);
  expect(kindsOf(states).at(-1)).toBe('ready');
});

test.each([
  ['what cannot be read', UNREADABLE, { kind: 'unreadable' }],
  ['what never ends', ENDLESS, { kind: 'failed', failure: { kind: 'compile-too-long' } }],
])('a worker is not trusted after the text of %s: the next build has a fresh one', async (_, size, answer) => {
  const { compiler, built } = compilerOf({ limits: { firstMs: 200, compileMs: 200 } });
  await compiler.compile(input('a'));
  expect(await compiler.wat({ wasm: new Uint8Array(size), from: 0 })).toMatchObject(answer);
  expect(await compiler.compile(input('b'))).toMatchObject({ kind: 'done' });
  expect(built).toEqual(['1:a', `1:text of ${size}`, '2:b']);
});

test('a worker that made a large text has more parts of it; the next build has a fresh one', async () => {
  const { compiler, built } = compilerOf();
  const wasm = new Uint8Array(600 * 1024);
  await compiler.wat({ wasm, from: 0 });
  await compiler.wat({ wasm, from: 9 });
  await compiler.compile(input('a'));
  expect(built).toEqual([`1:text of ${wasm.length}`, `1:text of ${wasm.length}`, '2:a']);
});

test('text of more than 4 MiB is not made, and the latest asked for wins', async () => {
  const { compiler, built } = compilerOf();
  const size = 4 * 1024 * 1024 + 1;
  expect(await compiler.wat({ wasm: new Uint8Array(size), from: 0 })).toMatchObject({ kind: 'too-large', size });
  const both = [compiler.wat({ wasm: new Uint8Array(1), from: 0 }), compiler.wat({ wasm: new Uint8Array(2), from: 0 })];
  expect((await Promise.all(both)).map(({ kind }) => kind)).toEqual(['superseded', 'text']);
  expect(built).toEqual(['1:text of 2']);
});
