import { latin1OfBytes } from '../../model/index.ts';
import type { CelMap, CelValue } from './value.ts';

/** Numbers compare by value whatever their types; other types are equal to their own kind only. */
export function isEqual(a: CelValue, b: CelValue): boolean {
  if (isNumber(a) && isNumber(b)) return order(a, b) === 0;
  switch (a.kind) {
    case 'list':
      return (
        b.kind === 'list' &&
        a.items.length === b.items.length &&
        a.items.every((item, i) => {
          const other = b.items[i];
          return other !== undefined && isEqual(item, other);
        })
      );
    case 'map':
      return b.kind === 'map' && isEqualMap(a, b);
    case 'message':
      return b.kind === 'message' && latin1OfBytes(a.encode()) === latin1OfBytes(b.encode());
    case 'null':
      return b.kind === 'null';
    case 'bool':
    case 'bytes':
    case 'double':
    case 'duration':
    case 'int':
    case 'string':
    case 'timestamp':
    case 'type':
    case 'uint':
      return a.kind === b.kind && 'value' in b && a.value === b.value;
  }
}

function isEqualMap(a: CelMap, b: CelMap): boolean {
  const [left, right] = [a.entries() ?? [], b.entries() ?? []];
  return (
    left.length === right.length &&
    left.every(([key, value]) => {
      const other = b.get(key);
      return other !== undefined && isEqual(value, other);
    })
  );
}

function isNumber(value: CelValue): value is CelValue & { readonly kind: 'int' | 'uint' | 'double' } {
  return value.kind === 'int' || value.kind === 'uint' || value.kind === 'double';
}

/** -1, 0 or 1; undefined when the two have no order, NaN when one of them is not a number. */
export function order(a: CelValue, b: CelValue): number | undefined {
  if (isNumber(a) && isNumber(b)) return sign(a.value, b.value);
  switch (a.kind) {
    case 'bool':
      return b.kind === 'bool' ? Number(a.value) - Number(b.value) : undefined;
    case 'string':
    case 'bytes':
      return b.kind === a.kind ? sign(a.value, b.value) : undefined;
    case 'duration':
    case 'timestamp':
      return b.kind === a.kind ? sign(a.value, b.value) : undefined;
    case 'double':
    case 'int':
    case 'list':
    case 'map':
    case 'message':
    case 'null':
    case 'type':
    case 'uint':
      return undefined;
  }
}

function sign<T extends number | bigint | string>(a: T, b: T): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return typeof a === 'number' && Number.isNaN(a) ? NaN : typeof b === 'number' && Number.isNaN(b) ? NaN : 0;
}
