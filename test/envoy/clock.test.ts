import { expect, test } from 'vitest';
import type { RequestSpec, Scenario } from '../../src/model/index.ts';
import { reportJson } from '../../src/model/index.ts';
import { say } from './script-probe.ts';

/** Calls `auth`, waits for the answer, and says its status. */
const CALLING = [
  'request_headers http auth :method=GET,:path=/who,:authority=auth.test "" "" 5000 t',
  'request_headers ret 1',
  'call get call :status',
  'call effective $caller',
  'call resume req',
];
const held: Partial<Scenario> = { clusters: { auth: { hold: true } }, stays_open: true };
const request: RequestSpec = { timeout_ms: 60_000 };
const answer = (status: number): RequestSpec => ({ answer: { cluster: 'auth', request: 0, reply: { status } } });

function after(...steps: RequestSpec[]) {
  const { lines, report } = say(CALLING, { ...held, requests: [request, ...steps] });
  return { lines, report, clock: report.clock, end: report.exchanges[0]?.response.end };
}

test('a call to a cluster that holds is pending, and so is the request behind it', () => {
  const { clock, end } = after();
  expect(end).toBe('waiting');
  expect(clock?.calls).toEqual([
    {
      kind: 'http-call',
      cluster: 'auth',
      request: 0,
      method: 'GET',
      path: '/who',
      exchange: -1,
      vm: 0,
      context: 1,
      filter: 0,
      plugin: 'p1',
      token: 4,
      sinceMs: clock?.calls[0]?.sinceMs,
      timeoutMs: 5000,
    },
  ]);
});

test.each([
  ['an answer', answer(418), '418'],
  ['a failure', { answer: { cluster: 'auth', request: 0, reply: { failure: 'reset' } } } as const, '503'],
  ['its timeout', { step_ms: 5000 }, '504'],
])('a pending call gets %s', (_, step, status) => {
  const { lines, clock, end } = after(step);
  expect(lines.find((line) => line.includes(':status'))).toContain(status);
  expect(clock?.calls).toEqual([]);
  expect(end).toBe('complete');
});

test('an answer to nobody changes nothing', () => {
  const { clock, end } = after({ answer: { cluster: 'auth', request: 7, reply: {} } });
  expect(clock?.calls).toHaveLength(1);
  expect(end).toBe('waiting');
});

test('time passes exactly, and until idle no longer than said', () => {
  const at = (...steps: RequestSpec[]) => after(...steps).clock?.nowMs ?? 0;
  const start = at();
  expect(at({ step_ms: 1 }) - start).toBe(1);
  expect(at({ step_ms: 10 }, { step_ms: 5 }) - start).toBe(15);
  expect(at({ idle_ms: 300 }) - start).toBe(300);
  expect(after({ idle_ms: 60_000 }).end).toBe('complete');
});

test('a call that its script delays or leaves hanging can be answered, too', () => {
  const replies = (['hang', 'none'] as const).map((kind) => (kind === 'hang' ? { failure: kind } : { delay_ms: 4000 }));
  for (const reply of replies) {
    const clusters = { auth: { replies: [reply] } };
    const { lines } = say(CALLING, { clusters, requests: [{ ...request, parallel: true }, answer(418)] });
    expect(lines.find((line) => line.includes(':status'))).toContain('418');
  }
});

test('timers say when they tick next', () => {
  const { report } = say(['configure tick 100'], { requests: [{ step_ms: 30 }], stays_open: true });
  const { nowMs = 0, timers = [] } = report.clock ?? {};
  expect(timers).toMatchObject([{ vm: 0, context: 1, plugin: 'p1', filter: 0, periodMs: 100 }]);
  expect(timers[0]?.nextMs).toBeGreaterThan(nowMs);
  expect((timers[0]?.nextMs ?? 0) - nowMs).toBeLessThanOrEqual(100);
});

test('the same steps give the same report', () => {
  const json = () => reportJson(after({ step_ms: 10 }, answer(200)).report);
  expect(json()).toBe(json());
});
