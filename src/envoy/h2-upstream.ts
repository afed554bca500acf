import {
  latin1OfBytes,
  NO_BYTES,
  type HeaderBytes,
  type ReplySpec,
  type UpstreamRequest,
  joinBytes,
} from '../model/index.ts';
import { BodyTally, H2Error, isConnectionSpecific, joinCookies } from './h2-codec.ts';
import { endsWithHeaders, framesOf, type H2Frame } from './h2-frames.ts';
import { HeaderMap, headerMapOf, lowerName } from './header-map.ts';
import { ascii, decimal, Name } from './names.ts';
import type { ResetReason } from './upstream-errors.ts';
import { headerBytes, UPSTREAM_CHUNK_GAP_MS } from './wire.ts';
import type { UpstreamSink } from './upstream-stream.ts';

/** A request as an upstream sees it come in over HTTP/2. */
export class H2SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: HeaderBytes;
  readonly framing = 'frames';
  isComplete = false;
  /** The body does not fit its content-length: a strict upstream drops the connection. */
  isMalformed = false;
  #trailers: HeaderBytes = [];
  readonly #pieces: Uint8Array[] = [];
  readonly #tally: BodyTally;
  #last: NonNullable<NonNullable<UpstreamRequest['h2']>['endedBy']> = 'headers';
  #excess: Uint8Array = NO_BYTES;
  #reset: number | undefined;

  constructor(map: HeaderMap, endStream: boolean) {
    // The codec sees to it that there is a scheme, and checks little else.
    if (map.get(Name.scheme) === undefined) map.add(Name.scheme.bytes, ascii('http'));
    this.method = latin1OfBytes(map.get(Name.method) ?? NO_BYTES);
    this.path = latin1OfBytes(map.get(Name.path) ?? NO_BYTES);
    const sent = map.clone();
    joinCookies(sent);
    this.headers = sent.snapshot();
    this.#tally = BodyTally.of(map);
    this.isComplete = endStream;
  }

  get isHead(): boolean {
    return this.method === 'HEAD';
  }

  /** Says whether this piece made the request whole: END_STREAM does, not the length. */
  add(bytes: Uint8Array, endStream: boolean): boolean {
    if (this.isMalformed) return false;
    if (!this.#tally.add(bytes.length, endStream)) {
      this.isMalformed = true;
      this.#excess = bytes;
      return false;
    }
    if (bytes.length > 0) this.#pieces.push(bytes);
    this.#last = bytes.length > 0 ? 'data' : 'empty data';
    this.isComplete = endStream;
    return endStream;
  }

  addTrailers(trailers: HeaderBytes): boolean {
    this.isMalformed ||= !this.#tally.add(0, true);
    if (this.isMalformed) return false;
    this.#trailers = trailers;
    this.#last = 'trailers';
    this.isComplete = true;
    return true;
  }

  /** Envoy takes the request back. */
  wasReset(): void {
    this.#reset = H2Error.internal;
  }

  finished(): UpstreamRequest {
    const { method, path, headers, framing } = this;
    return {
      method,
      path,
      headers,
      body: joinBytes(this.#pieces),
      trailers: this.#trailers,
      framing,
      incomplete: !this.isComplete,
      excess: this.#excess,
      h2: {
        ...(this.isComplete ? { endedBy: this.#last } : {}),
        ...(this.#reset === undefined ? {} : { reset: this.#reset }),
        ...(this.isMalformed ? { lengthMismatch: true } : {}),
      },
    };
  }
}

/** The way back from an upstream to whoever asked. */
export interface Answering {
  readonly sink: UpstreamSink;
  readonly later: (delayMs: number, action: () => void) => void;
  /** Nothing comes after this. */
  readonly over: () => void;
}

/** Plays a scripted reply over HTTP/2, frame by frame. */
export function answerOverH2(reply: ReplySpec, method: string, { sink, later, over }: Answering): void {
  const map = new HeaderMap();
  map.add(Name.status.bytes, decimal(reply.status ?? 200));
  const given = headerBytes(reply.headers ?? []);
  for (let i = 0; i + 1 < given.length; i += 2) {
    const name = lowerName(given[i] ?? NO_BYTES);
    // An HTTP/2 server has no headers of one hop.
    if (!isConnectionSpecific(name)) map.add(name, given[i + 1] ?? NO_BYTES);
  }
  joinCookies(map);
  if (endsWithHeaders(reply)) {
    over();
    sink.onHeaders(map, true);
    return;
  }
  const tally = method === 'HEAD' ? new BodyTally(0) : BodyTally.of(map);
  const frames = framesOf(reply);
  const gap = reply.chunk_delay_ms ?? UPSTREAM_CHUNK_GAP_MS;
  const resets = (reason: ResetReason): void => {
    over();
    sink.onReset(reason);
  };
  const play = (index: number): void => {
    const frame = frames[index];
    if (frame !== undefined) later(gap, () => show(frame, index));
    else if (reply.failure === 'partial') later(PARTIAL_MS, () => resets(resetReasonOf(reply.code)));
  };
  const show = (frame: H2Frame, index: number): void => {
    const ends = frame.kind === 'trailers' || frame.endStream;
    // Envoy's codec holds the body against the content-length.
    if (!tally.add(frame.kind === 'data' ? frame.bytes.length : 0, ends)) {
      resets('protocol');
      return;
    }
    if (ends) over();
    if (frame.kind === 'trailers') sink.onTrailers(headerMapOf(frame.fields));
    else sink.onData(frame.bytes, frame.endStream);
    if (!ends) play(index + 1);
  };
  sink.onHeaders(map, false);
  play(0);
}

/** A partial answer is broken off this much behind its last frame (the recorder's pace). */
const PARTIAL_MS = 50;

/** What a RST_STREAM from the upstream means to Envoy. */
export function resetReasonOf(code: number = H2Error.internal): ResetReason {
  if (code === H2Error.protocol) return 'protocol';
  return code === H2Error.refusedStream ? 'remote-refused' : 'remote-reset';
}
