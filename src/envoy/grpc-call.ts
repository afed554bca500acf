import { refused, Status, type ContextServices, type CountOr } from '../host/index.ts';
import {
  bytesOfLatin1,
  Callback,
  copyOf,
  latin1OfBytes,
  NO_BYTES,
  type HeaderBytes,
  type Span,
} from '../model/index.ts';
import type { Timer } from './event-queue.ts';
import { FrameReader, framed } from './grpc-frames.ts';
import { clusterOfGrpcService } from './grpc-service.ts';
import { HeaderMap, lowerName } from './header-map.ts';
import { grpcStatusOf } from './local-reply.ts';
import { ascii, decimal, Name, statusOf } from './names.ts';
import type { RootContext } from './root-context.ts';
import { connectFailure, resetReply, type ResetReason } from './upstream-errors.ts';
import { callVm } from './vm-call.ts';
import type { UpstreamSink, UpstreamStream, Waiter } from './upstream-stream.ts';

const GrpcStatus = { ok: 0, unknown: 2, internal: 13, unavailable: 14 } as const;
const KIND_BITS = 3;
const CALL_BITS = 1;
const STREAM_BITS = 2;

interface Opening {
  readonly service: Span;
  readonly serviceName: Span;
  readonly method: Span;
  readonly metadata: HeaderBytes;
  readonly timeoutMs: number;
}

/** The gRPC calls and streams of one root context (abi: 5.13), with what their callbacks may read. */
export class GrpcCalls {
  readonly #root: RootContext;
  readonly #open = new Map<number, GrpcExchange>();
  initialMetadata: HeaderMap | undefined;
  trailingMetadata: HeaderMap | undefined;
  received: Uint8Array = NO_BYTES;

  constructor(root: RootContext) {
    this.#root = root;
  }

  get size(): number {
    return this.#open.size;
  }

  call(call: Parameters<ContextServices['grpcCall']>[0]): CountOr {
    const token = this.#start({ ...call }, CALL_BITS);
    if (token > 0) this.#open.get(token)?.send(copyOf(call.request), true);
    return token;
  }

  stream(stream: Parameters<ContextServices['grpcStream']>[0]): CountOr {
    return this.#start({ ...stream, timeoutMs: 0 }, STREAM_BITS);
  }

