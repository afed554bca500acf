import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/index.ts';
import { waitingAt } from '../../src/state/selectors/as-of/calls-at.ts';
import { metricsAt } from '../../src/state/selectors/as-of/metrics-at.ts';
import { sharedAt } from '../../src/state/selectors/as-of/shared-at.ts';
import { streamAt, streamStep } from '../../src/state/selectors/as-of/stream-at.ts';
import { recorded, reportOf } from './panels/runs.ts';

/** All that is told as of a place. */
function toldAt(report: Report, at: number): object {
  const streams = report.exchanges.slice(0, 2).map((_, exchange) => streamStep(report, exchange, at));
  return { streams, waiting: waitingAt(report, at), shared: sharedAt(report, at), metrics: pastMetrics(report, at) };
}

/** The same, told at the end of a run that ended there: nobody can know what comes. */
function toldAtEnd(report: Report, at: number): object {
  const then = endingAt(report, at);
  const streams = report.exchanges.slice(0, 2).map((_, exchange) => ({
    before: streamAt(endingAt(report, at - 1), exchange, Infinity),
    after: streamAt(then, exchange, Infinity),
  }));
  const end = then.trace.words.length;
  return { streams, waiting: waitingAt(then, end), shared: sharedAt(then, end), metrics: pastMetrics(then, end) };
}

/** Without the changes that are still to come. */
const pastMetrics = (report: Report, at: number) => metricsAt(report, at).map((metric) => ({ ...metric, changes: [] }));

/** The run up to and including the record that a place belongs to. */
function endingAt(report: Report, place: number): Report {
  const { words } = report.trace;
  let end = 0;
  while (end <= place && end < words.length) end += (words[end] ?? 0) >>> 8;
  return { ...report, trace: { ...report.trace, words: words.subarray(0, end) } };
}

/** As if everything in it had happened again and again. */
function repeated(report: Report, times: number): Report {
  const { words } = report.trace;
  const long = new Int32Array(words.length * times);
  for (let i = 0; i < times; i++) long.set(words, i * words.length);
  return { ...report, trace: { ...report.trace, words: long } };
}

/** Places of a walk that goes on, back, a step at a time and far away. */
function* jumps(end: number, count: number): Generator<number> {
  let seed = 7;
  const below = (most: number) => (seed = (seed * 48_271) % 0x7fff_ffff) % most;
  let place = 0;
  for (let i = 0; i < count; i++) {
    const way = below(4);
    place = way === 0 ? below(end) : way === 1 ? place - below(40) : place + below(40);
    place = Math.min(Math.max(place, 0), end);
    yield place;
  }
}

describe('what is told as of a place is what a run that ended there tells at its end, wherever one was before', () => {
  test.each([
    'guest-token-cache',
    'guest-rate-limiter-workers',
    'guest-audit-chain',
    'queue-two-vms',
    'workers-shared-cas',
    'metrics',
    'tick-basic',
    'body-request-pause-all',
  ])('%s', (name) => {
    const report = reportOf(recorded(name));
    for (const at of jumps(report.trace.words.length, 50))
      expect([at, toldAt(report, at)]).toEqual([at, toldAtEnd(report, at)]);
  });

  test('a run of many thousand records, back from its end', () => {
    const once = reportOf(recorded('guest-token-cache'));
    const report = repeated(once, Math.ceil(40_000 / once.trace.count));
    const end = report.trace.words.length;
    for (const at of [end, end - 1, end >> 1, ...jumps(end, 12)])
      expect([at, toldAt(report, at)]).toEqual([at, toldAtEnd(report, at)]);
  });
});
