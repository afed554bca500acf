import { expect, test } from 'vitest';
import { fixture, imported, linesOf } from './read.ts';

const inFirst = 'static_resources.listeners[0].filter_chains[0].filters[0]';

test('the header filter of 2020: a bootstrap of API v2', async () => {
  const result = await imported(fixture('a-hello-world'));
  expect(result.project.filters).toMatchObject([
    { name: 'hello_world', rootId: 'hello_world', module: { kind: 'wasm', fileName: 'hello_world.wasm', size: 0 } },
  ]);
  expect(result.project).toMatchObject({ upstream: { kind: 'reflect' }, clusters: [], routes: [] });
  expect(result.missing).toMatchObject([
    { place: 'file', location: '/etc/hello_world.wasm', plugins: ['hello_world'] },
  ]);
  const manager = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
  expect(linesOf(result)).toEqual([
    '1 admin: access_log_path -> ',
    `1 ${inFirst}.name: envoy.http_connection_manager -> envoy.filters.network.http_connection_manager`,
    `1 ${inFirst}: config -> typed_config`,
    `1 ${inFirst}.typed_config:  -> @type ${manager}`,
    `1 ${inFirst}.typed_config.http_filters[0]: config -> typed_config`,
    `1 ${inFirst}.typed_config.http_filters[0].typed_config:  -> @type envoy.extensions.filters.http.wasm.v3.Wasm`,
    `1 ${inFirst}.typed_config.http_filters[1].name: envoy.router -> envoy.filters.http.router`,
    `1 ${inFirst}.typed_config.http_filters[1].typed_config:  -> @type envoy.extensions.filters.http.router.v3.Router`,
    '1 static_resources.clusters[0]: hosts -> load_assignment',
  ]);
  expect(result.notes).toMatchObject([
    { kind: 'fields', what: 'auto_host_rewrite' },
    { kind: 'upstream-played', what: 'static-cluster (httpbin.org:80)' },
  ]);
  expect(result.repaired.text).toContain('# our filter\n');
  expect(result.repaired.text).toContain('auto_host_rewrite: true # the service wants its own name\n');
});

test('the header augmenter in a mesh: an EnvoyFilter of old, and volumes as lists', async () => {
  const result = await imported(fixture('b-header-augmenter'));
  const [filter] = result.project.filters;
  expect(filter).toMatchObject({ name: 'header-augmenter', rootId: 'header_augmenter', vmId: 'header-augmenter' });
  expect(JSON.parse(filter?.configuration ?? '')).toMatchObject({ header_cache_expiry: '5m' });
  expect(result.project.clusters).toMatchObject([
    { name: 'inbound|8081|mgmt-8081|mgmtCluster', address: 'mgmtCluster:8081' },
  ]);
  expect(result.missing).toMatchObject([{ fileName: 'filter.wasm', location: '/etc/filter.wasm' }]);
  const patch = 'spec.configPatches[0]';
  const match = `${patch}.match.listener.filterChain.filter`;
  expect(linesOf(result)).toEqual([
    '1 spec.template.metadata.annotations."sidecar.istio.io/userVolume": [...] -> {...}',
    '1 spec.template.metadata.annotations."sidecar.istio.io/userVolumeMount": [...] -> {...}',
    `2 ${match}.name: envoy.http_connection_manager -> envoy.filters.network.http_connection_manager`,
    `2 ${match}.subFilter.name: envoy.router -> envoy.filters.http.router`,
    `2 ${patch}.patch.value: config -> typed_config`,
    `2 ${patch}.patch.value.typed_config:  -> @type envoy.extensions.filters.http.wasm.v3.Wasm`,
    `2 ${patch}.patch.value.typed_config.config.configuration: text -> StringValue`,
  ]);
  expect(result.repaired.text).toContain('# how to reach the token service\n');
  expect(result.repaired.text).toContain('value: |\n');
});

test('the logging filter: a TypedStruct, a v2 type, fail_open', async () => {
  const result = await imported(fixture('c-logging'));
  expect(result.project.filters).toMatchObject([
    { name: 'my_plugin', rootId: 'my_root_id', vmId: 'my_vm_id', failurePolicy: 'FAIL_CLOSED' },
  ]);
  const types = 'type.googleapis.com';
  const wasm = `${inFirst}.typed_config.http_filters[0].typed_config`;
  const old = 'envoy.config.filter.network.http_connection_manager.v2.HttpConnectionManager';
  const today = 'envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager';
  expect(linesOf(result)).toEqual([
    `1 ${inFirst}.typed_config."@type": ${types}/${old} -> ${types}/${today}`,
    `1 ${wasm}: udpa.type.v1.TypedStruct -> envoy.extensions.filters.http.wasm.v3.Wasm`,
    `1 ${wasm}.config: fail_open: false -> failure_policy: FAIL_CLOSED`,
    `1 ${inFirst}.typed_config.http_filters[1].typed_config:  -> @type envoy.extensions.filters.http.router.v3.Router`,
    '1 static_resources.clusters[0].connect_timeout: 250ms -> 0.25s',
    '1 static_resources.clusters[0]: http2_protocol_options -> typed_extension_protocol_options',
  ]);
});

test('what was repaired needs no repair', async () => {
  for (const name of ['a-hello-world', 'b-header-augmenter', 'c-logging']) {
    const once = await imported(fixture(name));
    const twice = await imported(once.repaired.text);
    expect(twice.repairs, name).toEqual([]);
    expect(twice.project, name).toEqual(once.project);
    expect(twice.repaired, name).toEqual(once.repaired);
  }
});
