import {
  bytesOfText,
  type Exchange,
  type HeaderBytes,
  latin1OfBytes,
  LOG_LEVELS,
  RecordKind,
  recordsOfExchange,
  type Report,
  textOfBytes,
} from '../model/index.ts';
import type { Check } from './check-schema.ts';
import { claimsIn, subjects } from './claims.ts';
import type { Count, Expectation, HeaderClaims, RunExpectation } from './expectation-schema.ts';

/** One claim about one exchange, and whether it holds. */
export interface Finding {
  /** Position of the step in the check, or of the request; -1: of the whole run. */
  readonly step: number;
  readonly subject: keyof Expectation | keyof RunExpectation;
  /** Header name, path in the JSON, `equals` or `contains`. */
  readonly of?: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly holds: boolean;
}

type Expected = Required<Expectation>;
type Claim = Omit<Finding, 'step' | 'subject'>;
interface Seen {
  readonly exchange: Exchange;
  readonly report: Report;
}

const recordsOf = ({ exchange, report }: Seen, wants?: (kind: number) => boolean) =>
  recordsOfExchange(report, report.exchanges.indexOf(exchange), wants);
const equal = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);
const same = (expected: unknown, actual: unknown): Claim => ({ expected, actual, holds: equal(expected, actual) });

function valuesOf(headers: HeaderBytes, name: string): string[] {
  const values: string[] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) {
    const [key, value] = [headers[i], headers[i + 1]];
    if (key && value && latin1OfBytes(key).toLowerCase() === name.toLowerCase()) values.push(textOfBytes(value));
  }
  return values;
}

function headerClaims(expected: HeaderClaims, headers: HeaderBytes): Claim[] {
  return Object.entries(expected).map(([name, value]) => {
    const values = valuesOf(headers, name);
    const actual = values.length === 0 ? null : values.join(', ');
    return { of: name, expected: value, actual, holds: value === true ? actual !== null : actual === value };
  });
}

function bodyClaims({ equals, contains = [] }: NonNullable<Expectation['body']>, body: Uint8Array): Claim[] {
  const actual = textOfBytes(body);
  const isEqual = (text: string) => latin1OfBytes(bytesOfText(text)) === latin1OfBytes(body);
  const parts = typeof contains === 'string' ? [contains] : contains;
  return [
    ...(equals === undefined ? [] : [{ of: 'equals', expected: equals, actual, holds: isEqual(equals) }]),
    ...parts.map((expected) => ({ of: 'contains', expected, actual, holds: actual.includes(expected) })),
  ];
}

function parsedJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(textOfBytes(body));
  } catch {
    return undefined;
  }
}

function valueAt(json: unknown, path: string): unknown {
  let value = json;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.entries(value).find(([name]) => name === key)?.[1];
  }
  return value;
}

function forwardedHeaders({ exchange, report }: Seen): HeaderBytes {
  const [first] = exchange.forwarded;
  return (first && report.upstream[first.cluster]?.[first.index]?.headers) ?? [];
}

function logClaims(expected: Expected['logs'], seen: Seen): Claim[] {
  const lines = Array.from(recordsOf(seen, (kind) => kind === RecordKind.log)).flatMap((record) =>
    record.kind === 'log' ? [{ level: LOG_LEVELS[record.level], text: textOfBytes(record.message) }] : [],
  );
  return expected.map((claim) => {
    const { contains, level } = typeof claim === 'string' ? { contains: claim, level: undefined } : claim;
    const holds = lines.some((line) => line.text.includes(contains) && (level === undefined || line.level === level));
    return { expected: claim, actual: lines.map(({ text }) => text), holds };
  });
}

function localReplyClaims(expected: Expected['localReply'], { localReply }: Exchange): Claim[] {
  if (typeof expected === 'boolean') return [same(expected, localReply !== undefined)];
  const facts: [string, unknown][] = Object.entries(localReply ?? {});
  return Object.entries(expected).map(([of, value]) => {
    const actual = facts.find(([name]) => name === of)?.[1];
    return { of, ...same(value, actual) };
  });
}

function countClaims(expected: Readonly<Record<string, Count>>, counts: ReadonlyMap<string, number>): Claim[] {
  return Object.entries(expected).map(([of, claim]) => {
    const actual = counts.get(of) ?? 0;
    const { atLeast = 0, atMost = Infinity } = typeof claim === 'number' ? { atLeast: claim, atMost: claim } : claim;
    return { of, expected: claim, actual, holds: actual >= atLeast && actual <= atMost };
  });
}

