import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { describeModule } from '../../src/host/index.ts';
import {
  type ChainFilter,
  emptyProject,
  filterDefaults,
  placeholderHash,
  type Project,
} from '../../src/model/index.ts';
import { type App, sha256 } from '../../src/state/index.ts';
import { runApiOf } from '../../workers/run/index.ts';
import { exampleProject, memoryStorage, noDetails, settle, stageOf } from './fakes.ts';

const file = (path: string) => new Uint8Array(readFileSync(path));
const hello = file('gallery/hello-world/rust-0.1.0/hello_world.wasm');
const other = file('conformance/wasm/minimal.wasm');

function stage(storage = memoryStorage(undefined)): App {
  const { app } = stageOf({
    storage,
    runner: {
      run: ({ project, scenario, seed }) => Promise.resolve({ kind: 'report', report: run(project, scenario, seed) }),
      inspect: (bytes) => Promise.resolve(runApiOf(run).inspect(bytes)),
      describe: (bytes) => Promise.resolve(describeModule(bytes)),
      ...noDetails,
    },
    compiler: {
      state: { kind: 'idle' },
      subscribe: () => () => undefined,
      compile: () => Promise.resolve({ kind: 'superseded' }),
      warmUp: () => undefined,
      wat: ({ from }) =>
        Promise.resolve({ kind: 'text', text: '(module)', from, total: 8, functions: [], functionCount: 0 }),
    },
  });
  return app;
}

const filterOf = (name: string, hash: string, size = hello.length): ChainFilter => ({
  ...filterDefaults,
  id: name,
  name,
  rootId: 'hello_world',
  module: { kind: 'wasm', fileName: `${name}.wasm`, sha256: hash, size },
});
const projectOf = (...filters: readonly ChainFilter[]): Project => ({ ...emptyProject, ...exampleProject, filters });

const lastMessage = ({ store }: App) => store.getState().toasts.at(-1)?.message;
const state = ({ store }: App) => store.getState();
/** Modules are read and hashed in between. */
async function opened(app: App, project: Project): Promise<void> {
  app.commands.openProject(project);
  await expect.poll(() => state(app).run.failure ?? state(app).run.result).toBeDefined();
  await settle();
}

test('a module that the project names and nobody has is asked for, and runs when it comes', async () => {
  const sha = await sha256(hello);
  const saved = memoryStorage(undefined);
  const app = stage(saved);
  await opened(app, projectOf(filterOf('hello', sha)));
  expect(state(app).run.failure).toEqual({
    kind: 'module-absent',
    filter: 'hello',
    fileName: 'hello.wasm',
    sha256: sha,
    size: hello.length,
  });
  expect(state(app).absent).toEqual([sha]);

  await app.commands.supplyModule('hello', 'wrong.wasm', other);
  expect(lastMessage(app)).toMatchObject({
    kind: 'other-module',
    fileName: 'wrong.wasm',
    size: other.length,
    wanted: { fileName: 'hello.wasm', sha256: sha },
  });
  expect(state(app).absent).toEqual([sha]);

  await app.commands.supplyModule('hello', 'renamed.wasm', hello);
  expect(state(app)).toMatchObject({ absent: [], run: { failure: undefined } });
  expect(state(app).run.result?.filters.map(({ name }) => name)).toEqual(['hello']);
  expect(state(app).modules[sha]?.info.abi).toBe('0.1.0');
  expect(await saved.loadModule(sha)).toEqual(hello);
});

test('a file that falls anywhere on the page finds the filter that waits for it', async () => {
  const sha = await sha256(hello);
  const app = stage();
  await opened(app, projectOf(filterOf('hello', sha)));
  await app.commands.importWasm('whatever.wasm', hello);
  expect(state(app).project.current.filters).toHaveLength(1);
  expect(state(app).absent).toEqual([]);
  await app.commands.importWasm('minimal.wasm', other);
  expect(state(app).project.current.filters.map(({ name }) => name)).toEqual(['hello', 'minimal']);
});

