import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '../../workers/compile/index.ts';

let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scenario-'));
  mkdirSync(join(folder, 'wasm'));
  mkdirSync(join(folder, 'scenarios'));
  mkdirSync(join(folder, 'elsewhere'));
  const source = (body: string) => `import { Action, HttpContext, logInfo, setHttpContext } from './sdk/assembly';
class Filter extends HttpContext {
  onHttpRequestHeaders(n: u32, end: bool): Action { ${body} }
}
setHttpContext(() => new Filter());
`;
  const modules = {
    'wasm/hello.wasm':
      'logInfo("good morning"); this.addHttpRequestHeader("x-hello", "there"); this.removeHttpRequestHeader("x-old"); return Action.Continue;',
    'elsewhere/loop.wasm': 'while (true) {} return Action.Continue;',
  };
  for (const [path, body] of Object.entries(modules)) {
    const { wasm, diagnostics } = await compile({
      files: { 'filter.ts': source(body) },
      entry: 'filter.ts',
      mode: 'debug',
    });
    if (wasm === undefined) throw new Error(JSON.stringify(diagnostics));
    writeFileSync(join(folder, path), wasm);
  }
  const scenario = (name: string, wasm: string) =>
    writeFileSync(
      join(folder, 'scenarios', `${name}.json`),
      JSON.stringify({ name, filters: [{ wasm }], requests: [{ headers: [['x-old', '1']] }] }),
    );
  scenario('hello', 'hello.wasm');
  scenario('loop', 'loop.wasm');
  scenario('missing', 'missing.wasm');
  writeFileSync(join(folder, 'scenarios/broken.json'), '{');
  writeFileSync(join(folder, 'scenarios/list.json'), '{"filters": {}}');
  command('--help'); // bundles
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true }));

function command(...words: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run-ts.mjs', 'cli/scenario.ts', ...words], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}
const file = (name: string) => join(folder, 'scenarios', `${name}.json`);

test('a scenario is run and told: log in the format of Envoy, what each filter changed, what the upstream got', () => {
  const { status, stdout } = command(file('hello'));
  expect(status).toBe(0);
  expect(stdout).toContain(
    '[info][wasm] [source/extensions/common/wasm/context.cc:1151] wasm log p1 r1 vm1: good morning',
  );
  expect(stdout).toMatch(/filter 1 \(p1\)\n +- x-old: 1\n +\+ x-hello: there\n/);
  expect(stdout).toMatch(/upstream received: GET \/\n(?: .*\n)* +x-hello: there\n/);
  expect(stdout).toMatch(/answer: 200 OK, complete/);
}, 20_000);

test('--json prints the report, the same for the same seed', () => {
  const first = command(file('hello'), '--json', '--seed', '5');
  const report: unknown = JSON.parse(first.stdout);
  expect(report).toMatchObject({
    scenario: 'hello',
    seed: 5,
    startup: 'ready',
    exchanges: [{ response: { status: 200 } }],
  });
  expect(command('--seed', '5', '--json', file('hello')).stdout).toBe(first.stdout);
  expect(command(file('hello'), '--json', '--seed', '6').stdout).not.toBe(first.stdout);
}, 20_000);

test('a callback that does not return is stopped, with the sentence of the page, and exit code 1', () => {
  const started = performance.now();
  const { status, stdout } = command(file('loop'), '--wasm', join(folder, 'elsewhere'));
  expect(stdout.trim().split('\n').at(-1)).toBe('stopped: proxy_on_request_headers of filter 1 ran longer than 1 s');
  expect(status).toBe(1);
  expect(performance.now() - started).toBeLessThan(4000);
}, 20_000);

test('a proxy that does not start gives exit code 1 and says why', () => {
  const { status, stdout } = command(file('missing'));
  expect(status).toBe(1);
  expect(stdout).toContain('failed to start: filter 1 (p1): Unable to read file: missing.wasm');
}, 20_000);

test.each<[string, string[], RegExp]>([
  ['no file', [], /^usage: npm run -s scenario -- FILE/],
  ['two files', ['a.json', 'b.json'], /^usage:/],
  ['a seed that is no number', ['a.json', '--seed', 'x'], /^usage:/],
  ['an unknown option', ['--loud'], /^Unknown option '--loud'/],
  ['a file that is not there', ['nowhere.json'], /^nowhere\.json cannot be read: ENOENT/],
])('%s: exit code 2', (_, words, message) => {
  const { status, stdout, stderr } = command(...words);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(message);
});

test.each([
  ['broken', /broken\.json is not JSON: /],
  ['list', /list\.json is no scenario:\nfilters: Invalid type/],
])('a file that is no scenario (%s): exit code 2', (name, message) => {
  const { status, stderr } = command(file(name));
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});
