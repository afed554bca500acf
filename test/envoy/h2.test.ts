import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import {
  latin1OfBytes,
  readTrace,
  type ClusterSpec,
  type Exchange,
  type H2StreamSpec,
  type Report,
  type RequestSpec,
  type Scenario,
} from '../../src/model/index.ts';

const wasm = new Uint8Array(readFileSync('conformance/wasm/script.wasm'));
const FIELD = 'http2.invalid.header.field';
const CODEC = 'codec_error:The_user_callback_function_failed';

interface Setting {
  readonly config?: readonly string[];
  readonly upstream?: ClusterSpec;
  readonly more?: Partial<Scenario>;
}

function play(requests: readonly RequestSpec[], { config = [], upstream = {}, more = {} }: Setting = {}): Report {
  const scenario = {
    name: 'h2',
    filters: [{ wasm: 'script.wasm', config }],
    clusters: { upstream },
    requests,
    ...more,
  };
  return run({ modules: { 'script.wasm': wasm } }, scenario, 1);
}

const streams = (h2: readonly H2StreamSpec[], setting?: Setting): Report => play([{ h2 }], setting);

function access({ access: { code, flags, details } }: Exchange): string {
  return `${code} ${flags} ${details}`;
}

function callbacks(report: Report): string[] {
  const calls: string[] = [];
  for (const record of readTrace(report.trace))
    if (record.kind === 'call' && /_(headers|body|trailers)$/.test(record.callback))
      calls.push(`${record.callback.slice(9)} ${record.args.slice(1).join(' ')}`);
  return calls;
}

const logs = (report: Report): string[] =>
  [...readTrace(report.trace)].flatMap((record) => (record.kind === 'log' ? [latin1OfBytes(record.message)] : []));

const headersOf = (flat: readonly Uint8Array[]): string[] =>
  flat.flatMap((name, i) => (i % 2 === 0 ? [`${latin1OfBytes(name)}: ${latin1OfBytes(flat[i + 1] ?? name)}`] : []));

describe('a stream is reset and the others go on', () => {
  const second = { path: '/2', start_ms: 500 };
  const cases: readonly (readonly [string, string, H2StreamSpec, string])[] = [
    ['close_stream in the request headers', 'request_headers#1 close req', {}, '0 - wasm_close_stream'],
    ['close_stream in the request body', 'request_body close req', { method: 'POST', body: ['a', 'b'] }, '0 - wasm_close_stream'],
    ['close_stream in the response body', 'response_body#1 close req', {}, '200 - via_upstream'],
    ['a local reply behind the headers', 'response_body#1 local 500 late late -1', {}, '200 - late'],
  ]; // prettier-ignore
  test.each(cases)('%s', (_, line, first, line1) => {
    const report = streams([first, second], { config: [line] });
    const [a] = report.exchanges;
    expect(a?.response.h2?.reset).toBe(2);
    expect(a === undefined ? '' : access(a)).toBe(line1);
    expect(report.exchanges).toHaveLength(2);
    expect(report.h2Connections).toEqual([{ request: 0, exchanges: [0, 1] }]);
    expect(report.warnings.filter(({ kind }) => kind === 'stream-reset')).toEqual([]);
  });

  test('a client that can not send the rest says so', () => {
    const report = streams([{ method: 'POST', body: ['a', 'b'] }], { config: ['request_body#1 close req'] });
    expect(report.exchanges[0]?.response).toMatchObject({
      status: 0,
      end: 'closed',
      h2: { reset: 2, sendFailed: true },
    });
  });
});

