import { describe, expect, test } from 'vitest';
import { say } from './script-probe.ts';

const int = (value: number): string => `OK n=8 '\\x${value.toString(16).padStart(2, '0')}${'\\x00'.repeat(7)}'`;
const text = (value: string): string => `OK n=${value.length} '${value}'`;
const MISSING = 'NOT_FOUND';
const NO_VALUE = 'SERIALIZATION_FAILURE';

const request = {
  path: '/a/b?q=1',
  headers: [['referer', 'r'] as const, ['x-dup', '1'] as const, ['X-Dup', '2'] as const],
};

function read(phase: string, path: string): string | undefined {
  const { lines } = say([`${phase} prop ${path}`], { requests: [request] });
  return lines.find((line) => line.startsWith(`prop ${path} = `))?.slice(`prop ${path} = `.length);
}

/** Path, then what it is in on_request_headers, on_response_headers and on_log. */
const PHASES: readonly (readonly [path: string, rq: string, rs: string, log: string])[] = [
  ['request.path', text('/a/b?q=1'), MISSING, text('/a/b?q=1')],
  ['request.url_path', text('/a/b'), MISSING, text('/a/b')],
  ['request.query', text('q=1'), MISSING, text('q=1')],
  ['request.host', text('lab.test'), MISSING, text('lab.test')],
  ['request.scheme', text('http'), MISSING, text('http')],
  ['request.method', text('GET'), MISSING, text('GET')],
  ['request.referer', text('r'), MISSING, text('r')],
  ['request.useragent', MISSING, MISSING, MISSING],
  ['request.headers.X-DUP', text('1,2'), MISSING, text('1,2')],
  ['request.headers.absent', MISSING, MISSING, MISSING],
  ['request.protocol', text('HTTP/1.1'), text('HTTP/1.1'), text('HTTP/1.1')],
  ['request.size', int(0), int(0), int(0)],
  ['request.nothing', MISSING, MISSING, MISSING],
  ['request', NO_VALUE, NO_VALUE, NO_VALUE],
  ['response.code', MISSING, int(200), int(200)],
  ['response.code_details', MISSING, text('via_upstream'), text('via_upstream')],
  ['response.flags', int(0), int(0), int(0)],
  ['response.grpc_status', MISSING, int(2), int(2)],
  ['response.headers.:status', MISSING, text('200'), text('200')],
  [
    'response.trailers',
    "OK n=4 '\\x00\\x00\\x00\\x00'",
    "OK n=4 '\\x00\\x00\\x00\\x00'",
    "OK n=4 '\\x00\\x00\\x00\\x00'",
  ],
  ['response.size', int(0), int(0), int(19)],
  ['response', NO_VALUE, NO_VALUE, NO_VALUE],
  ['connection.mtls', "OK n=1 '\\x00'", "OK n=1 '\\x00'", "OK n=1 '\\x00'"],
  ['connection.requested_server_name', text(''), text(''), text('')],
  ['connection.tls_version', MISSING, MISSING, MISSING],
  ['connection.termination_details', MISSING, MISSING, MISSING],
  ['connection', NO_VALUE, NO_VALUE, NO_VALUE],
  ['source', NO_VALUE, NO_VALUE, NO_VALUE],
  ['source.nothing', MISSING, MISSING, MISSING],
  ['destination.address', text('127.0.0.1:10000'), text('127.0.0.1:10000'), text('127.0.0.1:10000')],
  ['upstream.locality.zone', MISSING, text('lab-zone'), text('lab-zone')],
  ['upstream.transport_failure_reason', MISSING, text(''), text('')],
  ['upstream.request_attempt_count', int(0), int(1), int(1)],
  ['upstream.num_endpoints', int(1), int(1), int(1)],
  ['upstream', NO_VALUE, NO_VALUE, NO_VALUE],
  ['metadata', text(''), text(''), text('')],
  ['metadata.filter_metadata.x', MISSING, MISSING, MISSING],
  ['filter_state', NO_VALUE, NO_VALUE, NO_VALUE],
  ['filter_state.x', MISSING, MISSING, MISSING],
  ['upstream_filter_state', MISSING, NO_VALUE, NO_VALUE],
  ['xds.node.id', text('lab-node'), text('lab-node'), text('lab-node')],
  ['xds.node.metadata.nested.k', text('v'), text('v'), text('v')],
  ['xds.node.nothing', MISSING, MISSING, MISSING],
  ['xds.cluster_name', text('upstream'), text('upstream'), text('upstream')],
  ['xds.route_name', text('lab_route'), text('lab_route'), text('lab_route')],
  ['xds.virtual_host_name', text('lab_vhost'), text('lab_vhost'), text('lab_vhost')],
  ['xds.filter_chain_name', text('lab_chain'), text('lab_chain'), text('lab_chain')],
  ['xds.listener_direction', int(1), int(1), int(1)],
  ['xds.upstream_host_locality_metadata', MISSING, NO_VALUE, NO_VALUE],
  ['xds', NO_VALUE, NO_VALUE, NO_VALUE],
  ['plugin_name', text('p1'), text('p1'), text('p1')],
  ['plugin_name.x', MISSING, MISSING, MISSING],
  ['node.id', MISSING, MISSING, MISSING],
];

