import { latin1OfBytes } from '../../../model/index.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** A body for reading: its text, or a hexadecimal listing when it is none. */
export function bodyText(bytes: Uint8Array): { readonly kind: 'text' | 'binary'; readonly text: string } {
  try {
    return { kind: 'text', text: strictUtf8.decode(bytes) };
  } catch {
    return { kind: 'binary', text: hexOf(bytes) };
  }
}

/** Indented JSON; undefined when the text is no JSON object or array. */
export function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2);
  } catch {
    return undefined;
  }
}

const perLine = 16;

/** Offset, bytes, and what is printable of them, sixteen to a line. */
export function hexOf(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += perLine) {
    const line = bytes.subarray(at, at + perLine);
    const hex = Array.from(line, (byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = latin1OfBytes(line).replaceAll(/[^ -~]/g, '.');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(perLine * 3 - 1)}  ${text}`);
  }
  return lines.join('\n');
}
