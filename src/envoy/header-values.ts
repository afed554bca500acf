import { copyOf, type Span } from '../model/index.ts';

const LONGEST = 64;
const SLOTS = 512;

/** Short values that came in lately, each at the place that its bytes give it. */
const lately: (Uint8Array | undefined)[] = Array.from({ length: SLOTS }, () => undefined);

/**
 * A copy of a short value without control characters: the same array while the same bytes keep coming, as they do from
 * one request to the next. Undefined for any other value.
 */
export function shortValue(value: Span): Uint8Array | undefined {
  const { bytes, start, size } = value;
  if (size === 0 || size > LONGEST) return undefined;
  const sum =
    size + 5 * (bytes[start] ?? 0) + 29 * (bytes[start + (size >> 1)] ?? 0) + 113 * (bytes[start + size - 1] ?? 0);
  const slot = sum % SLOTS;
  const kept = lately[slot];
  if (kept !== undefined && isSame(kept, bytes, start, size)) return kept;
  const copy = copyOf(value);
  if (!isUsualValue(copy)) return undefined;
  lately[slot] = copy;
  return copy;
}

function isSame(kept: Uint8Array, bytes: Uint8Array, start: number, size: number): boolean {
  if (kept.length !== size) return false;
  for (let i = 0; i < size; i++) if (kept[i] !== bytes[start + i]) return false;
  return true;
}

/** No control characters: a few of them are allowed, but rare. */
export function isUsualValue(value: Uint8Array): boolean {
  for (let i = 0; i < value.length; i++) if ((value[i] ?? 0) < 32) return false;
  return true;
}
