import { latin1OfBytes } from '../../../model/index.ts';
import { layJson } from '../../parts/lay-json.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** A body for reading: its text, or a hexadecimal listing when it is none. */
export function bodyText(bytes: Uint8Array): { readonly kind: 'text' | 'binary'; readonly text: string } {
  try {
    return { kind: 'text', text: strictUtf8.decode(bytes) };
  } catch {
    return { kind: 'binary', text: hexOf(bytes) };
  }
}

/** The text of UTF-8 bytes; undefined when they are none. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  const { kind, text } = bodyText(bytes);
  return kind === 'text' ? text : undefined;
}

/**
 * JSON with a line for each member. Only blanks change: numbers keep all their digits, and names that stand there twice
 * stay. Undefined when the text is no JSON object or array.
 */
export function indentJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  return layJson(text, deepest);
}

const deepest = 40;

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
