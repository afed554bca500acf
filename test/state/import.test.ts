import { expect, test } from 'vitest';
import { importText } from '../../src/import/index.ts';
import { fixture } from '../import/read.ts';
import { settle, stageOf, wasmOf } from './fakes.ts';

test('a configuration opens as a project of its own, with the files that were given for it', async () => {
  const { app } = stageOf({ importer: importText });
  const { commands, store, artifacts } = app;
  const imported = await commands.readConfiguration(fixture('a-hello-world'));
  if (imported.kind !== 'imported') throw new Error(imported.kind);
  const before = store.getState().project.current;
  const [wanted] = imported.missing;
  const bytes = wasmOf('the module');
  const brought = new Map([[wanted?.sha256 ?? '', { fileName: 'built.wasm', sha256: 'f'.repeat(64), bytes }]]);
  void commands.openImported(imported, brought);
  await settle();
  const { current } = store.getState().project;
  expect(current.id).not.toBe(before.id);
  expect(current.filters.map(({ module }) => module)).toEqual([
    { kind: 'wasm', fileName: 'built.wasm', sha256: 'f'.repeat(64), size: bytes.length },
  ]);
  expect(artifacts.modules.get('f'.repeat(64))).toBe(bytes);
});

test('the repaired file is copied and saved as it is', async () => {
  const { app, copied, files } = stageOf({ importer: importText });
  const imported = await app.commands.readConfiguration(fixture('c-logging'));
  if (imported.kind !== 'imported') throw new Error(imported.kind);
  await app.commands.copyRepaired(imported);
  app.commands.saveRepaired(imported);
  expect(copied).toEqual([imported.repaired.text]);
  expect(files.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)])).toEqual([
    ['repaired.yaml', imported.repaired.text],
  ]);
});
