/**
 * A piece of somebody else's bytes (usually a guest's memory), valid only during the call it is handed to.
 * Reused between calls: keep nothing of it, take `copyOf` instead.
 */
export interface Span {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly size: number;
}

/** Header names and values, alternating: name, value, name, value. */
export type HeaderBytes = readonly Uint8Array[];

export const NO_BYTES: Uint8Array = new Uint8Array(0);

/** A copy of the span's bytes that the caller may keep. */
export function copyOf(span: Span): Uint8Array {
  return span.bytes.slice(span.start, span.start + span.size);
}

/** The pieces as one: the only one itself, where there is no other. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const first = pieces[0];
  if (first === undefined) return NO_BYTES;
  if (pieces.length === 1) return first;
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a === b) return true;
  const { length } = a;
  if (length !== b.length) return false;
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}

export function spanOf(bytes: Uint8Array): Span {
  return { bytes, start: 0, size: bytes.length };
}

/** Bytes of a byte string: each character stands for one byte (U+0000 to U+00FF), as in recorded scenarios. */
export function bytesOfLatin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Engines take so many arguments at once. */
const MOST_ARGUMENTS = 8192;

// Applied to the array itself: five times as fast as spreading it.
const textOfCodes = (codes: Uint8Array): string => String(Reflect.apply(String.fromCharCode, null, codes));

/** The byte string of some bytes: one character a byte. The exact inverse of `bytesOfLatin1`. */
export function latin1OfBytes(bytes: Uint8Array): string {
  if (bytes.length <= MOST_ARGUMENTS) return textOfCodes(bytes);
  let text = '';
  for (let i = 0; i < bytes.length; i += MOST_ARGUMENTS) text += textOfCodes(bytes.subarray(i, i + MOST_ARGUMENTS));
  return text;
}

/** Whether each character stands for one byte. */
// oxlint-disable-next-line no-control-regex -- those are bytes as well
export const isByteString = (text: string): boolean => /^[\u0000-\u00ff]*$/.test(text);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const utf8 = new TextEncoder();

/** Text for people: UTF-8 where the bytes are valid UTF-8, one character a byte otherwise. Never throws. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return latin1OfBytes(bytes);
  }
}

/** UTF-8 bytes of a text that a person wrote. */
export function bytesOfText(text: string): Uint8Array {
  return utf8.encode(text);
}

/** The byte string of a text that a person wrote: its UTF-8 bytes, one character each. */
export function latin1OfText(text: string): string {
  return latin1OfBytes(utf8.encode(text));
}

/** Bytes on one line for people: readable ASCII as it is, `\xNN` for the rest, long runs of one character shortened. */
export function shownBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const isPlain = byte >= 32 && byte < 127 && byte !== 92;
    text += isPlain ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return text.replace(/(.)\1{63,}/g, (run, character: string) => `<${character}*${run.length}>`);
}
