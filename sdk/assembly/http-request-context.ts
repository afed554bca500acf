import { getBuffer, getBufferBytes, setBuffer, setBufferBytes } from './buffers';
import { Context } from './context';
import { Action, BufferType, MapType, StreamType } from './enums';
import {
  addMapValue,
  addMapValueBytes,
  getMap,
  getMapBytes,
  getMapValue,
  getMapValueBytes,
  removeMapValue,
  setMap,
  setMapBytes,
  setMapValue,
  setMapValueBytes,
} from './header-map';
import { HeaderBytes } from './pairs';
import { closeStream, continueStream } from './streams';

/** The request half of an HTTP stream. Extend `HttpContext`, which has both. */
export class HttpRequestContext extends Context {
  // ---- headers: in `onHttpRequestHeaders`, and later only while that callback's `Action.Pause` holds them

  /** Called with the request's headers; `endOfStream` tells that nothing follows them. */
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** All headers of the request as `[[name, value], ...]`, the pseudo headers (`:path` ...) first. */
  getHttpRequestHeaders(): string[][] {
    return getMap(MapType.HttpRequestHeaders);
  }

  /** The same with the values as bytes. */
  getHttpRequestHeadersBytes(): HeaderBytes[] {
    return getMapBytes(MapType.HttpRequestHeaders);
  }

  /** Replaces all headers of the request. */
  setHttpRequestHeaders(pairs: string[][]): void {
    setMap(MapType.HttpRequestHeaders, pairs);
  }

  /** The same with the values as bytes. */
  setHttpRequestHeadersBytes(pairs: HeaderBytes[]): void {
    setMapBytes(MapType.HttpRequestHeaders, pairs);
  }

  /** The first value of a header; null when it is absent, '' when it is there and empty. */
  getHttpRequestHeader(name: string): string | null {
    return getMapValue(MapType.HttpRequestHeaders, name);
  }

  /** The same as bytes. */
  getHttpRequestHeaderBytes(name: string): Uint8Array | null {
    return getMapValueBytes(MapType.HttpRequestHeaders, name);
  }

  /** Puts one value in the place of all a header has; null removes it. */
  setHttpRequestHeader(name: string, value: string | null): void {
    setMapValue(MapType.HttpRequestHeaders, name, value);
  }

  /** The same with bytes. */
  setHttpRequestHeaderBytes(name: string, value: Uint8Array): void {
    setMapValueBytes(MapType.HttpRequestHeaders, name, value);
  }

  /** Adds a value, beside those that a header has. */
  addHttpRequestHeader(name: string, value: string): void {
    addMapValue(MapType.HttpRequestHeaders, name, value);
  }

  /** The same with bytes. */
  addHttpRequestHeaderBytes(name: string, value: Uint8Array): void {
    addMapValueBytes(MapType.HttpRequestHeaders, name, value);
  }

  /** Removes a header with all its values. */
  removeHttpRequestHeader(name: string): void {
    removeMapValue(MapType.HttpRequestHeaders, name);
  }

  // ---- body

  /**
   * Called for every piece of the request's body. After `Action.Pause` the next call sees all pieces so far; without it
   * only the new one.
   */
  onHttpRequestBody(bodySize: u32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** What the host holds of the body, as text. */
  getHttpRequestBody(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): string | null {
    return getBuffer(BufferType.HttpRequestBody, start, maxSize);
  }

  /** The same as bytes. */
  getHttpRequestBodyBytes(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): Uint8Array | null {
    return getBufferBytes(BufferType.HttpRequestBody, start, maxSize);
  }

  /**
   * Replaces `size` bytes from `start` by a text: (0, bodySize) the whole, (0, 0) puts it in front, (bodySize, 0)
   * behind. Remove `content-length` in `onHttpRequestHeaders` when the length can change.
   */
  setHttpRequestBody(start: u32, size: u32, value: string): void {
    setBuffer(BufferType.HttpRequestBody, start, size, value);
  }

  /** The same with bytes. */
  setHttpRequestBodyBytes(start: u32, size: u32, value: Uint8Array): void {
    setBufferBytes(BufferType.HttpRequestBody, start, size, value);
  }

  // ---- trailers: in `onHttpRequestTrailers`; adding one in the last `onHttpRequestBody` makes them

  /** Called with the request's trailers, if there are any. */
  onHttpRequestTrailers(numTrailers: u32): Action {
    return Action.Continue;
  }

  /** All trailers of the request as `[[name, value], ...]`. */
  getHttpRequestTrailers(): string[][] {
    return getMap(MapType.HttpRequestTrailers);
  }

  /** The same with the values as bytes. */
  getHttpRequestTrailersBytes(): HeaderBytes[] {
    return getMapBytes(MapType.HttpRequestTrailers);
  }

  /** Replaces all trailers of the request. */
  setHttpRequestTrailers(pairs: string[][]): void {
    setMap(MapType.HttpRequestTrailers, pairs);
  }

  /** The same with the values as bytes. */
  setHttpRequestTrailersBytes(pairs: HeaderBytes[]): void {
    setMapBytes(MapType.HttpRequestTrailers, pairs);
  }

  /** The first value of a trailer; null when it is absent, '' when it is there and empty. */
  getHttpRequestTrailer(name: string): string | null {
    return getMapValue(MapType.HttpRequestTrailers, name);
  }

  /** The same as bytes. */
  getHttpRequestTrailerBytes(name: string): Uint8Array | null {
    return getMapValueBytes(MapType.HttpRequestTrailers, name);
  }

  /** Puts one value in the place of all a trailer has; null removes it. */
  setHttpRequestTrailer(name: string, value: string | null): void {
    setMapValue(MapType.HttpRequestTrailers, name, value);
  }

  /** The same with bytes. */
  setHttpRequestTrailerBytes(name: string, value: Uint8Array): void {
    setMapValueBytes(MapType.HttpRequestTrailers, name, value);
  }

  /** Adds a value, beside those that a trailer has. */
  addHttpRequestTrailer(name: string, value: string): void {
    addMapValue(MapType.HttpRequestTrailers, name, value);
  }

  /** The same with bytes. */
  addHttpRequestTrailerBytes(name: string, value: Uint8Array): void {
    addMapValueBytes(MapType.HttpRequestTrailers, name, value);
  }

  /** Removes a trailer with all its values. */
  removeHttpRequestTrailer(name: string): void {
    removeMapValue(MapType.HttpRequestTrailers, name);
  }

  // ---- flow

  /** Called for HTTP/2 METADATA frames; the answer is always taken as Continue. */
  onHttpRequestMetadata(numElements: u32): Action {
    return Action.Continue;
  }

  /** Goes on after an `Action.Pause` of a request callback. Call it only then. */
  resumeHttpRequest(): void {
    continueStream(StreamType.HttpRequest);
  }

  /** Resets the stream: the client gets no answer. */
  resetHttpRequest(): void {
    closeStream(StreamType.HttpRequest);
  }
}
