import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixture, read } from './read.ts';

/** As much as a person waits for without wondering, several times over for a loaded machine. */
const soonMs = 3000;

const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const laughs = ['a: &a [x, x, x, x, x, x, x, x, x]']
  .concat(
    Array.from('bcdefghij').map((name, i) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[i]}`).join(', ')}]`),
  )
  .join('\n');

const hidden = (depth: number) =>
  `apiVersion: a\nkind: WasmPlugin\nspec:\n  pluginConfig: "${nested('\\x7b\\x22a\\x22:', '\\x7d', depth).replace(':\\x7d', ':1\\x7d')}"\n`;

const bombs: Readonly<Record<string, readonly [text: string, kind: string]>> = {
  'a billion laughs': [laughs, 'too-many-aliases'],
  'an alias of itself': ['static_resources: &a [*a]', 'too-many-aliases'],
  'brackets a million deep': ['['.repeat(1_000_000), 'too-deep'],
  'braces that are closed again': [nested('{a: ', '}', 5000), 'too-deep'],
  'dashes on one line': ['- '.repeat(500_000), 'too-deep'],
  'blocks in blocks': [Array.from({ length: 500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), 'too-deep'],
  'question marks': ['? '.repeat(50_000), 'too-deep'],
  'a list without end': ['- a\n'.repeat(200_000), 'too-many-parts'],
  'documents without end': ['---\n'.repeat(200_000), 'too-many-parts'],
  'closing brackets': [']'.repeat(900_000), 'too-many-parts'],
  stars: ['*a '.repeat(300_000), 'too-many-parts'],
  'more than a mebibyte of text': ['word '.repeat(300_000), 'too-large'],
  'more than 16 MiB of anything': ['a'.repeat(17 * 1024 * 1024), 'too-large'],
  'JSON deep in a text, its braces hidden': [hidden(2000), 'imported'],
  'JSON deeper in a text than a stack': [hidden(12_000), 'imported'],
  'tabs for indents': ['a:\n\tb: c\n', 'not-yaml'],
  nothing: ['', 'empty'],
  blanks: [' \n \n', 'empty'],
  comments: ['# only\n', 'empty'],
  prose: ['hello world', 'nothing-found'],
  'another YAML': ['version: "3"\nservices:\n  web:\n    image: nginx\n', 'nothing-found'],
};

describe('refused soon', () => {
  test.each(Object.entries(bombs))('%s', async (_, [text, kind]) => {
    const began = performance.now();
    expect((await read(text)).kind).toBe(kind);
    expect(performance.now() - began).toBeLessThan(soonMs);
  });
});

test('a text that is no YAML is refused at its line', async () => {
  expect(await read('static_resources:\n  listeners: [\n  clusters: {}\n')).toMatchObject({
    kind: 'not-yaml',
    line: 3,
  });
});

test('names that JavaScript would trip over stay names', async () => {
  const text = `vm_config: { code: { local: { filename: a.wasm } } }
name: __proto__
configuration: { __proto__: { polluted: true }, constructor: 1 }
__proto__: { root_id: polluted }
`;
  const result = await read(text);
  if (result.kind !== 'imported') throw new Error(result.kind);
  const [filter] = result.project.filters;
  expect(filter).toMatchObject({ name: '__proto__', rootId: '' });
  expect(filter?.configuration).toBe('{"__proto__":{"polluted":true},"constructor":1}');
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});

const oldForms = ['a-hello-world', 'b-header-augmenter', 'c-logging'].map(fixture);
const seed = 20_200_408;

test('any text gives an answer', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
      expect(typeof (await read(text)).kind).toBe('string');
    }),
    { numRuns: 500, seed },
  );
});

const words = [
  'static_resources',
  'listeners',
  'filter_chains',
  'filters',
  'http_filters',
  'typed_config',
  'config',
].concat(
  [
    'vm_config',
    'code',
    'local',
    'inline_bytes',
    'configuration',
    '"@type"',
    'name',
    'hosts',
    'kind',
    'apiVersion',
    'spec',
  ],
  ['value', 'route_config', 'virtual_hosts', 'routes', 'match', 'clusters', 'load_assignment', 'tls_context', 'items'],
);
const values = [
  '1',
  '~',
  'yes',
  '[]',
  '{}',
  '""',
  'envoy.wasm',
  'EnvoyFilter',
  'type.googleapis.com/udpa.type.v1.TypedStruct',
];
const tree = fc.letrec<{ node: string; leaf: string; map: string; list: string }>((tie) => ({
  leaf: fc.constantFrom(...values),
  node: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, tie('leaf'), tie('map'), tie('list')),
  map: fc
    .array(fc.tuple(fc.constantFrom(...words), tie('node')), { maxLength: 5 })
    .map((pairs) => `{${pairs.map(([key, value]) => `${key}: ${value}`).join(', ')}}`),
  list: fc.array(tie('node'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
})).map;

test('any tree of the words that mean something gives an answer', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (text) => {
      expect(typeof (await read(text)).kind).toBe('string');
    }),
    { numRuns: 500, seed },
  );
});

test('configurations with lines lost, doubled, cut and changed give an answer', async () => {
  const change = fc.record({
    of: fc.constantFrom(...oldForms),
    cuts: fc.array(fc.tuple(fc.nat(2000), fc.nat(60), fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ of, cuts }) => {
      const text = cuts.reduce((now, [from, length, put]) => now.slice(0, from) + put + now.slice(from + length), of);
      expect(typeof (await read(text)).kind).toBe('string');
    }),
    { numRuns: 150, seed },
  );
});
