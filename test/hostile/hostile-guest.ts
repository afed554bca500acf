import {
  CALLBACKS,
  callbackType,
  HOSTCALLS,
  hostcallType,
  type AbiVersion,
  type HostcallInfo,
} from '../../src/model/index.ts';
import { abiMarker, buildWasm, op, type WasmFunction, type WasmImport } from '../host/build-wasm.ts';
import { pairs, word } from '../host/call-host.ts';
import type { Dice } from './dice.ts';

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

/** What a guest may point at: some of it well-formed, some of it lies. */
const TEXTS = [
  'a',
  ':path',
  'x-a',
  '/other?q=1',
  'upstream',
  'nowhere',
  'request\0path',
  'request\0headers\0x-a',
  'xds\0node',
  '\0',
  'a\0\0b\0',
  'connection\0\0',
  'k'.repeat(300),
  '\r\nx-injected: 1\r\n',
  '\xff\xfe\x80',
  '\x0a\x0a\x0a\x08upstream',
  '\x0a\xff\xff\xff\xff\x0f',
  pairs(':method', 'GET', ':path', '/', ':authority', 'a'),
  pairs('x-a', '1', 'x-a', '2', '', ''),
  word(0xffffffff),
  word(1024),
  word(2) + word(0xffffffff).repeat(4),
  word(1) + word(0x7fffffff) + word(0x7fffffff) + 'ab',
  word(0),
  word(1) + word(1) + word(1) + 'a\x01b\0',
] as const;

const TEXTS_AT = 1024;
const COUNTER_AT = 64;
/** Where a well-behaved allocator keeps how far it got. */
const HEAP_AT = 68;
const HEAP = 16384;
const OUT_AT = 128;

const PLACES: readonly { readonly at: number; readonly size: number }[] = (() => {
  let at = TEXTS_AT;
  return TEXTS.map((text) => {
    const place = { at, size: text.length };
    at += text.length;
    return place;
  });
})();

const NASTY = [
  0,
  1,
  2,
  3,
  4,
  7,
  8,
  9,
  64,
  128,
  500,
  1024,
  65532,
  65535,
  65536,
  65537,
  1 << 20,
  0x7fffffff,
  -2147483648,
  -1,
  -8,
];

function argument(type: string, dice: Dice): readonly number[] {
  if (type === 'i64') return op.i64(dice.pick([0n, 1n, -1n, 1000n, 2n ** 63n, 2n ** 32n]));
  return op.i32(dice.chance(60) ? dice.below(12) : dice.pick(NASTY));
}

/** One hostcall: mostly with arguments that make sense, so that it gets past the first check. */
function hostcall(info: HostcallInfo, index: number, dice: Dice): number[] {
  const { params, results } = hostcallType(info);
  const isWild = dice.chance(25);
  const code: number[] = [];
  if (isWild) for (const type of params) code.push(...argument(type, dice));
  else
    for (const { kind } of info.params) {
      if (kind === 'bytes' || kind === 'pairs' || kind === 'iovecs') {
        const { at, size } = dice.pick(PLACES);
        const length = dice.chance(80) ? size : dice.pick([0, size + 1, 65536, 1 << 20, -1]);
        code.push(...op.i32(at), ...op.i32(length));
      } else if (kind === 'i64' || kind === 'u64' || kind === 'unused64') code.push(...argument('i64', dice));
      else if (kind === 'outBytes' || kind === 'outPairs' || kind === 'outRoom' || kind === 'outStrings')
        code.push(...op.i32(OUT_AT + 8 * dice.below(4)), ...op.i32(dice.chance(90) ? OUT_AT + 4 * dice.below(8) : -4));
      else if (kind.startsWith('out')) code.push(...op.i32(dice.chance(90) ? OUT_AT + 4 * dice.below(8) : 65533));
      else code.push(...argument('i32', dice));
    }
  return [...code, ...op.call(index), ...(results.length > 0 ? op.drop : [])];
}

/** The body so often. */
export const repeated = (times: number, body: readonly number[]): number[] => [
  ...op.store(COUNTER_AT, op.i32(times)),
  0x03,
  0x40,
  ...body,
  ...op.store(COUNTER_AT, [...op.load(COUNTER_AT), ...op.i32(1), 0x6b]),
  ...op.load(COUNTER_AT),
  0x0d,
  0,
  0x0b,
];

