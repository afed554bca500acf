import {
  bytesOfText,
  type Exchange,
  type HeaderBytes,
  latin1OfBytes,
  logLines,
  type Report,
  textOfBytes,
} from '../model/index.ts';
import type { Check, Expectation } from './check-schema.ts';

/** One claim about one exchange, and whether it holds. */
export interface Finding {
  /** Position of the step in the check. */
  readonly step: number;
  readonly subject: keyof Expectation;
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

function headerClaims(expected: Readonly<Record<string, string | null>>, headers: HeaderBytes): Claim[] {
  return Object.entries(expected).map(([name, value]) => {
    const values = valuesOf(headers, name);
    const actual = values.length === 0 ? null : values.join(', ');
    return { of: name, expected: value, actual, holds: actual === value };
  });
}

function bodyClaims({ equals, contains }: NonNullable<Expectation['body']>, body: Uint8Array): Claim[] {
  const text = textOfBytes(body);
  return [
    ...(equals === undefined
      ? []
      : [
          {
            of: 'equals',
            expected: equals,
            actual: text,
            holds: latin1OfBytes(bytesOfText(equals)) === latin1OfBytes(body),
          },
        ]),
    ...(contains === undefined
      ? []
      : [{ of: 'contains', expected: contains, actual: text, holds: text.includes(contains) }]),
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

function logsOf({ traceFrom, traceTo }: Exchange, { trace }: Report): string[] {
  return Array.from(logLines(trace, traceFrom, traceTo), ({ message }) => textOfBytes(message));
}

function logClaims(expected: readonly string[], lines: readonly string[]): Claim[] {
  return expected.map((text) => ({ expected: text, actual: lines, holds: lines.some((line) => line.includes(text)) }));
}

function warningClaims(expected: readonly string[], { exchange, report }: Seen): Claim[] {
  const position = report.exchanges.indexOf(exchange);
  const kinds = report.warnings.filter((warning) => warning.exchange === position).map(({ kind }) => kind);
  return expected.map((kind) => ({ expected: kind, actual: kinds, holds: kinds.some((one) => one === kind) }));
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
  localReply: (expected, { exchange }) => [same(expected, exchange.localReply !== undefined)],
  upstreamCalls: (expected, { exchange }) => [same(expected, exchange.forwarded.length)],
  upstreamHeaders: (expected, seen) => headerClaims(expected, forwardedHeaders(seen)),
  logs: (expected, { exchange, report }) => logClaims(expected, logsOf(exchange, report)),
  warnings: (expected, seen) => warningClaims(expected, seen),
};

function claimsOf<S extends keyof Expected>(
  subject: S,
  expectation: Partial<Expected>,
  seen: Seen | undefined,
): Claim[] {
  const expected: Expected[S] | undefined = expectation[subject];
  if (expected === undefined) return [];
  if (!seen) return [{ expected, actual: undefined, holds: false }];
  return lookups[subject](expected, seen);
}

const subjects = [
  'status',
  'headers',
  'body',
  'json',
  'localReply',
  'upstreamCalls',
  'upstreamHeaders',
  'logs',
  'warnings',
] as const satisfies readonly (keyof Expectation)[];

/** What holds of a check in the report of its steps. Where an exchange is missing, nothing holds. */
export function findingsOf(check: Check, report: Report): Finding[] {
  return check.steps.flatMap(({ expect }, step) => {
    const exchange = report.exchanges[step];
    const seen = exchange && { exchange, report };
    return subjects.flatMap((subject) => claimsOf(subject, expect, seen).map((claim) => ({ step, subject, ...claim })));
  });
}
