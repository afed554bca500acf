import {
  Callback,
  CALLBACKS,
  callbackType,
  hostcallIndex,
  hostcallType,
  HOSTCALLS,
  type AbiVersion,
  type Failure,
  type FunctionType,
} from '../model/index.ts';
import type { ModuleImport, ModuleSections } from './module-sections.ts';

/** Names of the types that Envoy's engine prints; it knows no others. */
const PRINTED = new Set(['i32', 'i64', 'f32', 'f64', 'anyref', 'funcref']);

function printTypes(types: readonly string[]): string {
  return types.length === 0 ? 'void' : types.map((type) => (PRINTED.has(type) ? type : 'unknown')).join(' ');
}

/** A function type as Envoy prints it: `i32 i32 -> i32`, `void -> void`. */
function printType(type: FunctionType): string {
  return `${printTypes(type.params)} -> ${printTypes(type.results)}`;
}

function equal(left: FunctionType, right: FunctionType): boolean {
  return printType(left) === printType(right);
}

/** What a function that could not be read is taken for. */
const UNREADABLE: FunctionType = { params: ['unknown'], results: [] };

/** The first import, in the module's order, that Envoy would refuse to link. */
export function checkImports(sections: ModuleSections, abi: AbiVersion): Failure | undefined {
  for (const item of sections.imports) {
    const failure = checkImport(item, abi);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** One import as Envoy links it; undefined: it has it. */
export function checkImport(item: ModuleImport, abi: AbiVersion): Failure | undefined {
  const { module, name, kind } = item;
  if (kind === 'memory' || kind === 'table') return undefined;
  const call = HOSTCALLS[hostcallIndex(module, name) ?? -1];
  if (kind !== 'function' || call === undefined || !call.versions.includes(abi)) {
    return {
      kind: 'missing-import',
      module,
      name,
      envoy: `Failed to load Wasm module due to a missing import: ${module}.${name}`,
    };
  }
  const offeredType = hostcallType(call);
  const wantedType = item.type ?? UNREADABLE;
  if (equal(wantedType, offeredType)) return undefined;
  const want = printType(wantedType);
  const offered = printType(offeredType);
  return {
    kind: 'import-type-mismatch',
    module,
    name,
    want,
    offered,
    envoy: `Failed to load Wasm module due to an import type mismatch: ${module}.${name}, want: ${want}, but host exports: ${offered}`,
  };
}

/** The first export that Envoy would refuse: entry points, then the allocator, then callbacks. */
export function checkExports(sections: ModuleSections, abi: AbiVersion): Failure | undefined {
  const types = new Map(
    sections.exports.filter((item) => item.kind === 'function').map((item) => [item.name, item.type ?? UNREADABLE]),
  );
  const looked = CALLBACKS.filter((row, index) => {
    if (!row.versions.includes(abi) || !types.has(row.name)) return false;
    if (index === Callback.start) return !types.has('_initialize');
    if (index === Callback.main) return types.has('_initialize');
    if (index === Callback.mainVoid) return types.has('_initialize') && !types.has('main');
    if (index === Callback.onMemoryAllocate) return !types.has('malloc');
    return true;
  });
  let allocatorChecked = false;
  for (const row of looked) {
    if (row.entry !== true && !allocatorChecked) {
      allocatorChecked = true;
      if (!hasAllocator(types)) return MISSING_MALLOC;
    }
    const failure = checkExport(row.name, types.get(row.name), callbackType(row, abi));
    if (failure !== undefined) return failure;
  }
  return hasAllocator(types) ? undefined : MISSING_MALLOC;
}

const MISSING_MALLOC: Failure = {
  kind: 'missing-malloc',
  envoy: 'Wasm VM failed Wasm module is missing malloc function.',
};

function hasAllocator(types: ReadonlyMap<string, FunctionType>): boolean {
  return types.has('malloc') || types.has('proxy_on_memory_allocate');
}

/** One exported function against what Envoy calls it as. */
export function checkExport(
  name: string,
  exportedType: FunctionType | undefined,
  wantedType: FunctionType,
): Failure | undefined {
  const want = printType(wantedType);
  const exported = printType(exportedType ?? UNREADABLE);
  if (want === exported) return undefined;
  return {
    kind: 'bad-function-signature',
    name,
    want,
    exported,
    envoy: `Bad function signature for: ${name}, want: ${want}, but the module exports: ${exported}`,
  };
}
