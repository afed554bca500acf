import {
  CALLBACKS,
  callbackType,
  type AbiVersion,
  type CallbackFacts,
  type Failure,
  type LoadNote,
  type LoadVerdict,
  type ModuleDescription,
  type ModuleInfo,
  type SectionFacts,
} from '../model/index.ts';
import { importVerdict } from './import-verdict.ts';
import { checkExport, checkExports, checkImport } from './link-check.ts';
import { loadModule, MAX_MODULE_BYTES } from './load-module.ts';
import { RUN_MAX_PAGES } from './memory-budget.ts';
import { moduleInfoOf } from './module-info.ts';
import { readSections, type ModuleSections } from './module-sections.ts';
import { toolchainOf } from './toolchain.ts';
import { WasmReader } from './wasm-reader.ts';

const SECTION_NAMES = ['custom', 'type', 'import', 'function', 'table', 'memory', 'global', 'export', 'start'].concat([
  'element',
  'code',
  'data',
  'data count',
  'tag',
]);
/** Sections that begin with the number of what they hold. */
const COUNTED = new Set([1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13]);
/** No filter has so many imports or callbacks; a file that means harm may. */
const MOST_LISTED = 10_000;
const NOTHING = new Uint8Array();

/** Everything that the inspector and the command line tell of a .wasm. Never throws, and runs nothing of it. */
export function describeModule(bytes: Uint8Array): ModuleDescription {
  // A file that is too large is refused before anything looks at it.
  const sections = readSections(bytes.length > MAX_MODULE_BYTES ? NOTHING : bytes);
  const info = moduleInfoOf(bytes.length, sections);
  const toolchain = toolchainOf(bytes, sections);
  return {
    info,
    sections: sections.sections.map((section) => sectionFacts(bytes, section)),
    imports: sections.imports.slice(0, MOST_LISTED).map((item) => ({
      module: item.module,
      name: item.name,
      kind: item.kind,
      verdict: importVerdict(item, info.abi),
    })),
    callbacks: callbacksOf(info),
    toolchain,
    start: startOf(sections),
    debugBytes: sections.sections.filter(isDebug).reduce((sum, { size }) => sum + size, 0),
    load: loadVerdict(bytes, sections, { info, language: toolchain.language }),
  };
}

type Section = ModuleSections['sections'][number];

function sectionFacts(bytes: Uint8Array, { id, name, size, from }: Section): SectionFacts {
  const reader = new WasmReader(bytes, from, from + size);
  const items = COUNTED.has(id) ? reader.u32() : undefined;
  const word = SECTION_NAMES[id] ?? `id ${id}`;
  return { id, name: id === 0 ? name : word, from, size, items: reader.failed ? undefined : items };
}

function isDebug({ id, name }: Section): boolean {
  return id === 0 && /^(?:\.debug_|sourceMappingURL$|external_debug_info$)/.test(name);
}

function startOf({ start, functionNames }: ModuleSections): ModuleDescription['start'] {
  return start === undefined ? undefined : { index: start, name: functionNames().get(start) };
}

/** Exports that look like a callback; the entry points and allocators have rows of their own elsewhere. */
function callbacksOf({ exports, abi }: ModuleInfo): CallbackFacts[] {
  const rows = new Map(CALLBACKS.filter(({ entry }) => entry !== true).map((row) => [row.name, row]));
  return exports
    .filter(
      ({ kind, name }) => kind === 'function' && (rows.has(name) || /^(?:proxy|envoy)_(?:on|validate)_/.test(name)),
    )
    .filter(({ name }) => name !== 'proxy_on_memory_allocate')
    .slice(0, MOST_LISTED)
    .map(({ name, type }) => {
      const row = rows.get(name);
      if (row === undefined) return { name, verdict: { kind: 'never' } };
      const spoken = abi ?? row.versions.at(-1) ?? '0.2.1';
      if (!row.versions.includes(spoken)) return { name, verdict: { kind: 'other-abi', versions: row.versions } };
      const failure = checkExport(name, type, callbackType(row, spoken));
      if (failure?.kind !== 'bad-function-signature') return { name, verdict: { kind: 'called' } };
      return { name, verdict: { kind: 'other-type', want: failure.want, exported: failure.exported } };
    });
}

interface Told {
  readonly info: ModuleInfo;
  readonly language: string | undefined;
}

function loadVerdict(bytes: Uint8Array, sections: ModuleSections, { info, language }: Told): LoadVerdict {
  const loaded = loadModule(bytes);
  if (loaded.kind === 'loaded') return { kind: 'loads', notes: notesOf(sections, { info, language }) };
  const all = info.abi === undefined ? [] : linkFailures(sections, info.abi);
  return { kind: 'refused', failure: loaded, others: all.filter((one) => !isSame(one, loaded)) };
}

/** All that Envoy would not link, not only the first. */
function linkFailures(sections: ModuleSections, abi: AbiVersion): Failure[] {
  const imports = sections.imports.slice(0, MOST_LISTED).map((item) => checkImport(item, abi));
  const failures = [...imports, checkExports(sections, abi)];
  return failures.filter((failure) => failure !== undefined);
}

function isSame(one: Failure, other: Failure): boolean {
  return one.kind === other.kind && 'envoy' in one && 'envoy' in other && one.envoy === other.envoy;
}

const STREAM = /^proxy_on_(?:request|response|new_connection|downstream|upstream|log$)/;

function notesOf({ sections }: ModuleSections, { info, language }: Told): LoadNote[] {
  const { memory, callbacks, entry } = info;
  const isGo = language === 'Go' || language === 'TinyGo';
  const notes: readonly (readonly [boolean, LoadNote])[] = [
    [info.hasStart, 'start-section'],
    [entry === '_start' && isGo, 'command'],
    [entry === undefined, 'no-entry'],
    [!callbacks.some((name) => STREAM.test(name)), 'no-stream-callbacks'],
    [memory?.max !== undefined && memory.max === memory.min, 'fixed-memory'],
    [(memory?.min ?? 0) > RUN_MAX_PAGES, 'large-memory'],
    [sections.some(isDebug), 'debug-sections'],
  ];
  return notes.flatMap(([holds, note]) => (holds ? [note] : []));
}
