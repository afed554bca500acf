import { describe, expect, test } from 'vitest';
import {
  type ChainFilter,
  type ClusterReply,
  emptyProject,
  filterDefaults,
  type GrpcReply,
  type NamedRequest,
  type Project,
  replyDefaults,
  requestDefaults,
  scenarioOfProject,
  targetOf,
  type TcpTalk,
} from '../../src/model/index.ts';
import { say } from '../envoy/script-probe.ts';

const filter = (name: string, fields: Partial<ChainFilter> = {}): ChainFilter => ({
  ...filterDefaults,
  id: `id-${name}`,
  name,
  rootId: name,
  module: { kind: 'source', entry: `${name}.ts` },
  ...fields,
});

const request = (fields: Partial<NamedRequest> = {}): NamedRequest => ({
  ...requestDefaults,
  id: 'r',
  name: 'r',
  url: 'http://localhost:8080/headers',
  ...fields,
});

const project = (fields: Partial<Project> = {}): Project => ({
  ...emptyProject,
  id: 'p',
  name: 'Mine',
  ...fields,
});

const row = (name: string, value: string, enabled = true) => ({ enabled, name, value });
const sent = (fields: Partial<NamedRequest>) => scenarioOfProject(project(), [request(fields)]).scenario.requests?.[0];
const plugins = (filters: readonly ChainFilter[]) => scenarioOfProject(project({ filters }), []).scenario.filters;

test.each([
  ['http://localhost:8080/headers', 'localhost:8080', '/headers'],
  ['https://shop.example/cart?id=7#top', 'shop.example', '/cart?id=7'],
  ['localhost:8080', 'localhost:8080', '/'],
  ['http://a.example?x=1', 'a.example', '/?x=1'],
  ['http://user:secret@a.example/b', 'a.example', '/b'],
  ['http://[::1]:8080/x', '[::1]:8080', '/x'],
  ['/only/path', 'localhost:8080', '/only/path'],
  ['?q=1', 'localhost:8080', '/?q=1'],
  ['', 'localhost:8080', '/'],
  ['http://a.example/a b/ü', 'a.example', '/a%20b/%C3%BC'],
  ['http://a.example/go?to=http://b.example/@c', 'a.example', '/go?to=http://b.example/@c'],
])('%s goes to %s for %s', (url, host, path) => {
  expect(targetOf(url)).toEqual({ host, path });
});

test('disabled rows and rows without a name do not travel; text becomes bytes', () => {
  const headers = [row('a', '1'), row('b', '2', false), row(' ', 'x'), row('X-Name', ' Zoë ')];
  expect(sent({ headers })?.headers).toEqual([
    ['a', '1'],
    ['X-Name', 'ZoÃ«'],
  ]);
});

test('a row for the host takes the place of the address’s', () => {
  expect(sent({ headers: [row('Host', 'shop.example')] })).toMatchObject({ host: 'shop.example', headers: [] });
});

test.each([
  ['no body', { body: '' }, undefined, undefined],
  ['sent whole', { body: 'abcdef' }, ['abcdef'], undefined],
  ['cut twice', { body: 'abcdef', splits: [2, 4] }, ['ab', 'cd', 'ef'], 'chunked'],
  ['cuts outside, at the ends and out of order', { body: 'abc', splits: [0, 2, 1, 3, 9] }, ['ab', 'c'], 'chunked'],
  ['characters of several bytes', { body: 'aéb', splits: [2] }, ['aÃ©', 'b'], 'chunked'],
  ['never inside a character', { body: 'a😀', splits: [2] }, ['a\u00f0\u009f\u0098\u0080'], undefined],
  ['with trailers', { body: 'a', trailers: [row('t', '1')] }, ['a'], 'chunked'],
  ['asked to be chunked', { body: 'a', headers: [row('transfer-encoding', 'chunked')] }, ['a'], 'chunked'],
] as const)('body: %s', (_, fields, body, framing) => {
  expect(sent(fields)?.body).toEqual(body);
  expect(sent(fields)?.framing).toBe(framing);
});

test('a chunked body leaves both headers of the framing to the framing', () => {
  const headers = [row('Content-Length', '3'), row('Transfer-Encoding', 'chunked'), row('a', '1')];
  expect(sent({ body: 'abc', splits: [1], headers })?.headers).toEqual([['a', '1']]);
  expect(sent({ body: 'abc', headers: [row('content-length', '9')] })?.headers).toEqual([['content-length', '9']]);
});

test('filters that are off are left out, and positions lead back to those that are on', () => {
  const filters = [filter('one'), filter('two', { enabled: false }), filter('three')];
  const { scenario, filters: kept } = scenarioOfProject(project({ filters }), []);
  expect(scenario.filters?.map(({ plugin }) => plugin)).toEqual(['one', 'three']);
  expect(kept.map(({ id }) => id)).toEqual(['id-one', 'id-three']);
});

