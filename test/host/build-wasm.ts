/** Assembles tiny .wasm modules for tests. */

export interface WasmImport {
  readonly module: string;
  readonly name: string;
  readonly params?: readonly string[];
  readonly results?: readonly string[];
  /** Instead of a function. */
  readonly memory?: { readonly min: number; readonly max?: number };
  readonly table?: { readonly min: number };
  readonly global?: true;
}

export interface WasmFunction {
  /** Exported under this name. */
  readonly name?: string;
  readonly params?: readonly string[];
  readonly results?: readonly string[];
  readonly body: readonly number[];
}

export interface WasmModule {
  readonly imports?: readonly WasmImport[];
  /** Function indices begin behind the imported functions. */
  readonly functions?: readonly WasmFunction[];
  readonly memory?: { readonly min: number; readonly max?: number; readonly exported?: boolean } | undefined;
  readonly table?: number;
  readonly data?: readonly { readonly at: number; readonly bytes: Uint8Array }[];
  readonly start?: number;
  readonly customs?: readonly { readonly name: string; readonly bytes: readonly number[] }[];
}

const TYPES: Readonly<Record<string, number>> = { i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c };
const MAGIC_AND_VERSION = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const text = (value: string): number[] => {
  const bytes = [...new TextEncoder().encode(value)];
  return [...leb(bytes.length), ...bytes];
};
const vector = (items: readonly (readonly number[])[]): number[] => [...leb(items.length), ...items.flat()];
const types = (names: readonly string[] = []): number[] => vector(names.map((name) => [TYPES[name] ?? 0]));
const section = (id: number, content: readonly number[]): number[] => [id, ...leb(content.length), ...content];
const limits = ({ min, max }: { readonly min: number; readonly max?: number }): number[] =>
  max === undefined ? [0, ...leb(min)] : [1, ...leb(min), ...leb(max)];

function leb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value >>> 0;
  do {
    bytes.push(rest > 0x7f ? (rest & 0x7f) | 0x80 : rest);
    rest >>>= 7;
  } while (rest !== 0);
  return bytes;
}

function signedLeb(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    const done = (rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}

/** Instructions. */
export const op = {
  i32: (value: number): number[] => [0x41, ...signedLeb(BigInt(value | 0))],
  i64: (value: bigint): number[] => [0x42, ...signedLeb(BigInt.asIntN(64, value))],
  call: (index: number): number[] => [0x10, ...leb(index)],
  store: (at: number, value: readonly number[]): number[] => [...op.i32(at), ...value, 0x36, 2, 0],
  load: (at: number): number[] => [...op.i32(at), 0x28, 2, 0],
  local: (index: number): number[] => [0x20, ...leb(index)],
  drop: [0x1a],
  unreachable: [0x00],
  growMemory: (pages: number): number[] => [...op.i32(pages), 0x40, 0],
  /** Runs for ever. */
  loop: [0x03, 0x40, 0x0c, 0, 0x0b],
} as const;

export function buildWasm(module: WasmModule): Uint8Array {
  const imports = module.imports ?? [];
  const functions = module.functions ?? [];
  const imported = imports.filter((item) => !item.memory && !item.table && !item.global);
  const signatures = [...imported, ...functions].map(({ params, results }) => [
    0x60,
    ...types(params),
    ...types(results),
  ]);
  let nextType = 0;
  const importEntries = imports.map((item) => {
    const head = [...text(item.module), ...text(item.name)];
    if (item.memory) return [...head, 2, ...limits(item.memory)];
    if (item.table) return [...head, 1, 0x70, ...limits(item.table)];
    if (item.global) return [...head, 3, 0x7f, 0];
    return [...head, 0, ...leb(nextType++)];
  });
  const exports = functions.flatMap(({ name }, i) =>
    name === undefined ? [] : [[...text(name), 0, ...leb(imported.length + i)]],
  );
  if (module.memory && module.memory.exported !== false) exports.push([...text('memory'), 2, 0]);
  const bodies = functions.map(({ body }) => [...leb(body.length + 2), 0, ...body, 0x0b]);
  const data = (module.data ?? []).map(({ at, bytes }) => [0, ...op.i32(at), 0x0b, ...leb(bytes.length), ...bytes]);
  return Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(1, vector(signatures)),
    ...section(2, vector(importEntries)),
    ...section(3, vector(functions.map((_, i) => leb(imported.length + i)))),
    ...(module.table === undefined ? [] : section(4, [1, 0x70, ...limits({ min: module.table })])),
    ...(module.memory ? section(5, [1, ...limits(module.memory)]) : []),
    ...section(7, vector(exports)),
    ...(module.start === undefined ? [] : section(8, leb(module.start))),
    ...section(10, vector(bodies)),
    ...section(11, vector(data)),
    ...(module.customs ?? []).flatMap(({ name, bytes }) => section(0, [...text(name), ...bytes])),
  ]);
}

/** What every module needs to be accepted. */
export const abiMarker = (abi = '0.2.1'): WasmFunction => ({
  name: `proxy_abi_version_${abi.replaceAll('.', '_')}`,
  body: [],
});

/** An allocator that always answers with the same address. */
export const mallocAt = (address: number): WasmFunction => ({
  name: 'malloc',
  params: ['i32'],
  results: ['i32'],
  body: op.i32(address),
});

/** A custom section that names functions. */
export function nameSection(names: readonly (readonly [index: number, name: string])[]): {
  name: string;
  bytes: number[];
} {
  const entries = vector(names.map(([index, name]) => [...leb(index), ...text(name)]));
  return { name: 'name', bytes: [1, ...leb(entries.length), ...entries] };
}
