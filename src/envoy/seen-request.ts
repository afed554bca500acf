import {
  latin1OfBytes,
  NO_BYTES,
  type HeaderBytes,
  type UpstreamRequest,
  joinBytes,
  sameBytes,
} from '../model/index.ts';
import type { HeaderMap } from './header-map.ts';
import { ascii, decimal, Name, numberOf } from './names.ts';

/** A request as the upstream sees it come in. */
export class SeenRequest {
  readonly #map: HeaderMap;
  /** What the codec adds to frame the body. */
  readonly #added: HeaderBytes = NONE;
  readonly #length: number | undefined;
  readonly framing: 'length' | 'chunked' | 'none';
  readonly isMalformed = false;
  trailers: HeaderBytes = NONE;
  isComplete = false;
  /** It is answered already: what still comes is not looked at. */
  isUnread = false;
  #pieces: Uint8Array[] | undefined;
  #size = 0;
  #excess: Uint8Array[] | undefined;

  constructor(map: HeaderMap, endStream: boolean) {
    this.#map = map.clone();
    const declared = map.get(Name.contentLength);
    if (declared !== undefined) {
      this.framing = 'length';
      this.#length = numberOf(declared);
    } else if (map.get(Name.transferEncoding) !== undefined) {
      // The codec leaves it as it stands and adds no end: without a body the upstream waits for ever.
      this.framing = 'chunked';
      this.#length = undefined;
    } else if (!endStream) {
      this.framing = 'chunked';
      this.#length = undefined;
      this.#added = CHUNKED;
    } else if (isBodiless(map.get(Name.method) ?? NO_BYTES)) {
      this.framing = 'none';
      this.#length = 0;
    } else {
      this.framing = 'length';
      this.#length = 0;
      this.#added = NO_LENGTH;
    }
    if (this.#length === 0) this.isComplete = true;
  }

  get method(): string {
    return latin1OfBytes(this.#map.get(Name.method) ?? NO_BYTES);
  }

  get path(): string {
    return latin1OfBytes(this.#map.get(Name.path) ?? NO_BYTES);
  }

  get isHead(): boolean {
    return sameBytes(this.#map.get(Name.method) ?? NO_BYTES, HEAD);
  }

  /** The headers as they came over the wire. */
  get headers(): HeaderBytes {
    const authority = this.#map.get(Name.authority);
    const host = authority === undefined ? [] : [Name.host.bytes, authority];
    return [...host, ...this.#map.wireHeaders(), ...this.#added];
  }

  /** Says whether this piece made the request whole. */
  add(bytes: Uint8Array, endStream: boolean): boolean {
    if (this.isUnread) return false;
    return this.#take(bytes) || (endStream && this.#end());
  }

  #take(bytes: Uint8Array): boolean {
    const room = this.#length === undefined ? Infinity : this.#length - this.#size;
    const kept = bytes.length > room ? bytes.subarray(0, room) : bytes;
    if (kept.length > 0) (this.#pieces ??= []).push(kept);
    this.#size += kept.length;
    if (kept.length < bytes.length) (this.#excess ??= []).push(bytes.subarray(kept.length));
    if (this.isComplete || this.#length === undefined || this.#size < this.#length) return false;
    this.isComplete = true;
    return true;
  }

  /** The proxy has sent everything. Says whether that made the request whole. */
  #end(): boolean {
    if (this.isComplete || this.#length !== undefined) return false;
    this.isComplete = true;
    return true;
  }

  addTrailers(trailers: HeaderBytes): boolean {
    if (this.isUnread) return false;
    if (this.framing === 'chunked') this.trailers = trailers;
    return this.#end();
  }

  wasReset(): void {
    // HTTP/1.1 closes the connection instead: the request stays incomplete, which shows.
  }

  finished(): UpstreamRequest {
    const { method, path, headers, trailers, framing } = this;
    return {
      method,
      path,
      headers,
      body: joinBytes(this.#pieces ?? []),
      trailers,
      framing,
      incomplete: !this.isComplete && !this.isUnread,
      ...(this.isUnread && { isUnread: true }),
      excess: joinBytes(this.#excess ?? []),
    };
  }
}

const NONE: HeaderBytes = [];
const CHUNKED = [Name.transferEncoding.bytes, ascii('chunked')];
const NO_LENGTH = [Name.contentLength.bytes, decimal(0)];
const HEAD = ascii('HEAD');
const BODILESS = [ascii('GET'), HEAD, ...['DELETE', 'CONNECT', 'TRACE'].map(ascii)];

function isBodiless(method: Uint8Array): boolean {
  for (const one of BODILESS) if (sameBytes(one, method)) return true;
  return false;
}
