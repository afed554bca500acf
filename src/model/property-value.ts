import { textOfBytes } from './bytes.ts';
import { isoTime } from './envoy-log-line.ts';
import { decodePairs } from './pairs.ts';
import { propertyOf, type PropertyType } from './property-names.ts';

/** A property's bytes in words. */
export type PropertyValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [string, string])[] }
  /** Bytes that are no text. */
  | { readonly kind: 'bytes'; readonly size: number };

const EPOCH_NS = 1_767_225_600_000_000_000n;

/** Reads bytes as Envoy writes a value of this type (abi: 3.3); what does not fit is shown as text or bytes. */
export function propertyValue(type: PropertyType | undefined, bytes: Uint8Array): PropertyValue {
  switch (type) {
    case 'int':
    case 'uint':
      return bytes.length === 8 ? number(String(wordOf(bytes, type === 'int'))) : plain(bytes);
    case 'bool':
      return bytes.length === 1 ? number(bytes[0] === 0 ? 'false' : 'true') : plain(bytes);
    case 'timestamp':
      return bytes.length === 8 ? number(timestamp(wordOf(bytes, true))) : plain(bytes);
    case 'duration':
      return bytes.length === 8 ? number(`${milliseconds(wordOf(bytes, true))} ms`) : plain(bytes);
    case 'map':
      return map(bytes);
    case 'message':
      return { kind: 'bytes', size: bytes.length };
    case 'string':
    case 'bytes':
    case undefined:
      return plain(bytes);
  }
}

/** The value of the property at a path, as it is shown; undefined where that is no one text: maps, messages, bytes. */
export function propertyText(path: readonly string[], bytes: Uint8Array): string | undefined {
  const info = propertyOf(path);
  const value = propertyValue(info?.path.length === path.length ? info.type : undefined, bytes);
  return value.kind === 'text' || value.kind === 'number' ? value.text : undefined;
}

const number = (text: string): PropertyValue => ({ kind: 'number', text });

function wordOf(bytes: Uint8Array, isSigned: boolean): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return isSigned ? view.getBigInt64(0, true) : view.getBigUint64(0, true);
}

/** Virtual time, to the nanosecond where that is not zero. */
function timestamp(ns: bigint): string {
  const since = ns - EPOCH_NS;
  const rest = since % 1_000_000n;
  const ms = Number(since / 1_000_000n);
  if (ms < 0 || ms > 1e14) return `${ns} ns`;
  const text = isoTime(ms);
  return rest === 0n ? text : text.replace('Z', `${String(rest).padStart(6, '0').replace(/0+$/, '')}Z`);
}

function milliseconds(ns: bigint): string {
  return String(Number(ns) / 1e6);
}

function map(bytes: Uint8Array): PropertyValue {
  const parts = decodePairs(bytes, 0, bytes.length).map(textOfBytes);
  const entries: [string, string][] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) entries.push([parts[i] ?? '', parts[i + 1] ?? '']);
  return { kind: 'map', entries };
}

/** Text where it is text all through. */
function plain(bytes: Uint8Array): PropertyValue {
  const text = textOfBytes(bytes);
  // oxlint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(text)
    ? { kind: 'bytes', size: bytes.length }
    : { kind: 'text', text };
}
