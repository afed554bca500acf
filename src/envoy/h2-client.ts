import {
  bytesOfLatin1,
  latin1OfBytes,
  MarkKind,
  NO_BYTES,
  type ClientResponse,
  type H2StreamSpec,
  type HeaderBytes,
  type RequestSpec,
  joinBytes,
} from '../model/index.ts';
import type { BodyBuffer } from './body-buffer.ts';
import { admitRequest, dressResponse, type RequestClient } from './client.ts';
import type { Timer } from './event-queue.ts';
import {
  areSoundTrailers,
  BodyTally,
  H2Error,
  joinCookies,
  malformedNames,
  refusalOf,
  type H2Refusal,
} from './h2-codec.ts';
import { refusedByManager } from './encoded-request.ts';
import type { H2Connection } from './h2-connection.ts';
import { endsWithHeaders, framesOf, type H2Frame } from './h2-frames.ts';
import { HeaderMap, headerMapOf, lowerName } from './header-map.ts';
import type { HttpStream } from './http-stream.ts';
import { Name, statusOf } from './names.ts';
import type { Proxy } from './proxy.ts';
import type { Refusal } from './refusals.ts';
import { CLIENT_CHUNK_GAP_MS, headerBytes, pieceBytes } from './wire.ts';

const DEFAULT_TIMEOUT_MS = 3000;

/** One stream of a client's HTTP/2 connection: a request and its answer, as the recorder's client does it. */
export class H2Client implements RequestClient {
  readonly isHttp2 = true;
  refused: Refusal | undefined;
  readonly method: string;
  readonly path: string;
  readonly refusal: H2Refusal | undefined;
  readonly #proxy: Proxy;
  readonly #spec: H2StreamSpec;
  readonly #connection: H2Connection;
  /** The connection carries this stream only: the client closes it when it gives up. */
  readonly #isAlone: boolean;
  readonly #fields: HeaderBytes;
  readonly #frames: readonly H2Frame[];
  #stream: HttpStream | undefined;
  #timeout: Timer | undefined;
  #sent = new BodyTally(undefined);
  #isSending = true;
  /** END_STREAM has gone out. */
  #hasEnded = false;

  #status = 0;
  #headers: HeaderBytes = [];
  #trailers: HeaderBytes = [];
  #received = new BodyTally(undefined);
  readonly #body: Uint8Array[] = [];
  readonly #informational: number[] = [];
  #end: ClientResponse['end'] | undefined;
  #facts: NonNullable<ClientResponse['h2']> = {};
  finishedAt = -1;

