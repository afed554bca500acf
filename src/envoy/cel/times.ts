import type { CelValue } from './value.ts';

const SECOND = 1_000_000_000n;

const UNITS: Readonly<Record<string, bigint>> = {
  h: 3600n * SECOND,
  m: 60n * SECOND,
  s: SECOND,
  ms: 1_000_000n,
  us: 1000n,
  ns: 1n,
};

/** Nanoseconds of a duration such as `1h30m` or `-1.5s`. */
export function parseDuration(text: string): bigint | undefined {
  const [, sign, whole = ''] = /^([+-]?)(.+)$/.exec(text) ?? [];
  if (whole === '0') return 0n;
  if (!/^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ms|us|ns|h|m|s))+$/.test(whole)) return undefined;
  let sum = 0n;
  for (const [, number = '', fraction = '', unit = ''] of whole.matchAll(/(\d*)\.?(\d*)(ms|us|ns|h|m|s)/g)) {
    const scale = UNITS[unit] ?? 0n;
    const digits = fraction.slice(0, 18);
    sum += BigInt(number || '0') * scale + (BigInt(digits || '0') * scale) / 10n ** BigInt(digits.length);
  }
  return sign === '-' ? -sum : sum;
}

/** Nanoseconds since the epoch of an RFC 3339 time. */
export function parseTimestamp(text: string): bigint | undefined {
  const [, day, time, fraction = '', zone = ''] =
    /^(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d+))?([Zz]|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  if (day === undefined || time === undefined) return undefined;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
  const offset = zoneSeconds(zone);
  const isReal = year > 0 && month > 0 && month < 13 && date > 0 && hours < 24 && minutes < 60 && seconds < 61;
  if (!isReal || offset === undefined || date > daysIn(year, month)) return undefined;
  const total = daysOf(year, month, date) * DAY + hours * 3600 + minutes * 60 + seconds - offset;
  return BigInt(total) * SECOND + BigInt(fraction.slice(0, 9).padEnd(9, '0'));
}

const DAY = 86_400;

/** Days since 1970-01-01 of a date of the Gregorian calendar, years counted from March. */
function daysOf(year: number, month: number, date: number): number {
  const y = month > 2 ? year : year - 1;
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return y * 365 + leaps + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + date - 719_469;
}

function daysIn(year: number, month: number): number {
  return month === 12 ? 31 : daysOf(year, month + 1, 1) - daysOf(year, month, 1);
}

/** Seconds east of Greenwich; undefined for zones that go by a name. */
export function zoneSeconds(zone: string): number | undefined {
  if (/^(?:[Zz]|UTC|GMT)?$/.test(zone)) return 0;
  const [, sign, hours, minutes] = /^([+-]?)(\d\d):(\d\d)$/.exec(zone) ?? [];
  if (hours === undefined || minutes === undefined) return undefined;
  return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -60 : 60);
}

/** Seconds with three, six or nine digits behind the point, or none, as protobuf writes them. */
function fractionOf(nanoseconds: bigint): string {
  if (nanoseconds === 0n) return '';
  const digits = nanoseconds.toString().padStart(9, '0');
  if (digits.endsWith('000000')) return `.${digits.slice(0, 3)}`;
  return digits.endsWith('000') ? `.${digits.slice(0, 6)}` : `.${digits}`;
}

export function printDuration(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  return `${nanoseconds < 0n ? '-' : ''}${size / SECOND}${fractionOf(size % SECOND)}s`;
}

/** Undefined outside of the years that RFC 3339 can write. */
export function printTimestamp(nanoseconds: bigint): string | undefined {
  const { year, month, date, second, rest } = dateOf(nanoseconds, 0);
  if (year < 1 || year > 9999) return undefined;
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map(two).join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(date)}T${clock}${fractionOf(rest)}Z`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly date: number;
  /** Days since the epoch, and the second of the day. */
  readonly day: number;
  readonly second: number;
  /** Nanoseconds beyond the second. */
  readonly rest: bigint;
}

function dateOf(nanoseconds: bigint, offset: number): DateParts {
  const rest = ((nanoseconds % SECOND) + SECOND) % SECOND;
  const total = Number((nanoseconds - rest) / SECOND) + offset;
  const day = Math.floor(total / DAY);
  // A first guess that is never too late, corrected year by year and month by month.
  let year = 1970 + Math.floor(day / 365.2425) - 1;
  while (daysOf(year + 1, 1, 1) <= day) year++;
  let month = 1;
  while (month < 12 && daysOf(year, month + 1, 1) <= day) month++;
  return { year, month, date: day - daysOf(year, month, 1) + 1, day, second: total - day * DAY, rest };
}

const DATE_PARTS: Readonly<Record<string, (parts: DateParts) => number>> = {
  getFullYear: ({ year }) => year,
  getMonth: ({ month }) => month - 1,
  getDate: ({ date }) => date,
  getDayOfMonth: ({ date }) => date - 1,
  getDayOfWeek: ({ day }) => (((day + 4) % 7) + 7) % 7,
  getDayOfYear: ({ year, day }) => day - daysOf(year, 1, 1),
  getHours: ({ second }) => Math.floor(second / 3600),
  getMinutes: ({ second }) => Math.floor(second / 60) % 60,
  getSeconds: ({ second }) => second % 60,
  getMilliseconds: ({ rest }) => Number(rest / 1_000_000n),
};

const DURATION_PARTS: Readonly<Record<string, (nanoseconds: bigint) => bigint>> = {
  getHours: (all) => all / (3600n * SECOND),
  getMinutes: (all) => all / (60n * SECOND),
  getSeconds: (all) => all / SECOND,
  getMilliseconds: (all) => (all % SECOND) / 1_000_000n,
};

export const TIME_PARTS: readonly string[] = Object.keys(DATE_PARTS);

/** A part of a time: of a timestamp in a zone, of a duration the whole in that unit. */
export function timePart(name: string, of: CelValue, zone: number): bigint | undefined {
  if (of.kind === 'duration') return Object.hasOwn(DURATION_PARTS, name) ? DURATION_PARTS[name]?.(of.value) : undefined;
  if (of.kind !== 'timestamp') return undefined;
  const part = DATE_PARTS[name]?.(dateOf(of.value, zone));
  return part === undefined ? undefined : BigInt(part);
}
