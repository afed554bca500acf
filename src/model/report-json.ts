import { latin1OfBytes } from './bytes.ts';
import { base64OfBytes } from './written-bytes.ts';
import type { Report } from './report.ts';

/**
 * A report as JSON text, the same for equal reports. Bytes are byte strings, headers lists of `[name, value]`; the
 * arena of the trace is base64, words in little-endian order.
 */
export function reportJson(report: Report): string {
  const { trace, ...rest } = report;
  const packed = {
    count: trace.count,
    words: base64OfBytes(littleEndian(trace.words)),
    bytes: base64OfBytes(trace.bytes),
  };
  return JSON.stringify(plain({ ...rest, trace: packed }), undefined, 2);
}

function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return latin1OfBytes(value);
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    return isHeaders(items) ? pairs(items) : items.map(plain);
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]: [string, unknown]) => [key, plain(item)] as const));
}

function isHeaders(items: readonly unknown[]): items is readonly Uint8Array[] {
  return items.length > 0 && items.every((item) => item instanceof Uint8Array);
}

function pairs(items: readonly Uint8Array[]): string[][] {
  const texts = items.map(latin1OfBytes);
  return texts.flatMap((name, at) => (at % 2 === 0 ? [[name, texts[at + 1] ?? '']] : []));
}

function littleEndian(words: Int32Array): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  words.forEach((word, at) => view.setInt32(at * 4, word, true));
  return bytes;
}
