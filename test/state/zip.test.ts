import { zipSync } from 'fflate';
import { expect, test, vi } from 'vitest';
import { bytesOfText, filterDefaults, type Project } from '../../src/model/index.ts';
import { sha256 } from '../../src/state/sha256.ts';
import { emptyMemory, exampleProject, memoryTab, stageOf, wasmOf } from './fakes.ts';

const brought = wasmOf('brought');
const hash = await sha256(brought);
const project: Project = {
  ...exampleProject,
  files: {},
  id: 'theirs',
  name: 'From a zip',
  filters: [
    {
      ...filterDefaults,
      id: 'f',
      name: 'brought',
      module: { kind: 'wasm', fileName: 'brought.wasm', sha256: hash, size: brought.length },
    },
  ],
};
const json = new Uint8Array(bytesOfText(JSON.stringify(project)));
const zip = new Uint8Array(
  zipSync({ 'a/project.weir.json': json, 'a/brought.wasm': brought, 'a/other.wasm': wasmOf('other'), '../x': brought }),
);

test('a zip opens as a copy with the modules that it names; what was left out is told', async () => {
  const memory = emptyMemory();
  const { app, runs } = stageOf({ storage: memoryTab(memory) });
  await app.commands.openZip('a.zip', zip);
  const { project: opened, toasts } = app.store.getState();
  expect(opened.current).toEqual({ ...project, id: 'id-1' });
  expect(opened.saved).toBe('copy');
  expect([...app.artifacts.modules]).toEqual([[hash, brought]]);
  expect([...memory.modules]).toEqual([[hash, brought]]);
  expect(toasts.map(({ message }) => message)).toEqual([
    { kind: 'zip-opened', fileName: 'a.zip', skipped: [{ path: '../x', reason: 'unsafe-path' }] },
  ]);
  await vi.waitFor(() => expect(runs).toHaveLength(1));
});

test("a project's file alone opens, too", async () => {
  const { app } = stageOf();
  await app.commands.openZip('project.weir.json', json);
  expect(app.store.getState().project.current.name).toBe('From a zip');
});

test('what is none leaves the work as it is, and is told', async () => {
  const { app } = stageOf();
  app.commands.openProject(exampleProject);
  const before = app.store.getState().project.current;
  for (const bytes of [wasmOf('no zip'), new Uint8Array(zipSync({ 'a.txt': json }))])
    await app.commands.openZip('a.zip', bytes);
  expect(app.store.getState().project.current).toBe(before);
  expect(app.store.getState().toasts.map(({ message }) => message)).toEqual([
    { kind: 'zip-refused', fileName: 'a.zip', failure: { kind: 'not-zip' } },
    { kind: 'zip-refused', fileName: 'a.zip', failure: { kind: 'no-project', skipped: [] } },
  ]);
});

test('the file that a person picks is opened; picking none does nothing', async () => {
  const { app } = stageOf({ pickFile: () => Promise.resolve({ name: 'a.zip', bytes: zip }) });
  await app.commands.pickZip();
  expect(app.store.getState().project.current.name).toBe('From a zip');
  const { app: other } = stageOf();
  const before = other.store.getState().project.current;
  await other.commands.pickZip();
  expect(other.store.getState().project.current).toBe(before);
});
