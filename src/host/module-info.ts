import { CALLBACKS, type AbiVersion, type ModuleInfo } from '../model/index.ts';
import { readSections, type ModuleSections } from './module-sections.ts';

const ABI_EXPORTS: ReadonlyMap<string, AbiVersion> = new Map([
  ['proxy_abi_version_0_1_0', '0.1.0'],
  ['proxy_abi_version_0_2_0', '0.2.0'],
  ['proxy_abi_version_0_2_1', '0.2.1'],
]);
const CALLBACK_NAMES = new Set(CALLBACKS.filter((row) => row.entry !== true).map((row) => row.name));

/** What a .wasm says of itself, without running it. Never throws, whatever the bytes. */
export function readModuleInfo(bytes: Uint8Array): ModuleInfo {
  return moduleInfoOf(bytes.length, readSections(bytes));
}

export function moduleInfoOf(size: number, sections: ModuleSections): ModuleInfo {
  const functions = sections.exports.filter((item) => item.kind === 'function').map((item) => item.name);
  const exported = new Set(functions);
  const memory = sections.memories[0];
  return {
    size,
    abi: ABI_EXPORTS.get(functions.find((name) => ABI_EXPORTS.has(name)) ?? ''),
    imports: sections.imports.map(({ module, name, kind, type }) => ({ module, name, kind, ...(type && { type }) })),
    exports: sections.exports,
    callbacks: functions.filter((name) => CALLBACK_NAMES.has(name)),
    entry: exported.has('_initialize') ? '_initialize' : exported.has('_start') ? '_start' : undefined,
    allocator: exported.has('malloc')
      ? 'malloc'
      : exported.has('proxy_on_memory_allocate')
        ? 'proxy_on_memory_allocate'
        : undefined,
    memory: memory && { min: memory.min, max: memory.max, imported: memory.imported },
    language: languageOf(sections),
    producers: sections.producers,
    sections: sections.sections.map(({ id, name, size: bytes }) => ({ id, name, size: bytes })),
    hasNames: sections.hasNames,
    hasStart: sections.hasStart,
  };
}

/** Producers tell it; where they are missing, the names of functions and imports do. */
export function languageOf(sections: ModuleSections): string | undefined {
  const produced = (field: string): readonly string[] =>
    sections.producers.filter((producer) => producer.field === field).map((producer) => producer.name);
  if (produced('processed-by').includes('TinyGo')) return 'TinyGo';
  const languages = produced('language');
  if (languages.includes('Rust')) return 'Rust';
  if (languages.includes('Go')) return 'Go';
  if (languages.some((name) => name.startsWith('C_plus_plus'))) return 'C++';
  const first = languages[0];
  if (first !== undefined) return /^C\d\d$/.test(first) ? 'C' : first;
  return languageOfShape(sections);
}

const SHAPES: readonly { readonly language: string; readonly names: RegExp; readonly exports?: RegExp }[] = [
  { language: 'AssemblyScript', names: /^~lib\//, exports: /^__(new|pin|unpin|collect|rtti_base)$/ },
  { language: 'Rust', names: /^(_ZN4core|_ZN3std|_ZN5alloc|_R[A-Z]|__rust_|__rg_)/ },
  { language: 'TinyGo', names: /^tinygo_/ },
  { language: 'Go', names: /^(runtime\.|_rt0_wasm)/ },
  { language: 'C++', names: /^(_Z[A-Z]|__cxa_|emscripten_)/, exports: /^(__cxa_|emscripten_)/ },
];

function languageOfShape({ functionNames, exports, imports }: ModuleSections): string | undefined {
  const names = [...functionNames().values()];
  const shape = SHAPES.find(
    (candidate) =>
      names.some((name) => candidate.names.test(name)) ||
      exports.some((item) => candidate.exports?.test(item.name) === true),
  );
  if (shape !== undefined) return shape.language;
  if (imports.some((item) => item.name === 'emscripten_notify_memory_growth')) return 'C++';
  return imports.some((item) => item.module === 'env' && item.name === 'abort') ? 'AssemblyScript' : undefined;
}
