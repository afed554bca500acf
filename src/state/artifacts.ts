import type { ChainFilter, Report } from '../model/index.ts';
import type { Diagnostic, RunInput } from '../protocol/index.ts';

/** Contents of the files that decide what a build makes; `undefined`: looked for and not there. */
export type Sources = Readonly<Record<string, string | undefined>>;

/** What a build made, and of what: it is good as long as these files have these contents. */
export interface BuiltModule {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly sources: Sources;
  /** Warnings. */
  readonly diagnostics: readonly Diagnostic[];
  /** Fetches its source map, where there is one. */
  readonly loadMap?: () => Promise<string>;
}

/** What a run was made of, so that it can be had again. */
export interface RanWith {
  readonly input: RunInput;
  /** The modules that were built from sources, by their name in the run. */
  readonly built: ReadonlyMap<string, BuiltModule>;
}

/** Bytes of modules, kept outside the store. */
export class Artifacts {
  /** By entry: the last good build. */
  readonly built = new Map<string, BuiltModule>();
  /** By SHA-256. */
  readonly modules = new Map<string, Uint8Array<ArrayBuffer>>();
  /** By the report that a run gave. */
  readonly ran = new WeakMap<Report, RanWith>();
  /** By SHA-256: files that were refused a moment ago, for the inspector. */
  readonly refused = new Map<string, Uint8Array<ArrayBuffer>>();
}

export function isMadeFrom(sources: Sources | undefined, files: Readonly<Record<string, string>>): boolean {
  return sources !== undefined && Object.entries(sources).every(([path, text]) => files[path] === text);
}

/** The entries that those of some plugins are built from which are enabled. */
export function entriesOf(plugins: readonly ChainFilter[]): string[] {
  const entries = plugins.flatMap(({ enabled, module }) => (enabled && module.kind === 'source' ? [module.entry] : []));
  return [...new Set(entries)];
}
