import { decodePairs, textOfBytes, type TraceValue } from '../../../model/index.ts';
import { words } from './timeline.words.ts';

const MOST = 90;

/** A value of a hostcall in a few words. */
export function valueText(value: TraceValue, most = MOST): string {
  if (value.kind === 'number') return value.word ?? String(value.value);
  if (value.kind === 'long') return String(value.value);
  if (value.missing !== undefined) return value.missing === 'outside' ? words.outside : words.tooMuch;
  return value.kind === 'pairs' ? pairsText(value.bytes, most) : bytesText(value, most);
}

/** Segments of a property's path are joined with NUL bytes. */
function bytesText({ name, bytes }: { name: string; bytes: Uint8Array }, most: number): string {
  const text = textOfBytes(bytes.subarray(0, most * 4));
  return quoted(name === 'path' ? text.replaceAll('\0', '.') : text, most);
}

function quoted(text: string, most = MOST): string {
  return JSON.stringify(text.length > most ? `${text.slice(0, most)}…` : text);
}

function pairsText(bytes: Uint8Array, most: number): string {
  const parts = decodePairs(bytes, 0, bytes.length);
  const [name, value] = parts;
  const first = name && value ? ` ${textOfBytes(name)}: ${textOfBytes(value)}` : '';
  const count = words.headerCount(parts.length / 2);
  return `[${count}${first.slice(0, most)}${parts.length > 2 ? ', …' : ''}]`;
}
