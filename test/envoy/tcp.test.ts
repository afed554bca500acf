import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import {
  latin1OfBytes,
  readTrace,
  textOfBytes,
  type PluginSpec,
  type Report,
  type Scenario,
  type TcpStep,
} from '../../src/model/index.ts';

const modules = { 'script.wasm': new Uint8Array(readFileSync('conformance/wasm/script.wasm')) };
const PING: readonly TcpStep[] = [{ send: 'ping' }, { wait_bytes: 4 }];
const PONG: readonly TcpStep[] = [{ wait_bytes: 1 }, { send: 'pong' }];

interface Case extends Omit<Scenario, 'name' | 'requests'> {
  readonly config?: readonly string[];
  readonly extra?: Partial<PluginSpec>;
  readonly upstream?: readonly TcpStep[];
  readonly clients?: readonly (readonly TcpStep[])[];
}

/** One network filter with a program, one upstream that answers, and the clients. */
function runTcp({ config = [], extra, upstream = PONG, clients = [PING], ...rest }: Case): Report {
  const filter = { wasm: 'script.wasm', config, ...extra };
  const tcp = { filters: [filter], upstream: [upstream], ...rest.tcp };
  return run({ modules }, { ...rest, name: 'tcp', tcp, requests: clients.map((steps) => ({ tcp: steps })) }, 1);
}

/** Callbacks of connections, lines that the filter logged about them, and marks: what happened, in order. */
function story(report: Report): string[] {
  const lines: string[] = [];
  for (const record of readTrace(report.trace)) {
    if (record.kind === 'mark') lines.push(`-- ${textOfBytes(record.text)}`);
    if (record.kind === 'log' && !record.isRoot) lines.push(textOfBytes(record.message));
  }
  return lines;
}

const callbacks = (report: Report): string[] =>
  story(report).flatMap((line) => (line.startsWith('> ') ? [line.slice(2).replace(/ ctx=\d+/, '')] : []));
const received = (report: Report): string[] =>
  report.connections.map(({ client }) => `${latin1OfBytes(client.received)} ${client.end}`);
const arrived = (report: Report): string[] =>
  report.tcpUpstream.map((end) => `${latin1OfBytes(end.received)} ${end.end}`);

describe('who closed', () => {
  test('a RST of the client is its close, and goes on to the upstream', () => {
    const report = runTcp({ clients: [[...PING, { reset: true }]] });
    expect(callbacks(report)).toEqual([
      'context_create parent=1',
      'new_connection',
      'downstream_data n=4 eos=0',
      'upstream_data n=4 eos=0',
      'downstream_close kind=2',
      'done',
      'log',
      'delete',
    ]);
    expect(received(report)).toEqual(['pong was-reset']);
    expect(arrived(report)).toEqual(['ping reset']);
  });

  test('bytes for a client that has closed come back as a RST', () => {
    const upstream = [{ wait_bytes: 4 }, { wait_ms: 500 }, { send: 'late' }, { wait_ms: 50 }, { send: 'later' }];
    const report = runTcp({ upstream, clients: [[{ send: 'ping' }, { close: true }, { wait_ms: 900 }]] });
    expect(callbacks(report).slice(2)).toEqual([
      'downstream_data n=4 eos=0',
      'downstream_data n=0 eos=1',
      'upstream_data n=4 eos=0',
      'downstream_close kind=2',
      'done',
      'log',
      'delete',
    ]);
    expect(received(report)).toEqual([' closed']);
  });

  test('bytes for a service that has closed come back as a RST, which the client gets too', () => {
    const clients = [[...PING, { wait_end: true }, { send: 'more' }, { wait_ms: 50 }, { send: 'again' }]];
    const report = runTcp({ upstream: [...PONG, { close: true }], clients });
    expect(callbacks(report).slice(-4)).toEqual(['downstream_close kind=1', 'done', 'log', 'delete']);
    const [connection] = report.connections;
    expect(connection?.client.stopped).toBe('send: ConnectionResetError');
    expect(connection?.access?.flags).toBe('UR');
  });

  test('a filter that closes keeps the bytes in hand from the client and from the filters behind it', () => {
    const config = ['upstream_data close down'];
    const report = runTcp({ config, tcp: { filters: [{ wasm: 'script.wasm' }, { wasm: 'script.wasm', config }] } });
    expect(received(report)).toEqual([' eof']);
    expect(callbacks(report).filter((line) => line.startsWith('upstream_data'))).toHaveLength(1);
  });
});

