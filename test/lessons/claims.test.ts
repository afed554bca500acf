import { expect, test } from 'vitest';
import { claimsIn, type Expectation, type ExpectedClaim, expectationOf, withClaim } from '../../src/lessons/index.ts';

const whole: Expectation = {
  status: 200,
  headers: { 'x-a': '1', 'x-b': null, 'x-c': true },
  body: { equals: 'a', contains: ['b', 'c'] },
  json: { 'a.b': { c: 1 } },
  trailers: { t: '1' },
  localReply: { status: 403, filter: 0 },
  upstreamCalls: 0,
  upstreamHeaders: { 'x-d': '2' },
  logs: ['a', { contains: 'b', level: 'info' }],
  hostcalls: { proxy_log: { atLeast: 1 } },
  callbacks: { proxy_on_tick: 2 },
  flags: '-',
  details: 'via_upstream',
  warnings: ['deadlock'],
  metrics: { hits: 1 },
  received: { equals: 'a', contains: ['b', 'c'], hex: '61', base64: 'YQ==' },
  upstreamReceived: { hex: '' },
  closedBy: 'filter',
  held: true,
  sharedData: [
    { key: 'a', value: '1' },
    { vm_id: 'v', key: 'a', value: null },
  ],
  properties: { 'request.path': '/', plugin_name: true },
};

test('an expectation is made of its claims again', () => {
  expect(claimsIn(whole)).toHaveLength(33);
  expect(expectationOf(claimsIn(whole))).toEqual(whole);
  expect(claimsIn({ localReply: true, body: { contains: 'x' } })).toEqual([
    { subject: 'body', of: 'contains', expected: 'x' },
    { subject: 'localReply', expected: true },
  ]);
});

const status = (expected: number): ExpectedClaim => ({ subject: 'status', expected });
const header = (of: string, expected: string): ExpectedClaim => ({ subject: 'headers', of, expected });
const shared = (key: string, value: string): ExpectedClaim => ({ subject: 'sharedData', expected: { key, value } });
const part = (expected: string): ExpectedClaim => ({ subject: 'received', of: 'contains', expected });
const log = (expected: string): ExpectedClaim => ({ subject: 'logs', expected });

test.each<[string, ExpectedClaim[], ExpectedClaim, ExpectedClaim[]]>([
  ['the first', [], status(200), [status(200)]],
  ['about the same thing', [status(200), header('a', '1')], status(404), [status(404), header('a', '1')]],
  ['of a header in another spelling', [header('X-A', '1')], header('x-a', '2'), [header('x-a', '2')]],
  ['of another header', [header('a', '1')], header('b', '1'), [header('a', '1'), header('b', '1')]],
  ['of one more log line', [log('a')], log('b'), [log('a'), log('b')]],
  ['that is there', [log('a')], log('a'), [log('a')]],
  ['of the same key', [shared('a', '1'), shared('b', '1')], shared('a', '2'), [shared('a', '2'), shared('b', '1')]],
  ['of one more part of the bytes', [part('a')], part('b'), [part('a'), part('b')]],
])('a claim %s', (_, before, claim, after) => {
  expect(withClaim(before, claim)).toEqual(after);
});
