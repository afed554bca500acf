import { basename } from 'node:path';
import {
  type ChainFilter,
  type FilterModule,
  isPlaceholderHash,
  moduleName,
  pluginsOfProject,
  type Project,
} from '../../src/model/index.ts';
import type { CompileInput, Diagnostic } from '../../src/protocol/index.ts';
import { Unusable, wordsOf } from '../unusable.ts';
import { type ProjectInput, sha256 } from './input.ts';

type Mode = CompileInput['mode'];
type Brought = Extract<FilterModule, { kind: 'wasm' }>;

/** What the compiler made of one entry. */
export interface Build {
  readonly entry: string;
  readonly wasm: Uint8Array<ArrayBuffer> | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** The sources that a project's plugins begin with, each once. */
export function entriesOf(project: Project): string[] {
  const entries = pluginsOfProject(project).flatMap(({ module }) => (module.kind === 'source' ? [module.entry] : []));
  return [...new Set(entries)];
}

/** Builds entries of a project one after the other. */
export async function buildAll({ files }: Project, entries: readonly string[], mode: Mode): Promise<Build[]> {
  const { compile } = await loadCompiler();
  const builds: Build[] = [];
  for (const entry of entries) {
    const { wasm, diagnostics } = await compile({ files, entry, mode });
    builds.push({ entry, wasm, diagnostics });
  }
  return builds;
}

async function loadCompiler() {
  try {
    return await import('../../workers/compile/index.ts');
  } catch (error) {
    throw new Unusable(`the compiler is not there (npm install assemblyscript): ${wordsOf(error)}`);
  }
}

/** A diagnostic as editors find its place. */
export function tellDiagnostic({ file, line, column, category, message }: Diagnostic): string {
  return `${file}:${line}:${column}: ${category}: ${message}`;
}

export type Modules =
  | { readonly kind: 'modules'; readonly byPlugin: Record<string, Uint8Array>; readonly missing: readonly string[] }
  | { readonly kind: 'errors'; readonly diagnostics: readonly Diagnostic[] };

/** The code of a project's plugins: compiled for release, or found by its hash. */
export async function modulesOf({ project, modules }: ProjectInput): Promise<Modules> {
  const plugins = pluginsOfProject(project);

  const isNeeded = (entry: string) => plugins.some(({ enabled, module }) => enabled && isEntry(module, entry));
  const entries = entriesOf(project).filter(isNeeded);
  const builds = entries.length > 0 ? await buildAll(project, entries, 'release') : [];
  const broken = builds.filter(({ wasm }) => wasm === undefined);
  if (broken.length > 0) return { kind: 'errors', diagnostics: broken.flatMap(({ diagnostics }) => diagnostics) };
  const found = new Map(modules.map(({ bytes }) => [sha256(bytes), bytes]));
  const broughtOf = ({ sha256: hash, fileName }: Brought) =>
    isPlaceholderHash(hash) ? modules.find(({ path }) => basename(path) === fileName)?.bytes : found.get(hash);
  const codeOf = ({ module }: ChainFilter) =>
    module.kind === 'wasm' ? broughtOf(module) : builds.find(({ entry }) => entry === module.entry)?.wasm;
  const missing = new Set<string>();
  const byPlugin: Record<string, Uint8Array> = {};
  for (const plugin of plugins) {
    const code = codeOf(plugin);
    if (code !== undefined) byPlugin[plugin.id] = code;
    else if (plugin.enabled && plugin.module.kind === 'wasm') missing.add(missingWords(plugin.module));
  }
  return { kind: 'modules', byPlugin, missing: [...missing] };
}

const isEntry = (module: ChainFilter['module'], entry: string) => module.kind === 'source' && module.entry === entry;

const missingWords = ({ fileName, size, sha256: hash }: Brought) =>
  `${fileName}${isPlaceholderHash(hash) ? '' : ` (${size} bytes, sha256 ${hash})`} is missing: put it beside the project, or name its folder with --wasm`;

/** Code by the names that a scenario has for it. */
export function byScenarioName(project: Project, byPlugin: Readonly<Record<string, Uint8Array>>) {
  const named = pluginsOfProject(project).flatMap((plugin) => {
    const code = byPlugin[plugin.id];
    return code ? [[moduleName(plugin), code] as const] : [];
  });
  return { modules: Object.fromEntries(named) };
}
