import type { CompilerFailure, Diagnostic } from '../../protocol/index.ts';

export interface BuildSlice {
  /** `waiting`: for the last key, or for the compiler to load. */
  readonly status: 'idle' | 'waiting' | 'building';
  /** By entry: the state of each module that the project's own sources make. */
  readonly entries: Readonly<Record<string, EntryBuild>>;
}

export interface EntryBuild {
  readonly status: 'none' | 'built' | 'errors' | 'failed';
  readonly diagnostics: readonly Diagnostic[];
  /** Size of the module that runs, which may be an older one; 0 when there is none. */
  readonly size: number;
  /** The module that runs was made from other sources than those on screen. */
  readonly isStale: boolean;
  /** It came with the example. */
  readonly isPrebuilt: boolean;
  readonly durationMs: number;
  readonly failure: CompilerFailure | undefined;
}

export const initialBuild: BuildSlice = { status: 'idle', entries: {} };

export const noBuild: EntryBuild = {
  status: 'none',
  diagnostics: [],
  size: 0,
  isStale: false,
  isPrebuilt: false,
  durationMs: 0,
  failure: undefined,
};