/** How often each hostcall was made, or each callback entered, during an exchange. */
function countsOf(kind: 'hostcall' | 'call', seen: Seen): Map<string, number> {
  const counts = new Map<string, number>();
  for (const record of recordsOf(seen)) {
    const name = record.kind === 'hostcall' ? record.name : record.kind === 'call' ? record.callback : undefined;
    if (record.kind === kind && name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function warningClaims(expected: readonly string[], { exchange, report }: Seen): Claim[] {
  const position = report.exchanges.indexOf(exchange);
  const kinds = report.warnings.filter((warning) => warning.exchange === position).map(({ kind }) => kind);
  return expected.map((kind) => ({ expected: kind, actual: kinds, holds: kinds.some((one) => one === kind) }));
}

/** At the end of the run. */
function metricClaims(expected: Readonly<Record<string, number>>, { stats }: Report): Claim[] {
  return Object.entries(expected).map(([of, value]) => ({ of, ...same(value, stats[`wasmcustom.${of}`]) }));
}

/** How each claim is looked up. */
const lookups: {
  readonly [S in keyof Expected]: (expected: Expected[S], seen: Seen) => Claim[];
} = {
  status: (expected, { exchange }) => [same(expected, exchange.response.status)],
  headers: (expected, { exchange }) => headerClaims(expected, exchange.response.headers),
  body: (expected, { exchange }) => bodyClaims(expected, exchange.response.body),
  json: (expected, { exchange }) => {
    const json = parsedJson(exchange.response.body);
    return Object.entries(expected).map(([path, value]) => ({ of: path, ...same(value, valueAt(json, path)) }));
  },
  trailers: (expected, { exchange }) => headerClaims(expected, exchange.response.trailers),
  localReply: (expected, { exchange }) => localReplyClaims(expected, exchange),
  upstreamCalls: (expected, { exchange }) => [same(expected, exchange.forwarded.length)],
  upstreamHeaders: (expected, seen) => headerClaims(expected, forwardedHeaders(seen)),
  logs: (expected, seen) => logClaims(expected, seen),
  hostcalls: (expected, seen) => countClaims(expected, countsOf('hostcall', seen)),
  callbacks: (expected, seen) => countClaims(expected, countsOf('call', seen)),
  flags: (expected, { exchange }) => [same(expected, exchange.access.flags)],
  details: (expected, { exchange }) => [same(expected, exchange.access.details)],
  warnings: (expected, seen) => warningClaims(expected, seen),
  metrics: (expected, { report }) => metricClaims(expected, report),
};

function claimsOf<S extends keyof Expected>(
  subject: S,
  expectation: Partial<Expected>,
  seen: Seen | undefined,
): Claim[] {
  const expected: Expected[S] | undefined = expectation[subject];
  if (expected === undefined) return [];
  if (!seen) {
    const claims = claimsIn({ [subject]: expected });
    return claims.map(({ of, expected: one }) => ({
      ...(of !== undefined && { of }),
      expected: one,
      actual: undefined,
      holds: false,
    }));
  }
  return lookups[subject](expected, seen);
}

function exchangeFindings(expectations: readonly Expectation[], report: Report): Finding[] {
  return expectations.flatMap((expect, step) => expectationFindings(expect, report, step));
}

/** What holds of one expectation about the exchange at a position. */
export function expectationFindings(expect: Expectation, report: Report, position: number): Finding[] {
  const exchange = report.exchanges[position];
  const seen = exchange && { exchange, report };
  return subjects.flatMap((subject) =>
    claimsOf(subject, expect, seen).map((claim) => ({ step: position, subject, ...claim })),
  );
}

/** What holds of a check in the report of its steps. Where an exchange is missing, nothing holds. */
export function findingsOf(check: Check, report: Report): Finding[] {
  return exchangeFindings(
    check.steps.map(({ expect }) => expect),
    report,
  );
}

/** What holds of a scenario's expectations in its report. A proxy that does not start holds none, unless that is claimed. */
export function runFindings(expect: RunExpectation, report: Report): Finding[] {
  const startup: Finding = { step: -1, subject: 'startup', ...same(expect.startup ?? 'ready', report.startup) };
  const metrics = metricClaims(expect.metrics ?? {}, report).map((claim): Finding => ({
    step: -1,
    subject: 'metrics',
    ...claim,
  }));
  return [startup, ...exchangeFindings(expect.requests ?? [], report), ...metrics];
}
