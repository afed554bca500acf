import type { CompilerState } from '../../protocol/index.ts';

export type CompilerSlice = CompilerState;

export const initialCompiler: CompilerSlice = { kind: 'idle' };
