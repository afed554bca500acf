import { bytesOfLatin1, bytesOfText, latin1OfBytes, sameBytes, textOfBytes } from './bytes.ts';
import { hexOfBytes } from './sha256.ts';
import { latin1OfHex } from './tcp-talk.ts';

/** Bytes as somebody writes them down: a text, hexadecimal digits in pairs, or base64. */
export type WrittenBytes = string | { readonly hex: string } | { readonly base64: string };

export const base64OfBytes = (bytes: Uint8Array): string => btoa(latin1OfBytes(bytes));

/** Digits in pairs, with blanks between them. */
const spacedHex = (bytes: Uint8Array): string => hexOfBytes(bytes).replaceAll(/..(?=.)/g, '$& ');

/** Undefined for what is neither digits nor base64. */
export function bytesOfWritten(written: WrittenBytes): Uint8Array | undefined {
  if (typeof written === 'string') return bytesOfText(written);
  if ('hex' in written) {
    const text = latin1OfHex(written.hex);
    return text === undefined ? undefined : bytesOfLatin1(text);
  }
  try {
    return bytesOfLatin1(atob(written.base64));
  } catch {
    return undefined;
  }
}

/** Text where it is text all through, otherwise hexadecimal digits. */
export function writtenBytes(bytes: Uint8Array): WrittenBytes {
  const text = textOfBytes(bytes);
  // oxlint-disable-next-line no-control-regex
  const isPlain = !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) && sameBytes(bytesOfText(text), bytes);
  return isPlain ? text : { hex: spacedHex(bytes) };
}

/** The bytes in the same form as others were written in. */
export function writtenLike(bytes: Uint8Array, like: WrittenBytes): WrittenBytes {
  if (typeof like === 'string') return textOfBytes(bytes);
  return 'hex' in like ? { hex: spacedHex(bytes) } : { base64: base64OfBytes(bytes) };
}
