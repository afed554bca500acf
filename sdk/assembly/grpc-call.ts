import * as env from './env';
import { clearOut, OUT, OUT_EXTRA, OUT_SIZE, takeString } from './memory';
import { packPairs } from './pairs';
import { accept } from './status';

/** Starts a gRPC call with one request and one response; 0 when the host refused it. */
export function startGrpcCall(
  upstream: ArrayBuffer,
  service: string,
  method: string,
  initialMetadata: string[][],
  message: Uint8Array,
  timeoutMilliseconds: u32,
): u32 {
  const serviceName = String.UTF8.encode(service);
  const methodName = String.UTF8.encode(method);
  const metadata = packPairs(initialMetadata);
  clearOut();
  const status = env.proxy_grpc_call(
    changetype<usize>(upstream),
    upstream.byteLength,
    changetype<usize>(serviceName),
    serviceName.byteLength,
    changetype<usize>(methodName),
    methodName.byteLength,
    changetype<usize>(metadata),
    metadata.byteLength,
    message.dataStart,
    message.byteLength,
    timeoutMilliseconds,
    OUT,
  );
  return accept(status, 'proxy_grpc_call', service + '/' + method) ? load<u32>(OUT) : 0;
}

/** Opens a gRPC stream; 0 when the host refused it. */
export function startGrpcStream(
  upstream: ArrayBuffer,
  service: string,
  method: string,
  initialMetadata: string[][],
): u32 {
  const serviceName = String.UTF8.encode(service);
  const methodName = String.UTF8.encode(method);
  const metadata = packPairs(initialMetadata);
  clearOut();
  const status = env.proxy_grpc_stream(
    changetype<usize>(upstream),
    upstream.byteLength,
    changetype<usize>(serviceName),
    serviceName.byteLength,
    changetype<usize>(methodName),
    methodName.byteLength,
    changetype<usize>(metadata),
    metadata.byteLength,
    OUT,
  );
  return accept(status, 'proxy_grpc_stream', service + '/' + method) ? load<u32>(OUT) : 0;
}

/** Sends one message on a gRPC stream. */
export function sendOnGrpcStream(token: u32, message: Uint8Array, endStream: bool): void {
  const status = env.proxy_grpc_send(token, message.dataStart, message.byteLength, endStream ? 1 : 0);
  accept(status, 'proxy_grpc_send', token.toString());
}

/** Ends our side of a gRPC stream. */
export function endGrpcStream(token: u32): void {
  accept(env.proxy_grpc_close(token), 'proxy_grpc_close', token.toString());
}

/** Resets a gRPC call or stream. */
export function resetGrpc(token: u32): void {
  accept(env.proxy_grpc_cancel(token), 'proxy_grpc_cancel', token.toString());
}

/** How a call ended: a code and a message. */
export class CallStatus {
  constructor(
    /** A gRPC status code; 11 (`Status.BrokenConnection`) for an HTTP call that broke off. */
    public code: u32,
    /** The message that came with it, often ''. */
    public message: string,
  ) {}
}

/** How the call ended whose callback is running: of gRPC, or of an HTTP call without headers. */
export function getCallStatus(): CallStatus {
  clearOut();
  accept(env.proxy_get_status(OUT_EXTRA, OUT, OUT_SIZE), 'proxy_get_status', '');
  return new CallStatus(load<u32>(OUT_EXTRA), takeString());
}
