import { expect, test } from 'vitest';
import { emptyProject, requestDefaults, scenarioOfProject } from '../../../src/model/index.ts';
import { accessLines } from '../../../src/state/selectors/access-lines.ts';
import { vmLanes } from '../../../src/state/selectors/workers.ts';
import type { RequestSpec } from '../../../src/model/index.ts';
import { recorded, reportOf, script } from './runs.ts';

// Two workers: what one of them has counted in its globals the other does not know.
test('each worker has a lane with what it served', () => {
  const report = reportOf(recorded('guest-rate-limiter-workers'));
  const lanes = vmLanes(report);
  expect(lanes.map(({ thread, vmId, plugins, served }) => ({ thread, vmId, plugins, served }))).toEqual([
    { thread: 'worker0', vmId: 'vm1', plugins: [0], served: [0, 2, 4] },
    { thread: 'worker1', vmId: 'vm1', plugins: [0], served: [1, 3] },
  ]);
  for (const { memoryPages, callbacks, contexts } of lanes) {
    expect(memoryPages).toBeGreaterThan(0);
    expect(callbacks).toBeGreaterThan(5);
    expect(contexts).toBeGreaterThan(1);
  }
  const first = report.exchanges[1]?.traceFrom ?? 0;
  expect(vmLanes(report, first).map(({ served }) => served)).toEqual([[0], []]);
});

test('connections of their own are served in turn; otherwise one worker serves them all', () => {
  const requests = ['/a', '/b', '/c'].map((url) => ({ ...requestDefaults, id: url, name: url, url }));
  const served = (inTurn: boolean) => {
    const sent = scenarioOfProject({ ...emptyProject, workers: 2, inTurn }, requests).scenario.requests ?? [];
    return vmLanes(reportOf(script([], { workers: 2, requests: sent }))).map((lane) => lane.served);
  };
  expect(served(true)).toEqual([[0, 2], [1]]);
  expect(served(false)).toEqual([[0, 1, 2], []]);
});

test('ticks stand in the lane of their VM, a trap where it happened', () => {
  const ticking = vmLanes(reportOf(recorded('guest-augmenter')));
  expect(ticking.flatMap(({ ticks }) => ticks).length).toBeGreaterThan(0);
  const report = reportOf(script(['request_headers trap']));
  const [lane] = vmLanes(report);
  expect(report.plugins[0]?.trap).toBeDefined();
  expect(lane?.trappedAt).toBeGreaterThan(0);
});

// Written by Envoy 1.40 for the same request, with the upstream's real port, time and request id.
const envoyLine =
  /^\[2026-01-01T00:00:0\d\.\d{3}Z\] "GET \/a\?b=1 HTTP\/1\.1" 200 - 0 \d+ \d+ \d+ "-" "q"uote" "[0-9a-f-]{36}" "lab\.test" "127\.0\.0\.1:\d+"$/;

test('an access log line is as Envoy writes it', () => {
  const report = reportOf(script([], { requests: [{ path: '/a?b=1', headers: [['user-agent', 'q"uote']] }] }));
  const [line] = accessLines(report);
  expect(line?.line).toMatch(envoyLine);
});

// Written by Envoy 1.40's tcp_proxy with the default format, but for the time and the upstream's port.
const talk = { tcp: [{ send: 'ping\n' }, { wait_bytes: 5 }, { close: true }] };
const answer = { tcp_upstream: [{ wait_bytes: 5 }, { send: 'pong\n' }] };
const reset = { tcp_upstream: [{ wait_bytes: 1 }, { reset: true }] };
test.each<[string, readonly string[], RequestSpec, string]>([
  ['passes', [], { ...talk, ...answer }, '- 5 5 # - "-" "-" "-" "-" "127.0.0.1:20100"'],
  ['finds nobody', [], { ...talk, tcp_upstream: 'refuse' }, 'UF,URX 0 0 # - "-" "-" "-" "-" "127.0.0.1:20100"'],
  ['is reset', [], { ...talk, ...reset }, 'UR 5 0 # - "-" "-" "-" "-" "127.0.0.1:20100"'],
  ['is closed at once', ['new_connection close down'], { ...talk, ...answer }, '- 0 0 # - "-" "-" "-" "-" "-"'],
  ['is closed', ['downstream_data close down'], { ...talk, ...answer }, '- 5 0 # - "-" "-" "-" "-" "127.0.0.1:20100"'],
])('a TCP connection that %s has a line as Envoy writes it', (_, config, request, line) => {
  const requests = [{ path: '/first' }, request];
  const report = reportOf(script([], { requests, tcp: { filters: [{ wasm: 'script.wasm', config }] } }));
  const [first, connection] = accessLines(report);
  expect([first?.kind, connection?.kind]).toEqual(['exchange', 'connection']);
  const shape = /^\[2026-01-01T00:00:0\d\.\d{3}Z\] "- - -" 0 (.*? \d+ \d+) \d+ (- .*)$/;
  expect(connection?.line.replace(shape, '$1 # $2')).toBe(line);
  expect(connection?.heard).toHaveLength(1);
  expect(connection?.logged).toEqual([]);
});

test('an answer without an upstream has dashes', () => {
  const requests = [{ path: '/direct', headers: [['user-agent', 'a\tb']] as const }];
  const routes = [{ match: { prefix: '/' }, direct_response: { status: 418, body: { inline_string: 'tea' } } }];
  const [line] = accessLines(reportOf(script([], { requests, envoy: { routes } })));
  expect(line?.line).toMatch(/ 418 - 0 3 \d+ - "-" /);
  expect(line?.line).toMatch(/ "-"$/);
});

test('what an access logger logged stands behind the line of its request', () => {
  const report = reportOf(recorded('logger-props'));
  const lines = accessLines(report);
  expect(lines[0]?.logged.length).toBeGreaterThan(0);
});
