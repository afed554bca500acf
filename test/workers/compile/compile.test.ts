import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CompileInput, Diagnostic } from '../../../src/protocol/index.ts';
import { compile } from '../../../workers/compile/compile.ts';

const build = (files: Record<string, string>, mode: CompileInput['mode'] = 'debug') =>
  compile({ files, entry: 'filter.ts', mode });

const errors = (diagnostics: readonly Diagnostic[]) => diagnostics.filter(({ category }) => category === 'error');

/** What a diagnostic marks, as an editor would underline it, with its line and column. */
const marked = (files: Record<string, string>, { file, start, length, line, column }: Diagnostic) =>
  `${file}:${line}:${column} ${files[file]?.slice(start, start + length)}`;

const withSdk = (body: string) => `import { Action, HttpContext, logInfo, setHttpContext } from './sdk/assembly';
class Filter extends HttpContext {
  onHttpRequestHeaders(n: u32, end: bool): Action {
    ${body}
    return Action.Continue;
  }
}
setHttpContext(() => new Filter());
`;

describe('errors are placed exactly', () => {
  test.each<[string, Record<string, string>, string, number]>([
    ['on the first line', { 'filter.ts': 'export const a: i32 = "x";\n' }, 'filter.ts:1:23 "x"', 2322],
    [
      'after text that is not ASCII, counted as editors count',
      { 'filter.ts': '// naïve 日本語 🎉\nexport const a: string = "🎉", b: i32 = "x";\n' },
      'filter.ts:2:41 "x"',
      2322,
    ],
    [
      'after Windows line ends',
      { 'filter.ts': '// a\r\n\r\nexport const a: i32 = "x";\r\n' },
      'filter.ts:3:23 "x"',
      2322,
    ],
    [
      'in an imported file',
      {
        'filter.ts': "import { one } from './parts/one';\nexport function f(): i32 { return one(); }\n",
        'parts/one.ts': 'export function one(): i32 {\n  return missing;\n}\n',
      },
      'parts/one.ts:2:10 missing',
      2304,
    ],
    [
      'in a filter on the SDK',
      { 'filter.ts': withSdk('const a: i32 = this.getHttpRequestHeader("a");') },
      'filter.ts:4:20 this.getHttpRequestHeader("a")',
      2322,
    ],
    [
      'at a bracket that is never closed',
      { 'filter.ts': 'export function f(): void {\n  if (true) {\n}\n' },
      'filter.ts:3:2 ',
      1126,
    ],
    [
      'at an import that leads nowhere',
      { 'filter.ts': "import { a } from './nowhere';\nexport function f(): void { a(); }\n" },
      "filter.ts:1:19 './nowhere'",
      6054,
    ],
  ])('%s', async (_, files, place, code) => {
    const { wasm, diagnostics } = await build(files);
    const [first] = errors(diagnostics);
    expect(first && marked(files, first)).toBe(place);
    expect(first?.code).toBe(code);
    expect(wasm).toBeUndefined();
  });
});

test('several errors come in the order of their positions, those of the entry first', async () => {
  const files = {
    'filter.ts':
      "import { z } from './a';\nexport function g(): i32 { return no1; }\nexport function h(): i32 { return z() + no2; }\n",
    'a.ts': 'export function z(): i32 {\n  return no3;\n}\n',
  };
  const { diagnostics } = await build(files);
  expect(errors(diagnostics).map((one) => marked(files, one))).toEqual([
    'filter.ts:2:35 no1',
    'filter.ts:3:41 no2',
    'a.ts:2:10 no3',
  ]);
});

test.each([
  [
    "the compiler's library",
    'class NoOrder { a: i32 = 0; }\nexport function f(): void { [new NoOrder()].sort(); }\n',
    /^Operator '>' cannot be applied to types 'filter\/NoOrder' .*\(at ~lib\/util\/sort\.ts:\d+:\d+\)$/,
  ],
  [
    'the SDK',
    withSdk('console.assert<v128>(i32x4(0, 0, 0, 0));'),
    /^Feature 'simd' is not enabled\. \(at sdk\/assembly\/console\.ts:31:29\)$/,
  ],
])('an error inside %s is told on line 1 of the entry, with the real place in its text', async (_, text, message) => {
  const files = { 'filter.ts': text };
  const [first] = errors((await build(files)).diagnostics);
  expect(first && marked(files, first)).toBe(`filter.ts:1:1 ${text.split('\n')[0]}`);
  expect(first?.message).toMatch(message);
});

