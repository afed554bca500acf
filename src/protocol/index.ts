export { type Call, CallError, Client, type Port, serve, type WorkerLike } from './rpc.ts';
