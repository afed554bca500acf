import { expect, test } from 'vitest';
import { bytesOfLatin1, type Report, reportJson } from '../../src/model/index.ts';

const headers = ['x-a', '1', 'x-b', 'caf\xe9'].map(bytesOfLatin1);

const report: Report = {
  scenario: 's',
  seed: 7,
  startup: 'ready',
  failures: [],
  vms: [],
  plugins: [],
  connections: [],
  tcpUpstream: [],
  exchanges: [],
  upstream: {
    web: [
      {
        method: 'GET',
        path: '/',
        headers,
        body: bytesOfLatin1('\x00\xff'),
        trailers: [],
        framing: 'none',
        incomplete: false,
        excess: new Uint8Array(),
      },
    ],
  },
  trace: { words: new Int32Array([1, -2]), bytes: new Uint8Array([1, 2, 3]), count: 1 },
  warnings: [],
  refusals: [],
  notSimulated: ['proxy_x'],
  stats: { hits: 2 },
  reproducible: true,
  elapsedMs: 5,
};

test('headers are pairs of byte strings, bodies byte strings, the trace base64', () => {
  expect(JSON.parse(reportJson(report))).toEqual({
    ...report,
    upstream: {
      web: [
        {
          ...report.upstream['web']?.[0],
          headers: [
            ['x-a', '1'],
            ['x-b', 'caf\xe9'],
          ],
          body: '\x00\xff',
          excess: '',
        },
      ],
    },
    trace: { count: 1, words: 'AQAAAP7///8=', bytes: 'AQID' },
  });
});

test('a copy that went through a message gives the same text', () => {
  expect(reportJson(structuredClone(report))).toBe(reportJson(report));
});

test('one byte of difference shows', () => {
  const other = { ...report, trace: { ...report.trace, bytes: new Uint8Array([1, 2, 4]) } };
  expect(reportJson(other)).not.toBe(reportJson(report));
});
