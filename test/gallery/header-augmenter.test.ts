import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { readTrace, textOfBytes, type Report, type Scenario } from '../../src/model/index.ts';
import { compileFilter } from '../sdk/compile-filter.ts';

const config = {
  header_providing_service_cluster: 'inbound|8081|mgmt-8081|mgmtCluster',
  header_providing_service_path: '/headers',
  header_providing_service_authority: 'identity.test',
  header_cache_expiry: '5m',
};
const headers = '{"authorization": "Bearer abc.def", "x-tenant": "weir"}';
const clusters = { upstream: {}, [config.header_providing_service_cluster]: { replies: [{ body: [headers] }] } };

const rust = (folder: string) => readFileSync(`gallery/header-augmenter/${folder}/header_augmenter.wasm`);
const modules = [
  ['AssemblyScript', (await compileFilter({ path: 'gallery/header-augmenter/filter.ts' }, 'release')).bytes],
  ['Rust SDK 0.1.0', rust('rust-0.1.0')],
  ['Rust SDK 0.2.5', rust('rust-0.2')],
] as const;

describe.each(modules)('the header augmenter in %s', (_, wasm) => {
  function play(configuration: string, scenario: Partial<Scenario> = {}): Report {
    const filters = [{ wasm: 'filter.wasm', config: configuration, vm_id: 'vm' }];
    return run({ modules: { 'filter.wasm': wasm } }, { name: 'augmenter', filters, clusters, ...scenario }, 1);
  }
  const logs = (report: Report) =>
    [...readTrace(report.trace)].flatMap((record) => (record.kind === 'log' ? [textOfBytes(record.message)] : []));

  /** The period that it asked for, as the proxy saw it. */
  const period = ({ trace }: Report) =>
    [...readTrace(trace)].flatMap((record) => {
      if (record.kind !== 'hostcall' || record.name !== 'proxy_set_tick_period_milliseconds') return [];
      return record.inputs.map((input) => (input.kind === 'number' ? input.value >>> 0 : undefined));
    })[0];

  test.each([
    ['5m', 300_000],
    ['30s', 30_000],
    ['500ms', 500],
    ['1h30m', 5_400_000],
    ['1.5s', 1500],
    ['1193h', 4_294_800_000],
    ['1194h', undefined],
    ['0s', undefined],
    ['5', undefined],
    ['5 minutes', undefined],
    ['-5m', undefined],
    ['1.2.3s', undefined],
    ['.', undefined],
    ['', undefined],
  ])('reads the expiry %j as %s ms', (expiry, milliseconds) => {
    const report = play(JSON.stringify({ ...config, header_cache_expiry: expiry }));
    expect(period(report)).toBe(milliseconds);
    expect(logs(report).some((line) => line.includes('header_cache_expiry is no duration'))).toBe(
      milliseconds === undefined,
    );
  });

  test.each([
    ['no JSON', 'header_cache_expiry=5m'],
    ['cut off', JSON.stringify(config).slice(0, -1)],
    ['a list', '[]'],
    ['empty', ''],
    ['a key too few', JSON.stringify({ ...config, header_providing_service_path: undefined })],
  ])('refuses a configuration that is %s', (_name, text) => {
    const report = play(text, { requests: [{}] });
    expect(logs(report).some((line) => line.startsWith('the configuration is refused: '))).toBe(true);
    expect(report.exchanges).toHaveLength(0);
  });

  test('passes requests on unchanged, then with the headers of the service, asked once each expiry', () => {
    const report = play(JSON.stringify(config), {
      requests: [{}, { wait_ms: 301_000 }, { headers: [['x-tenant', 'spoofed']] }, { wait_ms: 300_000 }, {}],
    });
    const known = `using existing header cache: ${headers}`;
    expect(logs(report).filter((line) => line !== known)).toEqual([
      'initialising cached headers',
      'refreshing cached headers',
    ]);
    expect(logs(report).filter((line) => line === known)).toHaveLength(2);
    const sent = report.upstream['upstream']?.map((request) => {
      const texts = request.headers.map(textOfBytes);
      return texts.flatMap((text, at) => (text === 'authorization' || text === 'x-tenant' ? [texts[at + 1]] : []));
    });
    expect(sent).toEqual([[], ['Bearer abc.def', 'weir'], ['Bearer abc.def', 'weir']]);
  });
});
