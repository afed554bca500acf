import {
  type Exchange,
  type HeaderBytes,
  latin1OfBytes,
  LOG_LEVELS,
  readTrace,
  type RecordChoice,
  RecordKind,
  recordsOfExchange,
  type Report,
  sentIn,
  type TcpConnection,
  textOfBytes,
  type TraceRecord,
} from '../model/index.ts';
import type { Check } from './check-schema.ts';
import { bytesClaims, type Claim, propertyClaims, same, sharedDataClaims } from './claims-of-values.ts';
import { claimsIn, subjects } from './claims.ts';
import { endClaim, heldClaim, serviceOf } from './claims-of-connections.ts';
import type { Count, Expectation, HeaderClaims, RunExpectation } from './expectation-schema.ts';

/** One claim about one request or connection, and whether it holds. */
export interface Finding extends Claim {
  /** Position of the step in the check, or of the request among all that was sent; -1: of the whole run. */
  readonly step: number;
  readonly subject: keyof Expectation | keyof RunExpectation;
}

type Expected = Required<Expectation>;
/** What came of one thing that was sent: one of the two. */
interface Seen {
  readonly report: Report;
  readonly exchange: Exchange | undefined;
  readonly connection: TcpConnection | undefined;
  readonly index: number;
}

/** What both have. */
type Either = Pick<Exchange, 'properties'>;

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

function forwardedHeaders(exchange: Exchange, report: Report): HeaderBytes {
  const [first] = exchange.forwarded;
  return (first && report.upstream[first.cluster]?.[first.index]?.headers) ?? [];
}

