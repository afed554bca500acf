import type { FailedCheck } from '../../../state/index.ts';

type Finding = FailedCheck['findings'][number];

export interface CheckText {
  readonly what: string;
  readonly expected: string;
  readonly seen: string;
}

const subjects: Readonly<Record<Finding['subject'], string>> = {
  status: 'status',
  headers: 'response header',
  body: 'body of the response',
  json: 'JSON of the response',
  trailers: 'response trailer',
  localReply: 'local reply',
  upstreamCalls: 'requests that reached the upstream',
  upstreamHeaders: 'header that the upstream got',
  received: 'bytes that the client got',
  upstreamReceived: 'bytes that the upstream got',
  closedBy: 'who closed',
  held: 'bytes held by a filter',
  logs: 'log',
  hostcalls: 'calls of',
  callbacks: 'callbacks',
  flags: 'response flags',
  details: 'response details',
  warnings: 'warnings',
  startup: 'start of the proxy',
  requests: 'requests',
  metrics: 'metric',
  sharedData: 'shared data',
  properties: 'property',
};

const startup: Readonly<Record<string, string>> = { ready: 'it starts', failed: 'it refuses to start' };

/** A claim that does not hold, in words. */
export function checkText({ subject, of, expected, actual }: Finding): CheckText {
  const isBytes = subject === 'body' || subject === 'received' || subject === 'upstreamReceived';
  const what = isBytes || of === undefined ? subjects[subject] : `${subjects[subject]} ${of}`;
  if (subject === 'startup') return { what, expected: named(expected), seen: named(actual) };
  const isPart = isBytes && of === 'contains';
  return { what, expected: isPart ? `… ${value(expected)} …` : value(expected), seen: value(actual) };
}

const named = (one: unknown): string => (typeof one === 'string' ? (startup[one] ?? one) : value(one));

/** What of it is worth reading. */
const MOST = 400;

function value(one: unknown): string {
  if (one === null || one === undefined) return 'none';
  if (one === true) return 'yes';
  if (one === false) return 'no';
  const text = typeof one === 'string' ? one : countText(one);
  return text.length > MOST ? `${text.slice(0, MOST)}…` : text === '' ? 'nothing' : text;
}

function countText(one: unknown): string {
  if (Array.isArray(one)) return one.length === 0 ? 'none' : one.map(value).join('\n');
  if (typeof one !== 'object' || one === null) return String(one);
  const { atLeast, atMost } = { atLeast: undefined, atMost: undefined, ...one };
  if (atLeast !== undefined && atMost !== undefined) return `${String(atLeast)} to ${String(atMost)}`;
  if (atLeast !== undefined) return `at least ${String(atLeast)}`;
  if (atMost !== undefined) return `at most ${String(atMost)}`;
  return JSON.stringify(one);
}
