import { copyOf, latin1OfBytes, bytesOfLatin1, NO_BYTES, type HeaderBytes, type Span } from '../../src/model/index.ts';
import { refused, Status, type ContextServices, type Trace } from '../../src/host/index.ts';

const text = (span: Span): string => latin1OfBytes(copyOf(span));

/** Services of one context that keep everything in maps, and note what they were asked to do. */
export class FakeContext implements ContextServices {
  readonly id: number;
  readonly asked: string[] = [];
  readonly headers = new Map<number, [string, string][]>([[0, [[':path', '/index']]]]);
  readonly buffers = new Map<number, Uint8Array>();
  readonly properties = new Map<string, string>();
  readonly shared = new Map<string, { value: Uint8Array; cas: number }>();
  readonly queues = new Map<string, { token: number; items: Uint8Array[] }>();
  readonly metrics = new Map<number, bigint>();
  /** Whether a root context said that it was not done. */
  isDoneAwaited = false;
  readonly #trace: Trace | undefined;
  #cas = 0;

  constructor(id: number, trace?: Trace) {
    this.id = id;
    this.#trace = trace;
  }

  #note(line: string): void {
    this.asked.push(line);
  }

  log(level: number, message: Span): void {
    this.#note(`log ${level} ${text(message)}`);
    this.#trace?.log(0, this.id, 0, this.id < 2, level, message);
  }
  logLevel(): number {
    return 2;
  }
  statusCode(): number {
    return 11;
  }
  statusMessage(): Uint8Array {
    return bytesOfLatin1('reset');
  }
  configuration(): Uint8Array {
    return bytesOfLatin1('conf');
  }
  now(): bigint {
    return 1_700_000_000_000_000_001n;
  }
  monotonicNow(): bigint {
    return 77n;
  }
  random(into: Uint8Array): void {
    into.fill(7);
  }

  property(path: Span): Uint8Array | Status {
    const value = this.properties.get(text(path));
    return value === undefined ? Status.NotFound : bytesOfLatin1(value);
  }
  setProperty(path: Span, value: Span): Status {
    this.properties.set(text(path), text(value));
    return Status.Ok;
  }

  continueStream(type: number): Status {
    this.#note(`continue ${type}`);
    return type === 3 ? Status.Unimplemented : Status.Ok;
  }
  closeStream(type: number): Status {
    this.#note(`close ${type}`);
    return Status.Ok;
  }
  clearRouteCache(): Status {
    this.#note('clear route cache');
    return Status.Ok;
  }
  sendLocalResponse(reply: Parameters<ContextServices['sendLocalResponse']>[0]): Status {
    this.#note(
      `reply ${reply.code} ${text(reply.details)} ${text(reply.body)} ${pairsText(reply.headers)} ${reply.grpcStatus}`,
    );
    return Status.Ok;
  }

  #map(map: number): [string, string][] | undefined {
    return this.headers.get(map);
  }
  headerValue(map: number, name: Span): Uint8Array | Status {
    const found = this.#map(map)?.find(([key]) => key === text(name));
    if (this.#map(map) === undefined) return Status.BadArgument;
    return found === undefined ? Status.NotFound : bytesOfLatin1(found[1]);
  }
  addHeader(map: number, name: Span, value: Span): Status {
    const headers = this.#map(map);
    headers?.push([text(name), text(value)]);
    return headers === undefined ? Status.BadArgument : Status.Ok;
  }
  replaceHeader(map: number, name: Span, value: Span): Status {
    return this.removeHeader(map, name) || this.addHeader(map, name, value);
  }
  removeHeader(map: number, name: Span): Status {
    const headers = this.#map(map);
    if (headers === undefined) return Status.BadArgument;
    this.headers.set(
      map,
      headers.filter(([key]) => key !== text(name)),
    );
    return Status.Ok;
  }
  headerPairs(map: number): HeaderBytes | Status {
    return (this.#map(map) ?? []).flat().map(bytesOfLatin1);
  }
  setHeaderPairs(map: number, pairs: HeaderBytes): Status {
    if (this.#map(map) === undefined) return Status.BadArgument;
    const parts = pairs.map(latin1OfBytes);
    this.headers.set(
      map,
      parts.flatMap((part, i): [string, string][] => (i % 2 === 0 ? [[part, parts[i + 1] ?? '']] : [])),
    );
    return Status.Ok;
  }
  headerMapSize(map: number): number {
    const headers = this.#map(map);
    return headers === undefined ? refused(Status.BadArgument) : headers.flat().join('').length;
  }

  buffer(type: number): Uint8Array | Status {
    return this.buffers.get(type) ?? (type === 4 || type === 7 ? Status.NotFound : NO_BYTES);
  }
  setBuffer(type: number, start: number, length: number, data: Span): Status {
    this.#note(`set buffer ${type} ${start} ${length} ${text(data)}`);
    return Status.Ok;
  }

  httpCall(call: Parameters<ContextServices['httpCall']>[0]): number {
    this.#note(
      `http ${text(call.cluster)} ${pairsText(call.headers)} ${text(call.body)} ${pairsText(call.trailers)} ${call.timeoutMs}`,
    );
    return text(call.cluster) === 'auth' ? 4 : refused(Status.BadArgument);
  }
  grpcCall(call: Parameters<ContextServices['grpcCall']>[0]): number {
    this.#note(
      `grpc call ${text(call.service)} ${text(call.serviceName)} ${text(call.method)} ${pairsText(call.metadata)} ${text(call.request)} ${call.timeoutMs}`,
    );
    return text(call.service) === 'auth' ? 5 : refused(Status.ParseFailure);
  }
  grpcStream(stream: Parameters<ContextServices['grpcStream']>[0]): number {
    this.#note(
      `grpc stream ${text(stream.service)} ${text(stream.serviceName)} ${text(stream.method)} ${pairsText(stream.metadata)}`,
    );
    return text(stream.service) === 'auth' ? 6 : refused(Status.ParseFailure);
  }
  grpcSend(token: number, message: Span, endStream: boolean): Status {
    this.#note(`grpc send ${token} ${text(message)} ${endStream}`);
    return token === 6 ? Status.Ok : Status.BadArgument;
  }
  grpcClose(token: number): Status {
    this.#note(`grpc close ${token}`);
    return token === 6 ? Status.Ok : Status.NotFound;
  }
  grpcCancel(token: number): Status {
    this.#note(`grpc cancel ${token}`);
    return token === 6 ? Status.Ok : Status.NotFound;
  }

  setTickPeriod(milliseconds: number): Status {
    this.#note(`tick ${milliseconds}`);
    return Status.Ok;
  }

  defineMetric(type: number, name: Span): number {
    this.#note(`define ${type} ${text(name)}`);
    return 4 + type;
  }
  incrementMetric(id: number, offset: bigint): Status {
    this.#note(`increment ${id} ${offset}`);
    return id === 4 ? Status.Ok : Status.NotFound;
  }
  recordMetric(id: number, value: bigint): Status {
    this.#note(`record ${id} ${value}`);
    return id === 4 ? Status.Ok : Status.NotFound;
  }
  metric(id: number): bigint | Status {
    return this.metrics.get(id) ?? Status.NotFound;
  }

  sharedData(key: Span): Uint8Array | Status {
    const item = this.shared.get(text(key));
    if (item === undefined) return Status.NotFound;
    this.#cas = item.cas;
    return item.value;
  }
  sharedDataCas(): number {
    return this.#cas;
  }
  setSharedData(key: Span, value: Span, cas: number): Status {
    const old = this.shared.get(text(key));
    if (old !== undefined && cas !== 0 && cas !== old.cas) return Status.CasMismatch;
    this.shared.set(text(key), { value: copyOf(value), cas: (old?.cas ?? 0) + 1 });
    return Status.Ok;
  }
  registerQueue(name: Span): number {
    this.queues.set(text(name), { token: 9, items: [] });
    return 9;
  }
  resolveQueue(vmId: Span, name: Span): number {
    this.#note(`resolve ${text(vmId)} ${text(name)}`);
    return this.queues.get(text(name))?.token ?? refused(Status.NotFound);
  }
  #queue(token: number): { token: number; items: Uint8Array[] } | undefined {
    return [...this.queues.values()].find((queue) => queue.token === token);
  }
  enqueue(token: number, data: Span): Status {
    const queue = this.#queue(token);
    queue?.items.push(copyOf(data));
    return queue === undefined ? Status.NotFound : Status.Ok;
  }
  dequeue(token: number): Uint8Array | Status {
    const queue = this.#queue(token);
    return queue === undefined ? Status.NotFound : (queue.items.shift() ?? Status.Empty);
  }

  done(): Status {
    this.#note('done');
    return this.isDoneAwaited ? Status.Ok : Status.NotFound;
  }
  callForeignFunction(name: Span, argument: Span): Uint8Array | Status {
    this.#note(`foreign ${text(name)} ${text(argument)}`);
    if (text(name) === 'echo') return copyOf(argument);
    return text(name) === 'fail' ? Status.BadArgument : Status.NotFound;
  }
  resolveDns(address: Span): number {
    this.#note(`resolve ${text(address)}`);
    return text(address) === 'localhost' ? 3 : refused(Status.NotFound);
  }

  notSimulated(hostcall: string): void {
    this.#note(`not simulated ${hostcall}`);
  }
}

function pairsText(pairs: HeaderBytes): string {
  return `[${pairs.map(latin1OfBytes).join(',')}]`;
}
