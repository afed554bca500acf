import { bytesOfLatin1, type HeaderBytes, type HeaderText, type Piece } from '../model/index.ts';

/** Bytes of one piece of a body. */
export function pieceBytes(piece: Piece): Uint8Array {
  return bytesOfLatin1(typeof piece === 'string' ? piece : piece.repeat.repeat(piece.times));
}

/** Headers as they travel: names and values as they were given. */
export function headerBytes(pairs: readonly HeaderText[]): HeaderBytes {
  return pairs.flatMap(([name, value]) => [bytesOfLatin1(name), bytesOfLatin1(value)]);
}

/** Milliseconds between two pieces of a chunked body, where a scenario says nothing else (the recorder's pace). */
export const CLIENT_CHUNK_GAP_MS = 60;
export const UPSTREAM_CHUNK_GAP_MS = 40;

/** How long Envoy leaves a connection standing that it has given up (delayed_close_timeout). */
export const DELAYED_CLOSE_MS = 1000;
