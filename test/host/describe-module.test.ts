import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { describeModule, loadModule, MAX_MODULE_BYTES } from '../../src/host/index.ts';
import { HOSTCALLS, hostcallType, type ImportVerdict } from '../../src/model/index.ts';
import { dice } from '../hostile/dice.ts';
import { MUTATIONS } from '../hostile/mutate-module.ts';
import { abiMarker, buildWasm, mallocAt, nameSection, type WasmImport, type WasmModule } from './build-wasm.ts';

const probe = (name: string): Uint8Array => new Uint8Array(readFileSync(`conformance/wasm/${name}.wasm`));
const probes = readdirSync('conformance/wasm').map((file) => file.replace('.wasm', ''));

describe('every module of the conformance suite', () => {
  test.each(probes)('%s: all of it is accounted for', (name) => {
    const bytes = probe(name);
    const { info, sections, imports, load } = describeModule(bytes);
    const loaded = loadModule(bytes);
    expect(load.kind).toBe(loaded.kind === 'loaded' ? 'loads' : 'refused');
    if (load.kind === 'refused') expect(load.failure).toEqual(loaded);
    expect(info.size).toBe(bytes.length);
    expect(imports).toHaveLength(info.imports.length);
    if (name === 'truncated') return;
    // Sections lie behind each other and end where the file ends.
    let at = 8;
    for (const { from, size } of sections) {
      expect(from - at).toBeGreaterThanOrEqual(2);
      expect(from - at).toBeLessThanOrEqual(6);
      at = from + size;
    }
    expect(at).toBe(bytes.length);
  });

  test('imports that Envoy has are all that a module has which loads', () => {
    const good = new Set(['has', 'wasi', 'made']);
    for (const name of probes) {
      const { imports, load, info } = describeModule(probe(name));
      const wrong = imports.filter(({ verdict }) => !good.has(verdict.kind));
      if (load.kind === 'loads') expect(wrong, name).toEqual([]);
      else if (wrong.length > 0 && info.abi) expect(load.failure.kind, name).toMatch(/import/);
    }
  });
});

test.each([
  ['weir_hello', { language: 'AssemblyScript', evidence: 'data', tools: [], sdk: undefined }],
  [
    'gallery_hello_rust010',
    {
      language: 'Rust',
      evidence: 'producers',
      tools: [{ name: 'rustc', version: '1.95.0' }],
      sdk: 'proxy-wasm 0.1.0',
    },
  ],
  ['rust025_hello', { language: 'Rust', evidence: 'data', tools: [], sdk: 'proxy-wasm 0.2.5' }],
  ['rust014_augment', { language: 'Rust', evidence: 'data', sdk: 'proxy-wasm 0.1.4' }],
  ['rust_headers', { language: 'Rust', evidence: 'producers', sdk: 'proxy-wasm' }],
  ['go_headers', { language: 'Go', evidence: 'producers', tools: [{ name: 'Go cmd/compile', version: 'go1.26.8' }] }],
  ['wasi_rest', { language: 'AssemblyScript', evidence: 'data' }],
  ['minimal', { language: undefined, evidence: undefined, tools: [], sdk: undefined }],
])('%s was made by', (name, toolchain) => {
  expect(describeModule(probe(name)).toolchain).toMatchObject(toolchain);
});

const imported = (item: WasmImport, abi: string | undefined = '0.2.1') =>
  describeModule(
    buildWasm({ imports: [item], memory: { min: 1 }, functions: [...(abi ? [abiMarker(abi)] : []), mallocAt(8)] }),
  );
const i32s = (count: number): string[] => Array.from({ length: count }, () => 'i32');
const wasi = (name: string, params: readonly string[], results = ['i32']): WasmImport => ({
  module: 'wasi_snapshot_preview1',
  name,
  params,
  results,
});

