import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { bundleTs } from '../../../scripts/bundle-ts.mjs';
import { type CompileInput, Compiler, type WorkerLike } from '../../../src/protocol/index.ts';

let thread: URL;
beforeAll(async () => {
  thread = pathToFileURL(await bundleTs('test/workers/compile/thread.worker.ts'));
}, 30_000);

/** A worker thread with the interface of a worker in a browser. */
function spawn(oldGenerationMb: number): WorkerLike {
  const worker = new Worker(thread, {
    resourceLimits: { maxOldGenerationSizeMb: oldGenerationMb },
    stdout: true,
    stderr: true,
  });
  onTestFinished(async () => void (await worker.terminate()));
  return {
    postMessage: (message, transfer) => worker.postMessage(message, transfer as never),
    addEventListener(type, listener) {
      if (type === 'message') worker.on('message', (data: unknown) => listener({ data }));
      if (type !== 'error') return;
      worker.on('error', ({ message }: Error) => listener({ message }));
      worker.on('exit', (code) => listener({ message: `exit ${code}` }));
    },
    terminate: () => worker.terminate(),
  };
}

const inputOf = (text: string): CompileInput => ({ files: { 'filter.ts': text }, entry: 'filter.ts', mode: 'debug' });
const good = inputOf('export function f(): i32 { return 1; }\n');

/** Each instance asks for an instance of a larger type. */
const endless = inputOf(`function f<T>(n: i32): i32 { return n > 0 ? f<Array<T>>(n - 1) : 0; }
export function g(): i32 { return f<i32>(3); }
`);

/** Forty levels, each of which asks for two instances of the next: 2 to the power of 40 in all. */
const explosive = inputOf(
  [
    'class A<T> { x: i32 = 0; }\nclass B<T> { x: i32 = 0; }\nfunction f0<T>(): i32 { return 1; }',
    ...Array.from({ length: 40 }, (_, i) => `function f${i + 1}<T>(): i32 { return f${i}<A<T>>() + f${i}<B<T>>(); }`),
    'export function g(): i32 { return f40<i32>(); }\n',
  ].join('\n'),
);

test('an endless generic breaks the compiler down, and the next build works', async () => {
  const compiler = new Compiler({ load: () => Promise.resolve(() => spawn(512)) });
  expect(await compiler.compile(endless)).toMatchObject({ kind: 'failed', failure: { kind: 'compiler-crashed' } });
  expect(await compiler.compile(good)).toMatchObject({ kind: 'done', result: { diagnostics: [] } });
}, 60_000);

test('a generic that explodes is ended by the limit, and the next build works', async () => {
  const limits = { firstMs: 10_000, compileMs: 1_500 };
  const compiler = new Compiler({ load: () => Promise.resolve(() => spawn(2048)), limits });
  expect(await compiler.compile(good)).toMatchObject({ kind: 'done' });
  expect(await compiler.compile(explosive)).toEqual({
    kind: 'failed',
    failure: { kind: 'compile-too-long', limitMs: 1_500 },
  });
  expect(await compiler.compile(good)).toMatchObject({ kind: 'done', result: { diagnostics: [] } });
}, 60_000);

test('an exhausted heap ends the worker with a word of its own, and the next build works', async () => {
  const compiler = new Compiler({ load: () => Promise.resolve(() => spawn(160)) });
  expect(await compiler.compile(good)).toMatchObject({ kind: 'done' });
  expect(await compiler.compile(explosive)).toMatchObject({
    kind: 'failed',
    failure: { kind: 'compiler-crashed', message: expect.stringMatching(/memory/) as string },
  });
  expect(await compiler.compile(good)).toMatchObject({ kind: 'done' });
}, 60_000);
