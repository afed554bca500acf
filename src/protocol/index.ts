export type { BuildMode, CompileApi, CompileInput, CompileResult, Diagnostic, SourceSpan } from './compile-api.ts';
export {
  COMPILER_BYTES,
  type CompileAnswer,
  Compiler,
  type CompilerFailure,
  type CompilerOptions,
  type CompilerState,
} from './compiler.ts';
export { type Download, download } from './download.ts';
export { type Call, CallError, Client, type Port, serve, type WorkerLike } from './rpc.ts';
export type { RunApi, RunInput, RunStop } from './run-api.ts';
export { type RunAnswer, type RunFailure, Runner, type RunnerOptions } from './runner.ts';
