import { bytesOfLatin1, latin1OfBytes, NO_BYTES, type HeaderBytes } from '../model/index.ts';
import type { HeaderMap } from './header-map.ts';
import { Name } from './names.ts';

/** RST_STREAM codes that travel here. */
export const H2Error = { noError: 0, protocol: 1, internal: 2, refusedStream: 7, cancel: 8 } as const;

/** Envoy cuts the whole connection, with these response code details, when one stream breaks these rules. */
export type H2Refusal = 'http2.invalid.header.field' | 'http2.violation.of.messaging.rule';

/** Bytes that one HTTP/2 stream of a client may hold, whatever the connection's limit: its flow-control window. */
export const H2_STREAM_LIMIT = 16 * 1024 * 1024;

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
const PSEUDO = new Set([':method', ':path', ':scheme', ':authority']);
/** Headers of one hop: HTTP/2 has none. */
const CONNECTION_SPECIFIC = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

/** Why Envoy's codec does not take a request's header fields; undefined when it does. */
export function refusalOf(fields: HeaderBytes, endStream: boolean): H2Refusal | undefined {
  const pseudo = new Map<string, string>();
  let length = 0;
  let hasRegular = false;
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const name = latin1OfBytes(fields[i] ?? NO_BYTES);
    const value = latin1OfBytes(fields[i + 1] ?? NO_BYTES);
    if (name.startsWith(':')) {
      if (hasRegular || !PSEUDO.has(name) || pseudo.has(name) || value === '') return 'http2.invalid.header.field';
      pseudo.set(name, value);
      continue;
    }
    hasRegular = true;
    if (!isSound(name, value) || CONNECTION_SPECIFIC.has(name) || (name === 'te' && !/^trailers$/i.test(value)))
      return 'http2.invalid.header.field';
    if (name === 'content-length') length = Number(value);
  }
  const isBroken = pseudo.get(':method') === 'CONNECT' || (endStream && length > 0);
  return isBroken ? 'http2.violation.of.messaging.rule' : undefined;
}

/** Whether Envoy's codec takes these trailers. */
export function areSoundTrailers(fields: HeaderBytes): boolean {
  for (let i = 0; i + 1 < fields.length; i += 2)
    if (!isSound(latin1OfBytes(fields[i] ?? NO_BYTES), latin1OfBytes(fields[i + 1] ?? NO_BYTES))) return false;
  return true;
}

/** Names of response headers that a strict HTTP/2 client refuses. Envoy sends them as they stand. */
export function malformedNames(fields: HeaderBytes): string[] {
  const names: string[] = [];
  for (let i = 0; i + 1 < fields.length; i += 2) {
    const name = latin1OfBytes(fields[i] ?? NO_BYTES);
    if (!isSound(name, latin1OfBytes(fields[i + 1] ?? NO_BYTES))) names.push(name);
  }
  return names;
}

function isSound(name: string, value: string): boolean {
  return TOKEN.test(name) && !/[\0\r\n]/.test(value);
}

export function isConnectionSpecific(name: Uint8Array): boolean {
  return CONNECTION_SPECIFIC.has(latin1OfBytes(name));
}

/** Cookie fields may come apart in HTTP/2; the codec puts them together, behind all other fields, both ways. */
export function joinCookies(map: HeaderMap): void {
  const values: string[] = [];
  for (let i = 0; i < map.size; i++)
    if (latin1OfBytes(map.nameAt(i)) === 'cookie') values.push(latin1OfBytes(map.valueAt(i)));
  if (values.length === 0) return;
  map.remove(Name.cookie);
  map.add(Name.cookie.bytes, bytesOfLatin1(values.join('; ')));
}

/** Counts a body against the content-length that its headers declare. */
export class BodyTally {
  readonly #declared: number | undefined;
  size = 0;

  constructor(declared: number | undefined) {
    this.#declared = declared;
  }

  static of(map: HeaderMap): BodyTally {
    const text = map.get(Name.contentLength);
    const declared = text === undefined ? Number.NaN : Number(latin1OfBytes(text));
    return new BodyTally(Number.isInteger(declared) ? declared : undefined);
  }

  /** Counts a piece. False: it does not fit, because there is too much, or too little at the end. */
  add(size: number, endStream: boolean): boolean {
    this.size += size;
    if (this.#declared === undefined) return true;
    return endStream ? this.size === this.#declared : this.size <= this.#declared;
  }
}
