import { describe, expect, test } from 'vitest';
import { measure } from '../../../workers/run/measure.ts';
import { readProperties, repeatRequests, run } from '../../../src/envoy/index.ts';
import { nearestProperties, PROPERTIES, readTrace } from '../../../src/model/index.ts';
import { callbacksOf } from '../../../src/state/selectors/callbacks.ts';
import { propertyPaths, propertyPlaces, propertyRows } from '../../../src/state/selectors/property-rows.ts';
import { propertyValue } from '../../../src/model/property-value.ts';
import { FakeContext } from '../../host/fake-context.ts';
import { recorded, reportOf, script } from './runs.ts';

describe('properties', () => {
  test.each([
    'props-request-headers',
    'props-response-headers',
    'props-request-body',
    'props-log',
    'props-direct',
    'props-grpc-status',
    'logger-props',
  ])('%s: what is read beside the run is what the filter read in it', (name) => {
    const input = recorded(name);
    const report = reportOf(input);
    let compared = 0;
    for (const exchange of report.exchanges.keys()) {
      const places = propertyPlaces(report, exchange);
      const paths = propertyPaths(report, exchange);
      const readings = readProperties(input, { paths, calls: places.map(({ number }) => number) });
      expect(readings.phases.map(({ call }) => call)).toEqual(places.map(({ number }) => number));
      const rows = propertyRows(report, exchange, { paths, readings });
      for (const [at, place] of places.entries())
        for (const row of rows)
          for (const read of row.reads) {
            const call = callbacksOf(report).findLast((one) => one.at < read.at);
            if (call?.number !== place.number) continue;
            const value = row.values[at];
            expect(typeof value === 'number' ? value === 0 : value, row.path.join('.')).toEqual(read.value ?? false);
            compared++;
          }
    }
    expect(compared).toBeGreaterThan(5);
  });

  test('reading leaves the run as it is', () => {
    const input = recorded('guest-rate-limiter');
    const report = reportOf(input);
    readProperties(input, { paths: ['request\0path', 'xds\0node'], calls: [1, 2, 3, 4, 5] });
    expect(reportOf(input).trace.words).toEqual(report.trace.words);
  });

  test.each([
    ['request.paht', 'request.path'],
    ['request\0pth', 'request.path'],
    ['request.user-agent', 'request.useragent'],
    ['request.authority', 'request.host'],
    ['source.adress', 'source.address'],
    ['node.id', 'xds.node.id'],
    ['route_name', 'xds.route_name'],
    ['plugin-name', 'plugin_name'],
    ['response.status', 'response.code'],
    ['conection.id', 'connection.id'],
  ])('%j was meant as %s', (path, meant) => expect(nearestProperties(path)[0]).toBe(meant));

  test.each(['', 'zebra', 'x'.repeat(100_000)])('nothing is near %.10j', (path) =>
    expect(nearestProperties(path)).toEqual([]),
  );

  test('no name is near itself, and all are told once', () => {
    for (const { path } of PROPERTIES) expect(nearestProperties(path.join('.'))).not.toContain(path.join('.'));
    const all = PROPERTIES.map(({ path }) => path.join('.'));
    expect(new Set(all).size).toBe(all.length);
  });

  test.each([
    ['int', [232, 3, 0, 0, 0, 0, 0, 0], { kind: 'number', text: '1000' }],
    ['int', [255, 255, 255, 255, 255, 255, 255, 255], { kind: 'number', text: '-1' }],
    ['bool', [1], { kind: 'number', text: 'true' }],
    ['duration', [128, 132, 30, 0, 0, 0, 0, 0], { kind: 'number', text: '2 ms' }],
    ['timestamp', [0, 0, 250, 237, 81, 114, 134, 24], { kind: 'number', text: '2026-01-01T00:00:00.000Z' }],
    ['string', [104, 105], { kind: 'text', text: 'hi' }],
    ['int', [1, 2], { kind: 'bytes', size: 2 }],
    ['map', [0, 0, 0, 0], { kind: 'map', entries: [] }],
  ] as const)('%s %j', (type, bytes, value) => expect(propertyValue(type, Uint8Array.from(bytes))).toEqual(value));
});

