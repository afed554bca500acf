import { getBuffer, getBufferBytes, setBuffer, setBufferBytes } from './buffers';
import { HttpRequestContext } from './http-request-context';
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

/** The response half of an HTTP stream, on top of the request half. Extend `HttpContext`. */
export class HttpResponseContext extends HttpRequestContext {
  // ---- headers: in `onHttpResponseHeaders`, and later only while that callback's `Action.Pause` holds them

  /** Called with the response's headers; `endOfStream` tells that nothing follows them. */
  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** All headers of the response as `[[name, value], ...]`, `:status` first. */
  getHttpResponseHeaders(): string[][] {
    return getMap(MapType.HttpResponseHeaders);
  }

  /** The same with the values as bytes. */
  getHttpResponseHeadersBytes(): HeaderBytes[] {
    return getMapBytes(MapType.HttpResponseHeaders);
  }

  /** Replaces all headers of the response. */
  setHttpResponseHeaders(pairs: string[][]): void {
    setMap(MapType.HttpResponseHeaders, pairs);
  }

  /** The same with the values as bytes. */
  setHttpResponseHeadersBytes(pairs: HeaderBytes[]): void {
    setMapBytes(MapType.HttpResponseHeaders, pairs);
  }

  /** The first value of a header; null when it is absent, '' when it is there and empty. */
  getHttpResponseHeader(name: string): string | null {
    return getMapValue(MapType.HttpResponseHeaders, name);
  }

  /** The same as bytes. */
  getHttpResponseHeaderBytes(name: string): Uint8Array | null {
    return getMapValueBytes(MapType.HttpResponseHeaders, name);
  }

  /** Puts one value in the place of all a header has; null removes it. */
  setHttpResponseHeader(name: string, value: string | null): void {
    setMapValue(MapType.HttpResponseHeaders, name, value);
  }

  /** The same with bytes. */
  setHttpResponseHeaderBytes(name: string, value: Uint8Array): void {
    setMapValueBytes(MapType.HttpResponseHeaders, name, value);
  }

  /** Adds a value, beside those that a header has. */
  addHttpResponseHeader(name: string, value: string): void {
    addMapValue(MapType.HttpResponseHeaders, name, value);
  }

  /** The same with bytes. */
  addHttpResponseHeaderBytes(name: string, value: Uint8Array): void {
    addMapValueBytes(MapType.HttpResponseHeaders, name, value);
  }

  /** Removes a header with all its values. */
  removeHttpResponseHeader(name: string): void {
    removeMapValue(MapType.HttpResponseHeaders, name);
  }

  // ---- body

  /**
   * Called for every piece of the response's body. After `Action.Pause` the next call sees all pieces so far; without it
   * only the new one.
   */
  onHttpResponseBody(bodySize: u32, endOfStream: bool): Action {
    return Action.Continue;
  }

  /** What the host holds of the body, as text. */
  getHttpResponseBody(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): string | null {
    return getBuffer(BufferType.HttpResponseBody, start, maxSize);
  }

  /** The same as bytes. */
  getHttpResponseBodyBytes(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): Uint8Array | null {
    return getBufferBytes(BufferType.HttpResponseBody, start, maxSize);
  }

  /**
   * Replaces `size` bytes from `start` by a text: (0, bodySize) the whole, (0, 0) puts it in front, (bodySize, 0)
   * behind. Remove `content-length` in `onHttpResponseHeaders` when the length can change.
   */
  setHttpResponseBody(start: u32, size: u32, value: string): void {
    setBuffer(BufferType.HttpResponseBody, start, size, value);
  }

  /** The same with bytes. */
  setHttpResponseBodyBytes(start: u32, size: u32, value: Uint8Array): void {
    setBufferBytes(BufferType.HttpResponseBody, start, size, value);
  }

  // ---- trailers: in `onHttpResponseTrailers`; adding one in the last `onHttpResponseBody` makes them

  /** Called with the response's trailers, if there are any. */
  onHttpResponseTrailers(numTrailers: u32): Action {
    return Action.Continue;
  }

  /** All trailers of the response as `[[name, value], ...]`. */
  getHttpResponseTrailers(): string[][] {
    return getMap(MapType.HttpResponseTrailers);
  }

  /** The same with the values as bytes. */
  getHttpResponseTrailersBytes(): HeaderBytes[] {
    return getMapBytes(MapType.HttpResponseTrailers);
  }

  /** Replaces all trailers of the response. */
  setHttpResponseTrailers(pairs: string[][]): void {
    setMap(MapType.HttpResponseTrailers, pairs);
  }

  /** The same with the values as bytes. */
  setHttpResponseTrailersBytes(pairs: HeaderBytes[]): void {
    setMapBytes(MapType.HttpResponseTrailers, pairs);
  }

  /** The first value of a trailer; null when it is absent, '' when it is there and empty. */
  getHttpResponseTrailer(name: string): string | null {
    return getMapValue(MapType.HttpResponseTrailers, name);
  }

  /** The same as bytes. */
  getHttpResponseTrailerBytes(name: string): Uint8Array | null {
    return getMapValueBytes(MapType.HttpResponseTrailers, name);
  }

  /** Puts one value in the place of all a trailer has; null removes it. */
  setHttpResponseTrailer(name: string, value: string | null): void {
    setMapValue(MapType.HttpResponseTrailers, name, value);
  }

  /** The same with bytes. */
  setHttpResponseTrailerBytes(name: string, value: Uint8Array): void {
    setMapValueBytes(MapType.HttpResponseTrailers, name, value);
  }

  /** Adds a value, beside those that a trailer has. */
  addHttpResponseTrailer(name: string, value: string): void {
    addMapValue(MapType.HttpResponseTrailers, name, value);
  }

  /** The same with bytes. */
  addHttpResponseTrailerBytes(name: string, value: Uint8Array): void {
    addMapValueBytes(MapType.HttpResponseTrailers, name, value);
  }

  /** Removes a trailer with all its values. */
  removeHttpResponseTrailer(name: string): void {
    removeMapValue(MapType.HttpResponseTrailers, name);
  }

  // ---- flow

  /** Called for HTTP/2 METADATA frames; the answer is always taken as Continue. */
  onHttpResponseMetadata(numElements: u32): Action {
    return Action.Continue;
  }

  /** Goes on after an `Action.Pause` of a response callback. Call it only then. */
  resumeHttpResponse(): void {
    continueStream(StreamType.HttpResponse);
  }

  /** Resets the stream: the client gets no further answer. */
  resetHttpResponse(): void {
    closeStream(StreamType.HttpResponse);
  }
}
