import { bytesOfLatin1, latin1OfText, textOfBytes } from '../../model/index.ts';
import type { CelError, CelResult } from './evaluate.ts';
import { parseDuration, parseTimestamp, printDuration, printTimestamp } from './times.ts';
import { bool, bytes, double, int, string, uint, type CelValue } from './value.ts';

const INT_MAX = 2n ** 63n - 1n;
const UINT_MAX = 2n ** 64n - 1n;

/** Functions of one argument that make a value of another type. */
export const CONVERSIONS = [
  'int',
  'uint',
  'double',
  'string',
  'bytes',
  'bool',
  'timestamp',
  'duration',
  'dyn',
] as const;

/** Undefined: there is no such conversion. */
export function convert(to: (typeof CONVERSIONS)[number], of: CelValue): CelResult | undefined {
  return to === 'dyn' ? of : TO[to](of);
}

const TO: Readonly<Record<Exclude<(typeof CONVERSIONS)[number], 'dyn'>, (of: CelValue) => CelResult | undefined>> = {
  int: toInt,
  uint: toUint,
  double: toDouble,
  string: toText,
  bytes: (of) => (of.kind === 'bytes' ? of : of.kind === 'string' ? bytes(of.value) : undefined),
  bool: toBool,
  timestamp: toTimestamp,
  duration: toDuration,
};

function problem(message: string): CelError {
  return { kind: 'error', message };
}

function toInt(of: CelValue): CelResult | undefined {
  switch (of.kind) {
    case 'int':
      return of;
    case 'uint':
      return of.value > INT_MAX ? problem('uint64 out of int64 range') : int(of.value);
    case 'double':
      return Math.abs(of.value) < 2 ** 63 ? int(Math.trunc(of.value)) : problem('double out of int64 range');
    case 'bool':
      return int(of.value ? 1 : 0);
    case 'timestamp':
      return int((of.value - (((of.value % SECOND) + SECOND) % SECOND)) / SECOND);
    case 'string': {
      const value = wholeNumber(of.value);
      const fits = value !== undefined && value <= INT_MAX && value >= -INT_MAX - 1n;
      return fits ? int(value) : problem('cannot convert string to int');
    }
    case 'bytes':
    case 'duration':
    case 'list':
    case 'map':
    case 'message':
    case 'null':
    case 'type':
      return undefined;
  }
}

const SECOND = 1_000_000_000n;

function wholeNumber(text: string): bigint | undefined {
  const digits = text.trim();
  return /^[+-]?\d{1,30}$/.test(digits) ? BigInt(digits.replace('+', '')) : undefined;
}

function toUint(of: CelValue): CelResult | undefined {
  switch (of.kind) {
    case 'uint':
      return of;
    case 'int':
      return of.value < 0n ? problem('int64 out of uint64 range') : uint(of.value);
    case 'double':
      return of.value >= 0 && of.value < 2 ** 64 ? uint(Math.trunc(of.value)) : problem('double out of uint64 range');
    case 'string': {
      const value = wholeNumber(of.value);
      const fits = value !== undefined && value >= 0n && value <= UINT_MAX;
      return fits ? uint(value) : problem('cannot convert string to uint');
    }
    case 'bool':
    case 'bytes':
    case 'duration':
    case 'list':
    case 'map':
    case 'message':
    case 'null':
    case 'timestamp':
    case 'type':
      return undefined;
  }
}

function toDouble(of: CelValue): CelResult | undefined {
  if (of.kind === 'double') return of;
  if (of.kind === 'int' || of.kind === 'uint') return double(Number(of.value));
  if (of.kind !== 'string') return undefined;
  const text = of.value.trim();
  const special = /^([+-]?)(inf|infinity|nan)$/i.exec(text);
  if (special !== null) {
    const value = /^i/i.test(special[2] ?? '') ? Infinity : NaN;
    return double(special[1] === '-' ? -value : value);
  }
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)
    ? double(Number(text))
    : problem('cannot convert string to double');
}

function toText(of: CelValue): CelResult | undefined {
  switch (of.kind) {
    case 'string':
      return of;
    case 'int':
    case 'uint':
    case 'bool':
      return string(String(of.value));
    case 'double':
      return string(printDouble(of.value));
    case 'bytes': {
      const text = latin1OfText(textOfBytes(bytesOfLatin1(of.value)));
      return text === of.value ? string(text) : problem('malformed UTF-8 bytes');
    }
    case 'duration':
      return string(printDuration(of.value));
    case 'timestamp': {
      const text = printTimestamp(of.value);
      return text === undefined ? problem('timestamp out of range') : string(text);
    }
    case 'list':
    case 'map':
    case 'message':
    case 'null':
    case 'type':
      return undefined;
  }
}

/** The fewest digits that give the same number again; with an exponent below 1e-4 and from 1e6 on. */
function printDouble(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function toBool(of: CelValue): CelResult | undefined {
  if (of.kind === 'bool') return of;
  if (of.kind !== 'string') return undefined;
  if (/^(?:1|t|true|TRUE|True)$/.test(of.value)) return bool(true);
  if (/^(?:0|f|false|FALSE|False)$/.test(of.value)) return bool(false);
  return problem("Type conversion error from 'string' to 'bool'");
}

function toTimestamp(of: CelValue): CelResult | undefined {
  if (of.kind === 'timestamp') return of;
  if (of.kind === 'int') return { kind: 'timestamp', value: of.value * SECOND };
  if (of.kind !== 'string') return undefined;
  const value = parseTimestamp(of.value);
  return value === undefined ? problem('String to Timestamp conversion failed') : { kind: 'timestamp', value };
}

function toDuration(of: CelValue): CelResult | undefined {
  if (of.kind === 'duration') return of;
  if (of.kind !== 'string') return undefined;
  const value = parseDuration(of.value);
  return value === undefined ? problem('String to Duration conversion failed') : { kind: 'duration', value };
}
