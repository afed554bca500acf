import type { FunctionType } from '../model/index.ts';
import { WasmReader } from './wasm-reader.ts';

/** What the sections of a .wasm say, as far as they could be read. */
export interface ModuleSections {
  readonly sections: { id: number; name: string; size: number; from: number }[];
  readonly imports: ModuleImport[];
  readonly exports: { name: string; kind: ExternKind; type?: FunctionType }[];
  readonly memories: MemoryLimits[];
  readonly hasNames: boolean;
  /** Names of functions by index; read when first asked for, there can be many. */
  readonly functionNames: () => ReadonlyMap<number, string>;
  readonly producers: { field: string; name: string; version: string }[];
  readonly hasStart: boolean;
  /** The function of the start section. */
  readonly start: number | undefined;
  /** Where the memory section is in the file, its id included. */
  readonly memorySection: { readonly from: number; readonly to: number } | undefined;
  /** What could not be read is named; what was read before it is there. */
  readonly broken: string | undefined;
}

type ExternKind = 'function' | 'table' | 'memory' | 'global' | 'tag' | 'unknown';

export interface ModuleImport {
  readonly module: string;
  readonly name: string;
  readonly kind: ExternKind;
  readonly type?: FunctionType;
  readonly limits?: MemoryLimits;
  readonly element?: string;
}

interface MemoryLimits {
  readonly min: number;
  readonly max: number | undefined;
  readonly imported: boolean;
  /** Addresses of 64 bits, or shared with other threads: nothing a proxy-wasm host can use. */
  readonly special: boolean;
}

const KINDS: readonly ExternKind[] = ['function', 'table', 'memory', 'global', 'tag'];
const MAGIC = [0x00, 0x61, 0x73, 0x6d];
const TYPE_NAMES = new Map([
  [0x7f, 'i32'],
  [0x7e, 'i64'],
  [0x7d, 'f32'],
  [0x7c, 'f64'],
  [0x7b, 'v128'],
  [0x70, 'funcref'],
  [0x6f, 'anyref'],
]);
/** Custom sections behind so many are not looked at. */
const MOST_SECTIONS = 10_000;
/** The engine takes no more of anything. */
const MOST_ITEMS = 1_000_000;
const FUNCTION_FORM = 0x60;
const FUNCTION_NAMES = 1;

interface Draft {
  types: FunctionType[];
  functionTypes: number[];
  imports: ModuleImport[];
  exports: { name: string; kind: ExternKind; index: number }[];
  memories: MemoryLimits[];
  names: { readonly from: number; readonly to: number } | undefined;
  producers: { field: string; name: string; version: string }[];
  start: number | undefined;
}

/** Whether the bytes begin as a .wasm does; shorter ones than a header get the benefit of the doubt, as in Envoy. */
function hasMagic(bytes: Uint8Array): boolean {
  return bytes.length < 8 || MAGIC.every((byte, i) => bytes[i] === byte);
}

/** Reads all sections; never throws. */
export function readSections(bytes: Uint8Array): ModuleSections {
  const draft: Draft = {
    types: [],
    functionTypes: [],
    imports: [],
    exports: [],
    memories: [],
    names: undefined,
    producers: [],
    start: undefined,
  };
  const sections: ModuleSections['sections'] = [];
  let broken = hasMagic(bytes) ? undefined : 'the first four bytes are not those of WebAssembly';
  const reader = new WasmReader(bytes, Math.min(8, bytes.length));
  let memorySection: ModuleSections['memorySection'];
  while (broken === undefined && reader.more) {
    const from = reader.at;
    const id = reader.byte();
    const size = reader.u32();
    const section = reader.part(size);
    if (reader.failed) {
      broken = `section ${sections.length + 1} is cut off`;
      break;
    }
    if (id === 0 && sections.length >= MOST_SECTIONS) continue;
    const content = section.at;
    const name = id === 0 ? section.name() : '';
    sections.push({ id, name, size, from: content });
    if (id === 5) memorySection = { from, to: reader.at };
    if (sections.length > 2 * MOST_SECTIONS) broken = 'there are too many sections';
    readSection(id, name, section, draft);
    if (section.failed && id !== 0) broken = `section ${sections.length} (id ${id}) is malformed`;
  }
  let functionNames: ReadonlyMap<number, string> | undefined;
  const typeOfFunction = (index: number): FunctionType | undefined => draft.types[draft.functionTypes[index] ?? -1];
  return {
    sections,
    imports: draft.imports,
    exports: draft.exports.map(({ name, kind, index }) => {
      const type = kind === 'function' ? typeOfFunction(index) : undefined;
      return type === undefined ? { name, kind } : { name, kind, type };
    }),
    memories: draft.memories,
    hasNames: draft.names !== undefined,
    functionNames: () => (functionNames ??= readFunctionNames(bytes, draft.names)),
    producers: draft.producers,
    hasStart: draft.start !== undefined,
    start: draft.start,
    memorySection,
    broken,
  };
}

