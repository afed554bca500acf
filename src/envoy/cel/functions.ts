import { isEqual, order } from './compare.ts';
import { convert, CONVERSIONS } from './conversions.ts';
import type { CelError, CelResult } from './evaluate.ts';
import { matches } from './matches.ts';
import { TIME_PARTS, timePart, zoneSeconds } from './times.ts';
import { bool, double, int, list, string, uint, type CelValue } from './value.ts';

/** A function of one or two values; undefined where no overload takes them. */
type Run = (a: CelValue, b: CelValue) => CelResult | undefined;

interface FunctionRow {
  readonly arity: readonly number[];
  /** Called as `a.f(b)`; both when absent. */
  readonly style?: 'member' | 'plain';
  readonly run: Run;
}

const INT_MIN = -(2n ** 63n);
const INT_MAX = 2n ** 63n - 1n;
const UINT_MAX = 2n ** 64n - 1n;

function problem(message: string): CelError {
  return { kind: 'error', message };
}

function checkedInt(value: bigint): CelResult {
  return value < INT_MIN || value > INT_MAX ? problem('integer overflow') : int(value);
}

function checkedUint(value: bigint): CelResult {
  return value < 0n || value > UINT_MAX ? problem('unsigned integer overflow') : uint(value);
}

interface Arithmetic {
  readonly whole: (a: bigint, b: bigint) => bigint;
  readonly real?: (a: number, b: number) => number;
  /** What there is to say when the right side is zero. */
  readonly byZero?: string;
}

function arithmetic({ whole, real, byZero }: Arithmetic): Run {
  return (a, b) => {
    if (a.kind === 'double' && b.kind === 'double')
      return real === undefined ? undefined : double(real(a.value, b.value));
    const isWhole = (a.kind === 'int' || a.kind === 'uint') && (b.kind === 'int' || b.kind === 'uint');
    if (!isWhole || a.kind !== b.kind) return undefined;
    if (byZero !== undefined && b.value === 0n) return problem(byZero);
    return (a.kind === 'int' ? checkedInt : checkedUint)(whole(a.value, b.value));
  };
}

const sum = arithmetic({ whole: (a, b) => a + b, real: (a, b) => a + b });
const difference = arithmetic({ whole: (a, b) => a - b, real: (a, b) => a - b });

const add: Run = (a, b) => {
  if (a.kind === 'string' && b.kind === 'string') return string(a.value + b.value);
  if (a.kind === 'bytes' && b.kind === 'bytes') return { kind: 'bytes', value: a.value + b.value };
  if (a.kind === 'list' && b.kind === 'list') return list([...a.items, ...b.items]);
  if (a.kind === 'duration' && (b.kind === 'duration' || b.kind === 'timestamp'))
    return { kind: b.kind, value: a.value + b.value };
  if (a.kind === 'timestamp' && b.kind === 'duration') return { kind: 'timestamp', value: a.value + b.value };
  return sum(a, b);
};

const subtract: Run = (a, b) => {
  if (a.kind === 'timestamp' && b.kind === 'duration') return { kind: 'timestamp', value: a.value - b.value };
  if ((a.kind === 'timestamp' || a.kind === 'duration') && a.kind === b.kind)
    return { kind: 'duration', value: a.value - b.value };
  return difference(a, b);
};

const negate: Run = (a) => {
  if (a.kind === 'int') return checkedInt(-a.value);
  return a.kind === 'double' ? double(-a.value) : undefined;
};

function compares(holds: (order: number) => boolean): Run {
  return (a, b) => {
    const found = order(a, b);
    return found === undefined ? undefined : bool(holds(found));
  };
}

const contains: Run = (item, whole) => {
  if (whole.kind === 'list') return bool(whole.items.some((other) => isEqual(item, other)));
  return whole.kind === 'map' ? bool(whole.get(item) !== undefined) : undefined;
};

const index: Run = (of, key) => {
  if (of.kind === 'map') return of.get(key) ?? problem(`Key not found in map : ${named(key)}`);
  if (of.kind !== 'list') return undefined;
  const isWhole = key.kind === 'int' || key.kind === 'uint' || (key.kind === 'double' && Number.isInteger(key.value));
  if (!isWhole) return problem(`Index error: expected integer type, got ${key.kind}`);
  return of.items[Number(key.value)] ?? problem(`Index error: index=${key.value} size=${of.items.length}`);
};