test.each<[string, WasmImport, string | undefined, ImportVerdict]>([
  ['a hostcall', { module: 'env', name: 'proxy_log', params: i32s(3), results: ['i32'] }, '0.2.1', { kind: 'has' }],
  [
    'a hostcall of a later version',
    { module: 'env', name: 'proxy_get_log_level', params: ['i32'], results: ['i32'] },
    '0.2.0',
    { kind: 'other-abi', versions: ['0.2.1'] },
  ],
  [
    'a hostcall of an earlier version',
    { module: 'env', name: 'proxy_clear_route_cache', results: ['i32'] },
    '0.2.1',
    { kind: 'other-abi', versions: ['0.1.0'] },
  ],
  [
    'a hostcall in a module without a version',
    { module: 'env', name: 'proxy_clear_route_cache', results: ['i32'] },
    '',
    { kind: 'has' },
  ],
  [
    'a hostcall of another type',
    { module: 'env', name: 'proxy_done' },
    '0.2.1',
    { kind: 'other-type', want: 'void -> void', offered: 'void -> i32' },
  ],
  ['output', wasi('fd_write', i32s(4)), '0.2.1', { kind: 'wasi', answer: 'log' }],
  ['the end', wasi('proc_exit', ['i32'], []), '0.2.1', { kind: 'wasi', answer: 'exit' }],
  ['a function that no WASI has', wasi('fd_dance', []), '0.2.1', { kind: 'no-such-wasi' }],
  ['WASI of another kind', { module: 'wasi:cli/stdout@0.2.0', name: 'get-stdout' }, '0.2.1', { kind: 'no-such-wasi' }],
  ['a global', { module: 'env', name: '__stack_pointer', global: true }, '0.2.1', { kind: 'no-function' }],
  ['a memory', { module: 'env', name: 'memory', memory: { min: 1 } }, '0.2.1', { kind: 'made' }],
  ['a table', { module: 'env', name: 'table', table: { min: 1 } }, '0.2.1', { kind: 'made' }],
  ...(
    [
      ['proxy_secret_get', 'G-Core FastEdge'],
      ['proxy_get_secret', 'G-Core FastEdge'],
      ['proxy_dictionary_get', 'G-Core FastEdge'],
      ['proxy_kv_store_zrange_by_score', 'G-Core FastEdge'],
      ['proxy_redis_call', 'Higress'],
      ['proxy_inject_encoded_data_to_filter_chain', 'Higress'],
      ['proxy_get_state', 'Layotto'],
      ['proxy_invoke_service', 'Layotto'],
      ['proxy_dispatch_http_call', 'the unfinished next ABI'],
    ] as const
  ).map(([name, vendor]): [string, WasmImport, string, ImportVerdict] => [
    `${name} of ${vendor}`,
    { module: 'env', name, params: i32s(4), results: ['i32'] },
    '0.2.1',
    { kind: 'vendor', vendor },
  ]),
  ['abort', { module: 'env', name: 'abort', params: i32s(4) }, '0.2.1', { kind: 'tool', tool: 'AssemblyScript' }],
  ['JavaScript', { module: 'wbg', name: '__wbg_log_1' }, '0.2.1', { kind: 'tool', tool: 'wasm-bindgen' }],
  ['Go for a page', { module: 'gojs', name: 'runtime.wasmExit' }, '0.2.1', { kind: 'tool', tool: 'Go for JavaScript' }],
  ['an exception', { module: 'env', name: '__cxa_throw' }, '0.2.1', { kind: 'tool', tool: 'C++ exceptions' }],
  ['Emscripten', { module: 'env', name: 'emscripten_memcpy_js' }, '0.2.1', { kind: 'tool', tool: 'Emscripten' }],
  ['anything else', { module: 'env', name: 'proxy_dance' }, '0.2.1', { kind: 'unknown' }],
  ["a vendor's name elsewhere", { module: 'x', name: 'proxy_get_state' }, '0.2.1', { kind: 'unknown' }],
])('the verdict on %s', (_, item, abi, verdict) => {
  expect(imported(item, abi).imports[0]?.verdict).toEqual(verdict);
});

