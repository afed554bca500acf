import { latin1OfHex } from '../../../model/index.ts';

/** How bytes are written by hand. */
export const byteNotations = ['hex', 'base64'] as const;
export type ByteNotation = (typeof byteNotations)[number];

export type ReadBytes =
  /** One character a byte. */
  | { readonly kind: 'bytes'; readonly bytes: string }
  /** `at`: position of the first character that does not fit; `text`: that and what stands behind it. */
  | { readonly kind: 'wrong'; readonly at: number; readonly text: string }
  /** A digit or more are missing at the end. */
  | { readonly kind: 'open' }
  | { readonly kind: 'too-many'; readonly count: number };

/** As many as a body may have. */
export const MOST_BYTES = 1024 * 1024;
const WIDTH = 16;

/** Reads bytes as a person writes or pastes them: blanks, and `0x` or `\\x` before pairs of hexadecimal digits, mean nothing. */
export function readBytes(text: string, notation: ByteNotation): ReadBytes {
  const bare = notation === 'hex' ? text.replace(/0x|\\x|[,;:]/gi, blanks) : text.replace(/[-_]/g, plainOf);
  const at = bare.search(notation === 'hex' ? /[^0-9a-f\s]/i : /[^A-Za-z0-9+/\s=]|=(?=[^=]*[^=\s])/);
  if (at >= 0) return { kind: 'wrong', at, text: text.slice(at, at + 8) };
  const digits = bare.replace(/[\s=]/g, '');
  const isOpen = notation === 'hex' ? digits.length % 2 === 1 : digits.length % 4 === 1;
  if (isOpen) return { kind: 'open' };
  const count = notation === 'hex' ? digits.length / 2 : Math.floor((digits.length * 3) / 4);
  if (count > MOST_BYTES) return { kind: 'too-many', count };
  return { kind: 'bytes', bytes: notation === 'hex' ? (latin1OfHex(digits) ?? '') : atob(digits) };
}

const blanks = (part: string): string => ' '.repeat(part.length);
const plainOf = (char: string): string => (char === '-' ? '+' : '/');

/** The text that reads as these bytes, in lines. */
export function textOfByteString(bytes: string, notation: ByteNotation): string {
  if (notation === 'base64') return (btoa(bytes).match(/.{1,76}/g) ?? []).join('\n');
  const pairs = Array.from(bytes, (char) => char.charCodeAt(0).toString(16).padStart(2, '0'));
  const lines = Array.from({ length: Math.ceil(pairs.length / WIDTH) }, (_, i) =>
    pairs.slice(i * WIDTH, (i + 1) * WIDTH).join(' '),
  );
  return lines.join('\n');
}
