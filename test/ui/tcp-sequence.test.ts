import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import type { Report, RequestSpec } from '../../src/model/index.ts';
import { sequenceSvg, svgFile } from '../../src/ui/panels/timeline/sequence-svg.ts';
import { type Sequence, sequenceOf } from '../../src/ui/panels/timeline/sequence.ts';

const modules = { 'script.wasm': new Uint8Array(readFileSync('conformance/wasm/script.wasm')) };
const ASK: RequestSpec = {
  tcp: [{ send: 'ab' }, { send: 'cd' }, { wait_bytes: 4 }, { close: true }],
  tcp_upstream: [{ wait_bytes: 1 }, { send: 'pong' }],
};

function runTcp(programs: readonly (readonly string[])[], request: RequestSpec): Report {
  const filters = programs.map((config, i) => ({ wasm: 'script.wasm', plugin: `f${i + 1}`, config }));
  return run({ modules }, { name: 'tcp', tcp: { filters }, requests: [request] }, 1);
}

function drawnOf(report: Report): Sequence {
  const { traceFrom: from = 0, traceTo: to = 0 } = report.connections[0] ?? {};
  const network = report.plugins.map(({ filter }) => filter);
  return sequenceOf(report, { from, to, exchange: -1, connections: [0], network, most: 400 });
}

/** Arrows as `from > to: label`, and what a filter held. */
function arrows(programs: readonly (readonly string[])[], request = ASK): string[] {
  const { lifelines, steps } = drawnOf(runTcp(programs, request));
  const nameOf = (line: number) => lifelines[line]?.name ?? '?';
  return steps
    .filter(({ from, to, tone }) => from !== to || tone === 'changed' || tone === 'bad')
    .map(({ from, to, label, tone }) => {
      const what = from === to ? nameOf(from) : `${nameOf(from)} > ${nameOf(to)}`;
      return `${what}: ${label.replace(/ · .*$/, '')}${tone === 'plain' ? '' : ` (${tone})`}`;
    });
}

test('bytes go from one to the next, are held, and the end is told', () => {
  expect(arrows([['downstream_data#1 ret 1'], []])).toEqual([
    'f2 > upstream: connects',
    'client > f1: 2 bytes',
    'f1: on_downstream_data → StopIterationAndBuffer (changed)',
    'client > f1: 2 bytes',
    'f1 > f2: 4 bytes',
    'f2 > upstream: 4 bytes',
    'upstream > f2: 4 bytes',
    'f2 > f1: 4 bytes',
    'f1 > client: 4 bytes',
    'client > f1: closes',
    'client > f1: end',
    'f1 > f2: end',
    'f2 > upstream: end',
    'upstream > f2: end',
    'f2 > f1: end',
    'f1 > client: end',
  ]);
});

test.each<[string, readonly (readonly string[])[], RequestSpec, string]>([
  ['a filter that closes', [['downstream_data close down']], ASK, 'f1 > client: connection closed (local)'],
  [
    'an upstream that resets',
    [[]],
    { ...ASK, tcp_upstream: [{ wait_bytes: 1 }, { reset: true }] },
    'Envoy > client: connection reset (bad)',
  ],
  ['a trap', [['downstream_data trap']], ASK, 'Envoy > client: connection closed (bad)'],
  ['nobody upstream', [], { ...ASK, tcp_upstream: 'refuse' }, 'Envoy > client: closed: nobody listens upstream (bad)'],
])('the client is told of %s', (_, programs, request, last) => {
  expect(
    arrows(programs, request)
      .filter((line) => line.includes('> client'))
      .at(-1),
  ).toBe(last);
});

test('the drawing is a file, with the steps in it', () => {
  const svg = svgFile(sequenceSvg(drawnOf(runTcp([[]], ASK))));
  expect(svg).toContain('2 bytes');
  expect(svg).toContain('on_downstream_data');
  expect(svg).not.toContain('undefined');
});
