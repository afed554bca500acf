import { expect, test } from 'vitest';
import { callHost, OUTSIDE, word } from './call-host.ts';
import { cases } from './headers.cases.ts';

const get = 'proxy_get_header_map_value';

const untouched = {
  0: [
    [':path', '/index'],
    ['x-empty', ''],
  ],
};

test.each(cases)('$call $what', ({ call, args, status, writes, headers, trace }) => {
  const outcome = callHost(call, args, { setup: (context) => context.headers.get(0)?.push(['x-empty', '']) });
  expect(outcome.status).toBe(status);
  expect(outcome.writes).toEqual(writes ?? {});
  expect(Object.fromEntries(outcome.context.headers)).toEqual(headers ?? untouched);
  expect(outcome.trace).toBe(trace);
});

test('ABI 0.1.0 gets a missing header as an empty one', () => {
  const outcome = callHost(get, [0, 'x-none', 128, 144], { abi: '0.1.0' });
  expect(outcome.status).toBe('Ok');
  expect(outcome.writes).toEqual({ 128: word(0), 144: word(0) });
  expect(outcome.trace).toBe(`${get}(RequestHeaders, "x-none") = Ok value: ""`);
});

test.each([
  ['returns 0', 0],
  ['points past the end of memory', OUTSIDE - 2],
  ['points far past the end of memory', -16],
])('an allocator that %s is an invalid memory access', (_, address) => {
  const outcome = callHost(get, [0, ':path', 128, 144], { malloc: address });
  expect(outcome.status).toBe('InvalidMemoryAccess');
  expect(outcome.writes).toEqual({});
});
