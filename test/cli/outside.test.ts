import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packTool } from '../../scripts/pack-tool.mjs';
import { checkedProject } from './checked-project.ts';

/** Nothing of the repository is near. */
const outside = mkdtempSync(join(tmpdir(), 'weir-outside-'));
const empty = join(outside, 'empty');
const work = join(outside, 'work');

const containing = (text: string): unknown => expect.stringContaining(text);

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

function execute(folder: string, program: string, ...words: string[]): Ended {
  const { status, stdout, stderr } = spawnSync(program, words, { cwd: folder, encoding: 'utf8' });
  return { code: status, out: stdout, error: stderr };
}

const weir = (...words: string[]) => execute(empty, join(empty, 'node_modules/.bin/weir'), ...words);
const npm = (folder: string, ...words: string[]) => execute(folder, 'npm', '--silent', ...words);

function install(folder: string, ...words: string[]): void {
  execFileSync('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...words], {
    cwd: folder,
    stdio: 'pipe',
  });
}

function unpack(zip: Uint8Array, folder: string): void {
  for (const [path, bytes] of Object.entries(unzipSync(zip))) {
    const inside = join(folder, path.replace(/^[^/]+\//, ''));
    mkdirSync(dirname(inside), { recursive: true });
    writeFileSync(inside, bytes);
  }
}

beforeAll(async () => {
  const { folder } = await packTool();
  mkdirSync(empty);
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', outside, folder], {
    cwd: outside,
    encoding: 'utf8',
    stdio: 'pipe',
  });
  writeFileSync(join(empty, 'package.json'), '{ "private": true }');
  install(empty, join(outside, packed.trim()));
  writeFileSync(join(empty, 'project.weir.json'), JSON.stringify(checkedProject));
});
afterAll(() => rmSync(outside, { recursive: true, force: true }));

describe('packed, and installed into an empty folder', () => {
  test('it tells what it can do, and of each verb all', () => {
    const { code, out } = weir('help');
    expect(code).toBe(0);
    const verbs = [...out.matchAll(/^ {2}(\w+) {2,}\S/gm)].map(([, verb = '']) => verb);
    expect(verbs).toEqual(expect.arrayContaining(['run', 'compile', 'export', 'import', 'inspect', 'link', 'help']));
    for (const verb of verbs.filter((one) => one !== 'help')) {
      const about = weir('help', verb);
      expect(about.code).toBe(0);
      expect(about.out).toMatch(new RegExp(`^usage: weir ${verb} `));
      expect(about.out).toContain('Exit code 0: ');
    }
    expect(weir('compile', '--help').out).toBe(weir('help', 'compile').out);
  });

  test.each<[string, string[], RegExp]>([
    ['an unknown verb', ['fly'], /^there is no verb fly\n/],
    ['help for an unknown verb', ['help', 'fly'], /^there is no verb fly\n/],
    ['a verb without a file', ['run'], /^usage: weir run FILE/],
    ['an unknown option', ['run', 'project.weir.json', '--fast'], /^Unknown option '--fast'/],
    ['an absent file', ['compile', 'none.json'], /^none\.json cannot be read: /],
    [
      'a file that is none',
      ['export', 'package.json', '--as', 'zip'],
      /^package\.json is a scenario, and this needs a project/,
    ],
    ['a target that is none', ['export', 'project.weir.json', '--as', 'nothing'], /^--as takes one of envoy, .*zip/],
    ['a seed that is none', ['run', 'project.weir.json', '--seed', 'x'], /^--seed takes a number/],
  ])('%s: exit code 2', (_, words, message) => {
    const { code, out, error } = weir(...words);
    expect([code, out]).toEqual([2, '']);
    expect(error).toMatch(message);
  });

  test('run: the checks of a project', () => {
    const { code, out } = weir('run', 'project.weir.json');
    expect(out).toMatch(/ok 2 - request 0: status\n[^]*\nok 1 - project\.weir\.json\n$/);
    expect(code).toBe(0);
  });

  test('compile: where it does not, it says where', () => {
    writeFileSync(
      join(empty, 'wrong.json'),
      JSON.stringify({ ...checkedProject, files: { 'filter.ts': '\nlet a: i32 = "";' } }),
    );
    const { code, error } = weir('compile', 'wrong.json');
    expect(code).toBe(1);
    expect(error).toMatch(/^filter\.ts:2:\d+: error: /);
  });
});

