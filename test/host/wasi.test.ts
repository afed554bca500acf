import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Callback, readTrace, textOfBytes, HOSTCALLS } from '../../src/model/index.ts';
import { HOSTCALL_ROWS } from '../../src/host/index.ts';
import { callHost } from './call-host.ts';
import { goldenEvents } from './golden.ts';
import { startVm } from './start-vm.ts';
import { fixed } from './wasi.cases.ts';

test.each(fixed)('%s(%s) answers %i', (call, args, errno, writes = {}) => {
  for (const module of ['wasi_snapshot_preview1', 'wasi_unstable'] as const) {
    const outcome = callHost(call, args, { module });
    expect(outcome.status).toBe(String(errno));
    expect(outcome.writes).toEqual(writes);
    expect(outcome.asked).toEqual([]);
  }
});

test('every row says which paragraph it implements', () => {
  const spec = 'https://github.com/proxy-wasm/spec/tree/main/abi-versions';
  const links = new Map(HOSTCALL_ROWS.map((row) => [row.name, row.spec]));
  expect(links.get('proxy_log')).toBe(`${spec}/v0.2.1#proxy_log`);
  expect(links.get('proxy_clear_route_cache')).toBe(`${spec}/v0.1.0#proxy_clear_route_cache`);
  expect(links.get('fd_write')).toBe(`${spec}/v0.2.1#wasi_snapshot_preview1fd_write`);
});

test('every hostcall has a row', () => {
  expect(HOSTCALL_ROWS.map((row) => row.name)).toEqual(HOSTCALLS.map((call) => call.name));
  expect(HOSTCALLS.filter((call) => call.module === 'env')).toHaveLength(46);
  expect(HOSTCALLS.filter((call) => call.module === 'wasi_unstable')).toHaveLength(45);
});

test.each([
  ['wasi-preview1', 'wasi'],
  ['wasi-unstable', 'wasi_unstable'],
  ['wasi-proc-exit', 'proc_exit'],
])('%s: logs and results are those recorded from Envoy', (scenario, probe) => {
  const events = goldenEvents(scenario, 'timeline');
  const { vm, trace, root } = startVm(readFileSync(`conformance/wasm/${probe}.wasm`), {
    environment: [['LAB_KEY', 'lab-value']],
  });
  const from = trace.position;
  vm.call(Callback.onRequestHeaders, root, 6, 1);
  const second = events.findIndex((event, i) => i > 0 && event.t === 'mark');
  const first = events.slice(0, second < 0 ? undefined : second);
  const wanted = first.flatMap((event) => {
    if (event.t === 'log') return [`${event.lvl} ${event.msg}`];
    return event.t === 'host' ? [`${event.fn} ${event.ret}`] : [];
  });
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
  const seen = [...readTrace(trace.snapshot(), from)].flatMap((record) => {
    if (record.kind === 'log') return [`${levels[record.level]} ${textOfBytes(record.message)}`];
    if (record.kind !== 'hostcall' || record.name === 'proxy_log') return [];
    return [`${record.module}.${record.name} ${record.statusText === '' ? 'void' : record.status}`];
  });
  expect(seen).toEqual(wanted);
});
