import { BufferType, GrpcStatusCode, MapType, Status } from './enums';
import { getBuffer, getBufferBytes } from './buffers';
import { announcedContext } from './creation';
import * as env from './env';
import * as foreign from './foreign';
import {
  CallStatus,
  endGrpcStream,
  getCallStatus,
  resetGrpc,
  sendOnGrpcStream,
  startGrpcCall,
  startGrpcStream,
} from './grpc-call';
import { getMap, getMapBytes, getMapValue, getMapValueBytes } from './header-map';
import { startHttpCall } from './http-call';
import { HeaderBytes } from './pairs';
import { openGrpcStreams, pendingGrpcCalls, pendingHttpCalls, remember } from './pending';
import * as properties from './properties';
import * as sharedData from './shared-data';
import { SharedData, SharedDataBytes } from './shared-data';
import * as sharedQueue from './shared-queue';
import { accept } from './status';
import * as time from './time';

/** What root, HTTP and stream contexts have in common. Extend one of those three. */
export class Context {
  /** The number the host gave this context. */
  contextId: u32 = announcedContext();

  // ---- the end

  /** Called when the host is done with this context. A root context may answer false and call `done()` later. */
  onDone(): bool {
    return true;
  }

  /** Tells the host that a root context that answered false in `onDone` can be deleted now. */
  done(): void {
    accept(env.proxy_done(), 'proxy_done', '');
  }

  /** Called for every finished request or connection, for access logs: headers are still readable, no longer writable. */
  onLog(): void {}

  // ---- properties, time, foreign functions

  /** A property as text, null when there is none: `'request.path'` or `['request', 'path']`. */
  getProperty<P>(path: P): string | null {
    return properties.getProperty<P>(path);
  }

  /** A property as bytes, null when there is none. */
  getPropertyBytes<P>(path: P): Uint8Array | null {
    return properties.getPropertyBytes<P>(path);
  }

  /** Says whether a property has a value now. */
  hasProperty<P>(path: P): bool {
    return properties.hasProperty<P>(path);
  }

  /** An integer property, a time or a duration in nanoseconds; `otherwise` when there is none. */
  getPropertyInt<P>(path: P, otherwise: i64 = 0): i64 {
    return properties.getPropertyInt<P>(path, otherwise);
  }

  /** A property that is a number with a fraction; `otherwise` when there is none. */
  getPropertyDouble<P>(path: P, otherwise: f64 = 0): f64 {
    return properties.getPropertyDouble<P>(path, otherwise);
  }

  /** A property that is true or false; `otherwise` when there is none. */
  getPropertyBool<P>(path: P, otherwise: bool = false): bool {
    return properties.getPropertyBool<P>(path, otherwise);
  }

  /** A property that is a map of texts, null when there is none. */
  getPropertyMap<P>(path: P): string[][] | null {
    return properties.getPropertyMap<P>(path);
  }

  /** Gives this stream a property that later filters can read. */
  setProperty(name: string, value: string): void {
    properties.setProperty(name, value);
  }

  /** The same with bytes. */
  setPropertyBytes(name: string, value: Uint8Array): void {
    properties.setPropertyBytes(name, value);
  }

  /** The time since 1970 in nanoseconds. */
  getCurrentTimeNanoseconds(): u64 {
    return time.getCurrentTimeNanoseconds();
  }

  /** Calls a function that only this proxy has; null when it failed. */
  callForeignFunction(name: string, input: string = ''): string | null {
    return foreign.callForeignFunction(name, input);
  }

  /** The same with bytes. */
  callForeignFunctionBytes(name: string, input: Uint8Array): Uint8Array | null {
    return foreign.callForeignFunctionBytes(name, input);
  }

  /** Called by a host that embeds Envoy; Envoy itself never does. */
  onForeignFunction(functionId: u32, argumentsSize: u32): void {}

  /** The arguments of `onForeignFunction`. */
  getForeignFunctionArguments(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): Uint8Array | null {
    return getBufferBytes(BufferType.CallData, start, maxSize);
  }

  // ---- shared data and queues

  /** Reads a value that all workers share, with its compare-and-swap number. */
  getSharedData(key: string): SharedData {
    return sharedData.getSharedData(key);
  }

  /** The same with bytes. */
  getSharedDataBytes(key: string): SharedDataBytes {
    return sharedData.getSharedDataBytes(key);
  }

  /** Writes a shared value; with a `cas` other than 0 only if nobody else has written since. */
  setSharedData(key: string, value: string, cas: u32 = 0): Status {
    return sharedData.setSharedData(key, value, cas);
  }

  /** The same with bytes. */
  setSharedDataBytes(key: string, value: Uint8Array, cas: u32 = 0): Status {
    return sharedData.setSharedDataBytes(key, value, cas);
  }

