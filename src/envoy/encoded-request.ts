import { bytesOfLatin1, latin1OfBytes, NO_BYTES, type RequestSpec } from '../model/index.ts';
import { HeaderMap, lowerName } from './header-map.ts';
import { ascii, decimal, Name } from './names.ts';
import { headerBytes, pieceBytes } from './wire.ts';

/** What of an HTTP/1.1 request is the same whenever it is sent. */
export interface EncodedRequest {
  readonly pieces: readonly Uint8Array[];
  readonly isChunked: boolean;
  readonly hasFragment: boolean;
  /** It waits for leave to send its body. */
  readonly expects: boolean;
  /** Its headers as the connection manager passes them on, but for the id that it gives. Take a clone. */
  readonly head: HeaderMap;
}

/** Encoded once for each description: whoever sends the same request again must not pay for its text again. */
const encoded = new WeakMap<RequestSpec, EncodedRequest>();

export function encodedRequest(spec: RequestSpec): EncodedRequest {
  let request = encoded.get(spec);
  if (request === undefined) encoded.set(spec, (request = encode(spec)));
  return request;
}

function encode(spec: RequestSpec): EncodedRequest {
  const pieces = (spec.body ?? []).map(pieceBytes);
  const wantsChunks = pieces.length > 1 || (spec.trailers ?? []).length > 0 || spec.framing === 'chunked';
  const isChunked = pieces.length > 0 && wantsChunks && spec.framing !== 'length';
  const head = headOf(spec);
  if (!isChunked && pieces.length > 0 && head.get(Name.contentLength) === undefined)
    head.add(Name.contentLength.bytes, decimal(pieces.reduce((sum, piece) => sum + piece.length, 0)));
  const expects = head.get(Name.expect) !== undefined;
  admit(head);
  return { pieces, isChunked, expects, head, hasFragment: hasFragment(head) };
}

const HASH = 35;

/** The connection manager refuses a path with a `#` in it. */
export function hasFragment(head: HeaderMap): boolean {
  return head.get(Name.path)?.includes(HASH) === true;
}

/** Header names that belong to one hop: the connection manager takes them out before the filters. */
const HOP_BY_HOP = [
  Name.connection,
  Name.keepAlive,
  Name.proxyConnection,
  Name.upgrade,
  Name.expect,
  Name.transferEncoding,
];

/** What the connection manager does to a request's headers in front of the first filter, but for their id. */
export function admit(map: HeaderMap): void {
  for (const name of HOP_BY_HOP) map.remove(name);
  keepTrailersOf(map);
  if (map.get(Name.forwardedProto) === undefined) map.add(Name.forwardedProto.bytes, ascii('http'));
  map.remove(Name.internal);
}

/** Of the transfer codings that a client takes, trailers alone go on (sanitize_te). */
function keepTrailersOf(map: HeaderMap): void {
  const te = map.get(Name.te);
  if (te === undefined || te.length === 0) return;
  const codings = latin1OfBytes(te).split(',');
  if (codings.some((coding) => coding.trim() === 'trailers')) map.set(Name.te, TRAILERS);
  else map.remove(Name.te);
}

const TRAILERS = ascii('trailers');

function headOf(spec: RequestSpec): HeaderMap {
  const map = new HeaderMap();
  const given = headerBytes(spec.headers ?? []);
  let authority = bytesOfLatin1(spec.host ?? 'lab.test');
  for (let i = 0; i + 1 < given.length; i += 2)
    if (latin1OfBytes(lowerName(given[i] ?? NO_BYTES)) === 'host') authority = given[i + 1] ?? NO_BYTES;
  map.add(Name.authority.bytes, authority);
  map.add(Name.path.bytes, bytesOfLatin1(spec.path ?? '/'));
  map.add(Name.method.bytes, bytesOfLatin1(spec.method ?? 'GET'));
  map.add(Name.scheme.bytes, ascii('http'));
  for (let i = 0; i + 1 < given.length; i += 2) {
    const name = lowerName(given[i] ?? NO_BYTES);
    if (latin1OfBytes(name) !== 'host') map.add(name, given[i + 1] ?? NO_BYTES);
  }
  return map;
}
