import { describe, expect, test } from 'vitest';
import { type Expectation, findingsOf, parseChecks } from '../../src/lessons/index.ts';
import { accessLine } from '../model/access-line.ts';
import { bytesOfText, type HeaderBytes, RecordKind, type Report } from '../../src/model/index.ts';

const headersOf = (...texts: string[]): HeaderBytes => texts.map(bytesOfText);

/** A report of one exchange whose filter logged one line, behind a line of the start. */
function reportOf(body: string): Report {
  const log = (start: number, size: number) => [RecordKind.log | (8 << 8), 0, 2, 0, 0, 2, start, size];
  const words = Int32Array.from([...log(0, 5), ...log(5, 11)]);
  return {
    scenario: 's',
    seed: 1,
    startup: 'ready',
    failures: [],
    vms: [{ thread: 'worker', vmId: '', memoryPages: 1 }],
    plugins: [],
    connections: [],
    tcpUpstream: [],
    exchanges: [
      {
        request: 0,
        method: 'GET',
        path: '/',
        response: {
          status: 200,
          reason: 'OK',
          headers: headersOf('X-Twice', 'one', 'x-twice', 'two', 'x-empty', ''),
          body: bytesOfText(body),
          trailers: [],
          framing: 'length',
          end: 'complete',
          connectionAfter: 'open',
          extraBytes: new Uint8Array(0),
          informational: [],
        },
        requestJourney: [],
        responseJourney: [],
        bodies: [],
        localReply: { filter: 0, status: 200, details: '', upstreamCalled: true, way: 'filters' },
        forwarded: [{ cluster: 'upstream', index: 0 }],
        access: {
          code: 200,
          details: '',
          flags: '',
          cluster: 'upstream',
          route: '',
          method: 'GET',
          path: '/',
          bytesIn: 0,
          bytesOut: 0,
          terminated: '',
          line: accessLine,
        },
        traceFrom: 8,
        traceTo: 16,
        startMs: 0,
        durationMs: 0,
      },
    ],
    upstream: {
      upstream: [
        {
          method: 'GET',
          path: '/',
          headers: headersOf('x-hello', 'world'),
          body: new Uint8Array(0),
          trailers: [],
          framing: 'none',
          incomplete: false,
          excess: new Uint8Array(0),
        },
      ],
    },
    trace: { words, bytes: bytesOfText('startGot 8 in #2'), count: 2 },
    warnings: [{ kind: 'resume-not-paused', exchange: 0, filter: 0, callback: '', at: -1, facts: {} }],
    refusals: [],
    notSimulated: [],
    stats: {},
    reproducible: true,
    elapsedMs: 0,
  };
}

const report = reportOf('{"headers":{"X-Hello":"world"},"list":[1,{"a":null}]}');
const holdsOf = (expectation: Expectation, seen = report) =>
  findingsOf({ name: 'c', steps: [{ send: 'r', expect: expectation }] }, seen).map(({ holds }) => holds);

const cases: readonly [claim: string, holding: Expectation, failing: Expectation][] = [
  ['a status', { status: 200 }, { status: 403 }],
  ['a header sent twice', { headers: { 'x-TWICE': 'one, two' } }, { headers: { 'x-twice': 'one' } }],
  ['an empty header', { headers: { 'x-empty': '' } }, { headers: { 'x-empty': null } }],
  ['any value', { headers: { 'x-empty': true } }, { headers: { 'x-absent': true } }],
  ['an absent header', { headers: { 'x-absent': null } }, { headers: { 'x-absent': '' } }],
  ['a part of the body', { body: { contains: '"X-Hello":"world"' } }, { body: { contains: 'x-hello' } }],
  ['a value in JSON', { json: { 'headers.X-Hello': 'world' } }, { json: { 'headers.x-hello': 'world' } }],
  ['an object in JSON', { json: { 'list.1': { a: null } } }, { json: { 'list.1': { a: 1 } } }],
  ['a local reply', { localReply: true }, { localReply: false }],
  ['calls of the upstream', { upstreamCalls: 1 }, { upstreamCalls: 0 }],
  ['a header at the upstream', { upstreamHeaders: { 'X-Hello': 'world' } }, { upstreamHeaders: { 'x-hello': null } }],
  ['a log line of the exchange', { logs: ['Got 8'] }, { logs: ['start'] }],
  ['a warning', { warnings: ['resume-not-paused'] }, { warnings: ['deadlock'] }],
];

describe('a claim', () => {
  test.each(cases)('about %s holds or fails', (_, holding, failing) => {
    expect(holdsOf(holding)).toEqual([true]);
    expect(holdsOf(failing)).toEqual([false]);
  });

  test('about a whole body compares every byte', () => {
    expect(holdsOf({ body: { equals: 'né\n' } }, reportOf('né\n'))).toEqual([true]);
    expect(holdsOf({ body: { equals: 'né' } }, reportOf('né\n'))).toEqual([false]);
  });

  test('about JSON fails where the body is none', () => {
    expect(holdsOf({ json: { a: 1 } }, reportOf('no json'))).toEqual([false]);
    expect(holdsOf({ json: { 'a.b': 1 } }, reportOf('null'))).toEqual([false]);
  });

  test('says what was expected and what was there', () => {
    const [finding] = findingsOf({ name: 'c', steps: [{ send: 'r', expect: { headers: { 'x-a': 'b' } } }] }, report);
    expect(finding).toEqual({ step: 0, subject: 'headers', of: 'x-a', expected: 'b', actual: null, holds: false });
  });
});

test('where an exchange is missing nothing holds', () => {
  const all = Object.assign({}, ...cases.map(([, holding]) => holding)) as Expectation;
  const holds = holdsOf(all, { ...report, exchanges: [] });
  expect(holds).toHaveLength(Object.keys(all).length);
  expect(holds).not.toContain(true);
});

test.each([
  ['no checks', []],
  ['a check without steps', [{ name: 'c', steps: [] }]],
  ['an unknown claim', [{ name: 'c', steps: [{ send: 'r', expect: { stauts: 200 } }] }]],
])('a file with %s is refused', (_, json) => {
  expect(() => parseChecks(json)).toThrow();
});