  /** Makes a queue, or finds it; `onQueueReady` of the root context is called for it from now on. */
  registerSharedQueue(name: string): u32 {
    return sharedQueue.registerSharedQueue(name);
  }

  /** Finds a queue of any VM ('' is this VM's id); 0 when there is none. */
  resolveSharedQueue(vmId: string, name: string): u32 {
    return sharedQueue.resolveSharedQueue(vmId, name);
  }

  /** Puts a message at the end of a queue. */
  enqueueSharedQueue(queueId: u32, value: string): Status {
    return sharedQueue.enqueueSharedQueue(queueId, value);
  }

  /** The same with bytes. */
  enqueueSharedQueueBytes(queueId: u32, value: Uint8Array): Status {
    return sharedQueue.enqueueSharedQueueBytes(queueId, value);
  }

  /** Takes the first message of a queue; null when it is empty. */
  dequeueSharedQueue(queueId: u32): string | null {
    return sharedQueue.dequeueSharedQueue(queueId);
  }

  /** The same as bytes. */
  dequeueSharedQueueBytes(queueId: u32): Uint8Array | null {
    return sharedQueue.dequeueSharedQueueBytes(queueId);
  }

  // ---- HTTP calls

  /**
   * Sends an HTTP request to a cluster; the answer comes to this context's `onHttpCallResponse`. The headers must have
   * `:method`, `:path` and `:authority`. Returns the call's token, 0 when the host refused it (the log says why).
   */
  dispatchHttpCall(
    upstream: string,
    headers: string[][],
    body: string = '',
    trailers: string[][] = [],
    timeoutMilliseconds: u32 = 5000,
  ): u32 {
    const bytes = String.UTF8.encode(body);
    const token = startHttpCall(upstream, headers, bytes, trailers, timeoutMilliseconds);
    return remember(pendingHttpCalls, token, this);
  }

