export type {
  CompileApi,
  CompileInput,
  CompileResult,
  Diagnostic,
  SourceSpan,
  WatInput,
  WatResult,
  WatText,
} from './compile-api.ts';
export {
  COMPILER_BYTES,
  Compiler,
  type CompilerFailure,
  type CompilerOptions,
  type CompilerState,
  type WatAnswer,
} from './compiler.ts';
export { download } from './download.ts';
export { type Call, Client, type Port, serve, type WorkerLike } from './rpc.ts';
export type { LookInput, RunApi, RunDetails, RunInput, RunStop, WholeRunApi } from './run-api.ts';
export { type RunAnswer, type RunFailure, Runner } from './runner.ts';
export { Watch } from './watch.ts';
