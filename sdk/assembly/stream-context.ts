import { getBuffer, getBufferBytes, setBuffer, setBufferBytes } from './buffers';
import { Context } from './context';
import { Action, BufferType, PeerType, StreamType } from './enums';
import { closeStream, continueStream } from './streams';

/** One connection through a network filter. "Downstream" is the client's side, "upstream" the server's. */
export class StreamContext extends Context {
  /** Called when the client has connected. */
  onNewConnection(): Action {
    return Action.Continue;
  }

  /** Called when the client has sent something. */
  onDownstreamData(dataSize: u32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** What the client has sent, as text. */
  getDownstreamData(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): string | null {
    return getBuffer(BufferType.DownstreamData, start, maxSize);
  }

  /** The same as bytes. */
  getDownstreamDataBytes(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): Uint8Array | null {
    return getBufferBytes(BufferType.DownstreamData, start, maxSize);
  }

  /** Replaces `size` bytes from `start` by a text. */
  setDownstreamData(start: u32, size: u32, value: string): void {
    setBuffer(BufferType.DownstreamData, start, size, value);
  }

  /** The same with bytes. */
  setDownstreamDataBytes(start: u32, size: u32, value: Uint8Array): void {
    setBufferBytes(BufferType.DownstreamData, start, size, value);
  }

  /** Goes on after `Action.Pause` in `onNewConnection` or `onDownstreamData`. */
  resumeDownstream(): void {
    continueStream(StreamType.Downstream);
  }

  /** Closes the client's connection. */
  closeDownstream(): void {
    closeStream(StreamType.Downstream);
  }

  /** Called when the client's connection is closed. */
  onDownstreamClose(peerType: PeerType): void {}

  /** Called when the server has sent something. */
  onUpstreamData(dataSize: u32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** What the server has sent, as text. */
  getUpstreamData(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): string | null {
    return getBuffer(BufferType.UpstreamData, start, maxSize);
  }

  /** The same as bytes. */
  getUpstreamDataBytes(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): Uint8Array | null {
    return getBufferBytes(BufferType.UpstreamData, start, maxSize);
  }

  /** Replaces `size` bytes from `start` by a text. */
  setUpstreamData(start: u32, size: u32, value: string): void {
    setBuffer(BufferType.UpstreamData, start, size, value);
  }

  /** The same with bytes. */
  setUpstreamDataBytes(start: u32, size: u32, value: Uint8Array): void {
    setBufferBytes(BufferType.UpstreamData, start, size, value);
  }

  /** Goes on after `Action.Pause` in `onUpstreamData`. Envoy has no such thing: it logs Unimplemented. */
  resumeUpstream(): void {
    continueStream(StreamType.Upstream);
  }

  /** Closes the server's connection. */
  closeUpstream(): void {
    closeStream(StreamType.Upstream);
  }

  /** Called when the server's connection is closed. */
  onUpstreamClose(peerType: PeerType): void {}
}
