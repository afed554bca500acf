import { describe, expect, test } from 'vitest';
import { latin1OfBytes, readTrace, textOfBytes } from '../../../src/model/index.ts';
import { sharedAt } from '../../../src/state/selectors/as-of/shared-at.ts';
import { recorded, reportOf } from './runs.ts';

const names = [
  'shared-data',
  'shared-data-cas',
  'guest-rate-limiter',
  'guest-rate-limiter-workers',
  'guest-token-cache',
  'guest-circuit-workers',
  'workers-shared-data',
  'workers-shared-cas',
];
const runs = names.flatMap((name) => {
  try {
    return [[name, reportOf(recorded(name))] as const];
  } catch {
    return [];
  }
});

describe('shared data', () => {
  test.each(runs)('%s: every read gives what stands here, with its number', (_, report) => {
    let reads = 0;
    for (const record of readTrace(report.trace)) {
      if (record.kind !== 'hostcall' || record.name !== 'proxy_get_shared_data' || record.status !== 0) continue;
      const [key] = record.inputs;
      const [value, cas] = record.outputs;
      const shown = sharedAt(report, record.at).find(({ vmId }) => vmId === report.vms[record.vm]?.vmId);
      const entry = shown?.entries.find(
        (one) => key?.kind === 'bytes' && latin1OfBytes(one.key) === latin1OfBytes(key.bytes),
      );
      expect(entry?.value).toEqual(value?.kind === 'bytes' ? value.bytes : undefined);
      expect(entry?.cas).toBe(cas?.kind === 'number' ? cas.value : undefined);
      reads++;
    }
    expect(reads).toBeGreaterThan(0);
  });

  test('the cases are there', () => expect(runs.length).toBeGreaterThanOrEqual(4));
});

describe('queues', () => {
  test.each(['queue-one-vm', 'queue-two-vms', 'queue-not-consumed', 'guest-audit-chain'])(
    '%s: what is taken out is what stood first',
    (name) => {
      const report = reportOf(recorded(name));
      let steps = 0;
      for (const record of readTrace(report.trace)) {
        if (record.kind !== 'hostcall' || record.name !== 'proxy_dequeue_shared_queue') continue;
        const [token] = record.inputs;
        const [data] = record.outputs;
        const before = sharedAt(report, record.at - 1).flatMap(({ queues }) => queues);
        const queue = before.find((one) => token?.kind === 'number' && one.token === token.value);
        const first = queue?.items[0]?.data;
        expect(first && textOfBytes(first)).toBe(data?.kind === 'bytes' ? textOfBytes(data.bytes) : undefined);
        steps++;
      }
      const all = sharedAt(report).flatMap(({ queues }) => queues);
      expect(all.length).toBeGreaterThan(0);
      for (const { enqueued, dequeued, items } of all) expect(items.length).toBe(enqueued - dequeued);
      if (name !== 'queue-not-consumed') expect(steps).toBeGreaterThan(0);
    },
  );
});
