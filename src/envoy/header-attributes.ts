import { bytesOfLatin1, type Span } from '../model/index.ts';
import { Name, type KnownName } from './header-names.ts';

/** Attributes that are a request header as it stands. */
const HEADER_ATTRIBUTES: readonly { readonly path: Uint8Array; readonly header: KnownName }[] = (
  [
    ['path', Name.path],
    ['method', Name.method],
    ['host', Name.authority],
    ['scheme', Name.scheme],
    ['id', Name.requestId],
    ['useragent', Name.userAgent],
    ['referer', Name.referer],
  ] as const
).map(([attribute, header]) => ({ path: bytesOfLatin1(`request\0${attribute}`), header }));

/** The header that a path of such an attribute names. Guests ask for these in every request: nothing is taken apart. */
export function headerOfPath({ bytes, start, size }: Span): KnownName | undefined {
  for (const { path, header } of HEADER_ATTRIBUTES) {
    if (path.length !== size) continue;
    // From the end: the beginnings are the same.
    let i = size - 1;
    while (i >= 0 && path[i] === bytes[start + i]) i--;
    if (i < 0) return header;
  }
  return undefined;
}
