import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { limitedRun } from '../../cli/limited-run.ts';
import { stoppedText } from '../../cli/report-text.ts';
import { run } from '../../src/envoy/index.ts';
import { type Report, reportJson, type Scenario } from '../../src/model/index.ts';
import { compile } from '../../workers/compile/index.ts';

async function moduleOf(body: string): Promise<Uint8Array> {
  const { wasm, diagnostics } = await compile({ files: { 'filter.ts': body }, entry: 'filter.ts', mode: 'debug' });
  if (wasm === undefined) throw new Error(JSON.stringify(diagnostics));
  return wasm;
}

/** A filter that does something in one method of its HTTP context, or at the start of its VM. */
const filter = (method: string, body: string) => `
import { Action, getLogLevel, HttpContext, logInfo, RootContext, setHttpContext, setRootContext } from './sdk/assembly';
class Root extends RootContext {
  ${method.startsWith('onVmStart') ? `${method} { ${body} }` : ''}
}
class Http extends HttpContext {
  ${method.startsWith('onHttp') ? `${method} { ${body} }` : ''}
}
setRootContext(() => new Root());
setHttpContext(() => new Http());
`;

const spin = 'let spins = 0; while (true) spins++; return';
const requestHeaders = 'onHttpRequestHeaders(n: u32, end: bool): Action';

const scenarioOf = (...wasm: string[]): Scenario => ({
  name: 'limits',
  filters: wasm.map((name, at) => ({ wasm: name, vm_id: `vm${at}` })),
  requests: [{ headers: [['x-a', '1']] }, {}],
});

async function reportOf(modules: Record<string, Uint8Array>, scenario: Scenario): Promise<Report> {
  const answer = await limitedRun({ project: { modules }, scenario, seed: 1 });
  if (answer.kind !== 'report') throw new Error(JSON.stringify(answer));
  return answer.report;
}

test('an endless loop ends within 2 s; the report has everything before it and names the callback', async () => {
  const modules = {
    'good.wasm': await moduleOf(filter(requestHeaders, 'logInfo("before"); return Action.Continue;')),
    'loop.wasm': await moduleOf(filter(requestHeaders, `${spin} Action.Continue;`)),
  };
  const report = await reportOf(modules, scenarioOf('good.wasm', 'loop.wasm'));
  expect(report.stopped).toMatchObject({
    kind: 'callback-too-long',
    callback: 'proxy_on_request_headers',
    filter: 1,
    limit: 1000,
  });
  expect(report.reproducible).toBe(false);
  expect(report.startup).toBe('ready');
  expect(new TextDecoder().decode(report.trace.bytes)).toContain('before');
  expect(report.stopped && stoppedText(report.stopped)).toBe(
    'stopped: proxy_on_request_headers of filter 2 ran longer than 1 s',
  );
}, 20_000);

test.each([
  ['the start of the VM', filter('onVmStart(size: u32): bool', `${spin} true;`), 'proxy_on_vm_start'],
  ['top-level code', 'let n = 0; while (true) n++;\nexport function f(): void {}', '_initialize'],
  [
    'the response',
    filter('onHttpResponseHeaders(n: u32, end: bool): Action', `${spin} Action.Continue;`),
    'proxy_on_response_headers',
  ],
])(
  'an endless loop in %s is named, too',
  async (_, source, callback) => {
    const report = await reportOf({ 'loop.wasm': await moduleOf(source) }, scenarioOf('loop.wasm'));
    expect(report.stopped).toMatchObject({ kind: 'callback-too-long', callback, limit: 1000 });
  },
  20_000,
);

test('more than a million hostcalls in one callback are a stop by count, the same everywhere', async () => {
  const busy = filter(requestHeaders, 'while (true) getLogLevel(); return Action.Continue;');
  const modules = { 'busy.wasm': await moduleOf(busy) };
  // Not under the watch: on a loaded machine a million may take longer than the second it gives.
  const report = run({ modules }, scenarioOf('busy.wasm'), 1);
  expect(report.stopped).toMatchObject({ kind: 'too-many-hostcalls', limit: 1_000_000, filter: 0 });
  expect(report.stopped && stoppedText(report.stopped)).toBe(
    'stopped: proxy_on_request_headers of filter 1 made more than 1,000,000 hostcalls',
  );
}, 20_000);

test.each(['trap-chain', 'body-chain-pause', 'body-large', 'call-chain', 'headers-chain-visibility'])(
  'the report of a thread and of a plain call are byte for byte the same: %s',
  async (name) => {
    const scenario = JSON.parse(readFileSync(`conformance/scenarios/${name}.json`, 'utf8')) as Scenario;
    const names = new Set((scenario.filters ?? []).map(({ wasm }) => wasm));
    const modules = Object.fromEntries(
      [...names].map((wasm) => [wasm, new Uint8Array(readFileSync(`conformance/wasm/${wasm}`))]),
    );
    const here = run({ modules }, scenario, 7);
    const answer = await limitedRun({ project: { modules }, scenario, seed: 7 });
    expect(answer.kind === 'report' && reportJson(answer.report)).toBe(reportJson(here));
  },
);
