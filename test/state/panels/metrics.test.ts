import { describe, expect, test } from 'vitest';
import { metricsAt } from '../../../src/state/selectors/as-of/metrics-at.ts';
import { prometheusName, prometheusText, statName } from '../../../src/state/selectors/metric-text.ts';
import { recorded, reportOf, script } from './runs.ts';

describe('metrics as of the end of a run', () => {
  test.each(['metrics', 'metrics-ids', 'guest-counter', 'guest-counter-parallel', 'guest-circuit-workers'])(
    '%s: are what the proxy counted',
    (name) => {
      const report = reportOf(recorded(name));
      const values = metricsAt(report)
        .filter(({ kind }) => kind !== 'histogram')
        .map(({ name: own, value }) => [statName(own), Number(value)]);
      expect(Object.fromEntries(values)).toEqual(report.stats);
      expect(values.length).toBeGreaterThan(0);
    },
  );
});

test('every step of a metric has the value that the guest would have read behind it', () => {
  const report = reportOf(
    script([
      'request_headers metric 1 g',
      'request_headers inc m:g 7',
      'request_headers inc m:g -9',
      'request_headers rec m:g 42',
    ]),
  );
  const [gauge] = metricsAt(report);
  expect(gauge?.past.map(({ what, amount, value }) => [what, amount, value])).toEqual([
    ['define', 0n, 0n],
    ['increment', 7n, 7n],
    ['increment', -9n, (1n << 64n) - 2n],
    ['record', 42n, 42n],
  ]);
  const [, first] = gauge?.past ?? [];
  expect(metricsAt(report, first?.at).map(({ value }) => value)).toEqual([7n]);
  expect(metricsAt(report, (gauge?.past[0]?.at ?? 0) - 1)).toEqual([]);
});

test('what is refused changes nothing and is told', () => {
  const report = reportOf(script(['request_headers metric 0 c', 'request_headers inc m:c 0']));
  const [counter] = metricsAt(report);
  expect(counter?.past.at(-1)).toMatchObject({ what: 'refused', status: 'BadArgument', value: 0n });
});

// Printed by Envoy 1.40 for a filter that defined metrics with these names.
describe("names in Envoy's Prometheus output", () => {
  test.each([
    ['lab_counter', 'lab_counter', ''],
    ['', 'envoy_wasmcustom', ''],
    ['9lives', undefined, ''],
    ['_9lives', '_9lives', ''],
    ['odd name/x.y-z', 'odd_name_x_y_z', ''],
    ['wasmcustom.twice', 'wasmcustom_twice', ''],
    ['auth_rq_200', 'auth_rq', 'envoy_response_code="200"'],
    ['auth.rq_2xx', 'auth_rq_2xx', ''],
    ['cluster.foo.upstream_rq', 'cluster_foo_upstream_rq', ''],
    ['dots...', 'dots', ''],
    ['a:b', 'a_b', ''],
    ['ünï', '_n_', ''],
  ])('%j is %s', (name, shown, tags) => {
    expect(prometheusName(name)).toEqual(shown === undefined ? undefined : { name: shown, tags });
  });
});

test('a histogram prints its buckets', () => {
  const lines = [10, 20, 123456].map((value) => `request_headers rec m:h ${value}`);
  const [histogram] = metricsAt(reportOf(script(['request_headers metric 2 h', ...lines])));
  const text = histogram && prometheusText(histogram);
  expect(text).toMatch(/^# TYPE h histogram\nh_bucket\{le="0.5"\} 0\n/);
  expect(text).toContain('h_bucket{le="5"} 0\nh_bucket{le="10"} 1\nh_bucket{le="25"} 2\n');
  expect(text).toContain('h_bucket{le="60000"} 2\nh_bucket{le="300000"} 3\n');
  expect(text).toMatch(/h_bucket\{le="\+Inf"\} 3\nh_sum\{\} 123486\nh_count\{\} 3\n$/);
});
