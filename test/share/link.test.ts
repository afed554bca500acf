import { expect, test } from 'vitest';
import { emptyProject, filterDefaults, type Project } from '../../src/model/index.ts';
import { canonicalProject, decodeLink, encodeLink, type LinkView, plainView } from '../../src/share/link/index.ts';
import { parseOwnProject } from '../../src/share/index.ts';
import { crc32 } from '../../src/share/crc32.ts';
import { deflated, dictionaryOf } from '../../src/share/link/packing.ts';
import { base64url, bytesOfBase64url } from '../../src/share/link/base64url.ts';
import golden from './golden-links.json' with { type: 'json' };
import { random } from '../host/random.ts';
import { addHeader, augmenter, botShield, contentOf, everything, row } from './link-projects.ts';

const hashOf = (project: Project): string => {
  const encoded = encodeLink(contentOf(project));
  if (encoded.kind !== 'link') throw new Error(encoded.kind);
  return encoded.hash;
};
const opened = (hash: string): Project => {
  const decoded = decodeLink(hash);
  if (decoded.kind !== 'link') throw new Error(decoded.kind);
  return decoded.content.project;
};

const oneLineChanged: Project = {
  ...addHeader,
  files: {
    'filter.ts': (addHeader.files['filter.ts'] ?? '').replace('Hello from the filter', 'Kept by somebody else'),
  },
};

const budgets: readonly (readonly [string, Project, number])[] = [
  ['the default example with one line changed', oneLineChanged, 500],
  ['example B whole: three files, a configuration, a second cluster', augmenter, 1200],
  ['a filter of sixty lines that the dictionary does not know', botShield, 1800],
];

test.each(budgets)('%s stays short', (name, project, most) => {
  const { length } = hashOf(project);
  console.log(`${name}: ${length} characters, at most ${most}`);
  expect(length).toBeLessThanOrEqual(most);
});

test('the sixty lines are sixty lines', () => {
  expect(botShield.files['filter.ts']?.split('\n').filter((line) => line.trim() !== '').length).toBeGreaterThanOrEqual(
    60,
  );
});

const projects: readonly (readonly [string, Project])[] = [
  ['nothing', emptyProject],
  ['the default example', addHeader],
  ['example B', augmenter],
  ['something in every field', everything],
  [
    'a body of every byte there is',
    {
      ...addHeader,
      requests: addHeader.requests.map((request) => ({
        ...request,
        body: String.fromCharCode(...Array.from({ length: 512 }, (_, i) => i % 256)),
        isBytes: true,
      })),
    },
  ],
];

test.each(projects)('%s comes back as it was', (_, project) => {
  expect(opened(hashOf(project))).toEqual(canonicalProject(project));
});

test('the dictionary of a digit never changes', () => {
  const dictionary = dictionaryOf('1') ?? new Uint8Array();
  expect([dictionary.length, crc32(dictionary).toString(16)]).toEqual([28201, 'fcad41b8']);
  expect(dictionaryOf('0')).toBeUndefined();
  expect(dictionaryOf('constructor')).toBeUndefined();
});

// These were handed out: they open for ever. Nothing in the file is ever rewritten; a new format adds to it.
test.each(golden)('a link of old opens: $name', ({ hash, project, view, modules }) => {
  const decoded = decodeLink(hash);
  if (decoded.kind !== 'link') throw new Error(decoded.kind);
  // What came later was not there: it is as it always was.
  expect(decoded.content.project).toEqual(parseOwnProject(project));
  expect(decoded.content.view).toEqual(view);
  const carried = Object.entries(decoded.content.modules);
  expect(carried.map(([sha, wasm]) => [sha, Buffer.from(wasm).toString('base64')])).toEqual(Object.entries(modules));
});

const view: LinkView = { file: 'filter.ts', lines: { from: 12, to: 18 }, resultTab: 'logs', requestTab: 'body' };

test('what is on show travels too, and only that', () => {
  const encoded = encodeLink({ ...contentOf(addHeader), view });
  const decoded = encoded.kind === 'link' && decodeLink(encoded.hash);
  expect(decoded && decoded.kind === 'link' && decoded.content.view).toEqual(view);
});

const relabelled: Project = {
  ...addHeader,
  id: 'somewhere-else',
  filters: addHeader.filters.map((filter) => ({ ...filter, id: 'f9f9' })),
  requests: addHeader.requests.map((request, i) => ({ ...request, id: `r${7 - i}` })),
  selectedRequest: 'r7',
};
const reordered: Project = {
  ...augmenter,
  files: Object.fromEntries(Object.entries(augmenter.files).toReversed()),
};

test('one project has one link, whatever its ids and the order of its files', () => {
  expect(hashOf(relabelled)).toBe(hashOf(addHeader));
  expect(hashOf(reordered)).toBe(hashOf(augmenter));
  expect(hashOf(opened(hashOf(everything)))).toBe(hashOf(everything));
});