describe('held connections', () => {
  const held = ['new_connection ret 1'];

  test('a client that goes is not noticed while the connection is held; it ends with the proxy', () => {
    const report = runTcp({ config: held, clients: [[{ send: 'ping' }, { close: true }]] });
    const lines = story(report);
    expect(lines.slice(0, 5).map((line) => line.replace(/ ctx=\d+/, ''))).toEqual([
      '-- connection 0',
      '> context_create parent=1',
      '> new_connection',
      '-- client 0: sends "ping"',
      '-- client 0: closes',
    ]);
    expect(lines[5]).toBe('-- shutdown');
    expect(callbacks(report).slice(2)).toEqual(['downstream_close kind=1', 'done', 'log', 'delete']);
    expect(report.tcpUpstream).toEqual([]);
    expect(report.connections[0]?.upstream).toBe(-1);
  });

  test.each([
    ['a connection', held],
    ['bytes from the client', ['downstream_data ret 1']],
    ['bytes from the service', ['upstream_data ret 1']],
  ])('%s that nothing can let go is a deadlock', (_, config) => {
    const clients = [[{ send: 'ping' }, { wait_ms: 500 }, { note: true }]];
    const { warnings } = runTcp({ config, clients });
    expect(warnings.map(({ kind, filter, facts }) => ({ kind, filter, facts }))).toEqual([
      { kind: 'deadlock', filter: 0, facts: { connection: 0 } },
    ]);
  });

  test('no deadlock while a timer could let it go', () => {
    const report = runTcp({ config: ['configure tick 100', ...held], clients: [[{ wait_ms: 200 }]] });
    expect(report.warnings).toEqual([]);
  });

  test('a chain of two: each holds once, the service gets all of it in one piece', () => {
    const filter = { wasm: 'script.wasm' };
    const filters = [
      { ...filter, config: ['downstream_data#1 ret 1'] },
      { ...filter, config: ['downstream_data#1 ret 1'] },
    ];
    const clients = [[{ send: 'a' }, { send: 'b' }, { send: 'c' }, { wait_bytes: 4 }]];
    const report = runTcp({ tcp: { filters }, clients });
    expect(callbacks(report).filter((line) => line.endsWith('eos=0'))).toEqual([
      'downstream_data n=1 eos=0',
      'downstream_data n=2 eos=0',
      'downstream_data n=2 eos=0',
      'downstream_data n=3 eos=0',
      'downstream_data n=3 eos=0',
      'upstream_data n=4 eos=0',
      'upstream_data n=4 eos=0',
    ]);
    expect(arrived(report)).toEqual(['abc eof']);
    // 1 + 2 + 3: what is held is counted again.
    expect(report.connections[0]?.access?.bytesIn).toBe(6);
  });
});

describe('hostcalls', () => {
  test('what belongs to HTTP is refused, or Ok without effect', () => {
    const calls = ['get req :path', 'add req x y', 'size req', 'pairs req', 'local 403 no no -1 ""', 'bufstat req'];
    const report = runTcp({ config: calls.map((call) => `downstream_data#1 ${call}`) });
    const lines = story(report).filter((line) => calls.some((call) => line.startsWith(call.slice(0, 5))));
    expect(lines.map((line) => line.replace(/^(\w+).* = /, '$1: '))).toEqual([
      'get: BAD_ARGUMENT',
      'add: BAD_ARGUMENT',
      'size: BAD_ARGUMENT',
      'pairs: OK (no bytes)',
      'local: OK',
      'bufstat: OK n=0 flags=0',
    ]);
    expect(received(report)).toEqual(['pong open']);
  });

  test('type 4 is no stream type', () => {
    const report = runTcp({ config: ['downstream_data#1 resume 4', 'downstream_data#1 close 4'] });
    expect(story(report).filter((line) => / 4 = /.test(line))).toEqual([
      'resume 4 = BAD_ARGUMENT',
      'close 4 = BAD_ARGUMENT',
    ]);
  });
});

describe('policies', () => {
  const trap = ['downstream_data trap'];

  test('the old fail_open lets even the trapping connection go on', () => {
    const report = runTcp({ config: trap, extra: { plugin_extra: { fail_open: true } }, clients: [PING, PING] });
    expect(received(report)).toEqual(['pong open', 'pong open']);
    expect(callbacks(report).filter((line) => line === 'new_connection')).toHaveLength(1);
  });

  test('a trap closes the connections that come next to the VM, and those that come in', () => {
    const steps = [{ send: 'one' }, { wait_ms: 600 }, { send: 'two' }, { wait_end: true }];
    const tcp = { filters: [{ wasm: 'script.wasm', config: ['downstream_data#2 trap'] }], upstream: [[]] };
    const requests = [{ tcp: steps, parallel: true }, { tcp: steps, parallel: true }, { wait_ms: 3000 }, { tcp: PING }];
    const report = run({ modules }, { name: 'traps', tcp, requests }, 1);
    expect(received(report)).toEqual([' eof', ' eof', ' eof']);
    expect(report.connections.map(({ access }) => access?.cluster)).toEqual(['tcp_upstream', 'tcp_upstream', '']);
  });
});