test('a module that was kept from before is found and run, whoever names it', async () => {
  const sha = await sha256(hello);
  const storage = memoryStorage(undefined);
  await storage.saveModule(sha, hello);
  const app = stage(storage);
  await opened(app, projectOf(filterOf('hello', sha)));
  await expect.poll(() => state(app).run.result?.filters.length).toBe(1);
  expect(state(app)).toMatchObject({ absent: [], run: { failure: undefined } });
});

test('where no hash is known any good build is taken, by all that wait for it, and can be taken back', async () => {
  const [first, second] = [placeholderHash(1), placeholderHash(2)];
  const app = stage();
  const logger = filterOf('logger', first, 0);
  await opened(app, { ...projectOf(filterOf('a', first, 0), filterOf('b', second, 0)), accessLoggers: [logger] });
  expect(state(app).absent).toEqual([first, second]);

  await app.commands.supplyModule('a', 'notes.wasm', new TextEncoder().encode('no module'));
  expect(lastMessage(app)).toMatchObject({ kind: 'refused-module', failure: { kind: 'not-wasm' } });
  expect(state(app).absent).toEqual([first, second]);

  await app.commands.supplyModule('a', 'hello.wasm', hello);
  const module = { kind: 'wasm', fileName: 'hello.wasm', sha256: await sha256(hello), size: hello.length };
  const { filters, accessLoggers } = state(app).project.current;
  expect(filters[0]?.module).toEqual(module);
  expect(accessLoggers[0]?.module).toEqual(module);
  expect(state(app).absent).toEqual([second]);

  await app.commands.importWasm('b.wasm', other);
  expect(state(app).project.current.filters).toHaveLength(2);
  expect(state(app).absent).toEqual([]);
  app.commands.undo();
  await expect.poll(() => state(app).absent).toEqual([second]);
});

test('a file that is too large for a module is refused before anything is read of it', async () => {
  const app = stage();
  const sha = await sha256(hello);
  await opened(app, projectOf(filterOf('hello', sha)));
  const large = new Uint8Array(8 * 1024 * 1024 + 1);
  await app.commands.supplyModule('hello', 'large.wasm', large);
  expect(lastMessage(app)).toMatchObject({ kind: 'other-module', sha256: '' });
  await app.commands.importWasm('large.wasm', large);
  expect(lastMessage(app)).toEqual({
    kind: 'refused-module',
    fileName: 'large.wasm',
    failure: { kind: 'module-too-large', size: large.length, limit: large.length - 1 },
  });
});

test('the inspector describes a filter, a refused file, and says why it cannot', async () => {
  const app = stage();
  const sha = await sha256(hello);
  await opened(app, projectOf(filterOf('hello', sha)));
  await app.commands.inspect();
  expect(state(app).view.dialog).toBe('inspect');
  expect(state(app).inspector).toMatchObject({
    subject: { kind: 'filter', id: 'hello' },
    answer: { kind: 'failed', failure: { kind: 'module-absent', fileName: 'hello.wasm' } },
  });
  await app.commands.readWat();
  expect(state(app).inspector.wat).toBeUndefined();

  await app.commands.supplyModule('hello', 'hello.wasm', hello);
  await app.commands.inspect({ kind: 'filter', id: 'hello' });
  expect(state(app).inspector.answer).toMatchObject({
    kind: 'described',
    sha256: sha,
    description: { toolchain: { language: 'Rust' }, load: { kind: 'loads' } },
  });
  await app.commands.readWat(5);
  expect(state(app).inspector.wat).toMatchObject({ kind: 'text', from: 5 });

  await app.commands.importWasm('no_abi.wasm', file('conformance/wasm/no_abi.wasm'));
  const refused = lastMessage(app);
  if (refused?.kind !== 'refused-module' || refused.sha256 === undefined) throw new Error('it cannot be looked at');
  await app.commands.inspect({ kind: 'file', fileName: 'no_abi.wasm', sha256: refused.sha256 });
  expect(state(app).inspector).toMatchObject({
    answer: { description: { load: { kind: 'refused', failure: { kind: 'no-abi-version' } } } },
    wat: undefined,
  });
});
