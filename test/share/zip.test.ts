import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { downloadOf } from '../../src/export/index.ts';
import { emptyProject, type Project } from '../../src/model/index.ts';
import { readProjectZip } from '../../src/share/zip/index.ts';
import { code, filterOf, otherCode, projectOf, sameCode } from '../export/project.ts';
import { tool } from '../export/tool.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const project: Project = { ...emptyProject, id: 'p', name: 'P', files: { 'filter.ts': 'old' } };
const projectJson = utf8(JSON.stringify(project));
const zipOf = (files: Record<string, Uint8Array>) => zipSync({ 'project.weir.json': projectJson, ...files });

/** Where records begin: `local` ones or those of the `directory`, and the end record. */
function recordsOf(zip: Uint8Array, kind: 'local' | 'directory' | 'end'): number[] {
  const signature = { local: [3, 4], directory: [1, 2], end: [5, 6] }[kind];
  return [...zip.keys()].filter(
    (at) => zip[at] === 0x50 && zip[at + 1] === 0x4b && zip[at + 2] === signature[0] && zip[at + 3] === signature[1],
  );
}

/** A zip whose last file has other bytes in its entry of the directory. */
function lastEntry(zip: Uint8Array, changes: Readonly<Record<number, number>>): Uint8Array {
  const changed = new Uint8Array(zip);
  const at = recordsOf(zip, 'directory').at(-1) ?? 0;
  for (const [offset, byte] of Object.entries(changes)) changed[at + Number(offset)] = byte;
  return changed;
}

function opened(zip: Uint8Array) {
  const read = readProjectZip(zip);
  if (read.kind !== 'project') throw new Error(read.kind);
  return read;
}

describe('a project comes back as it left', () => {
  const full: Project = {
    ...projectOf([
      filterOf('auth', { module: { kind: 'source', entry: 'auth/index.ts' } }),
      filterOf('brought', { module: { kind: 'wasm', fileName: 'my.wasm', sha256: 'ab'.repeat(32), size: 8 } }),
      filterOf('off', { enabled: false }),
    ]),
    name: 'Ünï <b>"x"</b>\n',
    files: { 'filter.ts': 'a\r\nb\u0000\ufeff\n', 'auth/index.ts': '', 'sdk/assembly/mine.ts': 'mine' },
    checks: [{ name: 'c', request: 'r', expect: { status: 200, json: { 'a.b': null } } }],
    workers: 3,
  };

  test('as a whole, with its modules', () => {
    const modules = { ...sameCode(full), brought: otherCode };
    const { file } = downloadOf('zip', { project: full, modules, tool });
    const read = opened(file.bytes);
    expect(read.project).toEqual(full);
    expect(read.modules.map(({ bytes }) => bytes)).toEqual(expect.arrayContaining([code, otherCode]));
    expect(read.skipped).toEqual([]);
  });

  test('packed by other tools: folders as entries, stored files, node_modules and .git among them', () => {
    const read = opened(
      zipSync({
        'work/': new Uint8Array(),
        'work/project.weir.json': [projectJson, { level: 0 }],
        'work/./src//filter.ts': utf8('new'),
        'work/node_modules/x/project.weir.json': utf8('{'),
        'work/.git/x.wasm': code,
        '__MACOSX/work/._project.weir.json': utf8('{'),
      }),
    );
    expect(read).toEqual({
      kind: 'project',
      project: { ...project, files: { 'filter.ts': 'new' } },
      modules: [],
      skipped: [],
    });
  });

  test('sources beside it count: edited, added, taken away', () => {
    const both = utf8(JSON.stringify({ ...project, files: { 'a.ts': 'a', 'b.ts': 'b' } }));
    const read = opened(zipSync({ 'project.weir.json': both, 'src/b.ts': utf8('B'), 'src/c.ts': utf8('C') }));
    expect(read.project.files).toEqual({ 'b.ts': 'B', 'c.ts': 'C' });
  });

  test('a project alone brings its own sources, and an older one is brought up', () => {
    expect(opened(zipOf({})).project).toEqual(project);
    const { id, name, files, filters, requests, selectedRequest, upstream } = project;
    const first = { schema: 1, id, name, files, filters, requests, selectedRequest, upstream };
    expect(opened(zipSync({ 'project.weir.json': utf8(JSON.stringify(first)) })).project).toEqual(project);
  });
});