  #start(opening: Opening, kind: number): CountOr {
    const { clusters } = this.#root.proxy;
    const target = clusterOfGrpcService(copyOf(opening.service), (name) => clusters.find(name) !== undefined);
    if (target === undefined) {
      this.#root.refuse('unknown-grpc-target', { known: clusters.names.join(', ') });
      return refused(Status.ParseFailure);
    }
    const token = kind === CALL_BITS ? this.#root.vm.nextGrpcCallToken() : this.#root.vm.nextGrpcStreamToken();
    const cluster = clusters.find(target);
    if (cluster === undefined) {
      // Envoy tells the guest at once, inside the hostcall.
      this.#close(token, GrpcStatus.unavailable, 'Cluster not available');
      return refused(Status.InternalFailure);
    }
    const exchange = new GrpcExchange(this, this.#root, {
      token,
      isUnary: kind === CALL_BITS,
      timeoutMs: opening.timeoutMs,
    });
    this.#open.set(token, exchange);
    const headers = headersOf(opening, target);
    exchange.begin(cluster.open(exchange), headers);
    return token;
  }

  send(token: number, message: Span, endStream: boolean): Status {
    if ((token & KIND_BITS) !== STREAM_BITS) return Status.BadArgument;
    const exchange = this.#open.get(token);
    if (exchange === undefined) return Status.NotFound;
    exchange.send(copyOf(message), endStream);
    return Status.Ok;
  }

  /** Half-closes a stream, or cancels a call. */
  close(token: number): Status {
    return this.#finish(token, (exchange) => exchange.halfClose());
  }

  cancel(token: number): Status {
    return this.#finish(token, (exchange) => {
      exchange.drop();
      this.#open.delete(token);
    });
  }

  #finish(token: number, how: (exchange: GrpcExchange) => void): Status {
    const kind = token & KIND_BITS;
    if (kind !== CALL_BITS && kind !== STREAM_BITS) return Status.BadArgument;
    const exchange = this.#open.get(token);
    if (exchange === undefined) return Status.NotFound;
    if (kind === CALL_BITS) {
      exchange.drop();
      this.#open.delete(token);
    } else {
      how(exchange);
    }
    return Status.Ok;
  }

  dispose(): void {
    for (const exchange of this.#open.values()) exchange.drop();
    this.#open.clear();
  }

  onInitialMetadata(token: number, map: HeaderMap): void {
    this.initialMetadata = map;
    callVm(this.#root, Callback.onGrpcReceiveInitialMetadata, token, map.size);
    this.initialMetadata = undefined;
  }

  onMessage(token: number, message: Uint8Array): void {
    this.received = message;
    callVm(this.#root, Callback.onGrpcReceive, token, message.length);
    this.received = NO_BYTES;
  }

  onTrailingMetadata(token: number, map: HeaderMap): void {
    this.trailingMetadata = map;
    callVm(this.#root, Callback.onGrpcReceiveTrailingMetadata, token, map.size);
    this.trailingMetadata = undefined;
  }

  /** A unary call was answered: nothing more comes of it. */
  onAnswered(token: number): void {
    this.#open.delete(token);
  }

  onClosed(token: number, status: number, message: string): void {
    this.#close(token, status, message);
    this.#open.delete(token);
  }

  #close(token: number, status: number, message: string): void {
    this.#root.lastStatus = { code: status, message: bytesOfLatin1(message) };
    callVm(this.#root, Callback.onGrpcClose, token, status);
    this.#root.lastStatus = { code: status, message: NO_BYTES };
  }
}

function headersOf(opening: Opening, cluster: string): HeaderMap {
  const map = new HeaderMap();
  const path = `/${latin1OfBytes(copyOf(opening.serviceName))}/${latin1OfBytes(copyOf(opening.method))}`;
  map.add(Name.method.bytes, ascii('POST'));
  map.add(Name.path.bytes, bytesOfLatin1(path));
  map.add(Name.authority.bytes, bytesOfLatin1(cluster));
  map.add(Name.scheme.bytes, ascii('http'));
  map.add(Name.te.bytes, ascii('trailers'));
  if (opening.timeoutMs > 0) map.add(ascii('grpc-timeout'), bytesOfLatin1(`${opening.timeoutMs}m`));
  map.add(Name.contentType.bytes, ascii('application/grpc'));
  for (let i = 0; i + 1 < opening.metadata.length; i += 2)
    map.add(lowerName(opening.metadata[i] ?? NO_BYTES), opening.metadata[i + 1] ?? NO_BYTES);
  map.set(Name.internal, ascii('true'));
  if (opening.timeoutMs > 0) map.set(Name.expectedTimeout, decimal(opening.timeoutMs));
  return map;
}

/** One gRPC call or stream on its way. */
class GrpcExchange implements UpstreamSink {
  readonly #owner: GrpcCalls;
  readonly #root: RootContext;
  readonly #token: number;
  readonly #isUnary: boolean;
  readonly #timeoutMs: number;
  readonly #sinceMs: number;
  readonly #frames = new FrameReader();
  #stream: UpstreamStream | undefined;
  #timeout: Timer | undefined;
  #message: Uint8Array | undefined;
  #isLocallyClosed = false;
  #isOver = false;

  constructor(
    owner: GrpcCalls,
    root: RootContext,
    call: { readonly token: number; readonly isUnary: boolean; readonly timeoutMs: number },
  ) {
    this.#owner = owner;
    this.#root = root;
    this.#token = call.token;
    this.#isUnary = call.isUnary;
    this.#timeoutMs = call.timeoutMs;
    this.#sinceMs = root.proxy.queue.now;
  }

  onConnected(): boolean {
    return true;
  }

  waiter(): Waiter {
    const [sinceMs, timeoutMs] = [this.#sinceMs, this.#timeoutMs];
    const kind = this.#isUnary ? 'grpc-call' : 'grpc-stream';
    return { kind, root: this.#root, token: this.#token, sinceMs, timeoutMs };
  }

  begin(stream: UpstreamStream, headers: HeaderMap): void {
    this.#stream = stream;
    stream.headers(headers, false);
    if (this.#timeoutMs > 0)
      this.#timeout = this.#root.proxy.queue.after(this.#timeoutMs, () => {
        this.#stream?.reset();
        this.#madeUp('upstream request timeout', 'response_timeout');
      });
  }

  send(message: Uint8Array, endStream: boolean): void {
    if (this.#isLocallyClosed || this.#isOver) return;
    this.#isLocallyClosed = endStream;
    this.#stream?.data(framed(message), endStream);
  }

  halfClose(): void {
    if (this.#isLocallyClosed || this.#isOver) return;
    this.#isLocallyClosed = true;
    this.#stream?.data(NO_BYTES, true);
  }

  drop(): void {
    this.#isOver = true;
    this.#root.proxy.queue.cancel(this.#timeout);
    this.#stream?.reset();
  }

  onHeaders(map: HeaderMap, endStream: boolean): void {
    map.set(Name.serviceTime, decimal(0));
    const status = statusOf(map);
    if (status !== 200 && !(endStream && map.get(Name.grpcStatus) !== undefined)) {
      if (!this.#isUnary) this.#owner.onInitialMetadata(this.#token, new HeaderMap());
      this.#broken(grpcStatusOf(status));
      return;
    }
    if (!this.#isUnary) this.#owner.onInitialMetadata(this.#token, endStream ? new HeaderMap() : map);
    if (endStream) this.onTrailers(map);
  }

  onData(bytes: Uint8Array, endStream: boolean): void {
    if (this.#isOver) return;
    const messages = this.#frames.read(bytes);
    if (messages === undefined) {
      this.#broken(GrpcStatus.internal);
      return;
    }
    for (const message of messages) {
      if (this.#isUnary) this.#message = message;
      else this.#owner.onMessage(this.#token, message);
    }
    if (endStream) this.#broken(GrpcStatus.unknown);
  }

  onTrailers(map: HeaderMap): void {
    const given = map.get(Name.grpcStatus);
    const status = given === undefined ? GrpcStatus.unknown : Number(latin1OfBytes(given)) || 0;
    const message = map.get(Name.grpcMessage);
    if (!this.#isUnary) this.#owner.onTrailingMetadata(this.#token, map);
    this.#end(status, withDetails(message === undefined ? '' : latin1OfBytes(message), 'via_upstream'));
  }

  onReset(reason: ResetReason): void {
    const { body, details } = reason === 'refused' ? connectFailure() : resetReply(reason);
    this.#madeUp(latin1OfBytes(body), details);
  }

  /** What came is no gRPC, or ended too soon. */
  #broken(status: number): void {
    if (!this.#isUnary) this.#owner.onTrailingMetadata(this.#token, new HeaderMap());
    this.#close(status, 'via_upstream');
  }

  /** A reply of Envoy's own, in gRPC's form: trailers only. */
  #madeUp(text: string, details: string): void {
    if (!this.#isUnary) {
      const map = new HeaderMap();
      map.add(Name.status.bytes, ascii('200'));
      map.add(Name.contentType.bytes, ascii('application/grpc'));
      map.add(Name.grpcStatus.bytes, ascii('14'));
      map.add(Name.grpcMessage.bytes, bytesOfLatin1(text));
      this.#owner.onInitialMetadata(this.#token, new HeaderMap());
      this.#owner.onTrailingMetadata(this.#token, map);
    }
    this.#close(GrpcStatus.unavailable, withDetails(text, details));
  }

  #end(status: number, message: string): void {
    if (!this.#isUnary || status !== GrpcStatus.ok) {
      this.#close(status, message);
    } else if (this.#message === undefined) {
      this.#close(GrpcStatus.internal, '');
    } else {
      this.drop();
      this.#owner.onMessage(this.#token, this.#message);
      this.#owner.onAnswered(this.#token);
    }
  }

  #close(status: number, message: string): void {
    if (this.#isOver) return;
    this.drop();
    this.#owner.onClosed(this.#token, status, message);
  }
}

function withDetails(message: string, details: string): string {
  return message === '' ? details : `${message}{${details}}`;
}
