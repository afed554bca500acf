import type { H2Message, HeaderBytes } from '../model/index.ts';
import { headerBytes, pieceBytes } from './wire.ts';

/** What an end of an HTTP/2 stream sends behind its headers. */
export type H2Frame =
  | { readonly kind: 'data'; readonly bytes: Uint8Array; readonly endStream: boolean }
  | { readonly kind: 'trailers'; readonly fields: HeaderBytes };

/** The frames of a message behind its HEADERS. None, and `endsWithHeaders`: END_STREAM is on the HEADERS. */
export function framesOf({ body = [], trailers = [], end = 'data' }: H2Message): H2Frame[] {
  const hasTrailers = trailers.length > 0;
  const frames: H2Frame[] = body.map((piece, i) => ({
    kind: 'data',
    bytes: pieceBytes(piece),
    endStream: i === body.length - 1 && !hasTrailers && end === 'data',
  }));
  if (hasTrailers) frames.push({ kind: 'trailers', fields: headerBytes(trailers) });
  else if (end === 'empty') frames.push({ kind: 'data', bytes: new Uint8Array(0), endStream: true });
  return frames;
}

export function endsWithHeaders({ body = [], trailers = [], end = 'data' }: H2Message): boolean {
  return body.length === 0 && trailers.length === 0 && end === 'data';
}
