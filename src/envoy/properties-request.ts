import { bytesOfLatin1, latin1OfBytes } from '../model/index.ts';
import { durationOfMs, int, string, type CelMap, type CelValue } from './cel/value.ts';
import type { HeaderMap } from './header-map.ts';
import { Name } from './names.ts';
import type { AttributeTable, Attributes } from './properties-attributes.ts';
import { EPOCH_NS } from './proxy.ts';

/** request.*: what comes from the headers is there while they are: in on_request_headers and on_log. */
export const REQUEST: AttributeTable<Attributes> = {
  path: ({ request }) => header(request, Name.path.bytes),
  url_path: ({ request }) => partOfPath(request, (path) => path.split('?', 1)[0] ?? ''),
  query: ({ request }) => partOfPath(request, (path) => (/\?([^#]*)/.exec(path) ?? [])[1] ?? ''),
  host: ({ request }) => header(request, Name.authority.bytes),
  scheme: ({ request }) => header(request, Name.scheme.bytes),
  method: ({ request }) => header(request, Name.method.bytes),
  referer: ({ request }) => header(request, Name.referer.bytes),
  id: ({ request }) => header(request, Name.requestId.bytes),
  useragent: ({ request }) => header(request, Name.userAgent.bytes),
  headers: ({ request }) => headers(request),
  headers_bytes: ({ request }) => int(request?.byteSize ?? 0),
  time: ({ info }) => ({ kind: 'timestamp', value: EPOCH_NS + BigInt(Math.round(info.startMs * 1e6)) }),
  protocol: ({ info }) => (info.protocol === undefined ? undefined : string(info.protocol)),
  size: ({ request, info }) => declaredSize(request, info.bytesReceived),
  total_size: ({ request, info }) => int(info.bytesReceived + (request?.byteSize ?? 0)),
  duration: ({ info }) => (info.endMs < 0 ? undefined : durationOfMs(info.endMs - info.startMs)),
};

function declaredSize(map: HeaderMap | undefined, received: number): CelValue | undefined {
  const declared = map?.get(Name.contentLength);
  if (declared === undefined) return int(received);
  const text = latin1OfBytes(declared).trim();
  return /^-?\d{1,18}$/.test(text) ? int(BigInt(text)) : undefined;
}

function partOfPath(map: HeaderMap | undefined, part: (path: string) => string): CelValue | undefined {
  return map === undefined ? undefined : string(part(map.joinedValue(Name.path.bytes) ?? ''));
}

function header(map: HeaderMap | undefined, name: Uint8Array): CelValue | undefined {
  const value = map?.joinedValue(name);
  return value === undefined ? undefined : string(value);
}

/** A header map as a value: names in any case, the values of one name joined with commas; empty when not at hand. */
export function headers(map: HeaderMap | undefined): CelMap {
  return {
    kind: 'map',
    get: (key) => (key.kind === 'string' ? header(map, nameOf(key.value)) : undefined),
    entries() {
      const names = new Set((map?.names ?? []).map(latin1OfBytes));
      return [...names].map((name) => [string(name), string(map?.joinedValue(bytesOfLatin1(name)) ?? '')]);
    },
  };
}

function nameOf(given: string): Uint8Array {
  const name = given.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  return name === 'host' ? Name.authority.bytes : bytesOfLatin1(name);
}
