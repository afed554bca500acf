import { NO_BYTES, type HeaderBytes, type ReplySpec, joinBytes } from '../model/index.ts';
import { HeaderMap, lowerName } from './header-map.ts';
import { ascii, decimal, Name, numberOf } from './names.ts';
import { headerBytes, pieceBytes } from './wire.ts';

/** What of an upstream's answer is the same whenever it is given. */
export interface EncodedReply {
  readonly status: number;
  readonly isChunked: boolean;
  readonly pieces: readonly Uint8Array[];
  /** The pieces as one. */
  readonly whole: Uint8Array;
  readonly trailers: HeaderBytes;
  /** The codec does not take it: a 204 says that it has a body. */
  readonly isRefused: boolean;
  /** Status and headers with what frames the body over HTTP/1.1. Take a clone. */
  readonly head: HeaderMap;
}

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
  const head = new HeaderMap();
  head.add(Name.status.bytes, decimal(status));
  const headers = headerBytes(spec.headers ?? []);
  for (let i = 0; i + 1 < headers.length; i += 2)
    head.add(lowerName(headers[i] ?? NO_BYTES), headers[i + 1] ?? NO_BYTES);
  if (isChunked) head.add(Name.transferEncoding.bytes, ascii('chunked'));
  else if (head.get(Name.contentLength) === undefined && status !== 204 && status !== 304)
    head.add(Name.contentLength.bytes, decimal(whole.length));
  const isRefused = status === 204 && (isChunked || numberOf(head.get(Name.contentLength) ?? NO_BYTES) > 0);
  if (status === 204) head.remove(Name.contentLength);
  return { status, isChunked, isRefused, pieces, whole, trailers, head };
}
