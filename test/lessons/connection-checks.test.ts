import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { type Expectation, parseScenario, runFindings, type ScenarioFile } from '../../src/lessons/index.ts';
import type { RequestSpec } from '../../src/model/index.ts';

const modules = { 'script.wasm': new Uint8Array(readFileSync('conformance/wasm/script.wasm')) };
const ASK: RequestSpec = {
  tcp: [{ send: 'ab' }, { send: 'cd' }, { wait_bytes: 4 }, { close: true }],
  tcp_upstream: [{ wait_bytes: 1 }, { send: 'p\x00\xffg' }],
};

/** What a check of one connection says, in a line for each claim. */
function told(expectation: Expectation, program: readonly string[] = [], request = ASK): string[] {
  const scenario = parseScenario(
    {
      tcp: { filters: [{ wasm: 'script.wasm', vm_id: 'one', config: program }] },
      requests: [request],
      expect: { requests: [expectation] },
    },
    'tcp',
  );
  if ('problems' in scenario) throw new Error(scenario.problems.join('\n'));
  return runFindings(scenario.expect ?? {}, run({ modules }, scenario, 1))
    .filter(({ step }) => step >= 0)
    .map(({ subject, of, holds, actual }) => {
      const what = of === undefined ? subject : `${subject} ${of}`;
      return holds ? `${what} holds` : `${what} was ${JSON.stringify(actual)}`;
    });
}

const HOLDING = ['downstream_data#1 ret 1'];
const CLOSING = ['downstream_data close down'];
const SHARING = ['downstream_data#1 sset hits 7 0', 'downstream_data#2 sset hits 8 0'];
const READING = ['log get plugin_name'];

type Case = [what: string, holding: Expectation, failing: Expectation, was: string[], program?: readonly string[]];
const cases: Case[] = [
  [
    'bytes that the client got',
    { received: { hex: '70 00 FF67', base64: 'cAD/Zw==', contains: ['p', 'g'] } },
    { received: { hex: '70', base64: 'cA==', equals: 'p', contains: 'q' } },
    [
      'received equals was "p\\u0000ÿg"',
      'received contains was "p\\u0000ÿg"',
      'received hex was "70 00 ff 67"',
      'received base64 was "cAD/Zw=="',
    ],
  ],
  [
    'bytes that the upstream got',
    { upstreamReceived: { equals: 'abcd' } },
    { upstreamReceived: { equals: 'ab' } },
    ['upstreamReceived equals was "abcd"'],
  ],
  ['who closed', { closedBy: 'client' }, { closedBy: 'filter' }, ['closedBy was "client"']],
  ['a filter that closes', { closedBy: 'filter' }, { closedBy: 'client' }, ['closedBy was "filter"'], CLOSING],
  [
    'nothing that the upstream got',
    { upstreamReceived: { equals: '', hex: '' } },
    { upstreamReceived: { contains: 'a' } },
    ['upstreamReceived contains was ""'],
    CLOSING,
  ],
  ['bytes that were held', { held: true }, { held: false }, ['held was true'], HOLDING],
  ['bytes that were not held', { held: false }, { held: true }, ['held was false']],
  ['flags', { flags: '-' }, { flags: 'UF' }, ['flags was "-"']],
  [
    'log lines, callbacks and hostcalls',
    { logs: ['new_connection'], callbacks: { proxy_on_new_connection: 1 }, hostcalls: { proxy_log: { atLeast: 1 } } },
    { callbacks: { proxy_on_downstream_data: 0 } },
    ['callbacks proxy_on_downstream_data was 3'],
  ],
  [
    'shared data',
    {
      sharedData: [
        { vm_id: 'one', key: 'hits', value: '8' },
        { key: 'hits', value: { hex: '38' } },
        { key: 'hits', value: true },
        { key: 'misses', value: null },
        { vm_id: 'two', key: 'hits', value: null },
      ],
    },
    {
      sharedData: [
        { key: 'hits', value: '7' },
        { key: 'hits', value: null },
        { key: 'hits', value: { base64: 'Nw==' } },
        { key: 'misses', value: true },
        { vm_id: 'two', key: 'hits', value: '8' },
      ],
    },
    [
      'sharedData was "8"',
      'sharedData was "8"',
      'sharedData was {"base64":"OA=="}',
      'sharedData was null',
      'sharedData was null',
    ],
    SHARING,
  ],
  [
    'properties',
    {
      properties: {
        plugin_name: 'n1',
        'connection.mtls': 'false',
        'source.port': 40001,
        'source.address': true,
        'request.path': null,
        'destination.address': { hex: '31 32 37 2e 30 2e 30 2e 31 3a 31 30 30 30 31' },
      },
    },
    { properties: { plugin_name: 'p2', 'source.port': '1', 'source.address': null, 'request.path': '/' } },
    [
      'properties plugin_name was "n1"',
      'properties source.port was "40001"',
      'properties source.address was "127.0.0.1:40001"',
      'properties request.path was null',
    ],
    READING,
  ],
];