describe('the report', () => {
  test('connections and requests have their own places and ranges of the trace', () => {
    const filter = { wasm: 'script.wasm' };
    const requests = [{}, { tcp: PING }, {}, { tcp: PING }];
    const tcp = { filters: [filter], upstream: [PONG] };
    const report = run({ modules }, { name: 'mixed', filters: [filter], tcp, requests }, 1);
    const ranges = [...report.exchanges, ...report.connections]
      .sort((a, b) => a.request - b.request)
      .map(({ request, traceFrom, traceTo }) => ({ request, traceFrom, traceTo }));
    expect(ranges.map(({ request }) => request)).toEqual([0, 1, 2, 3]);
    ranges.forEach(({ traceTo }, i) => expect(traceTo).toBe(ranges[i + 1]?.traceFrom ?? report.trace.words.length));
    expect(report.connections.map(({ upstream }) => upstream)).toEqual([0, 1]);
    expect(story(report).filter((line) => /^-- (request|connection)/.test(line))).toEqual([
      '-- request 0',
      '-- connection 1',
      '-- request 2',
      '-- connection 3',
    ]);
  });

  test('without a service the access log says why', () => {
    const report = runTcp({ tcp: { filters: [{ wasm: 'script.wasm' }], refuse: true } });
    expect(report.connections[0]?.access).toEqual({
      flags: 'UF,URX',
      bytesIn: 0,
      bytesOut: 0,
      cluster: 'tcp_upstream',
      upstreamFailure: 'delayed_connect_error:_Connection_refused',
      upstreamHost: '127.0.0.1:20100',
      durationMs: 0,
    });
  });

  test('a network filter that is not simulated is named', () => {
    const raw = { name: 'envoy.filters.network.redis_proxy' };
    const report = runTcp({ tcp: { filters: [{ raw }] } });
    expect(report.warnings.map(({ kind, facts }) => [kind, facts['name']])).toEqual([['not-simulated', raw.name]]);
  });

  test('the same scenario and seed give the same report', () => {
    const config = ['configure tick 70', 'downstream_data#1 ret 1', 'tick effective 2', 'tick resume down'];
    expect(runTcp({ config })).toEqual(runTcp({ config }));
  });
});

describe('what a connection says for itself', () => {
  test('each has an upstream of its own, whichever is reached first', () => {
    const upstream = (text: string): readonly TcpStep[] => [{ wait_bytes: 1 }, { send: text }];
    const requests = [
      { tcp: PING, tcp_upstream: 'refuse' as const },
      { tcp: PING, tcp_upstream: upstream('two!') },
      { tcp: PING },
    ];
    const report = run(
      { modules },
      { name: 'own', tcp: { filters: [{ wasm: 'script.wasm' }], upstream: [PONG] }, requests },
      1,
    );
    expect(received(report)).toEqual([' eof', 'two! open', 'pong open']);
    expect(report.connections.map(({ access }) => access?.flags)).toEqual(['UF,URX', '-', '-']);
    expect(report.tcpUpstream).toHaveLength(2);
  });

  test('what came in at either end, and what left', () => {
    const config = ['downstream_data#1 ret 1', 'downstream_data#2 setbuf down 0 2 XY'];
    const { connections } = runTcp({ config, clients: [[{ send: 'ab' }, { send: 'cd' }, { wait_bytes: 4 }]] });
    const pieces = connections[0]?.bodies.map(({ direction, at, bytes = new Uint8Array(), endStream }) =>
      [direction, at, latin1OfBytes(bytes), ...(endStream ? ['end'] : [])].join(' '),
    );
    expect(pieces?.slice(0, 5)).toEqual([
      'request in ab',
      'request in cd',
      'request out XYcd',
      'response in pong',
      'response out pong',
    ]);
  });

  test('where nobody looks, nothing is kept', () => {
    const scenario: Scenario = { name: 'unseen', tcp: { upstream: [PONG] }, requests: [{ tcp: PING }] };
    expect(run({ modules }, scenario, 1, { trace: false }).connections[0]?.bodies).toEqual([]);
  });
});
