import * as env from './env';
import { BufferType, Status } from './enums';
import { clearOut, OUT, OUT_SIZE, takeBytes, takeString } from './memory';
import { accept } from './status';

function read(buffer: BufferType, start: u32, maxSize: u32): bool {
  clearOut();
  const status = env.proxy_get_buffer_bytes(buffer, start, maxSize, OUT, OUT_SIZE);
  return accept(status, 'proxy_get_buffer_bytes', bufferName(buffer), Status.NotFound);
}

/** A piece of a buffer as text; null when the buffer is not there, '' when it has nothing at that place. */
export function getBuffer(buffer: BufferType, start: u32, maxSize: u32): string | null {
  return read(buffer, start, maxSize) ? takeString() : null;
}

/** The same as bytes. */
export function getBufferBytes(buffer: BufferType, start: u32, maxSize: u32): Uint8Array | null {
  return read(buffer, start, maxSize) ? takeBytes() : null;
}

/** The number of bytes that a buffer holds now. */
export function getBufferSize(buffer: BufferType): u32 {
  clearOut();
  const status = env.proxy_get_buffer_status(buffer, OUT, OUT_SIZE);
  accept(status, 'proxy_get_buffer_status', bufferName(buffer), Status.NotFound);
  return load<u32>(OUT);
}

function write(buffer: BufferType, start: u32, size: u32, value: usize, valueSize: usize): void {
  const status = env.proxy_set_buffer_bytes(buffer, start, size, value, valueSize);
  accept(status, 'proxy_set_buffer_bytes', bufferName(buffer));
}

/**
 * Replaces `size` bytes from `start` by a text. Envoy knows three places: `start` 0 (replaces the head, with `size` 0
 * puts before it), and `start` at or past the end (appends). A cut in the middle is refused.
 */
export function setBuffer(buffer: BufferType, start: u32, size: u32, value: string): void {
  const bytes = String.UTF8.encode(value);
  write(buffer, start, size, changetype<usize>(bytes), bytes.byteLength);
}

/** The same with bytes. */
export function setBufferBytes(buffer: BufferType, start: u32, size: u32, value: Uint8Array): void {
  write(buffer, start, size, value.dataStart, value.byteLength);
}

function bufferName(buffer: BufferType): string {
  switch (buffer) {
    case BufferType.HttpRequestBody:
      return 'request body';
    case BufferType.HttpResponseBody:
      return 'response body';
    case BufferType.DownstreamData:
      return 'downstream data';
    case BufferType.UpstreamData:
      return 'upstream data';
    case BufferType.HttpCallResponseBody:
      return 'call response body';
    case BufferType.GrpcReceiveBuffer:
      return 'gRPC message';
    case BufferType.VmConfiguration:
      return 'VM configuration';
    case BufferType.PluginConfiguration:
      return 'plugin configuration';
    default:
      return 'call data';
  }
}
