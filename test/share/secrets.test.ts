import { expect, test } from 'vitest';
import type { Project } from '../../src/model/index.ts';
import { secretsOf, withoutSecrets } from '../../src/share/link/index.ts';
import { addHeader, row } from './link-projects.ts';

const [first] = addHeader.requests;
if (first === undefined) throw new Error('the example has no request');
const sending = (name: string, value = 'v'): Project => ({
  ...addHeader,
  requests: [{ ...first, headers: [row(name, value)] }],
});

const secret = [
  'authorization',
  'Authorization ',
  'proxy-authorization',
  'Cookie',
  'set-cookie',
  'x-api-key',
  'apikey',
  'api_key',
  'x-auth-token',
  'x-amz-security-token',
  'client-secret',
  'x-client-id',
  'x-session-id',
  'x-csrf-token',
  'private-token',
  'x-hub-signature',
  'x-goog-api-key',
  'jwt',
  'x-access-token',
  'db.password',
];
const harmless = [
  'accept',
  ':authority',
  'user-agent',
  'author',
  'x-authored-by',
  'keep-alive',
  'idempotency-key',
  'sec-websocket-key',
  'x-request-id',
  'x-monkey',
  'x-tokenizer',
  'passport-country',
];

test.each(secret)('%s opens doors', (name) => {
  expect(secretsOf(sending(name)).map(({ header }) => header)).toEqual([name.trim()]);
  expect(withoutSecrets(sending(name)).requests[0]?.headers).toEqual([row(name, '')]);
});

test.each(harmless)('%s is ordinary', (name) => {
  expect(secretsOf(sending(name))).toEqual([]);
  expect(withoutSecrets(sending(name))).toEqual(sending(name));
});

test('an empty value gives nothing away, and a line that is not sent does', () => {
  expect(secretsOf(sending('cookie', ' '))).toEqual([]);
  const disabled = { ...addHeader, requests: [{ ...first, headers: [row('cookie', 'a=b', false)] }] };
  expect(secretsOf(disabled)).toEqual([{ request: first.name, header: 'cookie', value: 'a=b' }]);
});

const addresses: readonly (readonly [string, string])[] = [
  ['http://me:word@host/a', 'http://host/a'],
  ['me:word@host/a', 'host/a'],
  ['http://host/a@b:c', 'http://host/a@b:c'],
  ['http://host/?a=b:c@d', 'http://host/?a=b:c@d'],
  ['/a:b@c', '/a:b@c'],
];

test.each(addresses)('the password in %s', (url, without) => {
  const project = { ...addHeader, requests: [{ ...first, headers: [], url }] };
  expect(secretsOf(project).map(({ value }) => value)).toEqual(url === without ? [] : ['me:word']);
  expect(withoutSecrets(project).requests[0]?.url).toBe(without);
});
