import { describe, expect, test } from 'vitest';
import type { ExpectedClaim } from '../../src/state/index.ts';
import { claimText } from '../../src/ui/panels/checks/checks.words.ts';
import {
  asksFor,
  type ClaimDraft,
  type ClaimKind,
  claimKinds,
  claimOf,
  draftOf,
  emptyDraft,
  kindsFor,
} from '../../src/ui/panels/checks/claim-form.ts';

const draft = (fields: Partial<ClaimDraft>): ClaimDraft => ({ ...emptyDraft, ...fields });

const claims: readonly ExpectedClaim[] = [
  { subject: 'status', expected: 503 },
  { subject: 'headers', of: 'x-a', expected: 'b' },
  { subject: 'headers', of: 'x-a', expected: '' },
  { subject: 'headers', of: 'x-a', expected: true },
  { subject: 'upstreamHeaders', of: 'x-a', expected: null },
  { subject: 'trailers', of: 'grpc-status', expected: '0' },
  { subject: 'body', of: 'equals', expected: '' },
  { subject: 'body', of: 'equals', expected: ' {"a": 1}\n' },
  { subject: 'body', of: 'contains', expected: 'true' },
  { subject: 'json', of: 'a.b', expected: 'text' },
  { subject: 'json', of: 'a.b', expected: 'true' },
  { subject: 'json', of: 'a.b', expected: '{"x":1}' },
  { subject: 'json', of: 'a.b', expected: null },
  { subject: 'json', of: 'a.b', expected: { x: [1, '2', true] } },
  { subject: 'logs', expected: 'a line' },
  { subject: 'logs', expected: { contains: 'a line', level: 'warn' } },
  { subject: 'localReply', expected: true },
  { subject: 'localReply', expected: false },
  { subject: 'localReply', of: 'details', expected: 'denied' },
  { subject: 'localReply', of: 'body', expected: '403' },
  { subject: 'upstreamCalls', expected: 0 },
  { subject: 'hostcalls', of: 'proxy_log', expected: 2 },
  { subject: 'hostcalls', of: 'proxy_log', expected: { atLeast: 1 } },
  { subject: 'callbacks', of: 'proxy_on_log', expected: { atMost: 3 } },
  { subject: 'callbacks', of: 'proxy_on_log', expected: { atLeast: 1, atMost: 3 } },
  { subject: 'metrics', of: 'a.b', expected: 1.5 },
  { subject: 'flags', expected: 'UH' },
  { subject: 'details', expected: 'via_upstream' },
  { subject: 'warnings', expected: 'unread-body' },
  { subject: 'body', of: 'hex', expected: '00 ff' },
  { subject: 'body', of: 'base64', expected: 'AP8=' },
  ...(['received', 'upstreamReceived'] as const).flatMap((subject): ExpectedClaim[] => [
    { subject, of: 'equals', expected: '' },
    { subject, of: 'contains', expected: ' x' },
    { subject, of: 'hex', expected: '00 ff' },
    { subject, of: 'base64', expected: 'AP8=' },
  ]),
  { subject: 'closedBy', expected: 'upstream-reset' },
  { subject: 'held', expected: true },
  { subject: 'held', expected: false },
  { subject: 'sharedData', expected: { key: 'a', value: '1' } },
  { subject: 'sharedData', expected: { vm_id: 'v', key: 'a', value: true } },
  { subject: 'sharedData', expected: { key: 'a', value: { hex: '00' } } },
  { subject: 'properties', of: 'request.path', expected: '/' },
  { subject: 'properties', of: 'request.path', expected: null },
  { subject: 'properties', of: 'request.path', expected: { base64: 'AP8=' } },
];