test('every function that Envoy offers is one that it has, with a word for what WASI answers', () => {
  for (const call of HOSTCALLS) {
    const item: WasmImport = { module: call.module, name: call.name, ...hostcallType(call) };
    const abi = call.versions.at(-1) ?? '';
    expect(imported(item, abi).imports[0]?.verdict.kind, call.name).toBe(call.module === 'env' ? 'has' : 'wasi');
  }
});

const stream = { name: 'proxy_on_request_headers', params: i32s(3), results: ['i32'], body: [0x41, 0] };
const module = (more: Partial<WasmModule>, ...functions: NonNullable<WasmModule['functions']>): Uint8Array =>
  buildWasm({ memory: { min: 1 }, ...more, functions: [abiMarker(), mallocAt(8), ...functions] });

test.each([
  ['a module with an entry and a callback', module({}, stream, { name: '_initialize', body: [] }), []],
  ['a module of no callbacks', module({}, { name: '_initialize', body: [] }), ['no-stream-callbacks']],
  ['a module without an entry', module({}, stream), ['no-entry']],
  ['a module that starts by itself', module({ start: 0 }, stream), ['start-section', 'no-entry']],
  ['a memory that cannot grow', module({ memory: { min: 2, max: 2 } }, stream), ['no-entry', 'fixed-memory']],
  ['a memory larger than runs have here', module({ memory: { min: 5000 } }, stream), ['no-entry', 'large-memory']],
  [
    'a program in Go',
    module({ customs: [producers('language', 'Go')] }, stream, { name: '_start', body: [] }),
    ['command'],
  ],
  [
    'a module for a debugger',
    module({ customs: [{ name: '.debug_info', bytes: [1, 2, 3] }] }, stream),
    ['no-entry', 'debug-sections'],
  ],
])('what to know of %s', (_, bytes, notes) => {
  expect(describeModule(bytes).load).toEqual({ kind: 'loads', notes });
});

function producers(field: string, name: string): { name: string; bytes: number[] } {
  const text = (value: string): number[] => [value.length, ...new TextEncoder().encode(value)];
  return { name: 'producers', bytes: [1, ...text(field), 1, ...text(name), 0] };
}

test('all that Envoy would stumble over is listed, the first of it first', () => {
  const bytes = module(
    {
      imports: [
        { module: 'env', name: 'proxy_get_secret' },
        { module: 'env', name: 'abort', params: i32s(4) },
      ],
    },
    { name: 'proxy_on_log', body: [] },
  );
  const { load } = describeModule(bytes);
  if (load.kind === 'loads') throw new Error('it is refused');
  expect(load.failure).toMatchObject({ kind: 'missing-import', name: 'proxy_get_secret' });
  expect(load.others).toMatchObject([
    { kind: 'missing-import', name: 'abort' },
    { kind: 'bad-function-signature', name: 'proxy_on_log' },
  ]);
});

test('callbacks are called, of another type, of another version, or never called', () => {
  const functions = [
    { ...stream, params: i32s(2) },
    { name: 'proxy_on_log', params: ['i32'], body: [] },
    { name: 'proxy_on_grpc_trailing_metadata', params: i32s(3), body: [] },
    { name: 'proxy_on_memory_allocate', params: ['i32'], results: ['i32'], body: [0x41, 0] },
  ];
  expect(describeModule(module({}, ...functions)).callbacks).toEqual([
    {
      name: 'proxy_on_request_headers',
      verdict: { kind: 'other-type', want: 'i32 i32 i32 -> i32', exported: 'i32 i32 -> i32' },
    },
    { name: 'proxy_on_log', verdict: { kind: 'called' } },
    { name: 'proxy_on_grpc_trailing_metadata', verdict: { kind: 'never' } },
  ]);
  const old = buildWasm({
    memory: { min: 1 },
    functions: [abiMarker('0.1.0'), mallocAt(8), { name: 'proxy_on_foreign_function', params: i32s(3), body: [] }],
  });
  expect(describeModule(old).callbacks).toEqual([
    { name: 'proxy_on_foreign_function', verdict: { kind: 'other-abi', versions: ['0.2.0', '0.2.1'] } },
  ]);
});

