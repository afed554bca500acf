import { expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { replay } from '../../cli/conformance/replay.ts';
import { readTrace } from '../../src/model/index.ts';
import { say } from './script-probe.ts';

const kit = new Kit('conformance');

/** Why Envoy refuses a hostcall, as far as the report can tell: scenario, hostcall, reason, facts. */
test.each([
  ['call-args-no-cluster', 'proxy_http_call', 'unknown-cluster', {}],
  ['call-args-no-authority', 'proxy_http_call', 'missing-call-header', { header: ':authority' }],
  ['headers-late-request-change', 'proxy_add_header_map_value', 'map-not-here', { map: 0 }],
  ['body-request-op-truncate', 'proxy_set_buffer_bytes', 'body-middle', {}],
  ['body-buffer-write-config', 'proxy_set_buffer_bytes', 'body-read-only', {}],
  ['props-request-headers', 'proxy_get_property', 'property-renamed', { path: 'node.id', now: 'xds.node.id' }],
  ['props-response-headers', 'proxy_get_property', 'property-later', { path: 'request.path' }],
  ['shared-data', 'proxy_set_shared_data', 'cas-mismatch', {}],
  ['grpc-call-unknown-name', 'proxy_grpc_call', 'unknown-grpc-target', {}],
])('%s: %s is refused: %s', (name, hostcall, kind, facts) => {
  const { report } = replay(kit.recorded(name));
  const found = report.refusals.filter((refusal) => {
    const [record] = readTrace(report.trace, refusal.at, refusal.at + 1);
    return refusal.kind === kind && record?.kind === 'hostcall' && record.name === hostcall;
  });
  expect(found).toContainEqual(expect.objectContaining({ facts: expect.objectContaining(facts) as object }));
});

test.each([
  ['request.patth', { path: 'request.patth' }],
  ['reqest.path', { path: 'reqest.path' }],
  ['request.headers.x-absent', undefined],
  ['wasm_state', undefined],
  ['filter_state.x.y', undefined],
])('a property that nobody has: %s', (path, facts) => {
  const { report } = say([`request_headers prop ${path}`]);
  const found = report.refusals.find(({ kind }) => kind === 'property-unknown');
  expect(found?.facts).toEqual(facts);
});

test('a header map that has left says where it left', () => {
  const { report } = replay(kit.recorded('headers-late-request-change'));
  const refusal = report.refusals.find(({ kind }) => kind === 'map-not-here');
  expect(refusal?.facts['leftAt']).toBeGreaterThan(0);
  expect(Number(refusal?.facts['leftAt'])).toBeLessThan(refusal?.at ?? 0);
});