test('no link ends with a character that programs leave outside', () => {
  const names = Array.from({ length: 100 }, (_, i) => `Project ${i}`);
  const ends = names.map((name) => hashOf({ ...addHeader, name }).slice(-1));
  expect(ends.filter((end) => end === '-' || end === '_')).toEqual([]);
});

/** Bytes that cannot be made smaller. */
function noise(size: number): Uint8Array<ArrayBuffer> {
  const next = random(size);
  return Uint8Array.from({ length: size }, () => next(256));
}
const brought = (sizes: readonly number[]) => {
  const shas = sizes.map((size) => size.toString(16).padStart(64, '0'));
  const project: Project = {
    ...addHeader,
    filters: sizes.map((size, i) => ({
      ...filterDefaults,
      id: `filter-${i + 1}`,
      name: `f${i}`,
      module: { kind: 'wasm', fileName: `f${i}.wasm`, sha256: shas[i] ?? '', size },
    })),
  };
  return { project, shas, modules: Object.fromEntries(shas.map((sha, i) => [sha, noise(sizes[i] ?? 0)])) };
};

/** Sizes of modules, and which of them travel within the link. */
const loads: readonly (readonly [readonly number[], readonly number[]])[] = [
  [[1000], [0]],
  [[24_000], [0]],
  [[25_000], []],
  [
    [9000, 8000],
    [0, 1],
  ],
  [[20_000, 8000], [1]],
  [[300_000], []],
];

test.each(loads)('modules of %j bytes: those at %j are in the link', (sizes, within) => {
  const { project, shas, modules } = brought(sizes);
  const encoded = encodeLink({ project, view: plainView, modules });
  if (encoded.kind !== 'link') throw new Error(encoded.kind);
  expect(encoded.carried).toEqual(within.map((i) => shas[i]));
  expect(encoded.hash.length).toBeLessThanOrEqual(32 * 1024);
  const decoded = decodeLink(encoded.hash);
  const expected = Object.fromEntries(within.map((i) => [shas[i] ?? '', modules[shas[i] ?? '']] as const));
  expect(decoded.kind === 'link' && decoded.content.modules).toEqual(expected);
});

const hex = (size: number) => Buffer.from(noise(size)).toString('hex');
const refusedProjects: readonly (readonly [string, Project, string])[] = [
  ['too much that cannot be packed', { ...addHeader, files: { 'a.ts': hex(60_000) } }, 'link-too-long'],
  [
    'more than a mebibyte',
    {
      ...addHeader,
      files: Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`${i}.ts`, ' '.repeat(200_000)])),
    },
    'link-too-large',
  ],
  ['a file name that no link may have', { ...addHeader, files: { '../a.ts': '' } }, 'link-invalid'],
];

test.each(refusedProjects)('a project with %s gets no link', (_, project, kind) => {
  expect(encodeLink(contentOf(project)).kind).toBe(kind);
});

/** A text as whoever knows the format could write it. */
function forged(text: string, rest: readonly number[] = []): string {
  const body = deflated(Uint8Array.from([...Buffer.from(text), ...rest]), dictionaryOf('1') ?? new Uint8Array());
  const whole = new Uint8Array(body.length + 4);
  new DataView(whole.buffer).setUint32(0, crc32(body));
  whole.set(body, 4);
  return `#1${base64url(whole)}`;
}

const fine = '{"n":"x","q":0,"f":["a.ts"]}';
const sha = 'ab'.repeat(32);

test('what is forged well opens: the refusals below are refused for their reasons', () => {
  expect(decodeLink(forged(`${fine}\0text`)).kind).toBe('link');
  expect(decodeLink(forged('{"n":"x","q":1,"r":[{"n":"a","u":"/","b":"\u00ff","y":1}]}')).kind).toBe('link');
  expect(
    decodeLink(forged(`{"n":"x","q":0,"c":[{"n":"f","m":["f.wasm",2,"${sha}"]}],"b":[0]}`, [0xff, 1, 2])).kind,
  ).toBe('link');
});