/** The records of a request, also where others are under way meanwhile, or of a connection. */
function recordsOf({ report, exchange, connection, index }: Seen, wants?: RecordChoice): Iterable<TraceRecord> {
  if (exchange) return recordsOfExchange(report, index, wants);
  return connection ? readTrace(report.trace, connection.traceFrom, connection.traceTo, wants) : [];
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

/** How often each hostcall was made, or each callback entered, meanwhile. */
function countsOf(kind: 'hostcall' | 'call', seen: Seen): Map<string, number> {
  const counts = new Map<string, number>();
  for (const record of recordsOf(seen)) {
    const name = record.kind === 'hostcall' ? record.name : record.kind === 'call' ? record.callback : undefined;
    if (record.kind === kind && name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

/** Warnings about a connection are about no exchange, and name it or happened while it stood. */
function warningClaims(expected: readonly string[], { report, exchange, connection, index }: Seen): Claim[] {
  const isOwn = (warning: Report['warnings'][number]): boolean => {
    if (exchange) return warning.exchange === index;
    const { at, facts } = warning;
    const isMeanwhile = connection !== undefined && at >= connection.traceFrom && at < connection.traceTo;
    return warning.exchange < 0 && (facts['connection'] === index || isMeanwhile);
  };
  const kinds = report.warnings.filter(isOwn).map(({ kind }) => kind);
  return expected.map((kind) => ({ expected: kind, actual: kinds, holds: kinds.some((one) => one === kind) }));
}

/** At the end of the run. */
function metricClaims(expected: Readonly<Record<string, number>>, { stats }: Report): Claim[] {
  return Object.entries(expected).map(([of, value]) => ({ of, ...same(value, stats[`wasmcustom.${of}`]) }));
}

type Lookup<S extends keyof Expected, Of> = (expected: Expected[S], of: Of, seen: Seen) => Claim[];
type Lookups<Of> = { readonly [S in keyof Expected]?: Lookup<S, Of> };

/** How each claim about a request is looked up. */
const ofExchanges: Lookups<Exchange> = {
  status: (expected, { response }) => [same(expected, response.status)],
  headers: (expected, { response }) => headerClaims(expected, response.headers),
  body: (expected, { response }) => bytesClaims(expected, response.body),
  json: (expected, { response }) => {
    const json = parsedJson(response.body);
    return Object.entries(expected).map(([path, value]) => ({ of: path, ...same(value, valueAt(json, path)) }));
  },
  trailers: (expected, { response }) => headerClaims(expected, response.trailers),
  localReply: (expected, exchange) => localReplyClaims(expected, exchange),
  upstreamCalls: (expected, { forwarded }) => [same(expected, forwarded.length)],
  upstreamHeaders: (expected, exchange, { report }) => headerClaims(expected, forwardedHeaders(exchange, report)),
  flags: (expected, { access }) => [same(expected, access.flags)],
  details: (expected, { access }) => [same(expected, access.details)],
};

/** How each claim about a connection is. */
const ofConnections: Lookups<TcpConnection> = {
  received: (expected, { client }) => bytesClaims(expected, client.received),
  upstreamReceived: (expected, connection, { report }) => bytesClaims(expected, serviceOf(connection, report)),
  closedBy: (expected, _, { report, index }) => [endClaim(expected, report, index)],
  held: (expected, connection, { report }) => [heldClaim(expected, connection, report)],
  flags: (expected, { access }) => [same(expected, access?.flags)],
};

/** And about either of them. */
const ofEither: Lookups<Either> = {
  logs: (expected, _, seen) => logClaims(expected, seen),
  hostcalls: (expected, _, seen) => countClaims(expected, countsOf('hostcall', seen)),
  callbacks: (expected, _, seen) => countClaims(expected, countsOf('call', seen)),
  warnings: (expected, _, seen) => warningClaims(expected, seen),
  metrics: (expected, _, { report }) => metricClaims(expected, report),
  sharedData: (expected, _, { report }) => sharedDataClaims(expected, report),
  properties: (expected, { properties }) => propertyClaims(expected, properties),
};

function claimsOf<S extends keyof Expected>(subject: S, expectation: Partial<Expected>, seen: Seen): Claim[] {
  const expected: Expected[S] | undefined = expectation[subject];
  if (expected === undefined) return [];
  const { exchange, connection } = seen;
  const either = exchange ?? connection;
  const claims =
    (exchange && ofExchanges[subject]?.(expected, exchange, seen)) ??
    (connection && ofConnections[subject]?.(expected, connection, seen)) ??
    (either && ofEither[subject]?.(expected, either, seen));
  // What was never sent, and what a request has and a connection has not: nothing of it holds.
  return claims ?? claimsIn({ [subject]: expected }).map(missing);
}

const missing = ({ of, expected }: ReturnType<typeof claimsIn>[number]): Claim => ({
  ...(of !== undefined && { of }),
  expected,
  actual: undefined,
  holds: false,
});

function sentFindings(expectations: readonly Expectation[], report: Report): Finding[] {
  return expectations.flatMap((expect, step) => expectationFindings(expect, report, step));
}

/** What holds of one expectation about what was sent at a position. */
export function expectationFindings(expect: Expectation, report: Report, position: number): Finding[] {
  const { kind, index } = sentIn(report)[position] ?? { kind: undefined, index: -1 };
  const seen: Seen = {
    report,
    exchange: kind === 'exchange' ? report.exchanges[index] : undefined,
    connection: kind === 'connection' ? report.connections[index] : undefined,
    index,
  };
  return subjects.flatMap((subject) =>
    claimsOf(subject, expect, seen).map((claim) => ({ step: position, subject, ...claim })),
  );
}

/** What holds of a check in the report of its steps. Where one was not sent, nothing holds. */
export function findingsOf(check: Check, report: Report): Finding[] {
  return sentFindings(
    check.steps.map(({ expect }) => expect),
    report,
  );
}

/** What holds of a scenario's expectations in its report. A proxy that does not start holds none, unless that is claimed. */
export function runFindings(expect: RunExpectation, report: Report): Finding[] {
  const startup: Finding = { step: -1, subject: 'startup', ...same(expect.startup ?? 'ready', report.startup) };
  const atTheEnd = [
    ...metricClaims(expect.metrics ?? {}, report).map((claim) => ({ subject: 'metrics' as const, ...claim })),
    ...sharedDataClaims(expect.sharedData ?? [], report).map((claim) => ({ subject: 'sharedData' as const, ...claim })),
  ];
  return [
    startup,
    ...sentFindings(expect.requests ?? [], report),
    ...atTheEnd.map((claim): Finding => ({ step: -1, ...claim })),
  ];
}