test('an entry that does not exist is one error without a place', async () => {
  const { wasm, diagnostics } = await build({ 'other.ts': '' });
  expect(wasm).toBeUndefined();
  expect(errors(diagnostics)[0]).toMatchObject({ file: 'filter.ts', line: 1, column: 1 });
});

test('files that take part are told, and those that were looked for in vain; the SDK is not among them', async () => {
  const { dependencies, toolchain } = await build({
    'filter.ts': `import { one } from './one';\n${withSdk('logInfo(one());')}`,
    'one/index.ts': 'export function one(): string { return "1"; }\n',
    'unused.ts': 'this is no program',
  });
  expect(dependencies).toEqual(['filter.ts', 'one.ts', 'one/index.ts']);
  expect(toolchain).toMatch(/^asc \d+\.\d+\.\d+, sdk [0-9a-f]{8}$/);
});

test("a project's own file in the SDK's folder is not seen", async () => {
  const { diagnostics } = await build({ 'filter.ts': withSdk(''), 'sdk/assembly/index.ts': 'broken {' });
  expect(errors(diagnostics)).toEqual([]);
});

test('a file named like a property of every object is missing', async () => {
  const [first] = errors((await build({ 'filter.ts': "import { a } from './constructor';\na();\n" })).diagnostics);
  expect(first?.code).toBe(6054);
});

test.each(['--transform', '--path=x', '-o'])('%s is not taken for an entry', async (entry) => {
  await expect(compile({ files: { [entry]: '' }, entry, mode: 'debug' })).rejects.toThrow('is no path');
});

const imports = (wasm: Uint8Array<ArrayBuffer>) => WebAssembly.Module.imports(new WebAssembly.Module(wasm));

test('modes: check makes no module, debug has names, release and size are smaller; all import env.proxy_* alone', async () => {
  const files = { 'filter.ts': withSdk('logInfo("hello");') };
  expect((await build(files, 'check')).wasm).toBeUndefined();
  const sizes: number[] = [];
  for (const mode of ['debug', 'release', 'size'] as const) {
    const { wasm, diagnostics } = await build(files, mode);
    expect(errors(diagnostics)).toEqual([]);
    if (wasm === undefined) throw new Error(`no module in mode ${mode}`);
    const names = WebAssembly.Module.customSections(new WebAssembly.Module(wasm), 'name').length;
    expect(names).toBe(mode === 'debug' ? 1 : 0);
    for (const { module, name } of imports(wasm)) expect(`${module}.${name}`).toMatch(/^env\.proxy_/);
    sizes.push(wasm.length);
  }
  expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
});

test('a filter that declares the ABI itself gets no callbacks of the SDK', async () => {
  const { wasm, diagnostics } = await build({
    'filter.ts': `export function proxy_abi_version_0_2_1(): void {}
export function proxy_on_memory_allocate(size: usize): usize { return heap.alloc(size); }
export function proxy_on_request_headers(id: u32, n: u32, end: u32): u32 { console.log(\`\${id}\`); return 0; }
`,
  });
  expect(errors(diagnostics)).toEqual([]);
  if (wasm === undefined) throw new Error('no module');
  const exports = WebAssembly.Module.exports(new WebAssembly.Module(wasm)).map(({ name }) => name);
  expect(exports).toContain('proxy_on_request_headers');
  expect(exports).not.toContain('proxy_on_response_headers');
});

const gallery = readdirSync('gallery', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .filter((name) => readdirSync(`gallery/${name}`).includes('filter.ts'));

test.each(gallery)('the gallery example %s compiles without a word', async (name) => {
  const files = Object.fromEntries(
    readdirSync(`gallery/${name}`)
      .filter((file) => file.endsWith('.ts'))
      .map((file) => [file, readFileSync(`gallery/${name}/${file}`, 'utf8')]),
  );
  const { wasm, diagnostics } = await build(files);
  expect(diagnostics).toEqual([]);
  expect(wasm?.length).toBeGreaterThan(1000);
});