describe('import', () => {
  const fixture = resolve('test/import/fixtures/a-hello-world.yaml');

  test('an old bootstrap: project and repaired text are written, every repair is told', () => {
    const words = ['import', fixture, '--out', 'imported/project.weir.json', '--repaired', 'imported/envoy.yaml'];
    const { code, out } = weir(...words);
    expect(out).toMatch(/^wrote imported\/project\.weir\.json\nwrote imported\/envoy\.yaml\n/);
    expect(out).toMatch(/\nrepaired 1:static_resources\.clusters\[0\]: hosts -> load_assignment \(hosts\)\n/);
    expect(out).toMatch(/\nmissing hello_world\.wasm \(/);
    expect(code).toBe(0);
    expect(readFileSync(join(empty, 'imported/envoy.yaml'), 'utf8')).toContain('typed_config:');
    expect(weir(...words)).toMatchObject({ code: 2, error: containing('is there already') });
  });

  test('its module is found by name, and it runs', () => {
    const wasm = readFileSync('gallery/hello-world/rust-0.1.0/hello_world.wasm');
    writeFileSync(join(empty, 'imported/hello_world.wasm'), wasm);
    expect(weir('run', 'imported/project.weir.json')).toMatchObject({ code: 0 });
  });

  test('where there is nothing to import, the exit code is 1', () => {
    writeFileSync(join(empty, 'other.yaml'), 'a: 1\n');
    expect(weir('import', 'other.yaml', '--out', 'none.json')).toMatchObject({ code: 1, out: '' });
  });
});

describe('link', () => {
  test('there and back: the same project', () => {
    const { code, out } = weir('link', 'project.weir.json', '--base', 'https://weir.example/');
    expect(code).toBe(0);
    expect(out).toMatch(/^https:\/\/weir\.example\/#1[\w-]+\n$/);
    expect(out.length).toBeLessThan(600);
    expect(weir('link', out.trim(), '--out', 'linked/project.weir.json')).toMatchObject({
      code: 0,
      out: 'wrote linked/project.weir.json\n',
    });
    const { code: again, out: same } = weir('link', 'linked/project.weir.json', '--base', 'https://weir.example/');
    expect([again, same]).toEqual([0, out]);
    const { files } = JSON.parse(
      readFileSync(join(empty, 'linked/project.weir.json'), 'utf8'),
    ) as typeof checkedProject;
    expect(files).toEqual(checkedProject.files);
    const cut = `${out.trim().slice(0, -5)}`;
    expect(weir('link', cut)).toMatchObject({ code: 1, out: '', error: containing('cut off') });
  });

  test('values of secret headers stay here unless they are asked for', () => {
    const [request] = checkedProject.requests;
    const headers = [{ enabled: true, name: 'authorization', value: 'Bearer 4711-4711' }];
    writeFileSync(
      join(empty, 'secret.json'),
      JSON.stringify({ ...checkedProject, requests: [{ ...request, headers }] }),
    );
    const opened = (...words: string[]) => {
      const { out } = weir('link', 'secret.json', ...words);
      weir('link', out.trim(), '--out', 'opened.json', '--force');
      return readFileSync(join(empty, 'opened.json'), 'utf8');
    };
    expect(opened()).not.toContain('4711');
    expect(opened('--with-values')).toContain('4711');
  });
});

describe('a zip, unpacked, installed and worked with', () => {
  let module = '';
  beforeAll(() => {
    expect(weir('export', 'project.weir.json', '--as', 'zip', '--out', 'it.zip')).toMatchObject({ code: 0 });
    unpack(readFileSync(join(empty, 'it.zip')), work);
    module = join(work, 'greeting.wasm');
  });

  test('npm install leaves the lock file as it is', () => {
    const lock = readFileSync(join(work, 'package-lock.json'), 'utf8');
    install(work);
    expect(readFileSync(join(work, 'package-lock.json'), 'utf8')).toBe(lock);
  });

  test('npm run build makes the bytes that are there', () => {
    const before = readFileSync(module);
    rmSync(module);
    expect(npm(work, 'run', 'build')).toMatchObject({ code: 0 });
    expect(Buffer.compare(readFileSync(module), before)).toBe(0);
  });

  test('npm test runs the checks; with a broken one it ends with 1', () => {
    expect(npm(work, 'test')).toMatchObject({ code: 0, out: containing('\nok 1 - weir.scenario.json\n') });
    const file = join(work, 'weir.scenario.json');
    const scenario = readFileSync(file, 'utf8');
    writeFileSync(file, scenario.replace('"status": 200', '"status": 404'));
    expect(npm(work, 'test')).toMatchObject({ code: 1, out: containing('\nnot ok 1 - ') });
    const { code, out } = weir('run', file, '--json');
    expect(code).toBe(1);
    const { holds, files } = JSON.parse(out) as { holds: boolean; files: { findings: object[] }[] };
    expect(holds).toBe(false);
    expect(files[0]?.findings).toContainEqual(
      expect.objectContaining({ title: 'request 0: status', expected: 404, actual: 200, holds: false }),
    );
  });

  test('inspect: what the module is', () => {
    const { code, out } = weir('inspect', module);
    expect(out).toMatch(/AssemblyScript[^]*Envoy 1\.40 loads it/);
    expect(code).toBe(0);
    writeFileSync(join(empty, 'none.wasm'), 'none');
    expect(weir('inspect', 'none.wasm')).toMatchObject({ code: 1, out: containing('would not load it') });
  });

  test('compile: the zip has the bytes that its sources make; when a source was edited, the folder has not', () => {
    expect(weir('compile', 'it.zip', '--check')).toMatchObject({
      code: 0,
      out: containing('filter.ts: greeting.wasm, '),
    });
    const source = join(work, 'src/filter.ts');
    writeFileSync(source, readFileSync(source, 'utf8').replace("'hello'", "'bye'"));
    expect(weir('compile', join(work, 'project.weir.json'), '--check')).toMatchObject({
      code: 1,
      out: containing('filter.ts: no module beside it is the same, '),
    });
  });
});
