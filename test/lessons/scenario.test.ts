import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { run } from '../../src/envoy/index.ts';
import { parseScenario, runFindings, type ScenarioFile } from '../../src/lessons/index.ts';

const kit = new Kit('conformance');

test('every recorded scenario is valid', () => {
  const wrong = kit.names().filter((name) => 'problems' in parseScenario(kit.recorded(name).scenario, name));
  expect(kit.names().length).toBeGreaterThan(470);
  expect(wrong).toEqual([]);
});

test.each([
  ['a list', [], ['a scenario is an object, and this is a list']],
  ['a filter without wasm', { filters: [{}] }, ['filters.0.wasm: Invalid key: Expected "wasm" but received undefined']],
  [
    'a misspelt claim',
    { expect: { requests: [{ satus: 200 }] } },
    ['expect.requests.0.satus: Invalid key: Expected never but received "satus"'],
  ],
  [
    'a header that is no pair',
    { requests: [{ headers: [['a']] }] },
    ['requests.0.headers.0.1: Invalid type: Expected string but received undefined'],
  ],
  ['a hundred workers', { workers: 100 }, ['workers: Invalid value: Expected <=16 but received 100']],
])('%s is refused with the place', (_, value, problems) => {
  expect(parseScenario(value, 'x')).toEqual({ problems });
});

const base = {
  filters: [
    { wasm: 'script.wasm', config: ['request_headers add req x-a 1', 'configure metric 0 seen', 'log inc m:seen 1'] },
  ],
  requests: [{}, { path: '/b' }],
};

function findings(expectation: unknown): { title: string; holds: boolean }[] {
  const scenario = parseScenario({ ...base, expect: expectation }, 'x') as ScenarioFile;
  if ('problems' in scenario) throw new Error(String(scenario.problems));
  const report = run({ modules: kit.recorded('headers-request-get').modules }, scenario, 1);
  return runFindings(scenario.expect ?? {}, report).map(({ step, subject, of, holds }) => ({
    title: [step, subject, of].filter((part) => part !== undefined).join(' '),
    holds,
  }));
}

describe('expectations', () => {
  /** Each claim: one form that holds and one that does not. */
  test.each([
    ['status', { status: 200 }, { status: 201 }],
    ['headers', { headers: { server: 'envoy', 'x-none': null } }, { headers: { server: null } }],
    ['body', { body: { equals: 'hello from upstream' } }, { body: { contains: 'bye' } }],
    ['localReply', { localReply: false }, { localReply: { status: 403 } }],
    ['upstreamCalls', { upstreamCalls: 1 }, { upstreamCalls: 0 }],
    ['upstreamHeaders', { upstreamHeaders: { 'x-a': '1' } }, { upstreamHeaders: { 'x-a': '2' } }],
    ['logs', { logs: ['> request_headers'] }, { logs: [{ contains: '> request_headers', level: 'error' }] }],
    [
      'hostcalls',
      { hostcalls: { proxy_add_header_map_value: 1 } },
      { hostcalls: { proxy_add_header_map_value: { atLeast: 2 } } },
    ],
    [
      'callbacks',
      { callbacks: { proxy_on_request_headers: 1, proxy_on_request_body: 0 } },
      { callbacks: { proxy_on_log: { atMost: 0 } } },
    ],
    ['flags', { flags: '-' }, { flags: 'UF' }],
    ['details', { details: 'via_upstream' }, { details: 'direct_response' }],
    ['trailers', { trailers: { 'x-t': null } }, { trailers: { 'x-t': '1' } }],
    ['warnings', { warnings: [] }, { warnings: ['deadlock'] }],
  ])('%s', (_, good, bad) => {
    expect(findings({ requests: [good] }).filter(({ holds }) => !holds)).toEqual([]);
    expect(findings({ requests: [{}, bad] }).filter(({ holds }) => !holds)).not.toEqual([]);
  });

  test('metrics and startup are claims about the run', () => {
    expect(findings({ metrics: { seen: 2 } })).toEqual([
      { title: '-1 startup', holds: true },
      { title: '-1 metrics seen', holds: true },
    ]);
    expect(findings({ startup: 'failed', metrics: { seen: 3 } }).map(({ holds }) => holds)).toEqual([false, false]);
  });

  test('a request that was never sent holds nothing', () => {
    expect(findings({ requests: [{}, {}, { status: 200 }] }).at(-1)).toEqual({ title: '2 status', holds: false });
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-'));
  const weir = (name: string, content: string, ...more: string[]) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    const words = ['scripts/run-ts.mjs', 'cli/weir.ts', 'run', file, '--wasm', 'conformance/wasm', ...more];
    try {
      return { code: 0, out: execFileSync(process.execPath, words, { encoding: 'utf8', stdio: 'pipe' }) };
    } catch (error) {
      const { status, stdout, stderr } = error as { status: number; stdout: string; stderr: string };
      return { code: status, out: stdout + stderr };
    }
  };

  test('YAML that holds: TAP, exit code 0', () => {
    const { code, out } = weir(
      'good.yaml',
      'filters: [{ wasm: script.wasm }]\nexpect: { requests: [{ status: 200 }] }\n',
    );
    expect(out).toContain('ok 1 - ');
    expect(out).not.toContain('not ok');
    expect(code).toBe(0);
  });

  test('a claim that does not hold: what was expected and what came, exit code 1', () => {
    const { code, out } = weir(
      'bad.json',
      JSON.stringify({ ...base, expect: { requests: [{ status: 404 }] } }),
      '--json',
    );
    const { holds, files } = JSON.parse(out) as { holds: boolean; files: { findings: unknown[] }[] };
    expect([code, holds]).toEqual([1, false]);
    expect(files[0]?.findings).toContainEqual(
      expect.objectContaining({ title: 'request 0: status', expected: 404, actual: 200 }),
    );
  });

  test('a trap is an answer that can be claimed', () => {
    const { code, out } = weir(
      'deep.json',
      JSON.stringify({
        filters: [{ wasm: 'script.wasm', config: ['request_headers recurse'] }],
        expect: { requests: [{ status: 503 }] },
      }),
    );
    expect([code, out.includes('not ok')]).toEqual([0, false]);
  });

  test.each([
    ['none.json', '{', 'is not JSON'],
    ['none.yaml', 'a: [', 'is not YAML'],
    ['shape.json', '{"filters": 3}', 'filters: Invalid type'],
  ])('%s cannot be run: exit code 2', (name, content, words) => {
    const { code, out } = weir(name, content);
    expect(code).toBe(2);
    expect(out).toContain(words);
  });
});

test('the published JSON Schema is the schema', () => {
  execFileSync(process.execPath, ['scripts/run-ts.mjs', 'scripts/schemas.ts', '--check'], { stdio: 'pipe' });
});
