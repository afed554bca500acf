import { joinBytes, NO_BYTES } from '../../../model/index.ts';

/** Bytes of a body. Of more than the trace keeps there is the beginning only: fewer bytes than `size`. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly size: number;
}

export const NOTHING: Content = { bytes: NO_BYTES, size: 0 };

/** One behind the other. What stands behind a gap is not known. */
export function appended(first: Content, second: Content): Content {
  const size = first.size + second.size;
  if (first.size === 0) return second;
  if (second.size === 0) return first;
  if (first.bytes.length < first.size) return { bytes: first.bytes, size };
  return { bytes: joinBytes([first.bytes, second.bytes]), size };
}

/** What Envoy makes of a body when a filter writes to it: at the front, over the front, or at the end. */
export function written(body: Content, start: number, length: number, data: Uint8Array): Content {
  const given: Content = { bytes: data, size: data.length };
  if (start > 0) return appended(body, given);
  return appended(given, withoutFront(body, Math.min(length, body.size)));
}

function withoutFront({ bytes, size }: Content, count: number): Content {
  return count >= size ? NOTHING : { bytes: bytes.subarray(Math.min(count, bytes.length)), size: size - count };
}