describe('the client resets its stream', () => {
  test('while a filter holds the request', () => {
    const report = streams([{ reset_after_ms: 100 }], { config: ['request_headers ret 1'] });
    expect(report.exchanges.map(access)).toEqual(['0 DR http2.remote_reset']);
    expect(report.exchanges[0]?.response).toMatchObject({ end: 'aborted', h2: { resetByClient: true } });
  });

  test('while an upstream answers: that one is reset with INTERNAL_ERROR', () => {
    const upstream = { h2_stub: true, replies: [{ body: ['a', 'b', 'c', 'd'], chunk_delay_ms: 60 }] };
    const report = streams([{ reset_after_ms: 130 }], { upstream });
    expect(report.exchanges.map(access)).toEqual(['200 DR http2.remote_reset']);
    expect(report.upstream['upstream']?.[0]?.h2).toEqual({ endedBy: 'headers', reset: 2 });
    expect(latin1OfBytes(report.exchanges[0]?.response.body ?? new Uint8Array())).toBe('ab');
  });

  test('too late: the answer was whole', () => {
    const report = streams([{ reset_after_ms: 300 }]);
    expect(report.exchanges.map(access)).toEqual(['200 - via_upstream']);
    expect(report.exchanges[0]?.response.h2).toEqual({ endedBy: 'empty data', sendFailed: true });
  });
});

describe('what the codec refuses costs the whole connection', () => {
  test('a stream at fault reaches no filter, the one beside it ends, a later one goes nowhere', () => {
    const report = streams(
      [
        { path: '/1', timeout_ms: 2000 },
        { path: '/2', start_ms: 300, timeout_ms: 2000, headers: [['connection', 'close']] },
        { path: '/3', start_ms: 400, timeout_ms: 2000 },
      ],
      { config: ['request_headers ret 1'] },
    );
    expect(report.exchanges.map(access)).toEqual([`0 DPE ${CODEC}`, `0 DPE ${FIELD}`, '0 - ']);
    expect(report.exchanges.map(({ response }) => response.end)).toEqual(['closed', 'closed', 'closed']);
    expect(callbacks(report)).toEqual(['request_headers 6 1']);
    // Envoy closes a second after the fault; what was sent meanwhile makes it a reset.
    expect(report.h2Connections).toEqual([{ request: 0, exchanges: [0, 1, 2], closed: 'reset' }]);
  });

  test('the connection ends properly when nothing was sent meanwhile', () => {
    const report = streams([{ headers: [['te', 'gzip']], timeout_ms: 2000 }]);
    expect(report.h2Connections?.[0]?.closed).toBe('eof');
  });

  test.each([
    ['trailers that are no trailers', { trailers: [['X-T', '1']] as const }, `0 DPE ${FIELD}`],
    [
      'a body shorter than declared, ended by trailers',
      { headers: [['content-length', '5']] as const, trailers: [['t', '1']] as const },
      '0 DPE http2.violation.of.messaging.rule',
    ],
  ])('%s', (_, stream, line) => {
    const report = streams([{ method: 'POST', body: ['aabb'], ...stream }]);
    expect(report.exchanges.map(access)).toEqual([line]);
  });
});

describe('a request body that does not fit its content-length', () => {
  test.each([
    ['too short', ['aabb'], '9', ['request_headers 7 0']],
    ['too long', ['aabb'], '2', ['request_headers 7 0']],
    ['too long in the second piece', ['aabb', 'cc'], '5', ['request_headers 7 0', 'request_body 4 0']],
  ])('%s: only its stream is reset', (_, body, length, seen) => {
    const report = streams([{ method: 'POST', headers: [['content-length', length]], body }]);
    expect(report.exchanges.map(access)).toEqual(['0 DPE http2.remote_reset']);
    expect(report.exchanges[0]?.response.h2).toEqual({ reset: 1 });
    expect(callbacks(report)).toEqual(seen);
  });
});