describe('measured time', () => {
  /** A clock that moves by a microsecond each time it is read. */
  function ticking(): () => number {
    let now = 0;
    return () => (now += 0.001);
  }

  test('every callback of the run has a mean, by its number', () => {
    const input = recorded('guest-rate-limiter');
    const callbacks = callbacksOf(reportOf(input));
    const { meanUs, selfUs, errorUs, mostUs, repetitions } = measure(run, input, 0.5, ticking());
    expect(meanUs).toHaveLength(callbacks.length);
    expect(repetitions).toBeGreaterThanOrEqual(3);
    for (const times of [meanUs, selfUs, mostUs]) expect(Math.min(...times)).toBeGreaterThan(0);
    expect(Math.max(...errorUs)).toBeLessThan(0.001);
  });

  test('the clock may make steps that are longer than a callback', () => {
    let real = 0;
    const coarse = () => Math.floor((real += 0.003) / 0.1) * 0.1;
    const input = script(['request_headers metric 0 c']);
    const { meanUs, resolutionUs, errorUs } = measure(run, input, 30, coarse);
    expect(resolutionUs).toBeCloseTo(100);
    for (const [i, mean] of meanUs.entries()) expect(Math.abs(mean - 3)).toBeLessThan(5 * (errorUs[i] ?? 0) + 3);
  });

  test('a nested callback counts once in what adds up', () => {
    const nested: typeof run = (project, scenario, seed, options) => {
      const { announce, left } = options ?? {};
      const enter = () => announce?.(0, 0, '', 0, new FakeContext(0));
      enter();
      enter();
      left?.();
      left?.();
      return run(project, { ...scenario, requests: [] }, seed);
    };
    const { meanUs, selfUs } = measure(nested, script([]), 0.001, ticking());
    expect([...meanUs].map(Math.round)).toEqual([3, 1]);
    expect([...selfUs].map(Math.round)).toEqual([2, 1]);
  });
});

describe('a run repeated', () => {
  test('memory that grows shows as steps, and the requests as answers', () => {
    const result = repeatRequests(recorded('guest-rate-limiter'), { rounds: 50, goesOn: () => true });
    expect(result).toMatchObject({ rounds: 50, ended: 'done' });
    expect(result.vms.length).toBeGreaterThan(0);
    for (const { steps } of result.vms) expect(steps[0]).toMatchObject({ round: 0 });
    expect(result.statuses.reduce((all, { times }) => all + times, 0)).toBe(
      50 * (recorded('guest-rate-limiter').scenario.requests ?? []).filter((one) => one.wait_ms === undefined).length,
    );
  });

  test('it ends when its time is over', () => {
    const result = repeatRequests(recorded('guest-rate-limiter'), { rounds: 50, goesOn: (round) => round < 7 });
    expect(result).toMatchObject({ rounds: 7, ended: 'time' });
  });

  test('a trap is told with its round', () => {
    const result = repeatRequests(recorded('logger-trap'), { rounds: 3, goesOn: () => true });
    expect(result.trappedIn).toBe(1);
  });
});

test('a callback has the number by which the gate knows it', () => {
  const input = recorded('guest-token-cache');
  const announced: string[] = [];
  run(input.project, input.scenario, input.seed, {
    announce: (number, vm, callback, context) => void announced.push(`${number} ${vm} ${callback} ${context}`),
  });
  const shown = callbacksOf(reportOf(input)).map(
    ({ number, vm, callback, context }) => `${number} ${vm} ${callback} ${context}`,
  );
  expect(shown).toEqual(announced);
});

test('hostcalls and bytes of the callbacks add up to those of the run', () => {
  const report = reportOf(recorded('guest-token-cache'));
  const all = { hostcalls: 0, bytesOut: 0, bytesIn: 0 };
  for (const record of readTrace(report.trace)) {
    if (record.kind !== 'hostcall') continue;
    all.hostcalls++;
    for (const value of record.inputs) if ('bytes' in value) all.bytesOut += value.bytes.length;
    for (const value of record.outputs) if ('bytes' in value) all.bytesIn += value.bytes.length;
  }
  const sum = { hostcalls: 0, bytesOut: 0, bytesIn: 0 };
  for (const { hostcalls, bytesOut, bytesIn } of callbacksOf(report)) {
    sum.hostcalls += hostcalls;
    sum.bytesOut += bytesOut;
    sum.bytesIn += bytesIn;
  }
  expect(sum).toEqual(all);
});
