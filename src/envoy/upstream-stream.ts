import { NO_BYTES, type PendingCall, type ReplySpec } from '../model/index.ts';
import type { Cluster } from './clusters.ts';
import { encodedReply, type EncodedReply, SWITCHING } from './encoded-reply.ts';
import { type Due, isPending, type Timer } from './event-queue.ts';
import { headerMapOf, type HeaderMap } from './header-map.ts';
import { answerOverH2, H2SeenRequest, resetReasonOf } from './h2-upstream.ts';
import { ascii, Name, numberOf } from './names.ts';
import type { RootContext } from './root-context.ts';
import { SeenRequest } from './seen-request.ts';
import type { ResetReason } from './upstream-errors.ts';
import { UPSTREAM_CHUNK_GAP_MS } from './wire.ts';

/** Who gets an upstream's answer: the router, or a filter's own call. */
export interface UpstreamSink {
  /** The connection stands: false refuses to send the head. */
  onConnected(head: HeaderMap): boolean;
  onHeaders(map: HeaderMap, endStream: boolean): void;
  onData(bytes: Uint8Array, endStream: boolean): void;
  onTrailers(map: HeaderMap): void;
  onReset(reason: ResetReason): void;
  waiter(): Waiter;
}

/** Who waits for an upstream's answer, since when, and for how long at most (0: for ever). */
export interface Waiter {
  readonly kind: PendingCall['kind'];
  /** Index of the exchange whose route leads here. */
  readonly exchange?: number;
  /** The plugin whose call it is. */
  readonly root?: RootContext;
  readonly token: number;
  readonly sinceMs: number;
  readonly timeoutMs: number;
}

const NO_TIMERS: readonly Timer[] = [];

/** One request and its answer on a connection to an upstream. */
export class UpstreamStream implements Due {
  readonly #cluster: Cluster;
  readonly #sink: UpstreamSink;
  /** The head, until it is sent. */
  #head: HeaderMap | undefined;
  #endStream = false;
  /** The answer, where it was chosen before the request was whole. */
  #chosen: ReplySpec | undefined;
  /** The answer, until it is given. */
  #reply: ReplySpec | undefined;
  #request: SeenRequest | H2SeenRequest | undefined;
  /** What came before the connection stood. */
  #waiting: (() => void)[] | undefined;
  #isConnected = false;
  #timer: Timer | undefined;
  /** Older ones that are pending, too. */
  #timers: readonly Timer[] = NO_TIMERS;
  #isOver = false;
  #isWaiting = false;
  #index = 0;

  constructor(cluster: Cluster, sink: UpstreamSink) {
    this.#cluster = cluster;
    this.#sink = sink;
  }

  headers(map: HeaderMap, endStream: boolean): void {
    // HTTP/2 has room for another stream on a connection that stands.
    const { isGated, isHttp2, isConnected } = this.#cluster;
    if ((isGated || isHttp2) && isConnected) {
      this.#connected(map, endStream);
      return;
    }
    this.#head = map;
    this.#endStream = endStream;
    this.#put(0, this);
  }

  /** The connection stands, or the time of the answer has come. */
  happen(): void {
    const head = this.#head;
    const reply = this.#reply;
    if (head !== undefined) {
      this.#head = undefined;
      this.#connected(head, this.#endStream);
    } else if (reply !== undefined) {
      this.#reply = undefined;
      this.#give(reply);
    }
  }

  #connected(map: HeaderMap, endStream: boolean): void {
    if (this.#cluster.refuses) {
      this.#over();
      this.#sink.onReset('refused');
      return;
    }
    if (!this.#sink.onConnected(map)) {
      this.#over();
      return;
    }
    const { isGated, isHttp2 } = this.#cluster;
    const request = isHttp2
      ? new H2SeenRequest(map, endStream)
      : new SeenRequest(isGated ? throughGate(map) : map, endStream);
    this.#request = request;
    this.#index = this.#cluster.count++;
    this.#cluster.keep(request);
    const waiting = this.#waiting;
    this.#isConnected = true;
    this.#waiting = undefined;
    if (this.#cluster.isHasty && request instanceof SeenRequest) this.#answerEarly(request);
    else if (request.isComplete) this.#answer();
    if (waiting !== undefined) for (const action of waiting) action();
    this.#cluster.isConnected = true;
  }

