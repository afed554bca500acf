import { Inflate } from 'fflate';
import { crc32 } from '../index.ts';
import { packedBytes, type ZipEntry } from './directory.ts';

/** Few enough that what comes of them fits into memory, whatever they are. */
const PIECE = 16 * 1024;

export type Unpacked =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'damaged' }
  /** More came out than was declared or is allowed: nothing further was unpacked. */
  | { readonly kind: 'too-large' };

/** One file of a zip, checked against its declared size and checksum, never larger than `limit`. */
export function unpack(zip: Uint8Array, entry: ZipEntry, limit: number): Unpacked {
  if (entry.size > limit) return { kind: 'too-large' };
  const packed = packedBytes(zip, entry);
  if (packed === undefined) return { kind: 'damaged' };
  const unpacked: Unpacked =
    entry.method === 0 ? { kind: 'bytes', bytes: new Uint8Array(packed) } : inflated(packed, entry.size);
  if (unpacked.kind !== 'bytes') return unpacked;
  return unpacked.bytes.length === entry.size && crc32(unpacked.bytes) === entry.crc ? unpacked : { kind: 'damaged' };
}

function inflated(packed: Uint8Array, size: number): Unpacked {
  const bytes = new Uint8Array(size);
  let filled = 0;
  let isTooLarge = false;
  const stream = new Inflate((chunk) => {
    isTooLarge ||= filled + chunk.length > size;
    if (isTooLarge) return;
    bytes.set(chunk, filled);
    filled += chunk.length;
  });
  try {
    for (let at = 0; at < packed.length && !isTooLarge; at += PIECE)
      stream.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
  } catch {
    // Whatever fflate says of it, the stream is not one.
    return { kind: 'damaged' };
  }
  if (isTooLarge) return { kind: 'too-large' };
  return filled === size ? { kind: 'bytes', bytes } : { kind: 'damaged' };
}