test('a filter with all its settings', () => {
  const whole = filter('auth', {
    rootId: 'r',
    vmId: 'v',
    configuration: '{"é":1}',
    vmConfiguration: 'x',
    failurePolicy: 'FAIL_OPEN',
  });
  expect(plugins([whole])).toEqual([
    {
      wasm: 'auth.wasm',
      plugin: 'auth',
      root_id: 'r',
      vm_id: 'v',
      config: '{"Ã©":1}',
      vm_config: 'x',
      plugin_extra: { failure_policy: 'FAIL_OPEN' },
    },
  ]);
});

test('no configuration is none, not an empty one', () => {
  expect(plugins([filter('a')])?.[0]).not.toHaveProperty('config');
});

const same = { module: { kind: 'source', entry: 'a.ts' } } as const;

test.each([
  ['other code needs no VM id', [filter('a'), filter('b')], ['', '']],
  ['the same code gets one', [filter('a', same), filter('b', same), filter('c', same)], ['', 'b', 'c']],
  [
    'one that nobody has',
    [filter('a', same), filter('b', same), filter('c', { ...same, vmId: 'b' })],
    ['', 'b-2', 'b'],
  ],
  [
    'shared where it was asked for',
    [filter('a', { ...same, vmId: 'v' }), filter('b', { ...same, vmId: 'v' })],
    ['v', 'v'],
  ],
])('VMs: %s', (_, filters, vmIds) => {
  expect(plugins(filters)?.map(({ vm_id }) => vm_id)).toEqual(vmIds);
});

test('uploads of one name and different bytes are different modules', () => {
  const upload = (sha256: string) => filter(sha256, { module: { kind: 'wasm', fileName: 'f.wasm', sha256, size: 1 } });
  expect(plugins([upload('aa'), upload('bb')])?.map(({ wasm }) => wasm)).toEqual(['aa/f.wasm', 'bb/f.wasm']);
});

test('the upstream reflects, or answers what was written', () => {
  expect(scenarioOfProject(project(), []).scenario.clusters).toEqual({ upstream: { reflect: true } });
  const upstream = {
    kind: 'fixed',
    isBytes: false,
    status: 404,
    headers: [row('a', '1'), row('b', '2', false)],
    body: 'né',
  } as const;
  expect(scenarioOfProject(project({ upstream }), []).scenario.clusters).toEqual({
    upstream: { replies: [{ status: 404, headers: [['a', '1']], body: ['nÃ©'] }] },
  });
});

test('an answer of bytes is those bytes', () => {
  const upstream = { kind: 'fixed', isBytes: true, status: 200, headers: [], body: '\0é\xff' } as const;
  const replies = [{ ...replyDefaults, body: '\x01\xfe', isBytes: true }];
  const clusters = [{ name: 'c', address: '', protocol: 'http1', behaviour: { kind: 'replies', replies } } as const];
  expect(scenarioOfProject(project({ upstream, clusters }), []).scenario.clusters).toEqual({
    upstream: { replies: [{ status: 200, headers: [], body: ['\0\xe9\xff'] }] },
    c: { replies: [{ status: 200, headers: [], body: ['\x01\xfe'] }] },
  });
});

test('every request is sent, in order', () => {
  const { scenario } = scenarioOfProject(project(), [request({ url: '/a' }), request({ url: '/b' })]);
  expect(scenario.requests?.map(({ path }) => path)).toEqual(['/a', '/b']);
});

test('time passes before a request that waits', () => {
  const { scenario } = scenarioOfProject(project(), [request({ url: '/a' }), request({ url: '/b', waitMs: 300_000 })]);
  expect(scenario.requests?.map(({ path, wait_ms }) => path ?? wait_ms)).toEqual(['/a', 300_000, '/b']);
});

test('over HTTP/2 names are in lower case and what belongs to HTTP/1.1 stays away', () => {
  const headers = [row('X-A', 'B'), row('Connection', 'close'), row('TE', 'gzip'), row('te', 'trailers')];
  expect(sent({ http: '2', headers, body: 'né' })).toEqual({
    method: 'GET',
    path: '/headers',
    host: 'localhost:8080',
    headers: [
      ['x-a', 'B'],
      ['te', 'trailers'],
      ['content-length', '3'],
    ],
    body: ['nÃ©'],
    http: '2',
  });
});

test.each([
  ['cut', { body: 'ab', splits: [1] }],
  ['asked to be chunked', { body: 'ab', headers: [row('Transfer-Encoding', 'chunked')] }],
  ['with trailers', { body: 'ab', trailers: [row('t', '1')] }],
  ['empty', { body: '' }],
] as const)('over HTTP/2 a body that is %s has no length before it', (_, fields) => {
  const spec = sent({ http: '2', ...fields });
  expect(spec?.headers).toEqual([]);
  expect(spec).not.toHaveProperty('framing');
});