  #answerEarly(request: SeenRequest): void {
    const reply = this.#cluster.reply(request, this.#index);
    this.#chosen = reply;
    request.isUnread = reply.early === true;
    if (request.isUnread) this.#answerWith(reply);
    else if (request.isComplete) this.#answer();
  }

  data(bytes: Uint8Array, endStream: boolean): void {
    if (this.#isConnected) this.#take(bytes, endStream);
    else this.#whenConnected(() => this.#take(bytes, endStream));
  }

  #take(bytes: Uint8Array, endStream: boolean): void {
    if (this.#isOver) return;
    if (this.#request?.add(bytes, endStream) === true) this.#answer();
    if (this.#request?.isMalformed === true) this.#later(0, () => this.#refuse());
  }

  trailers(map: HeaderMap): void {
    this.#whenConnected(() => {
      if (this.#request?.addTrailers(map.snapshot()) === true) this.#answer();
      if (this.#request?.isMalformed === true) this.#later(0, () => this.#refuse());
    });
  }

  reset(): void {
    if (!this.#isOver) this.#request?.wasReset();
    this.#over();
  }

  /** A strict upstream drops the connection. */
  #refuse(): void {
    this.#over();
    this.#cluster.isConnected = false;
    this.#sink.onReset('termination');
  }

  #whenConnected(action: () => void): void {
    if (this.#isOver) return;
    if (this.#isConnected) action();
    else (this.#waiting ??= []).push(action);
  }

  #over(): void {
    this.#isOver = true;
    this.#waits(false);
    const { queue } = this.#cluster;
    queue.cancel(this.#timer);
    for (const timer of this.#timers) queue.cancel(timer);
  }

  #later(delayMs: number, action: () => void): void {
    this.#put(delayMs, { happen: action });
  }

  #put(delayMs: number, due: Due): void {
    // Hardly ever is there more than one.
    if (this.#timer !== undefined && isPending(this.#timer)) this.#timers = [...this.#timers, this.#timer];
    this.#timer = this.#cluster.queue.put(delayMs, due);
  }

  #answer(): void {
    const request = this.#request;
    if (request === undefined) return;
    if (this.#cluster.holds) this.#waits(true);
    else this.#answerWith(this.#chosen ?? this.#cluster.reply(request, this.#index));
  }

  /** Answers, now, a request that waits: whatever its script says. */
  decide(reply: ReplySpec): void {
    if (!this.#isWaiting) return;
    this.#waits(false);
    this.#cluster.queue.cancel(this.#timer);
    this.#answerWith(reply);
  }

  /** What waits at the cluster, for the report. */
  pending(): Waiter & Pick<PendingCall, 'cluster' | 'request' | 'method' | 'path'> {
    const { method = '', path = '' } = this.#request?.finished() ?? {};
    return { ...this.#sink.waiter(), cluster: this.#cluster.name, request: this.#index, method, path };
  }

  get index(): number {
    return this.#index;
  }

  #waits(isWaiting: boolean): void {
    if (this.#isWaiting === isWaiting) return;
    this.#isWaiting = isWaiting;
    if (isWaiting) this.#cluster.waiting.add(this);
    else this.#cluster.waiting.delete(this);
  }

  #answerWith(reply: ReplySpec): void {
    const delay = reply.delay_ms ?? 0;
    if (reply.failure === 'hang' || delay > 0) this.#waits(true);
    if (reply.failure === 'hang') return;
    this.#reply = reply;
    this.#put(delay, this);
  }

  #give(reply: ReplySpec): void {
    const request = this.#request;
    this.#waits(false);
    if (request === undefined) return;
    if (reply.failure !== 'reset') {
      this.#respond(reply, request);
      return;
    }
    this.#over();
    this.#sink.onReset(this.#cluster.isHttp2 ? resetReasonOf(reply.code) : 'termination');
  }

  #respond(reply: ReplySpec, request: SeenRequest | H2SeenRequest): void {
    if (this.#cluster.isHttp2) {
      const later = (delayMs: number, action: () => void): void => this.#later(delayMs, action);
      answerOverH2(reply, request.method, { sink: this.#sink, later, over: () => this.#over() });
      return;
    }
    const encoded = encodedReply(reply);
    if (encoded.isNone) {
      this.#noAnswer(encoded);
      return;
    }
    const { status, isChunked, pieces, whole } = encoded;
    const map = this.#cluster.isGated ? gatedHead(encoded) : encoded.head.clone();
    const isBodiless = request.isHead || status === 204 || status === 304;
    if (isBodiless || (!isChunked && whole.length === 0 && status !== SWITCHING)) {
      this.#over();
      this.#sink.onHeaders(map, true);
      return;
    }
    this.#sink.onHeaders(map, false);
    if (this.#isOver) return;
    if (isChunked) this.#chunk(pieces, 0, reply);
    else this.#whole(whole, numberOf(map.get(Name.contentLength) ?? NO_BYTES), reply.failure);
  }

  /** Nothing of it goes further. */
  #noAnswer({ isRefused }: EncodedReply): void {
    if (!isRefused) {
      // Behind an interim answer nothing follows.
      this.#waits(true);
      return;
    }
    this.#over();
    this.#sink.onReset('protocol');
  }

  #whole(body: Uint8Array, declared: number, failure: ReplySpec['failure']): void {
    if (body.length > 0) this.#sink.onData(body, false);
    const isShort = declared > body.length;
    // A body shorter than was declared: Envoy waits for the rest, and takes the connection's end for a broken message.
    if (this.#isOver || (isShort && failure !== 'partial')) return;
    this.#over();
    if (isShort) this.#sink.onReset('protocol');
    else this.#sink.onData(NO_BYTES, true);
  }

  #chunk(pieces: readonly Uint8Array[], index: number, reply: ReplySpec): void {
    const piece = pieces[index];
    if (piece === undefined && reply.failure === 'partial') {
      this.#over();
      this.#sink.onReset('protocol');
      return;
    }
    this.#later(reply.chunk_delay_ms ?? UPSTREAM_CHUNK_GAP_MS, () => {
      if (piece !== undefined) {
        this.#sink.onData(piece, false);
        if (!this.#isOver) this.#chunk(pieces, index + 1, reply);
        return;
      }
      this.#over();
      const { trailers } = encodedReply(reply);
      if (trailers.length === 0) this.#sink.onData(NO_BYTES, true);
      else this.#sink.onTrailers(headerMapOf(trailers));
    });
  }
}

const GATE_RESPONSE = [
  [Name.serviceTime, ascii('0')],
  [Name.date, ascii('Thu, 01 Jan 2026 00:00:00 GMT')],
  [Name.server, ascii('envoy')],
] as const;

function gatedHead({ head, isChunked }: EncodedReply): HeaderMap {
  const map = head.clone();
  if (isChunked) map.remove(Name.transferEncoding);
  for (const [name, value] of GATE_RESPONSE) map.set(name, value);
  return map;
}

function throughGate(map: HeaderMap): HeaderMap {
  const sent = map.clone();
  for (const name of [Name.internal, Name.expectedTimeout]) sent.remove(name);
  if (sent.get(Name.forwardedProto) === undefined) sent.add(Name.forwardedProto.bytes, ascii('http'));
  if (sent.get(Name.requestId) === undefined)
    sent.add(Name.requestId.bytes, ascii('00000000-0000-4000-8000-000000000000'));
  sent.set(Name.expectedTimeout, ascii('15000'));
  return sent;
}