/** Gives the next free bytes: [68] += size, from 16 KiB on. */
const bump = [
  ...op.store(HEAP_AT, [...op.load(HEAP_AT), ...op.local(0), 0x6a]),
  ...op.load(HEAP_AT),
  ...op.local(0),
  0x6b,
  ...op.i32(HEAP),
  0x6a,
];

/** Allocators, most of which lie. */
function allocator(dice: Dice, imported: number, self: number): readonly number[] {
  const call = dice.below(imported);
  const lies: readonly (readonly number[])[] = [
    op.i32(0),
    op.i32(OUT_AT),
    op.i32(65535),
    op.i32(-1),
    op.i32(-16),
    op.i32(0x7fffffff),
    // Grows the memory and gives the new page, or what is left of -1.
    [...op.growMemory(1 + dice.below(70)), ...op.i32(16), 0x74],
    [...op.growMemory(70000), ...op.drop, ...bump],
    op.unreachable,
    [...op.local(0), ...op.call(self)],
    [...op.loop, ...op.i32(0)],
    [...op.load(65535)],
    [...op.i32(0), ...op.i32(OUT_AT), ...op.i32(4), ...op.call(0), ...op.drop, ...bump],
    [...op.i32(call), ...op.drop, ...bump],
  ];
  return dice.chance(60) ? bump : dice.pick(lies);
}

const LOG: WasmImport = { module: 'env', name: 'proxy_log', params: ['i32', 'i32', 'i32'], results: ['i32'] };

/** A module that links and starts, and then makes hostcalls that nobody would make. */
export function hostileGuest(dice: Dice): Uint8Array {
  const abi: AbiVersion = dice.pick(['0.1.0', '0.2.0', '0.2.1', '0.2.1'] as const);
  const offered = HOSTCALLS.filter(
    ({ module, versions }) => versions.includes(abi) && (module === 'env' || dice.chance(10)),
  );
  const chosen = Array.from({ length: 2 + dice.below(8) }, () => dice.pick(offered));
  const imports = [LOG, ...chosen.map((info) => ({ module: info.module, name: info.name, ...typeOf(info) }))];
  const calls = (): number[] =>
    Array.from({ length: 1 + dice.below(7) }, () => {
      if (dice.chance(8)) return [...op.growMemory(dice.pick([0, 1, 1, 3, 3, 100, 100, 5000, 65536])), ...op.drop];
      const at = dice.below(chosen.length);
      const info = chosen[at];
      return info === undefined ? [] : hostcall(info, at + 1, dice);
    }).flat();
  const body = (): number[] => (dice.chance(25) ? repeated(dice.pick([2, 20, 300]), calls()) : calls());
  const self = imports.length + 1;
  const functions: WasmFunction[] = [
    abiMarker(abi),
    { name: 'malloc', params: ['i32'], results: ['i32'], body: allocator(dice, imports.length, self) },
  ];
  for (const row of CALLBACKS) {
    const isOften = ['proxy_on_request_headers', 'proxy_on_configure', 'proxy_on_tick'].includes(row.name);
    if (row.name === 'malloc' || row.entry === true || !row.versions.includes(abi)) continue;
    if (!dice.chance(isOften ? 70 : 30)) continue;
    const { params, results } = callbackType(row, abi);
    const result = row.result === 'bool' ? dice.pick([1, 1, 1, 1, 0, -1]) : dice.pick([0, 0, 0, 1, 2, 3, 4, 5, -1]);
    functions.push({
      name: row.name,
      params,
      results,
      body: [...body(), ...(results.length > 0 ? op.i32(result) : [])],
    });
  }
  return buildWasm({
    imports,
    functions,
    memory: dice.chance(90) ? { min: 1 + dice.below(3) } : { min: dice.pick([1, 4000, 4097]) },
    data: [{ at: TEXTS_AT, bytes: bytesOf(TEXTS.join('')) }],
  });
}

function typeOf(info: HostcallInfo): Pick<WasmImport, 'params' | 'results'> {
  const { params, results } = hostcallType(info);
  return { params, results };
}