  constructor(proxy: Proxy, spec: H2StreamSpec, connection: H2Connection, isAlone: boolean) {
    this.#proxy = proxy;
    this.#spec = spec;
    this.#connection = connection;
    this.#isAlone = isAlone;
    this.method = spec.method ?? 'GET';
    this.path = spec.path ?? '/';
    this.#fields = headerBytes([
      [':method', this.method],
      [':path', this.path],
      [':scheme', spec.scheme ?? 'http'],
      [':authority', spec.host ?? 'lab.test'],
      ...(spec.headers ?? []),
    ]);
    this.#frames = framesOf(spec);
    this.refusal = refusalOf(this.#fields, endsWithHeaders(spec));
  }

  get isFinished(): boolean {
    return this.#end !== undefined && !this.#isSending;
  }

  get isConnectionAlive(): boolean {
    return this.#end === 'complete' && !this.#connection.isClosing;
  }

  /** The request's headers as the first filter sees them; none of a request that the codec refuses. */
  requestHeaders(): HeaderMap {
    const map = new HeaderMap();
    if (this.refusal !== undefined) return map;
    for (let i = 0; i + 1 < this.#fields.length; i += 2) {
      const name = this.#fields[i] ?? NO_BYTES;
      // A host field beside :authority says nothing.
      if (latin1OfBytes(name) !== 'host') map.add(name, this.#fields[i + 1] ?? NO_BYTES);
    }
    joinCookies(map);
    if (map.get(Name.expect) !== undefined) this.#informational.push(100);
    admitRequest(map, this.#proxy.random);
    this.refused = refusedByManager(map);
    return map;
  }

  /** Envoy has given the connection up: the request goes nowhere. */
  fail(): void {
    if (this.#connection.closed === undefined) this.#open(undefined);
    else this.#closed();
  }

  #open(stream: HttpStream | undefined): void {
    this.#stream = stream;
    this.#connection.carry(stream, () => this.#closed());
    if (stream === undefined) this.#sendFrame(0);
  }

  /** Envoy has closed the connection. */
  #closed(): void {
    this.#isSending = false;
    this.#finish('closed');
  }

  send(stream: HttpStream, headers: HeaderMap): void {
    this.#open(stream);
    if (this.refusal !== undefined) {
      this.#connection.cut(stream, this.refusal);
      this.#sendFrame(0);
      return;
    }
    this.#sent = BodyTally.of(headers);
    this.#hasEnded = endsWithHeaders(this.#spec);
    stream.receiveHeaders(headers, this.#hasEnded);
    this.#sendFrame(0);
  }

  #sendFrame(index: number): void {
    const frame = this.#frames[index];
    if (frame === undefined) {
      this.#sentAll();
      return;
    }
    this.#proxy.queue.after(this.#spec.chunk_delay_ms ?? CLIENT_CHUNK_GAP_MS, () => {
      if (!this.#isSending) return;
      if (this.#connection.isClosing) this.#connection.sentInVain();
      else if (this.#facts.reset !== undefined || this.#end !== undefined) return this.#stopSending();
      else if (frame.kind === 'trailers') this.#sendTrailers(frame.fields);
      else if (!this.#sendData(frame)) return;
      this.#sendFrame(index + 1);
    });
  }

  /** The stream was over before everything was sent. */
  #stopSending(): void {
    this.#facts = { ...this.#facts, sendFailed: true };
    this.#isSending = false;
  }

  #sendData({ bytes, endStream }: { readonly bytes: Uint8Array; readonly endStream: boolean }): boolean {
    if (endStream) this.#hasEnded = true;
    if (this.#sent.add(bytes.length, endStream)) {
      this.#stream?.receiveData(bytes, endStream);
      return true;
    }
    this.#facts = { ...this.#facts, reset: H2Error.protocol };
    this.#isSending = false;
    this.#finish('closed');
    this.#stream?.clientGone({ flag: 'DPE', details: 'http2.remote_reset' });
    return false;
  }

  #sendTrailers(fields: HeaderBytes): void {
    const stream = this.#stream;
    if (stream === undefined) return;
    this.#hasEnded = true;
    if (!areSoundTrailers(fields)) this.#connection.cut(stream, 'http2.invalid.header.field');
    else if (!this.#sent.add(0, true)) this.#connection.cut(stream, 'http2.violation.of.messaging.rule');
    else stream.receiveTrailers(headerMapOf(fields));
  }

  #sentAll(): void {
    const { queue } = this.#proxy;
    const { reset_after_ms: reset, abort_after_ms: abort, timeout_ms: timeout = DEFAULT_TIMEOUT_MS } = this.#spec;
    if (reset !== undefined) queue.after(reset, () => this.#resetByClient());
    else if (abort !== undefined) queue.after(abort, () => this.#giveUp('aborted'));
    else {
      this.#isSending = false;
      if (this.#end === undefined) this.#timeout = queue.after(timeout, () => this.#giveUp('timeout'));
    }
  }

  #resetByClient(): void {
    const { opened } = this.#connection;
    this.#proxy.trace.mark(MarkKind.reset, opened, `stream ${opened}: client sends RST_STREAM`);
    if (this.#end !== undefined) return this.#stopSending();
    this.#isSending = false;
    this.#facts = { ...this.#facts, resetByClient: true };
    this.#finish('aborted');
    this.#stream?.clientGone({ flag: 'DR', details: 'http2.remote_reset' });
  }

  #giveUp(end: 'timeout' | 'aborted'): void {
    this.#isSending = false;
    this.#finish(end);
    // The proxy hears of it a moment after the client has gone on to other things.
    if (this.#isAlone) this.#proxy.queue.after(1, () => this.#connection.leave());
  }

  headers(map: HeaderMap, endStream: boolean): void {
    dressResponse(map);
    map.remove(Name.keepAlive);
    const status = statusOf(map);
    if (status >= 100 && status < 200 && !endStream) {
      this.#informational.push(status);
      return;
    }
    const sent = map.clone();
    joinCookies(sent);
    const flat: Uint8Array[] = [];
    for (let i = 0; i < sent.size; i++) {
      const name = sent.nameAt(i);
      if (latin1OfBytes(name) !== ':status') flat.push(name, sent.valueAt(i));
    }
    this.#status = status;
    this.#headers = flat;
    const malformed = malformedNames(flat);
    if (malformed.length > 0) this.#facts = { ...this.#facts, malformed };
    // An answer to HEAD, 204 and 304 say how long the body would be, and have none.
    const isBodiless = endStream || this.method === 'HEAD' || status === 204 || status === 304;
    this.#received = isBodiless ? new BodyTally(undefined) : BodyTally.of(map);
    if (endStream) this.#whole('headers');
  }

  willClose(): void {
    // Other streams go on: Envoy does not close an HTTP/2 connection behind a response.
  }

  data(data: BodyBuffer, endStream: boolean): void {
    const bytes = data.take();
    if (this.#status === 0) return;
    if (bytes.length > 0) this.#body.push(bytes);
    if (!this.#received.add(bytes.length, endStream)) this.#facts = { ...this.#facts, lengthMismatch: true };
    if (endStream) this.#whole(bytes.length > 0 ? 'data' : 'empty data');
  }

  trailers(map: HeaderMap): void {
    this.#trailers = map.snapshot();
    if (!this.#received.add(0, true)) this.#facts = { ...this.#facts, lengthMismatch: true };
    // Trailers that a filter has emptied are not sent: an empty DATA ends the stream.
    this.#whole(map.size > 0 ? 'trailers' : 'empty data');
  }

  /** The answer is whole. A request that is still coming is cut off behind it. */
  #whole(endedBy: 'headers' | 'data' | 'empty data' | 'trailers'): void {
    const reset = this.#hasEnded ? {} : { reset: H2Error.noError };
    this.#facts = { ...this.#facts, endedBy, ...reset };
    this.#finish(this.#facts.lengthMismatch === true ? 'incomplete' : 'complete');
  }

  /** Nothing hangs over HTTP/2: the stream ends with RST_STREAM, the connection goes on. */
  reset(): void {
    this.#facts = { ...this.#facts, reset: H2Error.internal };
    this.#finish(this.#status === 0 ? 'closed' : 'incomplete');
  }

  #finish(end: ClientResponse['end']): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.finishedAt = this.#proxy.queue.now;
    this.#proxy.queue.cancel(this.#timeout);
  }

  result(): ClientResponse {
    return {
      status: this.#status,
      reason: '',
      headers: this.#headers,
      body: joinBytes(this.#body),
      trailers: this.#trailers,
      framing: 'frames',
      end: this.#end ?? 'waiting',
      connectionAfter: this.#connection.isClosing ? 'closed' : 'open',
      extraBytes: NO_BYTES,
      informational: this.#informational,
      h2: this.#facts,
    };
  }
}

/**
 * An ordinary request as one HTTP/2 stream: names in lower case and Host as :authority, as every client sends them, and
 * a content-length where HTTP/1.1 would have one.
 */
export function streamOfRequest(spec: RequestSpec): H2StreamSpec {
  const given = (spec.headers ?? []).map(([name, value]) => [lowered(name), value] as const);
  const host = given.find(([name]) => name === 'host')?.[1] ?? spec.host;
  const body = (spec.body ?? []).map(pieceBytes);
  const isKnown =
    spec.framing === 'length' || (body.length === 1 && spec.framing !== 'chunked' && !spec.trailers?.length);
  const hasLength = given.some(([name]) => name === 'content-length');
  const size = body.reduce((sum, piece) => sum + piece.length, 0);
  const { headers: _, host: __, ...rest } = spec;
  return {
    ...rest,
    ...(host === undefined ? {} : { host }),
    headers: [
      ...given.filter(([name]) => name !== 'host'),
      ...(body.length > 0 && isKnown && !hasLength ? [['content-length', String(size)] as const] : []),
    ],
  };
}

function lowered(name: string): string {
  return latin1OfBytes(lowerName(bytesOfLatin1(name)));
}
