import { Context } from './context';

// The host answers every call on the root context's id; these tables remember who asked.

/** HTTP calls under way: token to context. */
export const pendingHttpCalls = new Map<u32, Context>();
/** gRPC calls under way: token to context. */
export const pendingGrpcCalls = new Map<u32, Context>();
/** Open gRPC streams: token to context. */
export const openGrpcStreams = new Map<u32, Context>();

/** Remembers who started a call; `token` 0 is a call that the host refused. */
export function remember(calls: Map<u32, Context>, token: u32, maker: Context): u32 {
  if (token) calls.set(token, maker);
  return token;
}
