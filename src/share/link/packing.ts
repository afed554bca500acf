import { deflateSync, Inflate } from 'fflate';
import { bytesOfText, joinBytes } from '../../model/index.ts';
import dictionary1 from './dictionary-1.txt?raw';

/** By digit. A dictionary never changes: whoever changes it makes a new digit, and the old links stay readable. */
const dictionaries: Readonly<Record<string, string>> = { '1': dictionary1 };

/** What new links are written with. */
export const DIGIT = '1';

/** No payload is longer. */
export const MAX_PAYLOAD_BYTES = 1024 * 1024;

const PIECE_BYTES = 1024;

const made = new Map<string, Uint8Array>();

/** The preset dictionary of a digit; nothing for a digit that is not known here. */
export function dictionaryOf(digit: string): Uint8Array | undefined {
  const text = Object.hasOwn(dictionaries, digit) ? dictionaries[digit] : undefined;
  if (text === undefined) return undefined;
  const bytes = made.get(digit) ?? bytesOfText(text);
  made.set(digit, bytes);
  return bytes;
}

export function deflated(payload: Uint8Array, dictionary: Uint8Array): Uint8Array {
  return deflateSync(payload, { dictionary, level: 9, mem: 12 });
}

type Inflated =
  | { readonly kind: 'inflated'; readonly payload: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken' };

/** Inflates piece by piece and stops as soon as it is too much. */
export function inflated(bytes: Uint8Array, dictionary: Uint8Array): Inflated {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate({ dictionary }, (piece) => {
    size += piece.length;
    if (size <= MAX_PAYLOAD_BYTES) pieces.push(piece);
  });
  try {
    for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
      inflate.push(bytes.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= bytes.length);
      if (size > MAX_PAYLOAD_BYTES) return { kind: 'too-large' };
    }
  } catch {
    // fflate tells by throwing that these bytes are no deflate stream, or not all of one.
    return { kind: 'broken' };
  }
  return { kind: 'inflated', payload: joinBytes(pieces) };
}