function named(key: CelValue): string {
  if (key.kind === 'string') return `"${key.value}"`;
  return 'value' in key ? String(key.value) : key.kind;
}

/** Strings by code points, bytes by bytes. */
const size: Run = (of) => {
  if (of.kind === 'bytes') return int(of.value.length);
  if (of.kind === 'string') return int(of.value.replace(/[\x80-\xbf]/g, '').length);
  if (of.kind === 'list') return int(of.items.length);
  return of.kind === 'map' ? int(of.entries()?.length ?? 0) : undefined;
};

function ofTexts(test: (text: string, part: string) => boolean): FunctionRow {
  return {
    arity: [2],
    run: (a, b) => (a.kind === 'string' && b.kind === 'string' ? bool(test(a.value, b.value)) : undefined),
  };
}

const typeOf: Run = (of) => ({ kind: 'type', value: of.kind === 'null' ? 'null_type' : of.kind });

function timePartRow(name: string): FunctionRow {
  return {
    arity: [1, 2],
    style: 'member',
    run(of, zone) {
      const offset = zone.kind === 'string' ? zoneSeconds(zone.value) : 0;
      if (offset === undefined) return { ...problem('time zones by name'), isOurs: true };
      const part = timePart(name, of, offset);
      return part === undefined ? undefined : int(part);
    },
  };
}

/** Every function and operator, by the name that Envoy gives it. */
const FUNCTIONS: ReadonlyMap<string, FunctionRow> = new Map<string, FunctionRow>([
  ['_+_', { arity: [2], run: add }],
  ['_-_', { arity: [2], run: subtract }],
  ['_*_', { arity: [2], run: arithmetic({ whole: (a, b) => a * b, real: (a, b) => a * b }) }],
  ['_/_', { arity: [2], run: arithmetic({ whole: (a, b) => a / b, real: (a, b) => a / b, byZero: 'divide by zero' }) }],
  ['_%_', { arity: [2], run: arithmetic({ whole: (a, b) => a % b, byZero: 'modulus by zero' }) }],
  ['-_', { arity: [1], run: negate }],
  ['!_', { arity: [1], run: (a) => (a.kind === 'bool' ? bool(!a.value) : undefined) }],
  ['_==_', { arity: [2], run: (a, b) => bool(isEqual(a, b)) }],
  ['_!=_', { arity: [2], run: (a, b) => bool(!isEqual(a, b)) }],
  ['_<_', { arity: [2], run: compares((found) => found < 0) }],
  ['_<=_', { arity: [2], run: compares((found) => found <= 0) }],
  ['_>_', { arity: [2], run: compares((found) => found > 0) }],
  ['_>=_', { arity: [2], run: compares((found) => found >= 0) }],
  ['@in', { arity: [2], run: contains }],
  ['_[_]', { arity: [2], run: index }],
  ['size', { arity: [1], run: size }],
  ['type', { arity: [1], style: 'plain', run: typeOf }],
  ['startsWith', ofTexts((text, part) => text.startsWith(part))],
  ['endsWith', ofTexts((text, part) => text.endsWith(part))],
  ['contains', ofTexts((text, part) => text.includes(part))],
  [
    'matches',
    {
      arity: [2],
      run: (a, b) => (a.kind === 'string' && b.kind === 'string' ? matches(a.value, b.value) : undefined),
    },
  ],
  ...CONVERSIONS.map((name): [string, FunctionRow] => [
    name,
    { arity: [1], style: 'plain', run: (of) => convert(name, of) },
  ]),
  ...TIME_PARTS.map((name): [string, FunctionRow] => [name, timePartRow(name)]),
]);

/** Whether there is such a function: Envoy looks for it when an expression is made, by name, style and arguments. */
export function hasFunction(name: string, isMember: boolean, count: number): boolean {
  const row = FUNCTIONS.get(name);
  if (row === undefined || !row.arity.includes(count)) return false;
  return row.style === undefined || row.style === (isMember ? 'member' : 'plain');
}

const ABSENT: CelValue = { kind: 'null' };

export function callFunction(name: string, [a = ABSENT, b = ABSENT, ...rest]: readonly CelValue[]): CelResult {
  const result = rest.length > 0 ? undefined : FUNCTIONS.get(name)?.run(a, b);
  return result ?? problem(`No matching overloads found : ${name}`);
}
