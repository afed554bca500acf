import type { AbiVersion, Failure, ModuleInfo } from '../model/index.ts';
import { checkExports, checkImports } from './link-check.ts';
import { limitMemory } from './memory-limit.ts';
import { moduleInfoOf } from './module-info.ts';
import { readSections, type ModuleSections } from './module-sections.ts';

/** Larger files are refused before anything looks at them. */
export const MAX_MODULE_BYTES = 8 * 1024 * 1024;

/** Pages of 64 KiB that Envoy lets a guest have: 1 GiB. */
export const ENVOY_MAX_PAGES = 16384;

/** The largest table that is made for a module that imports one. */
const MAX_TABLE = 10_000_000;

/** A compiled module that Envoy would accept. Compiled once for each limit of memory, instantiated as often as needed. */
export class LoadedModule {
  readonly kind = 'loaded';
  readonly info: ModuleInfo;
  readonly abi: AbiVersion;
  readonly sections: ModuleSections;
  readonly #source: Uint8Array;
  readonly #compiled = new Map<number, Compiled>();

  constructor(facts: { source: Uint8Array; info: ModuleInfo; abi: AbiVersion; sections: ModuleSections }) {
    this.#source = facts.source;
    this.info = facts.info;
    this.abi = facts.abi;
    this.sections = facts.sections;
  }

  /** The module with its memory limited; throws what the engine throws for bytes it does not accept. */
  compiled(maxPages: number): Compiled {
    const known = this.#compiled.get(maxPages);
    if (known !== undefined) return known;
    const limited = limitMemory(this.#source, this.sections, maxPages);
    const compiled = { module: new WebAssembly.Module(limited.bytes), shift: limited.shift };
    this.#compiled.set(maxPages, compiled);
    return compiled;
  }
}

export interface Compiled {
  readonly module: WebAssembly.Module;
  /** Bytes by which the code moved in the file when the limit was written into it. */
  readonly shift: number;
}

/**
 * Reads, checks and compiles a .wasm. Refusals are Envoy's, in the order in which it finds them and with the line it
 * prints; only the limit of 8 MiB is ours. The bytes are kept, not copied: nobody may change them any more, and the same
 * array is read and compiled once, however many runs it serves. It is compiled at once for VMs that may have `maxPages`, given what they have at the start.
 */
export function loadModule(
  bytes: Uint8Array,
  maxPages: (initial: number) => number = () => ENVOY_MAX_PAGES,
): LoadedModule | Failure {
  const known = loaded.get(bytes);
  if (known !== undefined) {
    known.compiled(maxPages(known.info.memory?.min ?? 0));
    return known;
  }
  const module = readModule(bytes, maxPages);
  if (module instanceof LoadedModule) loaded.set(bytes, module);
  return module;
}

const loaded = new WeakMap<Uint8Array, LoadedModule>();

function readModule(bytes: Uint8Array, maxPages: (initial: number) => number): LoadedModule | Failure {
  if (bytes.length > MAX_MODULE_BYTES) {
    return { kind: 'module-too-large', size: bytes.length, limit: MAX_MODULE_BYTES };
  }
  const sections = readSections(bytes);
  if (sections.broken !== undefined) {
    return notWasm(bytes, sections.broken, 'Wasm VM failed Failed to parse corrupted Wasm module');
  }
  if (sections.sections.length === 0) return notWasm(bytes, 'there are no sections', NO_ABI);
  const info = moduleInfoOf(bytes.length, sections);
  const abi = info.abi;
  if (abi === undefined) {
    return { kind: 'no-abi-version', exports: sections.exports.map((item) => item.name), envoy: NO_ABI };
  }
  const unusable = unusableMemory(sections);
  if (unusable !== undefined) return notWasm(bytes, unusable, BAD_BYTECODE);
  const module = new LoadedModule({ source: bytes, info, abi, sections });
  try {
    module.compiled(maxPages(info.memory?.min ?? 0));
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError || error instanceof RangeError)) throw error;
    return notWasm(bytes, error.message.replace(/^WebAssembly\.Module\(\): /, ''), BAD_BYTECODE);
  }
  return checkImports(sections, abi) ?? checkExports(sections, abi) ?? module;
}

const NO_ABI = 'Wasm VM failed Missing or unknown Proxy-Wasm ABI version';
const BAD_BYTECODE = 'Wasm VM failed Failed to load Wasm bytecode';

function notWasm(bytes: Uint8Array, engine: string, envoy: string): Failure {
  return { kind: 'not-wasm', size: bytes.length, engine, envoy };
}

/** Memories that no proxy-wasm host offers, and that would get around the limit. */
function unusableMemory({ memories, imports }: ModuleSections): string | undefined {
  if (memories.length > 1) return 'more than one memory';
  const memory = memories[0];
  if (memory?.special === true) return 'a memory that is shared or has 64-bit addresses';
  if (memory !== undefined && memory.min > ENVOY_MAX_PAGES) return `a memory of ${memory.min} pages at the start`;
  const tables = imports.filter((item) => item.kind === 'table');
  if (tables.length > 1) return 'more than one imported table';
  if (tables.some((table) => table.limits?.special === true || (table.limits?.min ?? 0) > MAX_TABLE)) {
    return 'an imported table that is too large';
  }
  return undefined;
}
