import type { HeaderBytes, Span } from '../model/index.ts';
import type { Status } from './abi/status.ts';

/**
 * A number that is a value when it is 0 or more, and a status when it is negative (see `refused`).
 * Keeps results that are counts, tokens and ids free of allocation.
 */
export type CountOr = number;

/** The `CountOr` of a status other than Ok. */
export function refused(status: Exclude<Status, 0>): CountOr {
  return -status;
}

/**
 * What hostcalls ask of the proxy, for one context: a root context, a stream context, or the VM itself (id 0).
 * Implemented by the simulated proxy, faked in tests. Every method runs synchronously inside a guest's hostcall and must
 * not call into the guest, except where Envoy does. Spans are valid during the call only. Bytes that are returned are
 * copied at once and never changed by the host. Results follow Envoy 1.40.
 */
export interface ContextServices {
  /** Context id as the guest knows it; 0 for the VM itself. */
  readonly id: number;

  log(level: number, message: Span): void;
  /** Level below which Envoy prints nothing, 0 (trace) to 6 (off). */
  logLevel(): number;
  /** Last status of the root context's calls: code, and message in `statusMessage`. */
  statusCode(): number;
  statusMessage(): Uint8Array;
  /** ABI 0.1.0 only: plugin configuration inside configure, VM configuration elsewhere. */
  configuration(): Uint8Array;
  /** Nanoseconds since the epoch, of virtual time; never 0. */
  now(): bigint;
  /** Nanoseconds of the monotonic clock. */
  monotonicNow(): bigint;
  /** Fills `into` with seeded random bytes. */
  random(into: Uint8Array): void;

  property(path: Span): Uint8Array | Status;
  setProperty(path: Span, value: Span): Status;

  continueStream(type: number): Status;
  closeStream(type: number): Status;
  clearRouteCache(): Status;
  sendLocalResponse(reply: {
    readonly code: number;
    readonly details: Span;
    readonly body: Span;
    readonly headers: HeaderBytes;
    /** As the guest gave it, unsigned: 0xFFFFFFFF means "not set". */
    readonly grpcStatus: number;
  }): Status;

  /** First value of a header. */
  headerValue(map: number, name: Span): Uint8Array | Status;
  addHeader(map: number, name: Span, value: Span): Status;
  replaceHeader(map: number, name: Span, value: Span): Status;
  removeHeader(map: number, name: Span): Status;
  headerPairs(map: number): HeaderBytes | Status;
  setHeaderPairs(map: number, pairs: HeaderBytes): Status;
  /** Bytes of all names and values. */
  headerMapSize(map: number): CountOr;

  /** All the bytes of a buffer; the hostcall cuts out the range. */
  buffer(type: number): Uint8Array | Status;
  setBuffer(type: number, start: number, length: number, data: Span): Status;

  /** Token of the call, above 0. */
  httpCall(call: {
    readonly cluster: Span;
    readonly headers: HeaderBytes;
    readonly body: Span;
    readonly trailers: HeaderBytes;
    readonly timeoutMs: number;
  }): CountOr;
  grpcCall(call: {
    readonly service: Span;
    readonly serviceName: Span;
    readonly method: Span;
    readonly metadata: HeaderBytes;
    readonly request: Span;
    readonly timeoutMs: number;
  }): CountOr;
  grpcStream(stream: {
    readonly service: Span;
    readonly serviceName: Span;
    readonly method: Span;
    readonly metadata: HeaderBytes;
  }): CountOr;
  grpcSend(token: number, message: Span, endStream: boolean): Status;
  grpcClose(token: number): Status;
  grpcCancel(token: number): Status;

  setTickPeriod(milliseconds: number): Status;

  defineMetric(type: number, name: Span): CountOr;
  incrementMetric(id: number, offset: bigint): Status;
  recordMetric(id: number, value: bigint): Status;
  metric(id: number): bigint | Status;

  /** Value of a key; its CAS number in `sharedDataCas` afterwards. */
  sharedData(key: Span): Uint8Array | Status;
  sharedDataCas(): number;
  setSharedData(key: Span, value: Span, cas: number): Status;
  registerQueue(name: Span): CountOr;
  resolveQueue(vmId: Span, name: Span): CountOr;
  enqueue(token: number, data: Span): Status;
  dequeue(token: number): Uint8Array | Status;

  /** proxy_done. */
  done(): Status;
  callForeignFunction(name: Span, argument: Span): Uint8Array | Status;
  /** Envoy's own `envoy_resolve_dns`. */
  resolveDns(address: Span): CountOr;

  /** A hostcall that the proxy does not simulate yet was made; said in the report by name. */
  notSimulated(hostcall: string): void;
}