test.each(claims)('what is edited and left as it was is the same claim: %j', (claim) => {
  expect(claimOf(draftOf(claim))).toEqual(claim);
  const { what, must } = claimText(claim);
  expect([what, must].every((text) => text.trim() !== '' && !/undefined|\[object/.test(text))).toBe(true);
});

test('each kind is among those that read back', () => {
  const kindOf = ({ subject, of = '' }: ExpectedClaim) =>
    /^(body|\w*eceived)$/.test(subject) ? `${subject}.${of}` : subject;
  expect(new Set(claims.map(kindOf))).toEqual(new Set(claimKinds));
});

describe('a draft means nothing while', () => {
  const open: readonly (readonly [what: string, fields: Partial<ClaimDraft>])[] = [
    ['no status is said', { value: '' }],
    ['a status is no number', { value: '2xx' }],
    ['a status is below nothing', { value: '-200' }],
    ['a header has no name', { kind: 'headers', name: ' ', value: 'x' }],
    ['a path is not said', { kind: 'json', value: '1' }],
    ['a part of a body is empty', { kind: 'body.contains', value: '' }],
    ['a log line is empty', { kind: 'logs', value: '', level: 'warn' }],
    ['a count is none', { kind: 'hostcalls', name: 'proxy_log', value: 'often' }],
    ['a count has only an end', { kind: 'hostcalls', name: 'proxy_log', value: '..3' }],
    ['a metric is blank', { kind: 'metrics', name: 'm', value: ' ' }],
    ['a metric is no number', { kind: 'metrics', name: 'm', value: '1,5' }],
    ['a warning is not named', { kind: 'warnings', value: '' }],
    ['bytes are no digits', { kind: 'received.hex', value: '1' }],
    ['bytes are no base64', { kind: 'upstreamReceived.base64', value: '*' }],
    ['nobody is named who closed', { kind: 'closedBy', value: 'me' }],
    ['a key is not said', { kind: 'sharedData', value: '1' }],
    ['a value is no digits', { kind: 'properties', name: 'plugin_name', mode: 'hex', value: 'x' }],
  ];
  test.each(open)('%s', (_, fields) => {
    expect(claimOf(draft(fields))).toBeUndefined();
  });
});

const counts: readonly (readonly [text: string, expected: unknown])[] = [
  ['2', 2],
  [' >= 1 ', { atLeast: 1 }],
  ['<=3', { atMost: 3 }],
  ['1 .. 3', { atLeast: 1, atMost: 3 }],
];
test.each(counts)('%j is how often', (value, expected) => {
  expect(claimOf(draft({ kind: 'callbacks', name: 'proxy_on_log', value }))?.expected).toEqual(expected);
});

test('names lose the blanks around them, values do not', () => {
  expect(claimOf(draft({ kind: 'headers', name: ' x-a ', value: ' b ' }))).toEqual({
    subject: 'headers',
    of: 'x-a',
    expected: ' b ',
  });
  expect(claimOf(draft({ kind: 'headers', name: 'x-a', value: 'b', mode: 'absent' }))?.expected).toBeNull();
});

const written: Partial<Record<ClaimKind, string>> = {
  localReply: 'yes',
  closedBy: 'client',
  'body.hex': '01',
  'received.hex': '01',
  'upstreamReceived.hex': '01',
  'body.base64': 'AQ==',
  'received.base64': 'AQ==',
  'upstreamReceived.base64': 'AQ==',
};

test('a connection and a request have kinds of their own, and all are of one of them', () => {
  expect(new Set([...kindsFor(true), ...kindsFor(false)])).toEqual(new Set(claimKinds));
  expect(kindsFor(true).filter((kind) => !kindsFor(false).includes(kind))).toHaveLength(10);
  expect(kindsFor(true)).not.toContain('status');
});

test('what is asked for beside the value is what makes the claim differ', () => {
  for (const kind of claimKinds) {
    const { name, mode, level } = asksFor(kind);
    const whole = draft({ kind, name: 'n', value: written[kind] ?? '1' });
    expect(claimOf({ ...whole, name: '' }) === undefined, kind).toBe(name);
    expect(JSON.stringify(claimOf({ ...whole, mode: 'any' })) !== JSON.stringify(claimOf(whole)), kind).toBe(mode);
    expect(JSON.stringify(claimOf({ ...whole, level: 'warn' })) !== JSON.stringify(claimOf(whole)), kind).toBe(level);
  }
});

test('a claim of a form that nobody wrote is edited as text, and nothing throws', () => {
  const odd: readonly unknown[] = [{ deep: [1] }, undefined, Number.NaN, '<b>', '\0'];
  for (const subject of ['status', 'headers', 'logs', 'hostcalls', 'localReply', 'metrics'] as const)
    for (const expected of odd) expect(typeof draftOf({ subject, of: 'x', expected }).value, subject).toBe('string');
});
