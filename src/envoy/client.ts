import {
  bytesOfLatin1,
  latin1OfBytes,
  NO_BYTES,
  type ClientResponse,
  type HeaderBytes,
  type RequestSpec,
  joinBytes,
} from '../model/index.ts';
import type { BodyBuffer } from './body-buffer.ts';
import { admit, encodedRequest, type EncodedRequest } from './encoded-request.ts';
import type { Due, Timer } from './event-queue.ts';
import { type HeaderMap, headerMapOf } from './header-map.ts';
import type { Downstream } from './chain-member.ts';
import type { HttpStream } from './http-stream.ts';
import { ascii, decimal, Name, numberOf, statusOf } from './names.ts';
import type { Proxy } from './proxy.ts';
import type { Random } from './random.ts';
import { reasonOf } from './reasons.ts';
import type { Refusal } from './refusals.ts';
import { CLIENT_CHUNK_GAP_MS, DELAYED_CLOSE_MS, headerBytes } from './wire.ts';

const ENVOY = ascii('envoy');
const NONE: HeaderBytes = [];
const NO_STATUS: readonly number[] = [];
const CHUNKED = [Name.transferEncoding.bytes, ascii('chunked')];
const NO_LENGTH = [Name.contentLength.bytes, decimal(0)];
const DATE = ascii('Thu, 01 Jan 2026 00:00:00 GMT');
const DEFAULT_TIMEOUT_MS = 3000;

/** A client's connection; Envoy may have said that it will close it. */
export interface Connection {
  readonly id: number;
  /** Index of the worker that serves it. */
  readonly worker: number;
  isClosing: boolean;
}

/** A client with one request, whatever it speaks. */
export interface RequestClient extends Downstream {
  readonly method: string;
  readonly path: string;
  /** Why the codec does not take the request: it reaches no filter. */
  readonly refusal: string | undefined;
  /** It has its answer or has given up, and sends nothing more. */
  readonly isFinished: boolean;
  readonly isConnectionAlive: boolean;
  /** Virtual time at which the answer was whole, or the client gave up. */
  readonly finishedAt: number;
  requestHeaders(): HeaderMap;
  send(stream: HttpStream, headers: HeaderMap): void;
  fail(): void;
  result(): ClientResponse;
}

/** A client that sends one request over HTTP/1.1 and takes the answer, as the recorder's client does. */
export class Client implements RequestClient, Due {
  readonly isHttp2 = false;
  readonly refusal = undefined;
  readonly #proxy: Proxy;
  readonly #spec: RequestSpec;
  readonly #request: EncodedRequest;
  #stream: HttpStream | undefined;
  #timeout: Timer | undefined;
  readonly #connection: Connection;
  #sending = true;

  #status = 0;
  #head: HeaderMap | undefined;
  /** What the codec adds to frame the body. */
  #added: HeaderBytes = NONE;
  #body: Uint8Array[] | undefined;
  #bodySize = 0;
  #length: number | undefined;
  #extra: Uint8Array[] | undefined;
  #trailers: HeaderBytes = NONE;
  #framing: ClientResponse['framing'] = 'none';
  #informational: readonly number[] = NO_STATUS;
  #end: ClientResponse['end'] | undefined;
  #isConnectionClosed = false;
  /** Virtual time at which the answer was whole, or the client gave up. */
  finishedAt = -1;

  constructor(proxy: Proxy, spec: RequestSpec, connection: Connection) {
    this.#proxy = proxy;
    this.#connection = connection;
    this.#spec = spec;
    this.#request = encodedRequest(spec);
  }

  get isFinished(): boolean {
    return this.#end !== undefined && !this.#sending;
  }

  get isConnectionAlive(): boolean {
    return this.#end === 'complete' && !this.#isConnectionClosed;
  }

  get method(): string {
    return this.#spec.method ?? 'GET';
  }

  get path(): string {
    return this.#spec.path ?? '/';
  }

  get refused(): Refusal | undefined {
    return this.#request.refused;
  }