test('sections have names, places and numbers; the start function has its name', () => {
  const bytes = module({ start: 0, customs: [nameSection([[0, 'marks the version']])] }, stream);
  const { sections, start } = describeModule(bytes);
  expect(sections.map(({ name, items }) => [name, items])).toEqual([
    ['type', 3],
    ['import', 0],
    ['function', 3],
    ['memory', 1],
    ['export', 4],
    ['start', undefined],
    ['code', 3],
    ['data', 0],
    ['name', undefined],
  ]);
  expect(start).toEqual({ index: 0, name: 'marks the version' });
});

test('a file that is too large is told as that, and not read', () => {
  const { load, sections, info } = describeModule(new Uint8Array(MAX_MODULE_BYTES + 1));
  expect(load).toMatchObject({ kind: 'refused', failure: { kind: 'module-too-large' }, others: [] });
  expect(sections).toEqual([]);
  expect(info.size).toBe(MAX_MODULE_BYTES + 1);
});

test('nothing that is mutated, cut off or nonsense makes it throw', () => {
  const originals = ['matrix', 'rust_headers', 'start_section', 'two_abi', 'gallery_hello_rust010'].map(probe);
  const chances = dice(2026);
  const kinds = new Set<string>();
  for (const mutate of Object.values(MUTATIONS)) {
    for (let round = 0; round < 40; round++) {
      const { load, info } = describeModule(mutate(chances.pick(originals), chances));
      kinds.add(load.kind === 'loads' ? 'loads' : load.failure.kind);
      expect(info.exports.length).toBeLessThan(100_000);
    }
  }
  for (let round = 0; round < 300; round++) {
    const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
    const bytes = Uint8Array.from([...header, ...Array.from({ length: chances.below(200) }, () => chances.below(256))]);
    kinds.add(describeModule(bytes).load.kind);
  }
  expect([...kinds]).toEqual(expect.arrayContaining(['loads', 'not-wasm', 'no-abi-version']));
});

test.each([
  ['empty custom sections', [0, 1, 0], 'no-abi-version'],
  ['repeated sections', [1, 1, 0], 'not-wasm'],
])('8 MiB of %s take no longer than a person waits', (_, unit, kind) => {
  const bytes = new Uint8Array(8 + 3 * Math.floor((MAX_MODULE_BYTES - 8) / 3));
  bytes.set([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
  for (let at = 8; at + 3 <= bytes.length; at += 3) bytes.set(unit, at);
  const from = performance.now();
  const { load, sections } = describeModule(bytes);
  expect(performance.now() - from).toBeLessThan(5000);
  expect(load).toMatchObject({ kind: 'refused', failure: { kind } });
  expect(sections.length).toBeLessThan(20_010);
});

test('a count that no engine takes makes the section malformed', () => {
  const size = 1_200_000;
  const bytes = new Uint8Array(8 + 4 + size);
  bytes.set([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 3, (size & 127) | 128, ((size >> 7) & 127) | 128, size >> 14]);
  bytes.set([((size - 4) & 127) | 128, (((size - 4) >> 7) & 127) | 128, (size - 4) >> 14], 12);
  expect(describeModule(bytes).load).toMatchObject({
    failure: { kind: 'not-wasm', engine: 'section 1 (id 3) is malformed' },
  });
});

test('three megabytes are described in less than 50 ms', () => {
  const go = probe('go_headers');
  const rest = 3 * 1024 * 1024 - go.length;
  const bytes = new Uint8Array(go.length + rest);
  bytes.set(go);
  // A custom section fills it up: its size takes three bytes, and its name is one letter.
  const size = rest - 4;
  bytes.set([0, (size & 127) | 128, ((size >> 7) & 127) | 128, size >> 14, 1, 0x78], go.length);
  const times = Array.from({ length: 5 }, () => {
    const from = performance.now();
    expect(describeModule(bytes).load.kind).toBe('loads');
    return performance.now() - from;
  });
  console.log(`3 MiB of Go are described in ${Math.min(...times).toFixed(1)} ms`);
  expect(Math.min(...times)).toBeLessThan(50);
});
