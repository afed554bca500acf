import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { load, replyOf, requestOf, scenarioOf } from '../../bench/adapters/product.ts';
import { workloads } from '../../bench/workloads.mjs';
import { run } from '../../src/envoy/index.ts';
import { latin1OfBytes, traceText, type HeaderBytes, type TraceData } from '../../src/model/index.ts';

const pairs = (headers: HeaderBytes) => {
  const text = headers.map(latin1OfBytes);
  return text.flatMap((name, i) => (i % 2 === 0 ? [[name, text[i + 1]]] : []));
};

/** Callbacks, hostcalls and log lines as text; a run on its own begins at another moment of virtual time. */
const calls = (trace: TraceData): string[] =>
  traceText(trace)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('time '));

/** What the benchmark measures is what the page runs: the same answers, the same requests upstream, the same trace. */
test.each(['header', 'body', 'chatty'] as const)('a request of %s is that of a run', async (name) => {
  const workload = workloads[name];
  const request = workload.request();
  const wasm = new Uint8Array(readFileSync(`bench/wasm/${workload.wasm}`));
  const host = await load(wasm, { trace: 'full' });
  const measured = host.view?.(host.run(request));
  if (measured === undefined) throw new Error('the adapter shows nothing');

  const scenario = { ...scenarioOf([replyOf(request)], {}), requests: [requestOf(request)] };
  const report = run({ modules: { 'filter.wasm': wasm } }, scenario, 1);
  const [exchange] = report.exchanges;
  expect(report.startup).toBe('ready');
  expect(measured.responseHeaders).toEqual(pairs(exchange?.response.headers ?? []));
  expect(measured.responseBody).toEqual(exchange?.response.body);
  expect(measured.requestHeaders).toEqual(pairs(report.upstream['upstream']?.[0]?.headers ?? []));
  expect(workload.check(measured)).toBe(true);

  const kept = host.trace?.();
  if (kept?.words === undefined || kept.bytes === undefined) throw new Error('the adapter keeps no trace');
  const own = calls({ words: kept.words, bytes: kept.bytes, count: kept.length });
  const all = calls(report.trace);
  expect(own.length).toBeGreaterThan(5);
  expect(all.slice(all.indexOf(own[0] ?? '')).slice(0, own.length)).toEqual(own);
});
