import type { ModuleInfo } from '../../model/index.ts';

/** By SHA-256: the .wasm files that the user brought or an example carries. The bytes are in `Artifacts`. */
export type ModulesSlice = Readonly<Record<string, KnownModule>>;

export interface KnownModule {
  readonly fileName: string;
  readonly size: number;
  readonly info: ModuleInfo;
}

export const initialModules: ModulesSlice = {};
