import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/model/index.ts';
import { loadModule, MAX_MODULE_BYTES, readModuleInfo } from '../../src/host/index.ts';
import { abiMarker, buildWasm, mallocAt, op, type WasmFunction, type WasmImport } from './build-wasm.ts';
import { goldenEvents } from './golden.ts';
import { random } from './random.ts';

const probe = (name: string): Uint8Array => new Uint8Array(readFileSync(`conformance/wasm/${name}.wasm`));

function refusal(bytes: Uint8Array): Failure {
  const module = loadModule(bytes);
  if (module.kind === 'loaded') throw new Error('it was not refused');
  return module;
}

test.each([
  ['config-bad-abi-closed', 'bad_abi', 'no-abi-version'],
  ['config-no-abi-closed', 'no_abi', 'no-abi-version'],
  ['config-bad-import-type-closed', 'bad_import_type', 'import-type-mismatch'],
  ['config-bad-signature-closed', 'bad_signature', 'bad-function-signature'],
  ['config-no-malloc-closed', 'no_malloc', 'missing-malloc'],
  ['config-truncated-closed', 'truncated', 'not-wasm'],
  ['config-two-abi-open', 'two_abi', 'bad-function-signature'],
  ['config-unknown-import-closed', 'unknown_import', 'missing-import'],
])('%s: %s is refused in the words of Envoy', (scenario, name, kind) => {
  const failure = refusal(probe(name));
  const printed = goldenEvents(scenario, 'timeline_startup').filter(
    (event) => event.t === 'wasm' && event.lvl === 'error',
  );
  expect(failure.kind).toBe(kind);
  expect('envoy' in failure && failure.envoy).toBe(printed[0]?.msg);
});

const refused = new Set([
  'bad_abi',
  'no_abi',
  'bad_import_type',
  'bad_signature',
  'no_malloc',
  'truncated',
  'unknown_import',
  'void_start',
  'two_abi',
]);
const probes = readdirSync('conformance/wasm').map((file) => file.replace('.wasm', ''));

test.each(probes.filter((name) => !refused.has(name)))('%s is accepted', (name) => {
  expect(loadModule(probe(name)).kind).toBe('loaded');
});

const log: WasmImport = { module: 'env', name: 'proxy_log', params: ['i32', 'i32', 'i32'], results: ['i32'] };
const withImport = (item: WasmImport, abi = '0.2.1'): Uint8Array =>
  buildWasm({ imports: [item], memory: { min: 1 }, functions: [abiMarker(abi), mallocAt(8)] });
const withExport = (...functions: WasmFunction[]): Uint8Array =>
  buildWasm({ memory: { min: 1 }, functions: [abiMarker(), ...functions] });
const missing = (name: string): string => `Failed to load Wasm module due to a missing import: ${name}`;
const i32s = (count: number): string[] => Array.from({ length: count }, () => 'i32');

test.each([
  ['an unknown function', withImport({ module: 'env', name: 'abort' }), missing('env.abort')],
  ['an unknown module', withImport({ module: 'go', name: 'proxy_log' }), missing('go.proxy_log')],
  ['a global', withImport({ module: 'env', name: 'base', global: true }), missing('env.base')],
  [
    'a function of another ABI version',
    withImport({ module: 'env', name: 'proxy_clear_route_cache', results: ['i32'] }),
    missing('env.proxy_clear_route_cache'),
  ],
  [
    'a function of a later ABI version',
    withImport({ module: 'env', name: 'proxy_get_log_level', params: ['i32'], results: ['i32'] }, '0.2.0'),
    missing('env.proxy_get_log_level'),
  ],
  [
    'path_link as preview 1 has it',
    withImport({ module: 'wasi_snapshot_preview1', name: 'path_link', params: i32s(7), results: ['i32'] }),
    'Failed to load Wasm module due to an import type mismatch: wasi_snapshot_preview1.path_link, ' +
      'want: i32 i32 i32 i32 i32 i32 i32 -> i32, but host exports: i32 i32 i32 i32 i32 i32 -> i32',
  ],
  [
    'a function without parameters',
    withImport({ module: 'env', name: 'proxy_done' }),
    'Failed to load Wasm module due to an import type mismatch: env.proxy_done, ' +
      'want: void -> void, but host exports: void -> i32',
  ],
  [
    'a function with a 64-bit number',
    withImport({ module: 'env', name: 'proxy_record_metric', params: ['i32', 'i32'], results: ['i32'] }),
    'Failed to load Wasm module due to an import type mismatch: env.proxy_record_metric, ' +
      'want: i32 i32 -> i32, but host exports: i32 i64 -> i32',
  ],
])('%s cannot be imported', (_, bytes, envoy) => {
  expect(refusal(bytes)).toMatchObject({ envoy });
});

