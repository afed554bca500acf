import { joinBytes } from '../model/index.ts';
import { Unzlib } from 'fflate';
import { deflate } from 'pako';
import { Status } from '../host/index.ts';

/** compress: a zlib stream, byte for byte that of zlib. */
export function compress(plain: Uint8Array): Uint8Array {
  return deflate(plain);
}

/** Compressed bytes that are inflated at a time, and the most that may come of all: more fits into no guest. */
const STEP = 16_384;
const MOST_BYTES = 256 * 1024 * 1024;

/** uncompress: what a zlib stream holds; what follows the stream does not matter. */
export function uncompress(stream: Uint8Array): Uint8Array | Status {
  const plain = inflated(stream);
  if (plain === undefined || !holds(stream, adler32(plain))) return Status.SerializationFailure;
  // A new array: there is a result, if an empty one.
  return plain.slice();
}

function inflated(stream: Uint8Array): Uint8Array | undefined {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const unzlib = new Unzlib((piece) => {
    pieces.push(piece);
    size += piece.length;
  });
  try {
    for (let at = 0; at === 0 || at < stream.length; at += STEP) {
      unzlib.push(stream.slice(at, at + STEP), at + STEP >= stream.length);
      if (size > MOST_BYTES) return undefined;
    }
  } catch (error) {
    // The library throws what it finds wrong with a stream.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
  return joinBytes(pieces);
}

function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return b * 65536 + a;
}

/** The checksum stands behind the stream, the first bytes of which are its head. */
function holds(stream: Uint8Array, checksum: number): boolean {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let at = stream.length - 4; at >= 2; at--) if (view.getUint32(at) === checksum) return true;
  return false;
}
