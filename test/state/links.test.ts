import { afterEach, expect, test, vi } from 'vitest';
import { readFileSync } from 'node:fs';
import { filterDefaults, type ModuleInfo, type Project } from '../../src/model/index.ts';
import { sha256Here } from '../../src/model/index.ts';
import type { Services } from '../../src/state/index.ts';
import { decodeLink, encodeLink, plainView } from '../../src/share/link/index.ts';
import { addHeader, contentOf, row } from '../share/link-projects.ts';
import { exampleOf, exampleProject, memoryStorage, settle, stageOf } from './fakes.ts';

afterEach(() => vi.useRealTimers());

const hashOf = (project: Project, modules: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {}): string => {
  const encoded = encodeLink({ ...contentOf(project), modules });
  if (encoded.kind !== 'link') throw new Error(encoded.kind);
  return encoded.hash;
};

const own = { project: { ...exampleProject, id: 'mine', name: 'Mine' }, example: undefined };

function visit(hash: string, search = '', services: Partial<Services> = {}) {
  const state = { hash, search };
  const saved: unknown[] = [];
  const address = {
    read: () => ({ ...state }),
    base: 'http://weir.test/',
    clear: () => Object.assign(state, { hash: '', search: '' }),
  };
  const stage = stageOf({ address, storage: memoryStorage(own, saved), ...services });
  return { ...stage, state, saved, slices: () => stage.app.store.getState() };
}
/** Until what is loaded late has come. */
const lately = <T>(ask: () => T) => vi.waitFor(ask, { timeout: 10_000, interval: 5 });

test('a source-only link opens as a copy and runs by itself; the first edit makes it a project of its own', async () => {
  const { app, runs, saved, slices, state, compiles } = visit(hashOf(addHeader));
  await app.commands.arrive();
  expect(slices().project).toMatchObject({ saved: 'copy', current: { name: 'Add a header', id: 'id-1' } });
  expect(slices().share).toMatchObject({ opened: 'id-1', notice: undefined });
  expect(slices().view.dialog).toBeUndefined();
  await settle();
  expect(compiles.length + runs.length).toBeGreaterThan(0);
  expect(saved).toEqual([]);
  expect(state.hash).not.toBe('');

  app.commands.renameProject('Mine now');
  expect(slices().share.opened).toBeUndefined();
  expect(state.hash).toBe('');
  await lately(() => expect(saved).toHaveLength(1));
  expect(saved[0]).toMatchObject({ project: { id: 'id-1', name: 'Mine now' } });
  app.dispose();
});

const refused: readonly (readonly [string, string, string])[] = [
  [
    'a changed character',
    hashOf(addHeader).replace(/(?<=^.{9})./, (char) => (char === 'A' ? 'B' : 'A')),
    'link-damaged',
  ],
  ['a newer digit', '#2AAAA', 'link-unknown'],
  ['an anchor', '#top', 'link-unknown'],
];

test.each(refused)('%s: own work opens, and a sentence says why', async (_, hash, kind) => {
  const { app, slices, state } = visit(hash);
  void app.commands.arrive();
  await lately(() => expect(slices().project.current.name).toBe('Mine'));
  expect(slices().share).toMatchObject({ opened: undefined, notice: { kind: 'refused', refusal: { kind } } });
  expect(state.hash).toBe(hash);
  app.commands.dismissNotice();
  expect([state.hash, slices().share.notice]).toEqual(['', undefined]);
  app.dispose();
});

const wasm = new Uint8Array(readFileSync('bench/wat/raw.wasm'));
const sha = sha256Here(wasm);
const brought: Project = {
  ...addHeader,
  name: 'Brought',
  filters: [
    {
      ...filterDefaults,
      id: 'filter-1',
      name: 'raw',
      module: { kind: 'wasm', fileName: 'raw.wasm', sha256: sha, size: wasm.length },
    },
  ],
};
const info: ModuleInfo = {
  size: wasm.length,
  abi: '0.2.1',
  imports: [],
  exports: [],
  callbacks: [],
  entry: undefined,
  allocator: 'malloc',
  memory: undefined,
  language: 'Rust',
  producers: [],
  sections: [],
  hasNames: false,
  hasStart: false,
};

