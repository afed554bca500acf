import { expect, test } from 'vitest';
import * as table from '../../src/export/index.ts';
import type { Project } from '../../src/model/index.ts';
import { broken, built, exampleOf, exampleProject, settle, type Stage, stageOf, wasmOf } from './fakes.ts';

async function opened(project: Partial<Project> = {}, isOffline = false): Promise<Stage> {
  const stage = stageOf({
    examples: [exampleOf({ project: { ...exampleProject, ...project } })],
    loadExports: () => (isOffline ? Promise.reject(new Error('no network')) : Promise.resolve(table)),
  });
  void stage.app.commands.start();
  await settle();
  await stage.compiles[0]?.answer(built('debug'));
  return stage;
}

const lastToast = ({ app }: Stage) => app.store.getState().toasts.at(-1)?.message;

test('an export has the optimised module of each plugin that is on, each entry built once', async () => {
  const [first] = exampleProject.filters;
  if (!first) throw new Error('the example has no filter');
  const filters = [first, { ...first, id: 'f2' }, { ...first, id: 'f3', enabled: false }];
  const stage = await opened({ filters, accessLoggers: [{ ...first, id: 'l1' }] });
  const build = stage.app.commands.buildForExport();
  await settle();
  expect(stage.compiles.slice(1).map(({ input }) => [input.entry, input.mode])).toEqual([['filter.ts', 'release']]);
  await stage.compiles[1]?.answer(built('optimised'));
  const wasm = wasmOf('optimised');
  expect(await build).toEqual({ kind: 'built', modules: { f1: wasm, f2: wasm, l1: wasm } });
});

test('what was made is handed out, and said with what the person should know', async () => {
  const stage = await opened();
  const file = { name: 'envoy.zip', type: 'application/zip', bytes: wasmOf('zip') };
  stage.app.commands.handOut(file, [{ kind: 'header-left-out', header: 'host' }]);
  expect(stage.files).toEqual([file]);
  expect(lastToast(stage)).toEqual({
    kind: 'exported',
    fileName: 'envoy.zip',
    warnings: [{ kind: 'header-left-out', header: 'host' }],
  });
});

test('sources that do not compile are not exported', async () => {
  const stage = await opened();
  const build = stage.app.commands.buildForExport();
  await settle();
  await stage.compiles[1]?.answer(broken('no'));
  expect(await build).toEqual({ kind: 'failed', reason: { kind: 'errors', entry: 'filter.ts' } });
});

test('a build that another one displaced says so', async () => {
  const stage = await opened();
  const build = stage.app.commands.buildForExport();
  await settle();
  await stage.compiles[1]?.answer({ kind: 'superseded' });
  expect(await build).toEqual({ kind: 'failed', reason: { kind: 'superseded' } });
});

test('a compiler that fails is told as it is', async () => {
  const stage = await opened();
  const failure = { kind: 'compile-too-long', limitMs: 15_000 } as const;
  void stage.app.commands.downloadWasm('f1');
  await settle();
  await stage.compiles[1]?.answer({ kind: 'failed', failure });
  expect(lastToast(stage)).toEqual({ kind: 'export-failed', reason: failure });
});

test('a project without filters has no modules; a module that is not here is told', async () => {
  const empty = await opened({ filters: [] });
  expect(await empty.app.commands.buildForExport()).toEqual({ kind: 'built', modules: {} });
  const module = { kind: 'wasm', fileName: 'gone.wasm', sha256: 'aa', size: 1 } as const;
  const gone = await opened({ filters: exampleProject.filters.map((filter) => ({ ...filter, module })) });
  const reason = { kind: 'module-absent', fileName: 'gone.wasm' };
  expect(await gone.app.commands.buildForExport()).toEqual({ kind: 'failed', reason });
  expect(gone.app.store.getState().run.failure).toMatchObject(reason);
});

test('what makes the files comes over the network, and may not come', async () => {
  expect(await (await opened()).app.commands.loadExports()).toEqual({ kind: 'loaded', table });
  expect(await (await opened({}, true)).app.commands.loadExports()).toEqual({
    kind: 'failed',
    reason: { kind: 'exports-unavailable', message: 'no network' },
  });
});

test('text is copied, and a browser that refuses is told', async () => {
  const stage = await opened();
  await stage.app.commands.copyText('http_filters: []');
  expect(stage.copied).toEqual(['http_filters: []']);
  expect(lastToast(stage)).toEqual({ kind: 'copied' });
  const refusing = stageOf({ clipboard: { write: () => Promise.reject(new Error('no')) } });
  await refusing.app.commands.copyText('x');
  expect(lastToast(refusing)).toEqual({ kind: 'clipboard-refused' });
});

test('one filter’s module is handed out under its name', async () => {
  const stage = await opened();
  void stage.app.commands.downloadWasm('f1');
  await settle();
  await stage.compiles[1]?.answer(built('optimised'));
  expect(stage.files).toEqual([{ name: 'first.wasm', type: 'application/wasm', bytes: wasmOf('optimised') }]);
});