describe('a claim about a connection', () => {
  test.each(cases)('%s', (_, holding, failing, was, program) => {
    expect(told(holding, program).filter((line) => !line.endsWith(' holds'))).toEqual([]);
    expect(told(failing, program)).toEqual(was);
  });

  test('a deadlock is a warning of it', () => {
    const request = { ...ASK, tcp: [{ send: 'ab' }, { wait_bytes: 4 }, { close: true }] };
    expect(told({ warnings: ['deadlock'] }, ['downstream_data ret 1'], request)).toEqual(['warnings holds']);
    expect(told({ warnings: ['deadlock'] })).toEqual(['warnings was []']);
  });

  test('what a request has, a connection has not', () => {
    expect(told({ status: 0, headers: { a: null }, upstreamCalls: 0 })).toEqual([
      'status was undefined',
      'headers a was undefined',
      'upstreamCalls was undefined',
    ]);
  });
});

test('requests and connections take their turn in one list', () => {
  const scenario = parseScenario(
    {
      tcp: { filters: [{ wasm: 'script.wasm' }] },
      clusters: { upstream: { reflect: true } },
      requests: [{ path: '/get' }, { wait_ms: 5 }, ASK, { path: '/status/404' }],
      expect: {
        requests: [{ status: 200 }, { upstreamReceived: { equals: 'abcd' } }, { status: 404 }, { held: true }],
      },
    },
    'both',
  ) as ScenarioFile;
  const found = runFindings(scenario.expect ?? {}, run({ modules }, scenario, 1));
  expect(found.map(({ holds }) => holds)).toEqual([true, true, true, true, false]);
});

test('shared data is a claim about the run, too', () => {
  const expected = { sharedData: [{ key: 'hits', value: '8' }] };
  const tcp = { filters: [{ wasm: 'script.wasm', config: SHARING }] };
  const report = run({ modules }, { name: 's', tcp, requests: [ASK] }, 1);
  expect(runFindings(expected, report).map(({ step, holds }) => `${step} ${holds}`)).toEqual(['-1 true', '-1 true']);
});

test('a property that the run was not asked for neither holds nor fails', () => {
  const report = run({ modules }, { name: 's', tcp: { filters: [{ wasm: 'script.wasm' }] }, requests: [ASK] }, 1);
  expect(runFindings({ requests: [{ properties: { plugin_name: 'p1' } }] }, report).at(-1)).toMatchObject({
    holds: false,
    isUnread: true,
  });
});

test.each([
  ['digits that are no bytes', { received: { hex: '7' } }],
  ['base64 that is none', { received: { base64: '*' } }],
  ['nobody who could close', { closedBy: 'me' }],
  ['shared data without a key', { sharedData: [{ value: '1' }] }],
])('%s is refused', (_, wrong) => {
  expect(parseScenario({ expect: { requests: [wrong] } }, 'x')).toHaveProperty('problems');
});
