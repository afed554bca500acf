import { Status, type ContextServices, type CountOr } from '../../src/host/index.ts';
import { copyOf, NO_BYTES, type HeaderBytes, type Span } from '../../src/model/index.ts';

const lower = Uint8Array.from({ length: 256 }, (_, i) => (i >= 65 && i <= 90 ? i + 32 : i));

function isSame(bytes: Uint8Array, span: Span): boolean {
  if (bytes.length !== span.size) return false;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] !== lower[span.bytes[span.start + i] ?? 0]) return false;
  return true;
}

/** Where results of body writes go: two buffers in turn, so that a body of 64 KiB costs its copy and no new memory. */
export class BodyPool {
  #buffers: [Uint8Array, Uint8Array] = [NO_BYTES, NO_BYTES];

  copy({ bytes, start, size }: Span): Uint8Array {
    const [oldest, other] = this.#buffers;
    let next = oldest;
    if (next.buffer.byteLength < size) next = new Uint8Array(size);
    else if (next.length !== size) next = new Uint8Array(next.buffer, 0, size);
    this.#buffers = [other, next];
    next.set(bytes.subarray(start, start + size));
    return next;
  }
}

/** The maps, bodies and properties that one stream has; what they are answered from. */
export interface StreamFacts {
  readonly requestHeaders: Uint8Array[];
  readonly responseHeaders: Uint8Array[];
  readonly properties: HeaderBytes;
  requestBody: Uint8Array;
  responseBody: Uint8Array;
}

/** A proxy that knows nothing but headers, bodies and properties: what a hostcall costs without Envoy behind it. */
export class ServicesDouble implements ContextServices {
  readonly id: number;
  readonly facts: StreamFacts;
  readonly logs: Uint8Array[] = [];
  readonly #pool: BodyPool;

  constructor(id: number, facts: StreamFacts, pool: BodyPool) {
    this.id = id;
    this.facts = facts;
    this.#pool = pool;
  }

  #map(map: number): Uint8Array[] | undefined {
    if (map === 0) return this.facts.requestHeaders;
    return map === 2 ? this.facts.responseHeaders : undefined;
  }

  headerValue(map: number, name: Span): Uint8Array | Status {
    const headers = this.#map(map);
    if (headers === undefined) return Status.BadArgument;
    for (let i = 0; i < headers.length; i += 2)
      if (isSame(headers[i] ?? NO_BYTES, name)) return headers[i + 1] ?? NO_BYTES;
    return Status.NotFound;
  }

  replaceHeader(map: number, name: Span, value: Span): Status {
    const headers = this.#map(map);
    if (headers === undefined) return Status.BadArgument;
    for (let i = 0; i < headers.length; i += 2) {
      if (!isSame(headers[i] ?? NO_BYTES, name)) continue;
      headers[i + 1] = copyOf(value);
      return Status.Ok;
    }
    return this.addHeader(map, name, value);
  }

  addHeader(map: number, name: Span, value: Span): Status {
    this.#map(map)?.push(copyOf(name), copyOf(value));
    return Status.Ok;
  }

  removeHeader(map: number, name: Span): Status {
    const headers = this.#map(map) ?? [];
    for (let i = headers.length - 2; i >= 0; i -= 2) if (isSame(headers[i] ?? NO_BYTES, name)) headers.splice(i, 2);
    return Status.Ok;
  }

  headerPairs(map: number): HeaderBytes | Status {
    return this.#map(map)?.slice() ?? [];
  }

  property(path: Span): Uint8Array | Status {
    const { properties } = this.facts;
    for (let i = 0; i < properties.length; i += 2)
      if (isSame(properties[i] ?? NO_BYTES, path)) return properties[i + 1] ?? NO_BYTES;
    return Status.NotFound;
  }

  buffer(type: number): Uint8Array | Status {
    if (type === 0) return this.facts.requestBody;
    return type === 1 ? this.facts.responseBody : NO_BYTES;
  }

  setBuffer(type: number, _start: number, _length: number, data: Span): Status {
    if (type === 0) this.facts.requestBody = this.#pool.copy(data);
    else this.facts.responseBody = this.#pool.copy(data);
    return Status.Ok;
  }

  log(_level: number, message: Span): void {
    this.logs.push(copyOf(message));
  }

  logLevel(): number {
    return 2;
  }

  statusCode(): number {
    return 0;
  }

  statusMessage(): Uint8Array {
    return NO_BYTES;
  }

  configuration(): Uint8Array {
    return NO_BYTES;
  }

  now(): bigint {
    return 1n;
  }

  monotonicNow(): bigint {
    return 1n;
  }

  random(into: Uint8Array): void {
    into.fill(7);
  }

  headerMapSize(): CountOr {
    return 0;
  }

  setHeaderPairs(): Status {
    return Status.Unimplemented;
  }

  setProperty(): Status {
    return Status.Unimplemented;
  }

  continueStream(): Status {
    return Status.Unimplemented;
  }

  closeStream(): Status {
    return Status.Unimplemented;
  }

  clearRouteCache(): Status {
    return Status.Unimplemented;
  }

  sendLocalResponse(): Status {
    return Status.Unimplemented;
  }

  httpCall(): CountOr {
    return -Status.Unimplemented;
  }

  grpcCall(): CountOr {
    return -Status.Unimplemented;
  }

  grpcStream(): CountOr {
    return -Status.Unimplemented;
  }

  grpcSend(): Status {
    return Status.Unimplemented;
  }

  grpcClose(): Status {
    return Status.Unimplemented;
  }

  grpcCancel(): Status {
    return Status.Unimplemented;
  }

  setTickPeriod(): Status {
    return Status.Ok;
  }

  defineMetric(): CountOr {
    return -Status.Unimplemented;
  }

  incrementMetric(): Status {
    return Status.Unimplemented;
  }

  recordMetric(): Status {
    return Status.Unimplemented;
  }

  metric(): bigint | Status {
    return Status.Unimplemented;
  }

  sharedData(): Uint8Array | Status {
    return Status.NotFound;
  }

  sharedDataCas(): number {
    return 0;
  }

  setSharedData(): Status {
    return Status.Unimplemented;
  }

  registerQueue(): CountOr {
    return -Status.Unimplemented;
  }

  resolveQueue(): CountOr {
    return -Status.Unimplemented;
  }

  enqueue(): Status {
    return Status.Unimplemented;
  }

  dequeue(): Uint8Array | Status {
    return Status.Empty;
  }

  done(): Status {
    return Status.NotFound;
  }

  callForeignFunction(): Uint8Array | Status {
    return Status.NotFound;
  }

  resolveDns(): CountOr {
    return -Status.Unimplemented;
  }

  notSimulated(): void {}
}
