import { expect, test } from 'vitest';
import type { Project } from '../../src/model/index.ts';
import type { Services } from '../../src/state/index.ts';
import { broken, built, exampleOf, exampleProject, settle, type Stage, stageOf, wasmOf } from './fakes.ts';

type Input = Parameters<Services['exporter']>[0];

async function opened(project: Partial<Project> = {}): Promise<Stage & { readonly exported: Input[] }> {
  const exported: Input[] = [];
  const file = { name: 'envoy.zip', type: 'application/zip', bytes: wasmOf('zip') };
  const stage = stageOf({
    examples: [exampleOf({ project: { ...exampleProject, ...project } })],
    exporter: (input) => {
      exported.push(input);
      return Promise.resolve({ file, warnings: [] });
    },
  });
  void stage.app.commands.start();
  await settle();
  await stage.compiles[0]?.answer(built('debug'));
  return { ...stage, exported };
}

const lastToast = ({ app }: Stage) => app.store.getState().toasts.at(-1)?.message;

test('an export has the optimised module of each enabled filter, each entry built once', async () => {
  const [first] = exampleProject.filters;
  if (!first) throw new Error('the example has no filter');
  const filters = [first, { ...first, id: 'f2' }, { ...first, id: 'f3', enabled: false }];
  const stage = await opened({ filters });
  void stage.app.commands.exportEnvoy('files');
  await settle();
  expect(stage.compiles.slice(1).map(({ input }) => [input.entry, input.mode])).toEqual([['filter.ts', 'release']]);
  await stage.compiles[1]?.answer(built('optimised'));
  expect(stage.exported).toMatchObject([
    { code: 'files', modules: { f1: wasmOf('optimised'), f2: wasmOf('optimised') } },
  ]);
  expect(Object.keys(stage.exported[0]?.modules ?? {})).toEqual(['f1', 'f2']);
  expect(stage.files.map(({ name }) => name)).toEqual(['envoy.zip']);
  expect(lastToast(stage)).toEqual({ kind: 'exported', fileName: 'envoy.zip', warnings: [] });
});

test('sources that do not compile are not exported', async () => {
  const stage = await opened();
  void stage.app.commands.exportEnvoy('inline');
  await settle();
  await stage.compiles[1]?.answer(broken('no'));
  expect(stage.files).toEqual([]);
  expect(lastToast(stage)).toEqual({ kind: 'export-failed', reason: { kind: 'errors', entry: 'filter.ts' } });
});

test('a compiler that fails is told as it is', async () => {
  const stage = await opened();
  const failure = { kind: 'compile-too-long', limitMs: 15_000 } as const;
  void stage.app.commands.downloadWasm('f1');
  await settle();
  await stage.compiles[1]?.answer({ kind: 'failed', failure });
  expect(lastToast(stage)).toEqual({ kind: 'export-failed', reason: failure });
});

test('a chain without filters, and a module that is not here', async () => {
  const empty = await opened({ filters: [] });
  await empty.app.commands.exportEnvoy('files');
  expect(lastToast(empty)).toEqual({ kind: 'export-failed', reason: { kind: 'no-filters' } });
  const module = { kind: 'wasm', fileName: 'gone.wasm', sha256: 'aa', size: 1 } as const;
  const gone = await opened({ filters: exampleProject.filters.map((filter) => ({ ...filter, module })) });
  await gone.app.commands.exportEnvoy('files');
  expect(lastToast(gone)).toEqual({ kind: 'export-failed', reason: { kind: 'module-absent', fileName: 'gone.wasm' } });
  expect(gone.app.store.getState().run.failure).toMatchObject({ kind: 'module-absent', fileName: 'gone.wasm' });
});

test('one filter’s module is handed out under its name', async () => {
  const stage = await opened();
  void stage.app.commands.downloadWasm('f1');
  await settle();
  await stage.compiles[1]?.answer(built('optimised'));
  expect(stage.files).toEqual([{ name: 'first.wasm', type: 'application/wasm', bytes: wasmOf('optimised') }]);
});