  /** The request's headers as the first filter sees them. */
  requestHeaders(): HeaderMap {
    const map = this.#request.head.clone();
    if (this.#request.expects) this.#informational = [100];
    // Of what the codec refuses nothing is known.
    if (map.size > 0) identify(map, this.#proxy.random);
    return map;
  }

  /** The connection is gone: the request goes nowhere. */
  fail(): void {
    this.#sending = false;
    this.#isConnectionClosed = true;
    this.#finish('closed');
  }

  /** Sends the head now and the rest at its pace. */
  send(stream: HttpStream, headers: HeaderMap): void {
    this.#stream = stream;
    this.#timeout = this.#proxy.queue.put(this.#spec.timeout_ms ?? DEFAULT_TIMEOUT_MS, this);
    const declared = headers.get(Name.contentLength);
    this.#length = undefined;
    const expects = declared === undefined ? 0 : numberOf(declared);
    const { isChunked, isEndless, closes } = this.#request;
    if (closes) this.willClose();
    stream.receiveHeaders(headers, !(isChunked || isEndless || expects > 0));
    this.#sendPiece(0, expects);
  }

  #sendPiece(index: number, expects: number): void {
    const piece = this.#request.pieces[index];
    if (piece === undefined) {
      this.#sendEnd();
      return;
    }
    const gap = this.#spec.chunk_delay_ms ?? CLIENT_CHUNK_GAP_MS;
    const waits =
      index > 0 ||
      ((this.#spec.delay_first_chunk ?? true) && (this.#request.isChunked || this.#spec.framing === 'length'));
    if (waits) this.#proxy.queue.after(gap, () => this.#piece(piece, index, expects));
    else this.#piece(piece, index, expects);
  }

  #piece(piece: Uint8Array, index: number, expects: number): void {
    this.#stream?.receiveData(piece, false);
    const left = expects - piece.length;
    if (!this.#request.isChunked && left <= 0) this.#stream?.receiveData(NO_BYTES, true);
    this.#sendPiece(index + 1, left);
  }

  #sendEnd(): void {
    if (!this.#request.isChunked) {
      this.#sent();
      return;
    }
    this.#proxy.queue.after(this.#spec.chunk_delay_ms ?? CLIENT_CHUNK_GAP_MS, () => {
      const trailers = headerBytes(this.#spec.trailers ?? []);
      if (trailers.length === 0) this.#stream?.receiveData(NO_BYTES, true);
      else this.#stream?.receiveTrailers(headerMapOf(trailers));
      this.#sent();
    });
  }

  #sent(): void {
    const abort = this.#spec.abort_after_ms;
    if (abort === undefined) {
      this.#sending = false;
      return;
    }
    this.#proxy.queue.after(abort, () => {
      this.#sending = false;
      if (this.#end === undefined) this.#finish('aborted');
      this.#leave();
    });
  }

  headers(map: HeaderMap, endStream: boolean): void {
    this.#dressResponse(map);
    const status = statusOf(map);
    const hasBody = !endStream;
    const isBodiless = status === 204 || status === 304 || this.method === 'HEAD';
    const declared = map.get(Name.contentLength);
    if (status < 200) {
      // HTTP/1.1: an interim answer; the client goes on waiting for the real one.
      this.#informational = [...this.#informational, status];
      return;
    }
    this.#status = status;
    this.#head = map.clone();
    if (declared === undefined && status !== 204 && status !== 304) {
      // What answers a HEAD says how a GET's would be framed.
      if (hasBody || this.method === 'HEAD') this.#added = CHUNKED;
      else this.#added = NO_LENGTH;
    }
    if (isBodiless) this.#framing = 'none';
    else if (declared !== undefined || !hasBody) this.#framing = 'length';
    else this.#framing = 'chunked';
    this.#length = this.#framing === 'length' ? numberOf(declared ?? NO_BYTES) : undefined;
    if (isBodiless || this.#length === 0) this.#finish('complete');
  }

  willClose(): void {
    this.#connection.isClosing = true;
  }

  #dressResponse(map: HeaderMap): void {
    dressResponse(map);
    if (this.#stream?.remoteComplete !== true) this.willClose();
    if (this.#connection.isClosing) map.set(Name.connection, ascii('close'));
  }

  data(data: BodyBuffer, endStream: boolean): void {
    const bytes = data.take();
    if (this.#status === 0) return;
    const room = this.#length === undefined ? Infinity : this.#length - this.#bodySize;
    const own = this.#framing === 'none' ? NO_BYTES : bytes.length > room ? bytes.subarray(0, room) : bytes;
    if (own.length > 0) (this.#body ??= []).push(own);
    if (own.length < bytes.length) (this.#extra ??= []).push(bytes.subarray(own.length));
    this.#bodySize += own.length;
    if (this.#length !== undefined ? this.#bodySize >= this.#length : endStream) this.#finish('complete');
  }

  trailers(map: HeaderMap): void {
    if (this.#framing === 'chunked') this.#trailers = map.snapshot();
    if (this.#length === undefined) this.#finish('complete');
  }

  /** Nothing more comes, and a moment later Envoy closes the connection. */
  reset(): void {
    this.willClose();
    this.#proxy.queue.after(DELAYED_CLOSE_MS, () => {
      this.#isConnectionClosed = true;
      this.#finish(this.#status === 0 ? 'closed' : 'incomplete');
    });
  }

  /** It has waited long enough. */
  happen(): void {
    if (this.#end !== undefined) return;
    this.#finish('timeout');
    this.#sending = false;
    this.#leave();
  }

  /** The proxy hears of it before it hears of what the client does next. */
  #leave(): void {
    this.#proxy.queue.after(0, () => this.#stream?.clientGone());
  }

  #finish(end: ClientResponse['end']): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    // Whoever asked for it and has sent everything need not wait for the close.
    if (this.#request.closes && this.#stream?.remoteComplete === true) this.#isConnectionClosed = true;
    this.finishedAt = this.#proxy.queue.now;
    this.#proxy.queue.cancel(this.#timeout);
  }

  result(): ClientResponse {
    const isWhole = this.#end === 'complete' || this.#end === 'incomplete';
    return {
      status: this.#status,
      reason: this.#status === 0 ? '' : reasonOf(this.#status),
      headers: onTheWire([...(this.#head?.wireHeaders() ?? []), ...this.#added]),
      body: isWhole ? joinBytes(this.#body ?? NONE) : NO_BYTES,
      trailers: this.#trailers,
      framing: this.#framing,
      end: this.#end ?? 'waiting',
      connectionAfter: this.isConnectionAlive ? 'open' : 'closed',
      extraBytes: joinBytes(this.#extra ?? NONE),
      informational: this.#informational,
    };
  }
}

/**
 * What a client reads of headers that were written unchecked: a line break in a value makes another header, a colon in
 * a name ends it there. Envoy checks neither in responses.
 */
function onTheWire(flat: HeaderBytes): HeaderBytes {
  if (!flat.some((bytes, i) => bytes.includes(10) || (i % 2 === 0 && bytes.includes(58)))) return flat;
  const read: Uint8Array[] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const text = `${latin1OfBytes(flat[i] ?? NO_BYTES)}: ${latin1OfBytes(flat[i + 1] ?? NO_BYTES)}`;
    for (const line of text.split(/\r?\n/)) {
      const colon = line.indexOf(':');
      const [name, value] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).trim()];
      read.push(bytesOfLatin1(name), bytesOfLatin1(value));
    }
  }
  return read;
}

/** What the connection manager does to a request's headers in front of the first filter. */
export function admitRequest(map: HeaderMap, random: Random): void {
  admit(map);
  identify(map, random);
}

function identify(map: HeaderMap, random: Random): void {
  const id = map.get(Name.requestId);
  if (id === undefined || id.length === 0) map.set(Name.requestId, random.uuid());
}

const NOT_SENT = [Name.connection, Name.upgrade, Name.transferEncoding, Name.proxyConnection];
const NOT_SENT_BITS = NOT_SENT.reduce((bits, { bit }) => bits | bit, 0);

/** What the connection manager does to a response's headers behind the last filter. */
export function dressResponse(map: HeaderMap): void {
  if (map.hasAny(NOT_SENT_BITS)) for (const name of NOT_SENT) map.remove(name);
  if (!map.has(Name.date)) map.set(Name.date, DATE);
  map.set(Name.server, ENVOY);
}
