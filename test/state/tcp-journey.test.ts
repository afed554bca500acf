import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { connectionEnd, type Report, type RequestSpec, sentIn, textOfBytes } from '../../src/model/index.ts';
import { type BodyStage, isShownWith, tcpJourney } from '../../src/state/index.ts';

const modules = { 'script.wasm': new Uint8Array(readFileSync('conformance/wasm/script.wasm')) };
const ASK: RequestSpec = {
  tcp: [{ send: 'ab' }, { send: 'cd' }, { wait_bytes: 4 }, { close: true }],
  tcp_upstream: [{ wait_bytes: 1 }, { send: 'pong' }],
};

function runTcp(programs: readonly (readonly string[])[], request: RequestSpec = ASK): Report {
  const filters = programs.map((config) => ({ wasm: 'script.wasm', config }));
  return run({ modules }, { name: 'tcp', tcp: { filters }, requests: [request] }, 1);
}

/** A stage in lines: what it was given and made of it; `->` what went on, `[n]` what is held. */
function drawn({ at, chunks, steps }: BodyStage): string[] {
  const text = (bytes: Uint8Array | undefined) => (bytes === undefined ? '?' : textOfBytes(bytes));
  if (at !== 'filter') return [`${at}: ${chunks.map(({ bytes }) => text(bytes)).join(' ')}`.trim()];
  return steps.map((step) => {
    if (step.kind === 'release') return `released -> ${text(step.forwarded.bytes)}`;
    const { given, endStream, before, after, held, forwarded } = step;
    const seen = text(before) === text(after) ? text(before) : `${text(before)}=>${text(after)}`;
    return `${given}${endStream ? '!' : ''} ${seen} ${forwarded ? `-> ${text(forwarded.bytes)}` : `[${held}]`}`;
  });
}

const journeyOf = (report: Report) => {
  const [connection] = report.connections;
  if (connection === undefined) throw new Error('there was no connection');
  return tcpJourney(
    connection,
    report.trace,
    report.plugins.map(({ filter }) => filter),
  );
};
const wayOf = (report: Report, direction: 'request' | 'response') => journeyOf(report)[direction].flatMap(drawn);

test.each<[string, readonly (readonly string[])[], 'request' | 'response', string[]]>([
  ['as they are', [[]], 'request', ['client: ab cd', '2 ab -> ab', '2 cd -> cd', '0!  -> ', 'upstream: ab cd']],
  ['with no filter at all', [], 'request', ['client: ab cd', 'upstream: ab cd']],
  [
    'held once, then heard of again and changed',
    [['downstream_data#1 ret 1', 'downstream_data#2 setbuf down 0 1 X']],
    'request',
    ['client: ab cd', '2 ab [2]', '4 abcd=>Xbcd -> Xbcd', '0!  -> ', 'upstream: Xbcd'],
  ],
  [
    'held by the second: the first hears of everything again',
    [[], ['downstream_data#1 ret 1']],
    'request',
    [
      'client: ab cd',
      '2 ab -> ab',
      '4 abcd -> abcd',
      '0!  -> ',
      '2 ab [2]',
      '4 abcd -> abcd',
      '0!  -> ',
      'upstream: abcd',
    ],
  ],
  [
    'the way back, changed by the filter that is nearer to the upstream first',
    [['upstream_data#1 setbuf up 0 0 1'], ['upstream_data#1 setbuf up 0 0 2']],
    'response',
    ['upstream: pong', '4 pong=>2pong -> 2pong', '5 2pong=>12pong -> 12pong', 'client: 12pong'],
  ],
])('bytes of a connection: %s', (_, programs, direction, lines) => {
  // What comes behind the client's close is not the point here.
  const own = wayOf(runTcp(programs), direction);
  expect(
    direction === 'request' ? own.map((line) => line.trim()) : own.filter((line) => !line.startsWith('0!')),
  ).toEqual(lines.map((line) => line.trim()));
});

test.each<[string, readonly string[], RequestSpec, string]>([
  ['the client', [], ASK, 'client'],
  ['a RST of the client', [], { ...ASK, tcp: [{ send: 'a' }, { reset: true }] }, 'client-reset'],
  ['nobody listens', [], { ...ASK, tcp_upstream: 'refuse' }, 'refused'],
  [
    'a RST of the upstream',
    [],
    { tcp: [{ send: 'a' }, { wait_end: true }], tcp_upstream: [{ wait_bytes: 1 }, { reset: true }] },
    'upstream-reset',
  ],
  [
    'the upstream',
    [],
    { tcp: [{ send: 'a' }, { wait_end: true }], tcp_upstream: [{ wait_bytes: 1 }, { close: true }] },
    'upstream',
  ],
  ['a filter', ['downstream_data#1 close down'], { ...ASK, tcp: [{ send: 'a' }, { wait_end: true }] }, 'filter'],
  ['a filter that dies', ['downstream_data#1 trap'], { ...ASK, tcp: [{ send: 'a' }, { wait_end: true }] }, 'trap'],
  ['nobody', [], { tcp: [{ send: 'a' }] }, 'open'],
])('who ended a connection: %s', (_, program, request, kind) => {
  expect(connectionEnd(runTcp([program], request), 0).kind).toBe(kind);
});

test('requests and connections of one run, in the order in which they were sent', () => {
  const report = run(
    { modules },
    {
      name: 'both',
      clusters: { upstream: { reflect: true } },
      requests: [ASK, { wait_ms: 10 }, { path: '/a' }, ASK, { path: '/b' }],
    },
    1,
  );
  expect(sentIn(report).map(({ kind, index }) => `${kind} ${index}`)).toEqual([
    'connection 0',
    'exchange 0',
    'connection 1',
    'exchange 1',
  ]);
  const sent = [...report.connections, ...report.exchanges];
  expect(sent.filter((one) => isShownWith(report, one)(0))).toEqual([report.connections[0]]);
});
