import * as env from './env';
import { GrpcStatusCode, StreamType } from './enums';
import { addressOf, sizeOf, utf8 } from './memory';
import { packPairs } from './pairs';
import { accept, keep } from './status';

/** Resumes what a callback of the effective context paused. */
export function continueStream(stream: StreamType): void {
  accept(env.proxy_continue_stream(stream), 'proxy_continue_stream', stream.toString());
}

/** Resets the HTTP stream, or closes the connection, of the effective context. */
export function closeStream(stream: StreamType): void {
  accept(env.proxy_close_stream(stream), 'proxy_close_stream', stream.toString());
}

/**
 * Chooses the context for which the host functions act, until the callback returns. False when that context is gone.
 * Answers to calls come with this done already; `onTick` and `onQueueReady` need it to touch a stream.
 */
export function setEffectiveContext(contextId: u32): bool {
  return keep(env.proxy_set_effective_context(contextId));
}

/** Everything the host can be told about a local response; the contexts' `sendHttpResponse` is the short form. */
export function sendLocalResponse(
  statusCode: u32,
  details: string | null,
  headers: string[][],
  body: ArrayBuffer | null,
  grpcStatus: GrpcStatusCode = GrpcStatusCode.Unset,
): void {
  const reason = utf8(details);
  const packed = packPairs(headers);
  const status = env.proxy_send_local_response(
    statusCode,
    addressOf(reason),
    sizeOf(reason),
    addressOf(body),
    sizeOf(body),
    changetype<usize>(packed),
    packed.byteLength,
    grpcStatus,
  );
  accept(status, 'proxy_send_local_response', statusCode.toString());
}