describe('an upstream that resets the stream', () => {
  test.each([
    [0, '503 UR upstream_reset_before_response_started{remote_reset}'],
    [1, '502 UPE upstream_reset_before_response_started{protocol_error}'],
    [2, '503 UR upstream_reset_before_response_started{remote_reset}'],
    [7, '503 UR upstream_reset_before_response_started{remote_refused_stream_reset}'],
    [8, '503 UR upstream_reset_before_response_started{remote_reset}'],
  ])('with code %i before its headers', (code, line) => {
    const report = streams([{}], { upstream: { h2_stub: true, replies: [{ failure: 'reset', code }] } });
    expect(report.exchanges.map(access)).toEqual([line]);
  });

  test('behind its headers: a client over HTTP/1.1 is cut off, one over HTTP/2 gets a reset', () => {
    const upstream: ClusterSpec = { h2_stub: true, replies: [{ body: ['half'], end: 'never', failure: 'partial' }] };
    const report = play([{}, { http: '2' }], { upstream });
    const line = '200 UR upstream_reset_after_response_started{remote_reset}';
    expect(report.exchanges.map(access)).toEqual([line, line]);
    expect(report.exchanges.map(({ response }) => response.end)).toEqual(['incomplete', 'incomplete']);
    expect(report.exchanges[1]?.response.h2).toEqual({ reset: 2 });
  });
});

describe('lengths that do not fit, upstream over HTTP/2', () => {
  const h2 = (reply: NonNullable<ClusterSpec['replies']>[number]): ClusterSpec => ({ h2_stub: true, replies: [reply] });

  test.each([
    ['a response too long', {}, h2({ headers: [['content-length', '2']], body: ['aabb'] })],
    ['a response too short', {}, h2({ headers: [['content-length', '9']], body: ['aabb'] })],
    ['a body in an answer to HEAD', { method: 'HEAD' }, h2({ body: ['x'] })],
  ])('%s: Envoy breaks it off and shows no filter the body', (_, stream, upstream) => {
    const report = streams([stream], { upstream });
    expect(report.exchanges.map(access)).toEqual(['200 UPE upstream_reset_after_response_started{protocol_error}']);
    expect(callbacks(report).filter((call) => call.startsWith('response_body'))).toEqual([]);
  });

  test('a request body that a filter changed: a strict upstream drops the connection', () => {
    const config = ['request_body setbuf req 0 1000 abcdefghij'];
    const report = streams([{ method: 'POST', headers: [['content-length', '4']], body: ['aabb'] }], {
      config,
      upstream: h2({ body: ['x'] }),
    });
    expect(report.exchanges.map(access)).toEqual([
      '503 UC upstream_reset_before_response_started{connection_termination}',
    ]);
    expect(report.upstream['upstream']?.[0]).toMatchObject({ incomplete: true, h2: { lengthMismatch: true } });
    const facts = { direction: 'request', declared: 4, sent: 10 };
    expect(report.warnings).toEqual([expect.objectContaining({ kind: 'content-length-mismatch', facts })]);
  });

  test('a response body that a filter changed: a strict client refuses it', () => {
    const report = streams([{}], { config: ['response_body/more setbuf res 0 1000 abc'] });
    expect(report.exchanges[0]?.response).toMatchObject({
      status: 200,
      end: 'incomplete',
      h2: { lengthMismatch: true },
    });
    const facts = { direction: 'response', declared: 19, sent: 3 };
    expect(report.warnings).toEqual([expect.objectContaining({ kind: 'content-length-mismatch', facts })]);
  });

  test('headers that a strict client refuses are named', () => {
    const report = streams([{}], { config: ['response_headers add res x-bad a%0d%0ax-inject:%201'] });
    expect(report.exchanges[0]?.response).toMatchObject({ end: 'complete', h2: { malformed: ['x-bad'] } });
    expect(report.warnings.map(({ kind }) => kind)).toEqual(['response-header-injection']);
  });
});