const refusals: readonly (readonly [string, string, string])[] = [
  ['nothing', '#', 'link-unknown'],
  ['no hash at all', '', 'link-unknown'],
  ['an anchor', '#top', 'link-unknown'],
  ['an older digit', '#0AAAA', 'link-unknown'],
  ['a newer digit', `#2${hashOf(addHeader).slice(2)}`, 'link-unknown'],
  ['a digit alone', '#1', 'link-damaged'],
  ['padding at the end', `${hashOf(addHeader)}=`, 'link-damaged'],
  ['a full stop at the end', `${hashOf(addHeader)}.`, 'link-damaged'],
  ['a link twice', `${hashOf(addHeader)}${hashOf(addHeader)}`, 'link-damaged'],
  ['more than 64 KiB', `#1${'A'.repeat(65_536)}`, 'link-too-long'],
  ['a mebibyte and a byte', forged(`${fine}\0${'x'.repeat(1024 * 1024)}`), 'link-too-large'],
  ['no JSON', forged('{"n":'), 'link-invalid'],
  ['no object', forged('7'), 'link-invalid'],
  ['no UTF-8', forged(fine, [0xc3]), 'link-invalid'],
  ['an unknown key', forged('{"n":"x","q":0,"zz":1}'), 'link-invalid'],
  ['a key of every object', forged('{"n":"x","q":0,"constructor":1}'), 'link-invalid'],
  ['__proto__ as a key', forged('{"n":"x","q":0,"__proto__":{"polluted":1}}'), 'link-invalid'],
  ['__proto__ as a file', forged('{"n":"x","q":0,"f":["__proto__"]}\0text'), 'link-invalid'],
  ['a file above the project', forged('{"n":"x","q":0,"f":["../a.ts"]}\0text'), 'link-invalid'],
  ['a file at the root', forged('{"n":"x","q":0,"f":["/a.ts"]}\0text'), 'link-invalid'],
  ['a file twice', forged('{"n":"x","q":0,"f":["a.ts","a.ts"]}\0a\0b'), 'link-invalid'],
  ['a text too many', forged(`${fine}\0a\0b`), 'link-invalid'],
  ['a text too few', forged(fine), 'link-invalid'],
  [
    'too many files',
    forged(`{"n":"x","q":0,"f":${JSON.stringify(Array.from({ length: 65 }, (_, i) => `${i}.ts`))}}${'\0'.repeat(65)}`),
    'link-invalid',
  ],
  ['a tab that there is not', forged('{"n":"x","q":0,"v":{"r":9}}'), 'link-invalid'],
  ['a view of something else', forged('{"n":"x","q":0,"v":{"theme":"dark"}}'), 'link-invalid'],
  ['a request that there is not', forged('{"n":"x","q":7}'), 'link-invalid'],
  ['bytes that fit into none', forged('{"n":"x","q":1,"r":[{"n":"a","u":"/","b":"\u20ac","y":1}]}'), 'link-invalid'],
  ['seventeen workers', forged('{"n":"x","q":0,"w":17}'), 'link-invalid'],
  ['a module that is named nowhere', forged('{"n":"x","q":0,"b":[0]}', [0xff, 1, 2]), 'link-invalid'],
  [
    'a module shorter than it says',
    forged(`{"n":"x","q":0,"c":[{"n":"f","m":["f.wasm",3,"${sha}"]}],"b":[0]}`, [0xff, 1, 2]),
    'link-invalid',
  ],
  [
    'a module longer than it says',
    forged(`{"n":"x","q":0,"c":[{"n":"f","m":["f.wasm",1,"${sha}"]}],"b":[0]}`, [0xff, 1, 2]),
    'link-invalid',
  ],
  [
    'a module that nobody carries',
    forged(`{"n":"x","q":0,"c":[{"n":"f","m":["f.wasm",2,"${sha}"]}]}`, [0xff, 1, 2]),
    'link-invalid',
  ],
  ['a hash that is none', forged('{"n":"x","q":0,"c":[{"n":"f","m":["f.wasm",2,"<script>"]}]}'), 'link-invalid'],
];

test.each(refusals)('%s is refused', (_, hash, kind) => {
  expect(decodeLink(hash).kind).toBe(kind);
});

test('bytes have one spelling, and no other is read', () => {
  for (let size = 0; size < 100; size++) {
    const bytes = noise(size);
    expect(bytesOfBase64url(base64url(bytes))).toEqual(bytes);
    expect(base64url(bytes)).toBe(Buffer.from(bytes).toString('base64url'));
  }
  for (const wrong of ['A', 'AB', 'AAAAB', 'AAB', 'A===', 'AA A', 'AA+A', 'AA/A', 'AA\u00e4A']) {
    expect([wrong, bytesOfBase64url(wrong)]).toEqual([wrong, undefined]);
  }
});

test('what a link says of checks is kept as JSON, in one order', () => {
  const checks = [{ name: 'c', request: 'request-1', expect: { status: 200, headers: { b: null, a: '1' } } }];
  const other = [{ name: 'c', request: 'request-1', expect: { headers: { a: '1', b: null }, status: 200 } }];
  expect(hashOf({ ...addHeader, checks })).toBe(hashOf({ ...addHeader, checks: other }));
  expect(opened(hashOf({ ...addHeader, checks })).checks).toEqual(checks);
  const disabled = {
    ...addHeader,
    requests: addHeader.requests.map((one) => ({ ...one, headers: [row('a', 'b', false)] })),
  };
  expect(opened(hashOf(disabled)).requests[0]?.headers).toEqual([row('a', 'b', false)]);
});
