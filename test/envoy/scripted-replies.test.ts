import { expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { textOfBytes, type ReplySpec, type RequestSpec, type Scenario } from '../../src/model/index.ts';

/** Bodies that requests get, one after the other, from replies that say their own name. */
function answers(replies: Record<string, ReplySpec>, requests: RequestSpec[]): string[] {
  const named = Object.entries(replies).map(([name, reply]) => ({ ...reply, body: [name] }));
  const scenario: Scenario = { name: 'replies', clusters: { upstream: { replies: named } }, requests };
  return run({ modules: {} }, scenario, 1).exchanges.map(({ response }) => textOfBytes(response.body));
}

test('replies take turns, the last repeats', () => {
  expect(answers({ first: {}, second: {} }, [{}, {}, {}])).toEqual(['first', 'second', 'second']);
});

test('a match answers what fits and takes no turn', () => {
  const replies = { first: {}, login: { match: { method: 'POST', path: '/login' } }, second: {} };
  const requests = [{}, { method: 'POST', path: '/login?x=1', body: ['a'] }, { path: '/login' }, {}];
  expect(answers(replies, requests)).toEqual(['first', 'login', 'second', 'second']);
});

test('a match by prefix and header: all of it must fit; the first that fits answers', () => {
  const replies = {
    gold: { match: { prefix: '/api/', headers: [['X-Plan', 'gold'] as const] } },
    api: { match: { prefix: '/api/' } },
    rest: {},
  };
  const requests = [{ path: '/api/a', headers: [['x-plan', 'gold'] as const] }, { path: '/api/b' }, { path: '/' }];
  expect(answers(replies, requests)).toEqual(['gold', 'api', 'rest']);
});