describe('what is not taken is named, and the rest is', () => {
  const source = zipOf({ 'src/x.ts': utf8('x'.repeat(2000)) });
  test.each<[string, Uint8Array, string, string]>([
    ['a path that leads out', zipOf({ 'src/../../x.ts': utf8('') }), 'src/../../x.ts', 'unsafe-path'],
    ['an absolute path', zipOf({ '/src/x.ts': utf8('') }), '/src/x.ts', 'unsafe-path'],
    ['a drive', zipOf({ 'C:/src/x.ts': utf8('') }), 'C:/src/x.ts', 'unsafe-path'],
    ['a backslash', zipOf({ 'src\\x.ts': utf8('') }), 'src\\x.ts', 'unsafe-path'],
    ['a zero byte', zipOf({ 'src/x\0.ts': utf8('') }), 'src/x\0.ts', 'unsafe-path'],
    ['an endless path', zipOf({ [`src/${'x'.repeat(600)}`]: utf8('') }), `src/${'x'.repeat(600)}`, 'unsafe-path'],
    ['a symbolic link', lastEntry(source, { 5: 3, 40: 0xff, 41: 0xa1 }), 'src/x.ts', 'symlink'],
    ['an encrypted file', lastEntry(source, { 8: 1 }), 'src/x.ts', 'encrypted'],
    ['an unknown method', lastEntry(source, { 10: 12 }), 'src/x.ts', 'unknown-method'],
    ['a wrong checksum', lastEntry(source, { 16: 1, 17: 2 }), 'src/x.ts', 'damaged'],
    ['a local header that is not there', lastEntry(source, { 42: 1 }), 'src/x.ts', 'damaged'],
    ['a local header behind the end', lastEntry(source, { 45: 0x7f }), 'src/x.ts', 'damaged'],
    ['packed bytes that go on behind the end', lastEntry(source, { 22: 0x7f }), 'src/x.ts', 'damaged'],
    ['less than was declared', lastEntry(source, { 25: 8 }), 'src/x.ts', 'damaged'],
    ['more than was declared', lastEntry(source, { 24: 10, 25: 0 }), 'src/x.ts', 'too-large'],
    ['a source of 2 MiB', zipOf({ 'src/x.ts': new Uint8Array(2 << 20) }), 'src/x.ts', 'too-large'],
    ['a module of 9 MiB', zipOf({ 'x.wasm': new Uint8Array(9 << 20) }), 'x.wasm', 'too-large'],
    ['a name that no source may have', zipOf({ 'src/ä b.ts': utf8('') }), 'src/ä b.ts', 'bad-name'],
    ['the prototype', zipOf({ 'src/__proto__': utf8('') }), 'src/__proto__', 'bad-name'],
    ['a source that is no text', zipOf({ 'src/x.ts': Uint8Array.of(0xff, 0xfe) }), 'src/x.ts', 'not-text'],
    ['the same path twice', zipOf({ 'src/x.ts': utf8(''), 'src//x.ts': utf8('') }), 'src/x.ts', 'twice'],
    ['a project in a project', zipOf({ 'a/project.weir.json': projectJson }), 'a/project.weir.json', 'other-project'],
  ])('%s', (_, zip, path, reason) => {
    const read = opened(zip);
    expect(read.skipped).toEqual([{ path, reason }]);
    expect(read.modules).toEqual([]);
    expect(Object.keys(read.project.files)).toEqual([path === 'src/x.ts' && reason === 'twice' ? 'x.ts' : 'filter.ts']);
  });

  test('modules that are too much together', () => {
    const nine = Object.fromEntries(Array.from({ length: 9 }, (__, i) => [`${i}.wasm`, new Uint8Array(8 << 20)]));
    const { modules, skipped } = opened(zipOf(nine));
    expect(modules).toHaveLength(7);
    expect(skipped.map(({ reason }) => reason)).toEqual(['too-large', 'too-large']);
  });
});

