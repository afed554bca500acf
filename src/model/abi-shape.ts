import type { AbiVersion } from './module-info.ts';

/**
 * How one parameter of a hostcall travels. `unused` and `unused64` are accepted and not looked at.
 * Everything that begins with `out` is a place in the guest's memory where the host writes.
 */
export type ParamKind =
  | 'u32'
  | 'i64'
  | 'u64'
  | 'bytes'
  | 'pairs'
  | 'iovecs'
  | 'unused'
  | 'unused64'
  | 'outU32'
  | 'outU64'
  | 'outBytes'
  | 'outPairs'
  | 'outStruct'
  | 'outRoom'
  | 'outStrings';

export interface Param {
  readonly name: string;
  readonly kind: ParamKind;
  /** Names of the numbers, where they have names. */
  readonly words?: readonly string[];
  /** The host refuses numbers without a name before it looks at anything else. */
  readonly checked?: boolean;
}

export type HostModule = 'env' | 'wasi_snapshot_preview1' | 'wasi_unstable';

/** One import that the host offers. Its position in `HOSTCALLS` is the index used in trace records. */
export interface HostcallInfo {
  readonly module: HostModule;
  readonly name: string;
  /** The ABI versions whose modules may import it. */
  readonly versions: readonly AbiVersion[];
  readonly params: readonly Param[];
  /** `status` of proxy-wasm, `errno` of WASI, a plain number, or nothing. */
  readonly result: 'status' | 'errno' | 'number' | 'void';
}

const WASM_TYPES: Readonly<Record<ParamKind, readonly string[]>> = {
  u32: ['i32'],
  i64: ['i64'],
  u64: ['i64'],
  bytes: ['i32', 'i32'],
  pairs: ['i32', 'i32'],
  iovecs: ['i32', 'i32'],
  unused: ['i32'],
  unused64: ['i64'],
  outU32: ['i32'],
  outU64: ['i32'],
  outBytes: ['i32', 'i32'],
  outPairs: ['i32', 'i32'],
  outStruct: ['i32'],
  outRoom: ['i32', 'i32'],
  outStrings: ['i32', 'i32'],
};

/** Parameters of the import as WebAssembly has them. */
export function wasmParams(params: readonly Param[]): readonly string[] {
  return params.flatMap((param) => WASM_TYPES[param.kind]);
}

/** Whether the host writes to it rather than reads it. */
export function isOutput(param: Param): boolean {
  return param.kind.startsWith('out');
}

/** Words that a parameter takes in a trace record. */
export const TRACE_WORDS: Readonly<Record<ParamKind, number>> = {
  u32: 1,
  i64: 2,
  u64: 2,
  bytes: 2,
  pairs: 2,
  iovecs: 2,
  unused: 0,
  unused64: 0,
  outU32: 1,
  outU64: 2,
  outBytes: 2,
  outPairs: 2,
  outStruct: 2,
  outRoom: 2,
  outStrings: 0,
};
