import {
  bytesOfLatin1,
  type HeaderText,
  latin1OfBytes,
  NO_BYTES,
  type RequestSpec,
  sameBytes,
} from '../model/index.ts';
import { nominated, readLines, readTarget, refusedHeaders, type Target, wordsOf } from './h1-codec.ts';
import { HeaderMap, lowerName } from './header-map.ts';
import { known } from './header-names.ts';
import { ascii, decimal, Name } from './names.ts';
import { ManagerRefusal, type Refusal } from './refusals.ts';
import { ROUTER_HEADERS } from './router-orders.ts';
import { pieceBytes } from './wire.ts';

/** What of an HTTP/1.1 request is the same whenever it is sent. */
export interface EncodedRequest {
  readonly pieces: readonly Uint8Array[];
  readonly isChunked: boolean;
  /** Nobody says where it ends. */
  readonly isEndless: boolean;
  /** The client wants the connection closed behind the response. */
  readonly closes: boolean;
  readonly refused: Refusal | undefined;
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
  const lines = readLines(spec.headers ?? []);
  const target = readTarget(spec.method ?? 'GET', spec.path ?? '/');
  const chunks: HeaderText[] = isChunked ? [['transfer-encoding', 'chunked']] : [];
  const refused = 'reply' in target ? target : refusedHeaders([...lines, ...chunks]);
  if ('reply' in target || refused !== undefined)
    return { pieces, isChunked, isEndless: true, closes: false, expects: false, head: new HeaderMap(), refused };
  const head = headOf(spec, target, lines);
  if (!isChunked && pieces.length > 0 && head.get(Name.contentLength) === undefined)
    head.add(Name.contentLength.bytes, decimal(pieces.reduce((sum, piece) => sum + piece.length, 0)));
  for (const name of nominated(lines)) removeNamed(head, name);
  const options = wordsOf(lines, 'connection');
  const upgrades = options.includes('upgrade') && !wordsOf(lines, 'upgrade').includes('h2c');
  const isOpen = spec.method === 'CONNECT' || (!isChunked && head.get(Name.transferEncoding) !== undefined);
  admit(head);
  return {
    pieces,
    isChunked,
    isEndless: isOpen || upgrades,
    closes: [...options, ...wordsOf(lines, 'proxy-connection')].includes('close'),
    expects: wordsOf(lines, 'expect').includes('100-continue'),
    head,
    refused: refusedByManager(head) ?? (upgrades ? ManagerRefusal.upgrade : undefined),
  };
}

function removeNamed(map: HeaderMap, name: string): void {
  map.removeSpan({ bytes: bytesOfLatin1(name), start: 0, size: name.length });
}

const HASH = 35;
const SLASH = 47;
const QUERY = ascii('QUERY');

/** Why the connection manager lets no filter see a request with these headers. */
export function refusedByManager(head: HeaderMap): Refusal | undefined {
  const path = head.get(Name.path);
  if (head.get(Name.authority) === undefined) return ManagerRefusal.noHost;
  if (path !== undefined && path[0] !== SLASH) return ManagerRefusal.notAbsolute;
  if (path?.includes(HASH) === true) return ManagerRefusal.fragment;
  const isUntyped = head.get(Name.contentType) === undefined && sameBytes(head.get(Name.method) ?? NO_BYTES, QUERY);
  return isUntyped ? ManagerRefusal.untypedQuery : undefined;
}

/** Header names that belong to one hop: the connection manager takes them out before the filters. */
const HOP_BY_HOP = [Name.connection, Name.keepAlive, Name.proxyConnection, Name.upgrade, Name.transferEncoding];

/** What tells Envoy's router what to do: a client from outside may not (cleanInternalHeaders). */
const INTERNAL = [
  ...ROUTER_HEADERS,
  Name.expectedTimeout,
  Name.internal,
  ...'x-envoy-force-trace x-envoy-ip-tags x-envoy-original-url x-forwarded-client-cert'.split(' ').map(known),
];

/** What the connection manager does to a request's headers in front of the first filter, but for their id. */
export function admit(map: HeaderMap): void {
  for (const name of HOP_BY_HOP) map.remove(name);
  if (latin1OfBytes(map.get(Name.expect) ?? NO_BYTES).toLowerCase() === '100-continue') map.remove(Name.expect);
  keepTrailersOf(map);
  for (const name of INTERNAL) map.remove(name);
  const forwarded = map.get(Name.forwardedProto);
  if (forwarded === undefined) map.add(Name.forwardedProto.bytes, ascii('http'));
  else if (/^https?$/i.test(latin1OfBytes(forwarded)) && map.has(Name.scheme)) map.set(Name.scheme, forwarded);
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

function headOf(spec: RequestSpec, { path, authority, scheme }: Target, lines: readonly HeaderText[]): HeaderMap {
  const map = new HeaderMap();
  const hosts = lines.flatMap(([name, value]) => (name.toLowerCase() === 'host' ? [value] : []));
  const host = authority ?? (hosts.length > 0 ? hosts.join(',') : (spec.host ?? 'lab.test'));
  map.add(Name.authority.bytes, bytesOfLatin1(host));
  if (scheme !== undefined) map.add(Name.scheme.bytes, ascii(scheme));
  if (path !== undefined) map.add(Name.path.bytes, bytesOfLatin1(path));
  map.add(Name.method.bytes, bytesOfLatin1(spec.method ?? 'GET'));
  if (scheme === undefined) map.add(Name.scheme.bytes, ascii('http'));
  for (const [name, value] of lines)
    if (name.toLowerCase() !== 'host') map.add(lowerName(bytesOfLatin1(name)), bytesOfLatin1(value));
  return map;
}