describe('what is refused as a whole', () => {
  const good = zipOf({});
  const end = recordsOf(good, 'end')[0] ?? 0;
  const withEnd = (changes: Readonly<Record<number, number>>) => {
    const changed = new Uint8Array(good);
    for (const [offset, byte] of Object.entries(changes)) changed[end + Number(offset)] = byte;
    return changed;
  };
  test.each<[string, Uint8Array, object]>([
    ['nothing', new Uint8Array(), { kind: 'not-zip' }],
    ['a text', utf8('PK and no more'), { kind: 'not-zip' }],
    ['half a zip', good.subarray(0, good.length / 2), { kind: 'not-zip' }],
    ['a directory that lies elsewhere', withEnd({ 16: 1 }), { kind: 'damaged' }],
    ['a directory behind the end', withEnd({ 19: 0xff }), { kind: 'damaged' }],
    ['more files than the directory has', withEnd({ 10: 9 }), { kind: 'damaged' }],
    ['too many files', withEnd({ 10: 0xff, 11: 0xff }), { kind: 'too-many-files', count: 65535, limit: 10_000 }],
    ['33 MiB', new Uint8Array(33 << 20), { kind: 'zip-too-large', size: 33 << 20, limit: 32 << 20 }],
    ['no project', zipSync({ 'a.ts': utf8('') }), { kind: 'no-project', skipped: [] }],
    [
      'a project of 9 MiB',
      zipSync({ 'project.weir.json': new Uint8Array(9 << 20) }),
      { kind: 'no-project', skipped: [{ path: 'project.weir.json', reason: 'too-large' }] },
    ],
    ['no JSON', zipSync({ 'project.weir.json': utf8('{') }), { kind: 'bad-project', path: 'project.weir.json' }],
    [
      'another JSON',
      zipSync({ 'a/project.weir.json': utf8('[]') }),
      { kind: 'bad-project', path: 'a/project.weir.json' },
    ],
    [
      'a project of a newer version',
      zipSync({ 'project.weir.json': utf8(JSON.stringify({ ...project, schema: 99 })) }),
      { kind: 'bad-project', path: 'project.weir.json' },
    ],
  ])('%s', (_, zip, failure) => {
    expect(readProjectZip(zip)).toEqual(failure);
  });

  test('a bomb costs no more than it may', () => {
    const bomb = lastEntry(zipOf({ 'x.wasm': new Uint8Array(30 << 20) }), { 24: 1, 25: 0, 26: 0, 27: 0 });
    expect(bomb.length).toBeLessThan(40_000);
    const from = performance.now();
    expect(opened(bomb).skipped).toEqual([{ path: 'x.wasm', reason: 'too-large' }]);
    expect(performance.now() - from).toBeLessThan(1000);
  });

  test('any byte changed is answered, and never with an exception', () => {
    const zip = zipOf({ 'src/filter.ts': utf8('export {}'), 'x.wasm': code });
    let seed = 1;
    const random = (below: number) => (seed = (seed * 48271) % 0x7fffffff) % below;
    const kinds = new Set<string>();
    for (let i = 0; i < 3000; i++) {
      const changed = new Uint8Array(zip);
      for (let n = random(4); n >= 0; n--) changed[random(zip.length)] = random(256);
      kinds.add(readProjectZip(changed).kind);
    }
    expect([...kinds].sort()).toEqual(['damaged', 'no-project', 'not-zip', 'project', 'too-many-files']);
  });
});