test.each([
  ['a callback', [{ name: 'proxy_on_done', params: ['i32'], body: [] }], 'proxy_on_done', 'i32 -> i32', 'i32 -> void'],
  ['the allocator', [{ name: 'malloc', params: ['i32'], body: [] }], 'malloc', 'i32 -> i32', 'i32 -> void'],
  ['the entry point', [{ name: '_start', params: ['i32'], body: [] }], '_start', 'void -> void', 'i32 -> void'],
])('%s of another type is refused', (_, functions, name, want, exported) => {
  const allocator = functions.some((item) => item.name === 'malloc') ? [] : [mallocAt(8)];
  expect(refusal(withExport(...allocator, ...functions))).toEqual({
    kind: 'bad-function-signature',
    name,
    want,
    exported,
    envoy: `Bad function signature for: ${name}, want: ${want}, but the module exports: ${exported}`,
  });
});

test.each([
  [
    '_start beside _initialize',
    [
      { name: '_initialize', body: [] },
      { name: '_start', params: ['i32'], body: [] },
    ],
  ],
  ['main without _initialize', [{ name: 'main', body: [] }]],
  ['proxy_on_memory_allocate beside malloc', [{ name: 'proxy_on_memory_allocate', body: [] }]],
])('the type of %s is not looked at', (_, functions) => {
  expect(loadModule(withExport(mallocAt(8), ...functions)).kind).toBe('loaded');
});

describe('what is not a module', () => {
  test.each([
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('hello, this is a text')],
    ['a header alone', Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
    ['a module that the engine does not accept', withExport(mallocAt(8), { body: [0xff] })],
    ['a module with a shared memory', Uint8Array.from(withExport(mallocAt(8)))],
  ])('%s', (what, bytes) => {
    if (what.endsWith('shared memory')) {
      const at = bytes.findIndex((byte, i) => byte === 5 && bytes[i + 1] === 3 && bytes[i + 2] === 1);
      bytes[at + 3] = 3;
    }
    expect(refusal(bytes).kind).toBe('not-wasm');
  });

  test('a file that is too large', () => {
    const size = MAX_MODULE_BYTES + 1;
    expect(refusal(new Uint8Array(size))).toEqual({ kind: 'module-too-large', size, limit: MAX_MODULE_BYTES });
  });

  test('nothing that is mutated or cut off makes it throw', () => {
    const originals = ['matrix', 'rust_headers', 'start_section', 'two_abi'].map(probe);
    const next = random(20_261_121);
    let loaded = 0;
    for (let round = 0; round < 400; round++) {
      for (const original of originals) {
        const bytes = original.slice(0, next(8) === 0 ? next(original.length) : undefined);
        for (let change = next(6); change > 0; change--) bytes[next(Math.min(bytes.length, 4000))] = next(256);
        if (loadModule(bytes).kind === 'loaded') loaded++;
        readModuleInfo(bytes.subarray(next(40)));
      }
    }
    expect(loaded).toBeGreaterThan(0);
  });
});

describe('what a module says of itself', () => {
  test.each([
    ['rust_headers', { abi: '0.2.1', language: 'Rust', entry: '_initialize', allocator: 'proxy_on_memory_allocate' }],
    [
      'gallery_hello_rust02',
      { abi: '0.2.1', language: 'Rust', entry: '_initialize', allocator: 'malloc', hasNames: true },
    ],
    ['gallery_hello_rust010', { abi: '0.1.0', language: 'Rust', allocator: 'malloc' }],
    ['go_headers', { abi: '0.2.1', language: 'Go', entry: '_initialize', allocator: 'proxy_on_memory_allocate' }],
    ['script', { abi: '0.2.1', entry: '_initialize', allocator: 'malloc', hasNames: false, hasStart: false }],
    ['rust010_hello', { abi: '0.1.0', entry: '_start' }],
    ['start_section', { hasStart: true }],
    ['no_abi', { abi: undefined, callbacks: ['proxy_on_request_headers'] }],
    ['no_memory', { memory: { min: 1, max: undefined, imported: false } }],
  ])('%s', (name, facts) => {
    expect(readModuleInfo(probe(name))).toMatchObject(facts);
  });

  test('the first version in the order of exports counts', () => {
    const two = withExport(mallocAt(8), abiMarker('0.1.0'));
    expect(readModuleInfo(two).abi).toBe('0.2.1');
    expect(readModuleInfo(probe('two_abi')).abi).toBe('0.1.0');
  });

  test('imports and exports have their types', () => {
    const bytes = buildWasm({
      imports: [log, { module: 'm', name: 'mem', memory: { min: 1, max: 5 } }],
      functions: [
        abiMarker(),
        mallocAt(8),
        { name: 'proxy_on_log', params: ['i32'], body: [...op.local(0), ...op.drop] },
      ],
    });
    const info = readModuleInfo(bytes);
    expect(info.imports).toEqual([
      { module: 'env', name: 'proxy_log', kind: 'function', type: { params: i32s(3), results: ['i32'] } },
      { module: 'm', name: 'mem', kind: 'memory' },
    ]);
    expect(info.exports.at(-1)).toEqual({
      name: 'proxy_on_log',
      kind: 'function',
      type: { params: ['i32'], results: [] },
    });
    expect(info).toMatchObject({
      memory: { min: 1, max: 5, imported: true },
      callbacks: ['proxy_on_log'],
      size: bytes.length,
    });
  });
});
