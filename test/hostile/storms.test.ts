import { expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import type { Report } from '../../src/model/index.ts';
import { STORMS } from './storms.ts';

function reportOf(what: string): Report {
  const storm = STORMS.find((one) => one.what === what);
  if (storm === undefined) throw new Error(`no storm of ${what}`);
  return run({ modules: storm.modules }, storm.scenario, 1);
}

const BYTES = 512 * 1024 * 1024;

test.each([
  ['a queue that fills itself', 'too-many-callbacks', 'proxy_on_queue_ready', 500_000],
  ['lines of a MiB', 'too-many-bytes', 'proxy_on_request_headers', BYTES],
  ['shared data of many MiB', 'too-many-bytes', 'proxy_on_request_headers', BYTES],
  ['HTTP calls with large bodies', 'too-many-bytes', 'proxy_on_request_headers', BYTES],
  ['a timer of 1 ms that keeps what it can', 'too-many-bytes', 'proxy_on_tick', BYTES],
])(
  '%s ends with %s',
  (what, kind, callback, limit) => {
    const report = reportOf(what);
    expect(report.stopped).toMatchObject({ kind, callback, filter: 0, limit });
    expect(report.reproducible).toBe(false);
  },
  60_000,
);

test('a resume of what is not held, without end, is warned of a thousand times', () => {
  const report = reportOf('resumes');
  expect(report.stopped).toBeUndefined();
  expect(report.warnings.length).toBeLessThanOrEqual(1001);
}, 60_000);

test('local replies from every callback are one answer', () => {
  const report = reportOf('local replies from everywhere');
  expect(report.stopped).toBeUndefined();
  expect(report).toMatchObject({ exchanges: [{ response: { status: 403, end: 'complete' } }] });
});

test('a guest may have thousands of contexts at once', () => {
  const { exchanges } = reportOf('thousands of contexts');
  expect(exchanges.map(({ response }) => response.status)).toEqual(exchanges.map(() => 200));
  expect(exchanges).toHaveLength(2000);
}, 60_000);