  /** The same with bytes as body. */
  dispatchHttpCallBytes(
    upstream: string,
    headers: string[][],
    body: Uint8Array,
    trailers: string[][] = [],
    timeoutMilliseconds: u32 = 5000,
  ): u32 {
    const bytes = body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength);
    const token = startHttpCall(upstream, headers, bytes, trailers, timeoutMilliseconds);
    return remember(pendingHttpCalls, token, this);
  }

  /**
   * Called once for every HTTP call that was started. A call that failed comes as an answer too: 503 or 504, or with
   * `numHeaders` 0 when it broke off. The answer can be read in this callback only.
   */
  onHttpCallResponse(tokenId: u32, numHeaders: u32, bodySize: u32, numTrailers: u32): void {}

  /** The headers of the answer, `:status` among them. */
  getHttpCallResponseHeaders(): string[][] {
    return getMap(MapType.HttpCallResponseHeaders);
  }

  /** The same with the values as bytes. */
  getHttpCallResponseHeadersBytes(): HeaderBytes[] {
    return getMapBytes(MapType.HttpCallResponseHeaders);
  }

  /** One header of the answer, null when it is absent. */
  getHttpCallResponseHeader(name: string): string | null {
    return getMapValue(MapType.HttpCallResponseHeaders, name);
  }

  /** The same as bytes. */
  getHttpCallResponseHeaderBytes(name: string): Uint8Array | null {
    return getMapValueBytes(MapType.HttpCallResponseHeaders, name);
  }

  /** The body of the answer. */
  getHttpCallResponseBody(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): string | null {
    return getBuffer(BufferType.HttpCallResponseBody, start, maxSize);
  }

  /** The same as bytes. */
  getHttpCallResponseBodyBytes(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): Uint8Array | null {
    return getBufferBytes(BufferType.HttpCallResponseBody, start, maxSize);
  }

  /** The trailers of the answer. */
  getHttpCallResponseTrailers(): string[][] {
    return getMap(MapType.HttpCallResponseTrailers);
  }

  /** The same with the values as bytes. */
  getHttpCallResponseTrailersBytes(): HeaderBytes[] {
    return getMapBytes(MapType.HttpCallResponseTrailers);
  }

  /** One trailer of the answer, null when it is absent. */
  getHttpCallResponseTrailer(name: string): string | null {
    return getMapValue(MapType.HttpCallResponseTrailers, name);
  }

  /** The same as bytes. */
  getHttpCallResponseTrailerBytes(name: string): Uint8Array | null {
    return getMapValueBytes(MapType.HttpCallResponseTrailers, name);
  }

  // ---- gRPC calls and streams

  /**
   * Calls a gRPC method with one request and one response; the answer comes to `onGrpcCallResponse`. Returns the call's
   * token, 0 when the host refused it (the log says why).
   */
  dispatchGrpcCall(
    upstream: string,
    service: string,
    method: string,
    initialMetadata: string[][],
    message: Uint8Array,
    timeoutMilliseconds: u32 = 5000,
  ): u32 {
    const cluster = String.UTF8.encode(upstream);
    const token = startGrpcCall(cluster, service, method, initialMetadata, message, timeoutMilliseconds);
    return remember(pendingGrpcCalls, token, this);
  }

  /** Called once for every gRPC call: with status 0 and a message to read, or with the status it failed with. */
  onGrpcCallResponse(tokenId: u32, statusCode: GrpcStatusCode, responseSize: u32): void {}

  /** The message of the answer. */
  getGrpcCallResponseBody(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): Uint8Array | null {
    return getBufferBytes(BufferType.GrpcReceiveBuffer, start, maxSize);
  }

  /** Gives up a gRPC call; its callback will not come. */
  cancelGrpcCall(tokenId: u32): void {
    resetGrpc(tokenId);
    pendingGrpcCalls.delete(tokenId);
  }

  /** Opens a gRPC stream. Returns its token, 0 when the host refused it (the log says why). */
  openGrpcStream(upstream: string, service: string, method: string, initialMetadata: string[][]): u32 {
    const cluster = String.UTF8.encode(upstream);
    return remember(openGrpcStreams, startGrpcStream(cluster, service, method, initialMetadata), this);
  }

  /** Sends one message on a stream; with `endStream` it is the last. */
  sendGrpcStreamMessage(tokenId: u32, message: Uint8Array, endStream: bool): void {
    sendOnGrpcStream(tokenId, message, endStream);
  }

  /** Called when the other side's first metadata have come. */
  onGrpcStreamInitialMetadata(tokenId: u32, numElements: u32): void {}

  /** Those metadata. */
  getGrpcStreamInitialMetadata(): string[][] {
    return getMap(MapType.GrpcReceiveInitialMetadata);
  }

  /** The same with the values as bytes. */
  getGrpcStreamInitialMetadataBytes(): HeaderBytes[] {
    return getMapBytes(MapType.GrpcReceiveInitialMetadata);
  }

  /** One of them, null when it is absent. */
  getGrpcStreamInitialMetadataValue(name: string): string | null {
    return getMapValue(MapType.GrpcReceiveInitialMetadata, name);
  }

  /** The same as bytes, for names that end in `-bin`. */
  getGrpcStreamInitialMetadataValueBytes(name: string): Uint8Array | null {
    return getMapValueBytes(MapType.GrpcReceiveInitialMetadata, name);
  }

  /** Called for every message that comes. */
  onGrpcStreamMessage(tokenId: u32, messageSize: u32): void {}

  /** That message. */
  getGrpcStreamMessage(start: u32 = 0, maxSize: u32 = i32.MAX_VALUE): Uint8Array | null {
    return getBufferBytes(BufferType.GrpcReceiveBuffer, start, maxSize);
  }

  /** Called when the other side's last metadata have come. */
  onGrpcStreamTrailingMetadata(tokenId: u32, numElements: u32): void {}

  /** Those metadata. */
  getGrpcStreamTrailingMetadata(): string[][] {
    return getMap(MapType.GrpcReceiveTrailingMetadata);
  }

  /** The same with the values as bytes. */
  getGrpcStreamTrailingMetadataBytes(): HeaderBytes[] {
    return getMapBytes(MapType.GrpcReceiveTrailingMetadata);
  }

  /** One of them, null when it is absent. */
  getGrpcStreamTrailingMetadataValue(name: string): string | null {
    return getMapValue(MapType.GrpcReceiveTrailingMetadata, name);
  }

  /** The same as bytes, for names that end in `-bin`. */
  getGrpcStreamTrailingMetadataValueBytes(name: string): Uint8Array | null {
    return getMapValueBytes(MapType.GrpcReceiveTrailingMetadata, name);
  }

  /** Ends our side of a stream; messages may still come. */
  closeGrpcStream(tokenId: u32): void {
    endGrpcStream(tokenId);
  }

  /** Resets a stream; no callback comes any more. */
  cancelGrpcStream(tokenId: u32): void {
    resetGrpc(tokenId);
    openGrpcStreams.delete(tokenId);
  }

  /** Called when a stream has ended, with the status it ended with. */
  onGrpcStreamClose(tokenId: u32, statusCode: GrpcStatusCode): void {}

  /** The status and the message of the gRPC call whose callback is running, or why an HTTP call broke off. */
  getGrpcStatus(): CallStatus {
    return getCallStatus();
  }
}
