export { type Call, CallError, Client, type Port, serve, type WorkerLike } from './rpc.ts';
export type { BuildMode, CompileApi, CompileInput, CompileResult, Diagnostic, SourceSpan } from './compile-api.ts';
