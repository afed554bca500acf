import { expect, test } from 'vitest';
import { MemoryBudget } from '../../src/host/index.ts';
import { run, type RunOptions } from '../../src/envoy/index.ts';
import { logLines, textOfBytes, type PluginSpec, type Report, type Scenario } from '../../src/model/index.ts';
import { abiMarker, buildWasm, mallocAt, op, type WasmModule } from '../host/build-wasm.ts';
import { log } from '../host/guest.ts';

const GOT_AT = 16;
/** Grows by so many pages at each request and logs `yes` or `no`; then does what `after` says. */
function growing(pages: number, memory: WasmModule['memory'], after: readonly number[] = []): Uint8Array {
  const say = (at: number, size: number): number[] => [...[2, at, size].flatMap(op.i32), ...op.call(0), ...op.drop];
  const wasRefused = [...op.load(GOT_AT), ...op.i32(-1), 0x46];
  return buildWasm({
    imports: [log],
    memory,
    data: [{ at: 0, bytes: new TextEncoder().encode('yesno') }],
    functions: [
      abiMarker(),
      mallocAt(1024),
      {
        name: 'proxy_on_request_headers',
        params: ['i32', 'i32', 'i32'],
        results: ['i32'],
        body: [
          ...op.store(GOT_AT, op.growMemory(pages)),
          ...wasRefused,
          0x04,
          0x40,
          ...say(3, 2),
          ...after,
          0x05,
          ...say(0, 3),
          0x0b,
          ...op.i32(0),
        ],
      },
    ],
  });
}

interface Played {
  readonly wasm: Uint8Array;
  readonly filters?: readonly Partial<PluginSpec>[];
  readonly requests?: number;
  readonly workers?: number;
  readonly options?: RunOptions;
}

function play({ wasm, filters = [{}], requests = 1, workers = 1, options = {} }: Played): Report {
  const scenario: Scenario = {
    name: 'memory',
    workers,
    filters: filters.map((filter, i) => ({ wasm: 'm.wasm', vm_id: `vm${i}`, ...filter })),
    requests: Array.from({ length: requests }, () => ({})),
  };
  return run({ modules: { 'm.wasm': wasm } }, scenario, 1, options);
}

const said = (report: Report): string[] => [...logLines(report.trace)].map(({ message }) => textOfBytes(message));
const pagesOf = (report: Report): number[] => report.plugins.map(({ memoryPages }) => memoryPages);

test('one VM may have 256 MiB; a growth to the last page is warned of', () => {
  const report = play({ wasm: growing(1365, { min: 1 }), requests: 4 });
  expect(said(report)).toEqual(['yes', 'yes', 'yes', 'no']);
  expect(pagesOf(report)).toEqual([1 + 3 * 1365]);
  expect(report).toMatchObject({
    reproducible: false,
    warnings: [{ kind: 'memory-refused', filter: 0, facts: { pages: 4096, limit: 4096, run: 4096 } }],
  });
});

test('VMs of one run share it, what they have at the start first', () => {
  const report = play({ wasm: growing(900, { min: 96 }), filters: [{}, {}, {}, {}], requests: 2 });
  expect(said(report)).toEqual(['yes', 'yes', 'yes', 'yes', 'no', 'no', 'no', 'no']);
  expect(pagesOf(report).reduce((sum, pages) => sum + pages, 0)).toBeLessThanOrEqual(4096);
});

test('and so do the workers', () => {
  const report = play({ wasm: growing(1100, { min: 1 }), workers: 4 });
  expect(said(report)).toEqual(['no']);
});

test('a module that begins with more than there is does not start', () => {
  const report = play({ wasm: growing(0, { min: 4097 }) });
  expect(report.failures).toMatchObject([{ failure: { kind: 'start-trapped', trap: { kind: 'memory-refused' } } }]);
  expect(report.warnings).toMatchObject([{ kind: 'memory-refused', filter: 0 }]);
  expect(report.reproducible).toBe(false);
});

test("a module's own maximum is no limit of ours", () => {
  const report = play({ wasm: growing(2, { min: 1, max: 3 }), requests: 2 });
  expect(said(report)).toEqual(['yes', 'no']);
  expect(report).toMatchObject({ warnings: [], reproducible: true });
});

test('a filter that dies when it cannot double its memory is warned of', () => {
  const report = play({ wasm: growing(3000, { min: 1 }, op.unreachable), requests: 2 });
  expect(said(report)).toEqual(['yes', 'no']);
  expect(report.warnings).toMatchObject([{ kind: 'memory-refused', callback: 'proxy_on_request_headers' }]);
});

test('a VM that is made anew has the room of the one that died', () => {
  const reload = {
    plugin_extra: { failure_policy: 'FAIL_RELOAD', reload_config: { backoff: { base_interval: '0.001s' } } },
  };
  const report = play({ wasm: growing(3000, { min: 1 }, op.unreachable), filters: [reload], requests: 6 });
  expect(said(report)).toEqual(['yes', 'no', 'yes', 'no', 'yes', 'no']);
  expect(report.vms).toHaveLength(3);
});

test.each([
  ['as Envoy', { asEnvoy: true }],
  ['with another limit', { memoryLimitPages: 16384 }],
])('%s a VM may have 1 GiB', (_, options) => {
  const report = play({ wasm: growing(5000, { min: 1 }), options });
  expect(said(report)).toEqual(['yes']);
});

test('no order of VMs that come and go takes more than there is', () => {
  const budget = new MemoryBudget(100, [10, 20, 30]);
  const shares = [30, 10, 20].map((initial) => budget.take(initial));
  expect(shares).toEqual([43, 23, 33]);
  expect(budget.take(10)).toBe(1);
  budget.giveBack(1);
  budget.giveBack(43);
  expect(budget.take(30)).toBe(43);
  expect(new MemoryBudget(100, [80, 90]).take(80)).toBe(80);
});