test('a link that carries a module shows its card, and runs nothing before somebody says so', async () => {
  const { app, slices, runs, compiles } = visit(hashOf(brought, { [sha]: wasm }));
  void app.commands.arrive();
  await lately(() => expect(slices().share.card?.modules[0]?.info).toBeDefined());
  expect(slices().view.dialog).toBe('link-card');
  expect(slices().share.card).toMatchObject({
    name: 'Brought',
    modules: [{ fileName: 'raw.wasm', size: wasm.length, sha256: sha, from: 'link' }],
  });
  await lately(() => expect(slices().project.current.name).toBe('Mine'));
  const given = () => runs.flatMap(({ input }) => Object.keys(input.project.modules));
  expect(given()).toEqual([]);

  await app.commands.runLink();
  for (const compile of compiles) await compile.answer({ kind: 'superseded' });
  expect(slices().project.current.name).toBe('Brought');
  expect(slices().view.dialog).toBeUndefined();
  expect(given()).toEqual([`${sha.slice(0, 16)}/raw.wasm`]);
  app.dispose();
});

test('"Not now" leaves everything as it was', async () => {
  const { app, slices, state, runs } = visit(hashOf(brought, { [sha]: wasm }));
  void app.commands.arrive();
  await lately(() => expect(slices().share.card).toBeDefined());
  await app.commands.dismissLink();
  expect([slices().share.card, slices().view.dialog, state.hash]).toEqual([undefined, undefined, '']);
  await app.commands.runLink();
  await lately(() => expect(slices().project.current.name).toBe('Mine'));
  expect(runs.flatMap(({ input }) => Object.keys(input.project.modules))).toEqual([]);
  app.dispose();
});

test('a module that the link only names is asked for; another file is refused, the right one taken', async () => {
  const inspect = () => Promise.resolve(info);
  const { app, slices, runs } = visit(hashOf(brought), '', {
    runner: { ...stageOf().app, run: () => new Promise(() => undefined), inspect } as unknown as Services['runner'],
  });
  void app.commands.arrive();
  await lately(() => expect(slices().share.card?.modules[0]?.from).toBe('missing'));
  await lately(() => expect(slices().project.current.name).toBe('Mine'));
  await app.commands.runLink();
  expect(slices().project.current.name).toBe('Mine');

  await app.commands.importWasm('other.wasm', wasm.slice(1));
  expect(slices().toasts.at(-1)?.message).toMatchObject({ kind: 'other-file', fileName: 'other.wasm' });
  expect(slices().share.card?.modules[0]?.from).toBe('missing');
  expect(slices().project.current.filters).toHaveLength(1);

  await app.commands.importWasm('any-name.wasm', wasm);
  expect(slices().share.card?.modules[0]).toMatchObject({ from: 'here', info: { language: 'Rust' } });
  await app.commands.runLink();
  expect(slices().project.current.name).toBe('Brought');
  expect(runs).toEqual([]);
  app.dispose();
});

test('a module that is not what its hash says is not opened', async () => {
  const forged = wasm.map((byte, i) => (i === 20 ? byte ^ 1 : byte));
  const { app, slices } = visit(hashOf(brought, { [sha]: forged }));
  void app.commands.arrive();
  await lately(() => expect(slices().share.notice).toMatchObject({ refusal: { kind: 'link-invalid' } }));
  expect(slices().share.card).toBeUndefined();
  app.dispose();
});

const versions: readonly (readonly [string, Project['madeWith'], boolean])[] = [
  ['the same tools', { compiler: '0.28.20', sdk: '0.1.0' }, false],
  ['nothing said of tools', { compiler: '', sdk: '' }, false],
  ['another compiler', { compiler: '0.27.0', sdk: '0.1.0' }, true],
  ['another SDK', { compiler: '0.28.20', sdk: '9.0.0' }, true],
];

test.each(versions)('%s: the page says so when it matters', async (_, madeWith, isTold) => {
  const { app, slices } = visit(hashOf({ ...addHeader, madeWith }));
  await app.commands.arrive();
  expect(slices().share.notice?.kind).toBe(isTold ? 'versions' : undefined);
  app.dispose();
});