describe('a request over HTTP/2 of its own', () => {
  test('is an ordinary exchange: names in lower case, Host as :authority, a content-length for one piece', () => {
    const config = ['request_headers pairs req', 'request_headers prop request.protocol'];
    const request: RequestSpec = {
      http: '2',
      method: 'POST',
      headers: [
        ['Host', 'shop.test'],
        ['X-A', '1'],
      ],
      body: ['abc'],
    };
    const report = play([request], { config });
    expect(report.h2Connections).toBeUndefined();
    expect(
      logs(report)
        .filter((line) => line.includes(' = OK'))
        .join('\n'),
    ).toContain(':method=POST | :path=/ | :scheme=http | :authority=shop.test | x-a=1 | content-length=3');
    expect(logs(report)).toContain("prop request.protocol = OK n=6 'HTTP/2'");
    expect(report.exchanges[0]?.response).toMatchObject({
      status: 200,
      reason: '',
      framing: 'frames',
      end: 'complete',
    });
    expect(callbacks(report).slice(0, 2)).toEqual(['request_headers 8 0', 'request_body 3 1']);
  });

  test('has a connection of its own, beside one that is kept', () => {
    const report = play([{ keep: true }, { http: '2' }, {}], { config: ['request_headers prop connection.id hex'] });
    expect(report.exchanges.map(({ response }) => response.end)).toEqual(['complete', 'complete', 'complete']);
    const ids = logs(report).filter((line) => line.startsWith('prop connection.id'));
    expect(ids[0]).toBe(ids[2]);
    expect(ids[1]).not.toBe(ids[0]);
  });

  test('is left when it takes too long, and Envoy hears of it', () => {
    const report = play([{ http: '2', timeout_ms: 300 }], { upstream: { replies: [{ delay_ms: 900 }] } });
    expect(report.exchanges.map(access)).toEqual(['0 DC downstream_remote_disconnect']);
    expect(report.exchanges[0]?.response.end).toBe('timeout');
  });

  test('expects 100 and gets it', () => {
    const report = play([{ http: '2', headers: [['expect', '100-continue']] }]);
    expect(report.exchanges[0]?.response.informational).toEqual([100]);
  });

  test('gives the same report each time', () => {
    const requests: RequestSpec[] = [{ http: '2', method: 'POST', body: ['a', 'b'] }];
    expect(play(requests)).toEqual(play(requests));
  });
});

test('what one stream may hold is its window of 16 MiB, whatever the buffers of the connection', () => {
  const more = { limits: true };
  const config = ['request_body/more ret 1'];
  const body = [
    { repeat: 'x', times: 5000 },
    { repeat: 'y', times: 5000 },
  ];
  const h2 = streams([{ method: 'POST', body }], { config, more });
  expect(h2.exchanges.map(access)).toEqual(['200 - via_upstream']);
  const h1 = play([{ method: 'POST', body }], { config, more });
  expect(h1.exchanges.map(access)).toEqual(['413 - request_payload_too_large']);
  const huge = { replies: [{ body: [{ repeat: 'x', times: 17 * 1024 * 1024 }] }] };
  const over = streams([{}], { config: ['response_body ret 1'], upstream: huge });
  expect(over.exchanges.map(access)).toEqual(['200 - response_payload_too_large']);
  expect(over.exchanges[0]?.response.h2).toEqual({ reset: 2 });
});

test('an answer before the request is whole is followed by RST_STREAM with NO_ERROR', () => {
  const report = streams([{ path: '/direct', method: 'POST', body: ['aa', 'bb'] }]);
  expect(report.exchanges[0]?.response).toMatchObject({
    status: 207,
    end: 'complete',
    h2: { endedBy: 'data', reset: 0, sendFailed: true },
  });
});

test('headers of one hop that a filter adds: dropped towards an HTTP/2 client, sent as they stand to an upstream', () => {
  const config = [
    ...['connection close', 'keep-alive 1', 'te gzip'].map((header) => `request_headers add req ${header}`),
    ...['connection close', 'keep-alive 1', 'proxy-connection 1', 'te x'].map(
      (header) => `response_headers add res ${header}`,
    ),
  ];
  const report = streams([{}], { config, upstream: { h2_stub: true, replies: [{ body: ['x'] }] } });
  const response = headersOf(report.exchanges[0]?.response.headers ?? []);
  expect(response.filter((line) => /^(connection|keep-alive|proxy-connection|te):/.test(line))).toEqual(['te: x']);
  const request = headersOf(report.upstream['upstream']?.[0]?.headers ?? []);
  expect(request).toEqual(expect.arrayContaining(['connection: close', 'keep-alive: 1', 'te: gzip']));
  expect(request.slice(0, 4)).toEqual([':method: GET', ':path: /', ':scheme: http', ':authority: lab.test']);
});