test('bytes are sent as they are, cut between any two of them', () => {
  const body = '\u00ff\u0000\u00c3\u00a4';
  expect(sent({ method: 'POST', body, isBytes: true })?.body).toEqual([body]);
  expect(sent({ method: 'POST', body, isBytes: true, splits: [1, 3] })?.body).toEqual([
    '\u00ff',
    '\u0000\u00c3',
    '\u00a4',
  ]);
  expect(sent({ method: 'POST', body, isBytes: false })?.body).toEqual(['\u00c3\u00bf\u0000\u00c3\u0083\u00c2\u00a4']);
});

test('a TCP connection: the steps of both ends, text with escapes and hexadecimal digits as bytes', () => {
  const talk: TcpTalk = {
    client: [
      { kind: 'send', as: 'text', data: 'GET é\\r\\n\\x00\\q\\\\n' },
      { kind: 'send', as: 'hex', data: '16 03 01FF' },
      { kind: 'send', as: 'hex', data: '1' },
      { kind: 'receive', bytes: 4 },
      { kind: 'half-close' },
      { kind: 'end' },
    ],
    upstream: [{ kind: 'wait', ms: 5 }, { kind: 'reset' }],
  };
  expect(sent({ tcp: talk })).toEqual({
    tcp: [
      { send: 'GET \u00c3\u00a9\r\n\0\\q\\n' },
      { send: '\x16\x03\x01\xff' },
      { wait_bytes: 4 },
      { half_close: true },
      { wait_end: true },
    ],
    tcp_upstream: [{ wait_ms: 5 }, { reset: true }],
  });
  expect(sent({ tcp: { client: [{ kind: 'close' }], upstream: null } })).toEqual({
    tcp: [{ close: true }],
    tcp_upstream: 'refuse',
  });
  const waiting = { ...request({ tcp: talk }), waitMs: 20 };
  expect(scenarioOfProject(project(), [waiting]).scenario.requests?.[0]).toEqual({ wait_ms: 20 });
});

describe('answers of gRPC', () => {
  const answered = (grpc: GrpcReply, fields: Partial<ClusterReply> = {}) => {
    const replies = [{ ...replyDefaults, status: 503, body: 'not sent', ...fields, grpc }];
    const cluster = { name: 'quota', address: '', protocol: 'http2', behaviour: { kind: 'replies', replies } } as const;
    return scenarioOfProject(project({ clusters: [cluster] }), []).scenario.clusters?.['quota'];
  };

  test('messages are framed, and how it came out stands in the trailers', () => {
    const grpc: GrpcReply = {
      status: 8,
      message: 'no quota: 100% é',
      messages: [
        { as: 'text', data: '{"é": 1}' },
        { as: 'hex', data: '0a 01' },
        { as: 'hex', data: '0' },
      ],
    };
    const rows = { headers: [row('x-a', '1')], trailers: [row('x-b', '2')] };
    expect(answered(grpc, rows)).toEqual({
      h2_stub: true,
      replies: [
        {
          status: 200,
          headers: [
            ['content-type', 'application/grpc'],
            ['x-a', '1'],
          ],
          body: ['\0\0\0\0\t{"\u00c3\u00a9": 1}', '\0\0\0\0\x02\n\x01'],
          trailers: [
            ['grpc-status', '8'],
            ['grpc-message', 'no quota: 100%25 %C3%A9'],
            ['x-b', '2'],
          ],
        },
      ],
    });
  });

  test('without a message everything stands in the headers', () => {
    expect(answered({ status: 7, message: '', messages: [] })?.replies).toEqual([
      {
        status: 200,
        headers: [
          ['content-type', 'application/grpc'],
          ['grpc-status', '7'],
        ],
      },
    ]);
  });

  test.each<[string, GrpcReply, string]>([
    ['a message', { status: 0, message: '', messages: [{ as: 'text', data: 'pong' }] }, "n=4 'pong'"],
    ['an error', { status: 7, message: 'no', messages: [] }, "code=7 'no"],
  ])('a filter gets %s', (_, grpc, heard) => {
    const program = [
      'request_headers grpc %0a%07%0a%05quota lab.Svc Say x-m=1 ping 1000 g',
      'request_headers ret 1',
      'grpc_receive buf grpc 0 99',
      'grpc_close status',
    ];
    const clusters = { upstream: {}, quota: answered(grpc) ?? {} };
    const { lines } = say(program, { clusters, requests: [{ timeout_ms: 1500 }] });
    expect(lines.join('\n')).toContain(heard);
  });
});

test('connections of their own: each request of a sequence has one, and none where one worker serves', () => {
  const requests = [request({ url: '/a' }), request({ url: '/b', waitMs: 5 }), request({ url: '/c', overlaps: true })];
  const named = (fields: Partial<Project>) =>
    scenarioOfProject(project(fields), requests).scenario.requests?.map(({ conn }) => conn);
  expect(named({ workers: 2, inTurn: true })).toEqual(['turn-1', undefined, 'turn-2', 'turn-3']);
  expect(named({ workers: 2, inTurn: false })).toEqual([undefined, undefined, undefined, undefined]);
  expect(named({ workers: 1, inTurn: true })).toEqual([undefined, undefined, undefined, undefined]);
});