const addresses: readonly (readonly [string, object])[] = [
  ['?example=example', { name: 'Example', example: 'example' }],
  ['?example=nothing', { name: 'Mine' }],
  ['?example=../x&unknown=1', { name: 'Mine' }],
  ['?tab=logs', { name: 'Mine', resultTab: 'logs' }],
  ['?tab=passwords', { name: 'Mine', resultTab: 'headers' }],
  ['?theme=dark', { name: 'Mine', theme: 'dark' }],
  ['?theme=url(x)', { name: 'Mine', theme: 'system' }],
  [
    '?file=notes.ts&L=3-9',
    { name: 'Mine', active: 'notes.ts', reveal: { range: { startLineNumber: 3, endLineNumber: 10 } } },
  ],
  ['?file=notes.ts&L=9-3', { name: 'Mine', active: 'notes.ts' }],
  ['?file=../notes.ts', { name: 'Mine', active: 'filter.ts' }],
  ['?L=2', { name: 'Mine', active: 'filter.ts', reveal: { range: { startLineNumber: 2, endLineNumber: 3 } } }],
  ['?L=0', { name: 'Mine', reveal: undefined }],
];

test.each(addresses)('%s opens what it may', async (search, expected) => {
  const project = { ...exampleProject, name: 'Example' };
  const { app, slices, runs } = visit('', search, { examples: [exampleOf({ project })] });
  void app.commands.arrive();
  const seen = () => {
    const { project: slice, view, editor } = slices();
    const { name } = slice.current;
    return { name, example: slice.example, resultTab: view.resultTab, theme: view.theme, ...editor };
  };
  await lately(() => expect(slices().project.current.name).not.toBe(''));
  await settle();
  for (const run of runs) await run.answer({ kind: 'superseded' });
  await lately(() => expect(seen()).toMatchObject(expected));
  app.dispose();
});

test('with ?run=click nothing runs before somebody asks for it', async () => {
  const { app, slices, runs, compiles } = visit(hashOf(addHeader), '?run=click');
  await app.commands.arrive();
  await settle();
  expect([slices().project.current.name, runs.length, compiles.length]).toEqual(['Add a header', 0, 0]);
  void app.commands.run();
  await settle();
  expect(runs.length + compiles.length).toBe(1);
  app.dispose();
});

const secret: Project = {
  ...exampleProject,
  requests: exampleProject.requests.map((one) => ({
    ...one,
    url: 'http://me:hunter22@shop.example/a',
    headers: [row('Authorization', 'Bearer s3cr3t-token'), row('x-api-key', 'abcdef'), row('accept', '*/*')],
  })),
};

test('values that may be secret stay out of a link unless somebody puts them in', async () => {
  const { app, slices, copied } = visit('', '', { storage: memoryStorage({ project: secret }) });
  void app.commands.arrive();
  await lately(() => expect(slices().project.current.name).toBe('Example'));
  const valuesOf = (url = '') => {
    const decoded = decodeLink(url.slice(url.indexOf('#')));
    if (decoded.kind !== 'link') throw new Error(decoded.kind);
    const [request] = decoded.content.project.requests;
    return [request?.url, ...(request?.headers.map(({ value }) => value) ?? [])];
  };
  await app.commands.copyLink();
  expect(valuesOf(copied[0])).toEqual(['http://shop.example/a', '', '', '*/*']);
  expect(slices().toasts.at(-1)?.message).toMatchObject({ kind: 'link-copied', secretsLeftOut: 6 });
  await app.commands.copyLink(true);
  expect(valuesOf(copied[1])).toEqual(['http://me:hunter22@shop.example/a', 'Bearer s3cr3t-token', 'abcdef', '*/*']);
  expect(slices().project.current.requests).toEqual(secret.requests);

  await app.commands.copyReport();
  expect(copied[2]).toContain('[Open it](http://weir.test/#1');
  expect(copied[2]).toContain('AssemblyScript 0.28.20, Weir SDK 0.1.0');
  for (const word of ['s3cr3t', 'hunter22', 'abcdef']) expect(copied[2]).not.toContain(word);
  app.dispose();
});

test('what is on show travels, and where nothing can be copied the window shows the link', async () => {
  const clipboard = { write: () => Promise.reject(new Error('refused')) };
  const { app, slices } = visit('', '', { clipboard });
  void app.commands.arrive();
  await lately(() => expect(slices().project.current.name).toBe('Mine'));
  app.commands.openFile('notes.ts');
  app.commands.setView({ resultTab: 'logs' });
  await app.commands.copyLink();
  expect(slices().view.dialog).toBe('share');
  const { made } = slices().share;
  const decoded = decodeLink(made?.kind === 'link' ? made.url.slice(made.url.indexOf('#')) : '');
  expect(decoded.kind === 'link' && decoded.content.view).toEqual({
    ...plainView,
    file: 'notes.ts',
    resultTab: 'logs',
  });
  await app.commands.copyReport();
  expect(slices().share.report).toContain('### Mine');
  app.dispose();
});
