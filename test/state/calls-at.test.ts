import { expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { replay } from '../../cli/conformance/replay.ts';
import { readTrace, type Report } from '../../src/model/index.ts';
import { waitingAt } from '../../src/state/selectors/as-of/calls-at.ts';

const kit = new Kit('conformance');
const recorded = kit.names().filter((name) => /^(?:call|grpc|weir-smoke)-/.test(name));

const positions = (report: Report, name: string) =>
  [...readTrace(report.trace)].flatMap((record) => {
    const own = record.kind === 'hostcall' ? record.name : record.kind === 'call' ? record.callback : '';
    return own === name ? [record.at] : [];
  });

test('a call is pending from its hostcall to its answer', () => {
  const { report } = replay(kit.recorded('call-basic'));
  const [sent = 0] = positions(report, 'proxy_http_call');
  const [answered = 0] = positions(report, 'proxy_on_http_call_response');
  expect(waitingAt(report, sent - 1).calls).toEqual([]);
  expect(waitingAt(report, sent).calls).toMatchObject([{ kind: 'http', filter: 0, token: 4, at: sent }]);
  expect(waitingAt(report, answered - 1).calls).toHaveLength(1);
  expect(waitingAt(report, answered).calls).toEqual([]);
});

test('a timer is there from its hostcall on; each tick sets it anew', () => {
  const { report } = replay(kit.recorded('tick-basic'));
  const vmAt = (at: number) => {
    const [record] = readTrace(report.trace, at);
    return record !== undefined && 'vm' in record ? record.vm : -1;
  };
  const ticks = positions(report, 'proxy_on_tick');
  const [first = 0, second = 0] = ticks.filter((at) => vmAt(at) === vmAt(ticks[0] ?? 0));
  const sets = positions(report, 'proxy_set_tick_period_milliseconds');
  const set = sets.find((at) => vmAt(at) === vmAt(first)) ?? 0;
  const timerAt = (at: number) => waitingAt(report, at).timers.find((timer) => timer.at === set);
  expect(timerAt(set - 1)).toBeUndefined();
  const timer = timerAt(set);
  const next = [set, first, second].map((at) => timerAt(at)?.nextMs ?? -1);
  const period = timer?.periodMs ?? 0;
  expect(period).toBeGreaterThan(0);
  expect(next).toEqual([next[0], (next[0] ?? 0) + period, (next[0] ?? 0) + 2 * period]);
});

test('whose context a call ran in is known for every call and timer recorded from Envoy', () => {
  let seen = 0;
  for (const name of recorded) {
    const { report } = replay(kit.recorded(name));
    for (const at of [...positions(report, 'proxy_http_call'), ...positions(report, 'proxy_grpc_stream')])
      for (const { filter, vm } of waitingAt(report, at).calls) {
        expect([name, filter]).not.toEqual([name, -1]);
        expect(report.vms[vm]).toBeDefined();
        seen += 1;
      }
  }
  expect(seen).toBeGreaterThan(20);
});

test('what a dead VM waited for is waited for no longer', () => {
  let waited = 0;
  for (const name of kit.names().filter((one) => /trap|tick/.test(one) && kit.recorded(one) !== undefined)) {
    const { report } = replay(kit.recorded(name));
    for (const record of readTrace(report.trace)) {
      if (record.kind !== 'ret' || !record.trapped) continue;
      const own = (at: number) => {
        const { calls, timers } = waitingAt(report, at);
        return [...calls, ...timers].filter(({ vm }) => vm === record.vm);
      };
      waited += own(record.at - 1).length;
      expect(own(record.at), name).toEqual([]);
    }
  }
  expect(waited).toBeGreaterThan(0);
});