function readSection(id: number, name: string, reader: WasmReader, draft: Draft): void {
  if (id === 1) readTypes(reader, draft);
  else if (id === 2) readImports(reader, draft);
  else if (id === 3) forEachOf(reader, () => draft.functionTypes.push(reader.u32()));
  else if (id === 5) forEachOf(reader, () => draft.memories.push(readLimits(reader, false)));
  else if (id === 7) readExports(reader, draft);
  else if (id === 8) draft.start = reader.u32();
  else if (id === 0 && name === 'name') findNames(reader, draft);
  else if (id === 0 && name === 'producers') readProducers(reader, draft);
}

function forEachOf(reader: WasmReader, read: () => void): void {
  const count = countOf(reader);
  for (let i = 0; i < count && !reader.failed; i++) read();
}

/** How many things follow; more than the engine takes are none, and whatever is behind them is malformed. */
function countOf(reader: WasmReader): number {
  const count = reader.count();
  if (count <= MOST_ITEMS) return count;
  reader.at = reader.end;
  reader.byte();
  return 0;
}

function readTypes(reader: WasmReader, draft: Draft): void {
  const count = countOf(reader);
  for (let i = 0; i < count && !reader.failed; i++) {
    // Recursive groups and the like: what stands behind them has no place that we know. The engine will judge.
    if (reader.byte() !== FUNCTION_FORM) return;
    draft.types.push({ params: readValueTypes(reader), results: readValueTypes(reader) });
  }
}

function readValueTypes(reader: WasmReader): string[] {
  const types: string[] = [];
  forEachOf(reader, () => types.push(readValueType(reader)));
  return types;
}

function readValueType(reader: WasmReader): string {
  const code = reader.byte();
  if (code === 0x63 || code === 0x64) reader.skipNumber();
  return TYPE_NAMES.get(code) ?? 'unknown';
}

function readLimits(reader: WasmReader, imported: boolean): MemoryLimits {
  const flags = reader.byte();
  const special = flags > 1;
  const min = special ? (reader.skipNumber(), 0) : reader.u32();
  if (special && (flags & 1) !== 0) reader.skipNumber();
  const max = !special && flags === 1 ? reader.u32() : undefined;
  return { min, max, imported, special };
}

function readImports(reader: WasmReader, draft: Draft): void {
  forEachOf(reader, () => {
    const module = reader.name();
    const name = reader.name();
    const kind = KINDS[reader.byte()] ?? 'unknown';
    const rest = readImported(kind, reader, draft);
    if (!reader.failed) draft.imports.push({ module, name, kind, ...rest });
  });
}

function readImported(kind: ExternKind, reader: WasmReader, draft: Draft): Partial<ModuleImport> {
  switch (kind) {
    case 'function': {
      const index = reader.u32();
      draft.functionTypes.push(index);
      const type = draft.types[index];
      return type === undefined ? {} : { type };
    }
    case 'table': {
      const element = readValueType(reader);
      return { element, limits: readLimits(reader, true) };
    }
    case 'memory': {
      const limits = readLimits(reader, true);
      draft.memories.push(limits);
      return { limits };
    }
    case 'global':
      readValueType(reader);
      reader.byte();
      return {};
    case 'tag':
      reader.byte();
      reader.u32();
      return {};
    case 'unknown':
      reader.at = reader.end;
      return {};
  }
}

function readExports(reader: WasmReader, draft: Draft): void {
  forEachOf(reader, () => {
    const name = reader.name();
    const kind = KINDS[reader.byte()] ?? 'unknown';
    const index = reader.u32();
    if (!reader.failed) draft.exports.push({ name, kind, index });
  });
}

/** Where the names of functions are: the module's and the locals' are of no use here. */
function findNames(reader: WasmReader, draft: Draft): void {
  while (reader.more) {
    const id = reader.byte();
    const part = reader.part(reader.u32());
    if (id === FUNCTION_NAMES && !reader.failed) draft.names = { from: part.at, to: part.end };
  }
}

function readFunctionNames(bytes: Uint8Array, place: Draft['names']): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  if (place === undefined) return names;
  const reader = new WasmReader(bytes, place.from, place.to);
  forEachOf(reader, () => {
    const index = reader.u32();
    const name = reader.name();
    if (!reader.failed) names.set(index, name);
  });
  return names;
}

function readProducers(reader: WasmReader, draft: Draft): void {
  forEachOf(reader, () => {
    const field = reader.name();
    forEachOf(reader, () => {
      const name = reader.name();
      const version = reader.name();
      if (!reader.failed) draft.producers.push({ field, name, version });
    });
  });
}