describe.each([
  ['request_headers', 1],
  ['response_headers', 2],
  ['log', 3],
] as const)('in on_%s', (phase, column) => {
  test.each(PHASES.map((row) => [row[0], row[column]] as const))('%s is %s', (path, expected) => {
    expect(read(phase, path)).toBe(expected);
  });
});

describe('in a root context', () => {
  test.each([
    ['plugin_root_id', text('r1')],
    ['plugin_vm_id', text('vm1')],
    ['xds.node.cluster', text('lab-cluster')],
    ['xds', NO_VALUE],
    ['xds.route_name', MISSING],
    ['request', MISSING],
    ['connection_id', MISSING],
    ['filter_state', MISSING],
  ])('%s is %s', (path, expected) => {
    expect(read('configure', path)).toBe(expected);
  });
});

test('the node is that of the scenario', () => {
  const bootstrap = { node: { id: 'mine', metadata: { team: 'ours', list: [1, true, null] } } };
  const program = ['id', 'cluster', 'metadata.team', 'metadata.nested.k', 'metadata.list'].map(
    (path) => `configure prop xds.node.${path}`,
  );
  expect(say(program, { envoy: { bootstrap }, requests: [] }).lines).toEqual([
    "prop xds.node.id = OK n=4 'mine'",
    "prop xds.node.cluster = OK n=11 'lab-cluster'",
    "prop xds.node.metadata.team = OK n=4 'ours'",
    "prop xds.node.metadata.nested.k = OK n=1 'v'",
    'prop xds.node.metadata.list = SERIALIZATION_FAILURE',
  ]);
});

test('the whole node comes without the extensions of Envoy, and the report says so', () => {
  const { lines, report } = say(['configure prop xds.node'], { requests: [] });
  expect(lines[0]).toMatch(/^prop xds.node = OK n=\d+ '\\x0a\\x08lab-node/);
  expect(report.notSimulated).toEqual(['the list of extensions in xds.node']);
});

test('set_property: read back by the same single segment, by filters behind it too; not by a path', () => {
  const filters = [
    {
      wasm: 'script.wasm',
      config: ['request_headers setprop one v', 'request_headers setprop a.b w', 'request_headers prop a.b'],
    },
    {
      wasm: 'script.wasm',
      vm_id: 'vm2',
      config: ['request_headers prop one', 'request_headers rawprop filter_state%00wasm.one'],
    },
  ];
  expect(say([], { filters }).lines).toEqual([
    'setprop one v = OK',
    'setprop a.b w = OK',
    'prop a.b = NOT_FOUND',
    "prop one = OK n=1 'v'",
    "rawprop filter_state%00wasm.one = OK n=1 'v'",
  ]);
});

test.each(['configure', 'tick'])('set_property in on_%s has no stream', (phase) => {
  const program = phase === 'tick' ? ['configure tick 10', 'tick#1 setprop x y'] : ['configure setprop x y'];
  expect(say(program, { requests: [{ wait_ms: 30 }] }).lines).toContain('setprop x y = NOT_FOUND');
});
