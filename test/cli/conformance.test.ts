import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { conformance } from '../../cli/conformance.ts';
import type { Golden } from '../../cli/conformance/golden.ts';

let folder = '';
let printed = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kit-'));
  for (const part of ['scenarios', 'golden', 'wasm']) mkdirSync(join(folder, part));
  cpSync('conformance/wasm/script.wasm', join(folder, 'wasm/script.wasm'));
  for (const name of ['lifecycle-get', 'local-twice', 'resume-unpaused'])
    for (const part of ['scenarios', 'golden'])
      cpSync(`conformance/${part}/${name}.json`, join(folder, part, `${name}.json`));
  printed = '';
  for (const way of ['log', 'error'] as const)
    vi.spyOn(console, way).mockImplementation((text: string) => void (printed += `${text}\n`));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const run = (...words: string[]): Promise<number> =>
  conformance(words, { root: '.', replayInBrowser: () => Promise.reject(new Error('there is no browser here')) });

function write(path: string, content: unknown): void {
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
}
function rewrite(name: string, change: (golden: Golden) => Golden): void {
  write(`golden/${name}.json`, change(JSON.parse(readFileSync(join(folder, `golden/${name}.json`), 'utf8')) as Golden));
}

describe('a folder of scenarios', () => {
  test('what is equal passes, and undefined behaviour with its warning is listed apart', async () => {
    expect(await run(folder)).toBe(0);
    expect(printed).toContain(
      '\n  resume-unpaused\n    equal up to the place of which the report warns: resume-not-paused\n',
    );
    expect(printed).toMatch(/\n2 passed, 0 failed\n$/);
  });

  test('its own lists count, whatever ours say', async () => {
    write('divergences.json', {});
    write('waiting.json', { 'lifecycle-get': 'nothing' });
    expect(await run(folder)).toBe(1);
    expect(printed).toContain('FAIL lifecycle-get: it replays equal now: take it off waiting.json');
    expect(printed).toContain('FAIL resume-unpaused\n');
    expect(printed).toMatch(/\n1 passed, 2 failed\n$/);
  });

  test('a difference is shown with the lines around it and the request it belongs to', async () => {
    rewrite('lifecycle-get', (golden) => ({
      ...golden,
      timeline: (golden.timeline ?? []).map((event) =>
        event.fn === 'proxy_on_request_headers' && event.t === 'call' ? { ...event, args: '2, 9, 1' } : event,
      ),
    }));
    expect(await run(folder, 'lifecycle')).toBe(1);
    expect(printed).toMatch(
      /^FAIL lifecycle-get\n {2}timeline, line \d+, in "request 0"\n( {6}.+\n){3} {4}- > proxy_on_request_headers\(2, 9, 1\)\n {4}\+ > proxy_on_request_headers\(2, \d, 1\)\n( {6}.+\n){3}\n/,
    );
    expect(printed).toMatch(/\n0 passed, 1 failed\n$/);
  });

  test('a declared divergence must not differ before the place of its warning', async () => {
    rewrite('resume-unpaused', (golden) => ({ ...golden, timeline: golden.timeline?.slice(2) ?? [] }));
    expect(await run(folder, 'resume-unpaused')).toBe(1);
    expect(printed).toMatch(/\n0 passed, 1 failed\n$/);
  });

  test('a scenario whose golden is absent or no JSON fails alone', async () => {
    rmSync(join(folder, 'golden/lifecycle-get.json'));
    write('golden/local-twice.json', '{');
    expect(await run(folder)).toBe(1);
    expect(printed).toContain(`FAIL lifecycle-get: there is no file ${folder}/golden/lifecycle-get.json`);
    expect(printed).toContain(`FAIL local-twice: ${folder}/golden/local-twice.json is no JSON`);
    expect(printed).toMatch(/\n0 passed, 2 failed\n$/);
  });

  test('the outcome is data when asked for', async () => {
    expect(await run(folder, '--json', 'lifecycle-get', '*twice')).toBe(0);
    expect(JSON.parse(printed)).toMatchObject({
      passed: 2,
      failed: 0,
      families: { lifecycle: { passed: 1 }, local: { passed: 1 } },
      scenarios: [{ name: 'lifecycle-get', outcome: 'passed' }, { name: 'local-twice' }],
    });
  });
});

describe('what cannot run says so in one sentence', () => {
  const cases: readonly (readonly [string, string[], RegExp])[] = [
    ['an unknown option', ['--browsr'], /^there is no option --browsr; .*\n$/],
    ['an absent folder', ['./nowhere'], /^there is no folder .*\/nowhere\n$/],
    ['a folder without scenarios', ['./test'], /^there is no folder .*\/test\/scenarios\n$/],
    ['a name that nothing has', ['nothing'], /^there is neither a scenario nor a folder .* nothing\n$/],
    ['two folders', ['./conformance', './test'], /^only one folder at a time: .*\n$/],
  ];
  test.each(cases)('%s', async (_, words, sentence) => {
    expect(await run(...words)).toBe(2);
    expect(printed).toMatch(sentence);
  });
});
