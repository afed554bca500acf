import type { HeaderBytes } from './bytes.ts';

/** Envoy takes a list of more pairs, or of more bytes, for an empty one. */
export const MAX_PAIRS = 1024;
const MAX_PAIRS_BYTES = 1024 * 1024;

const NO_PAIRS: HeaderBytes = [];

function readU32(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
  );
}

function writeU32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >>> 8) & 0xff;
  bytes[at + 2] = (value >>> 16) & 0xff;
  bytes[at + 3] = value >>> 24;
}

/**
 * The pairs of a serialized header map: their number, all sizes, then names and values, each with a 0 behind it.
 * As Envoy does, anything malformed gives no pairs and no error. The result holds copies.
 */
export function decodePairs(source: Uint8Array, start: number, size: number): HeaderBytes {
  if (size < 4 || size > MAX_PAIRS_BYTES) return NO_PAIRS;
  const count = readU32(source, start);
  if (count > MAX_PAIRS || 4 + count * 8 > size) return NO_PAIRS;
  const bytes = source.slice(start, start + size);
  const parts: Uint8Array[] = [];
  let at = 4 + count * 8;
  for (let part = 0; part < count * 2; part++) {
    const end = at + readU32(bytes, 4 + part * 4);
    if (end + 1 > size || bytes[end] !== 0) return NO_PAIRS;
    parts.push(bytes.subarray(at, end));
    at = end + 1;
  }
  return at === size ? parts : NO_PAIRS;
}

/** Bytes that `encodePairs` writes. */
export function pairsSize(pairs: HeaderBytes): number {
  let size = 4;
  for (const part of pairs) size += 5 + part.length;
  return size;
}

/** Writes a header map in its serialized form; there must be room for `pairsSize` bytes. */
export function encodePairs(pairs: HeaderBytes, into: Uint8Array, start: number): void {
  writeU32(into, start, pairs.length >>> 1);
  let at = start + 4;
  for (const part of pairs) {
    writeU32(into, at, part.length);
    at += 4;
  }
  for (const part of pairs) {
    into.set(part, at);
    at += part.length;
    into[at] = 0;
    at += 1;
  }
}
