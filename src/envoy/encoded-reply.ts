import { NO_BYTES, type HeaderBytes, type ReplySpec, joinBytes } from '../model/index.ts';
import { areSoundHeaders, readLines } from './h1-codec.ts';
import { type HeaderMap, headerMapOf } from './header-map.ts';
import { decimal, Name, numberOf } from './names.ts';
import { headerBytes, pieceBytes } from './wire.ts';

/** What of an upstream's answer is the same whenever it is given. */
export interface EncodedReply {
  readonly status: number;
  readonly isChunked: boolean;
  readonly pieces: readonly Uint8Array[];
  /** The pieces as one. */
  readonly whole: Uint8Array;
  readonly trailers: HeaderBytes;
  /** The codec does not take it. */
  readonly isRefused: boolean;
  /** It is refused, or an interim answer. */
  readonly isNone: boolean;
  /** Status and headers with what frames the body over HTTP/1.1. Take a clone. */
  readonly head: HeaderMap;
}

/** The one status below 200 that ends an exchange. */
export const SWITCHING = 101;

/** Encoded once for each description, as requests are. */
const encoded = new WeakMap<ReplySpec, EncodedReply>();

export function encodedReply(spec: ReplySpec): EncodedReply {
  let reply = encoded.get(spec);
  if (reply === undefined) encoded.set(spec, (reply = encode(spec)));
  return reply;
}

function encode(spec: ReplySpec): EncodedReply {
  const pieces = (spec.body ?? []).map(pieceBytes);
  const trailers = headerBytes(spec.trailers ?? []);
  const isChunked = spec.framing === 'chunked' || pieces.length > 1 || trailers.length > 0;
  const status = spec.status ?? 200;
  const whole = joinBytes(pieces);
  const lines = readLines(spec.headers ?? []);
  if (isChunked) lines.push(['transfer-encoding', 'chunked']);
  else if (status !== 204 && status !== 304 && !lines.some(([name]) => name.toLowerCase() === 'content-length'))
    lines.push(['content-length', String(whole.length)]);
  const head = headerMapOf([Name.status.bytes, decimal(status), ...headerBytes(lines)]);
  head.remove(Name.keepAlive);
  const isBodiless = status === 204 || status < 200;
  const isRefused = status < 100 || !areSoundHeaders(lines) || (isBodiless && isBodied(head));
  if (isBodiless) head.remove(Name.contentLength);
  const isNone = isRefused || (status < 200 && status !== SWITCHING);
  return { status, isChunked, isRefused, isNone, pieces, whole, trailers, head };
}

function isBodied(head: HeaderMap): boolean {
  return head.get(Name.transferEncoding) !== undefined || numberOf(head.get(Name.contentLength) ?? NO_BYTES) > 0;
}
