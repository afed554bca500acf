import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from 'assemblyscript/asc';
import { describe, expect, test } from 'vitest';
import { type ExportedFile, generators } from '../../src/export/index.ts';
import { parseScenario } from '../../src/lessons/index.ts';
import { type NamedRequest, pluginsOfProject, type Project } from '../../src/model/index.ts';
import { compile } from '../../workers/compile/index.ts';
import { code, filterOf, otherCode, projectOf, sameCode } from './project.ts';
import { tool } from './tool.ts';

const textOf = (files: readonly ExportedFile[], path: string): string => {
  const file = files.find((one) => one.path === path);
  if (file?.kind !== 'text') throw new Error(`there is no text ${path}`);
  return file.text;
};
const jsonOf = (files: readonly ExportedFile[], path: string) => JSON.parse(textOf(files, path)) as unknown;
const pathsOf = (files: readonly ExportedFile[]) => files.map(({ path }) => path);
const zipOf = (project: Project, modules: Record<string, Uint8Array> = sameCode(project)) =>
  generators.zip.generate({ project, modules, tool }).files;

const brought = { kind: 'wasm', fileName: 'my.wasm', sha256: 'ab'.repeat(32), size: 8 } as const;

describe('what is in the zip', () => {
  test('sources, SDK, module, configuration, scenario, project, package and command line', () => {
    const files = zipOf(projectOf([filterOf('auth')]));
    expect(pathsOf(files)).toEqual(
      expect.arrayContaining([
        'README.md',
        'project.weir.json',
        'weir.scenario.json',
        'package.json',
        'package-lock.json',
        'src/filter.ts',
        'src/sdk/assembly/index.ts',
        'auth.wasm',
        'envoy.yaml',
        'tools/weir/main.mjs',
      ]),
    );
    expect(new Set(pathsOf(files)).size).toBe(files.length);
    expect(textOf(files, 'envoy.yaml')).toContain('filename: auth.wasm');
  });

  test('the lock file names what package.json wants, and no registry', () => {
    const files = zipOf(projectOf([filterOf('auth')]));
    expect(jsonOf(files, 'package.json')).toMatchObject({
      name: 'two-filters',
      devDependencies: { assemblyscript: '0.28.20', weir: 'file:tools/weir' },
    });
    expect(jsonOf(files, 'package-lock.json')).toMatchObject({
      lockfileVersion: 3,
      packages: {
        '': { devDependencies: { assemblyscript: '0.28.20', weir: 'file:tools/weir' } },
        'node_modules/assemblyscript': { version: '0.28.20', integrity: 'sha512-x', dev: true },
        'node_modules/weir': { resolved: 'tools/weir', link: true },
        'tools/weir': { version: '1.2.3', dev: true, bin: { weir: 'main.mjs' } },
      },
    });
    expect(textOf(files, 'package-lock.json')).not.toContain('://');
  });

  test.each([
    ['Über Grün 100 %', 'u-ber-gru-n-100'],
    ['weir', 'weir-project'],
    ['../..', 'filter'],
    ['日本', 'filter'],
  ])('a project named %s is the package %s', (name, wanted) => {
    const files = zipOf({ ...projectOf([filterOf('a')]), name });
    expect(jsonOf(files, 'package.json')).toMatchObject({ name: wanted });
  });

  test('a source in the place of the SDK stays in the project and replaces nothing', () => {
    const files = zipOf({ ...projectOf([filterOf('a')]), files: { 'filter.ts': '', 'sdk/assembly/index.ts': 'mine' } });
    expect(textOf(files, 'src/sdk/assembly/index.ts')).not.toBe('mine');
    expect(textOf(files, 'project.weir.json')).toContain('"sdk/assembly/index.ts": "mine"');
  });

  test('modules that no configuration names are there once, too', () => {
    const project = projectOf([filterOf('on'), filterOf('off', { enabled: false, module: brought })]);
    const files = zipOf(project, { on: code, off: otherCode });
    expect(pathsOf(files)).toContain('modules/abababababababab.wasm');
    expect(files.filter(({ kind, path }) => kind === 'binary' && !path.startsWith('kubernetes/'))).toHaveLength(2);
  });

  test('with brought modules alone there is nothing to compile, and the script says so', () => {
    const files = zipOf(projectOf([filterOf('a', { module: brought })]));
    expect(execFileSync('sh', ['-c', scriptsOf(files).build], { encoding: 'utf8' })).toContain('nothing to compile');
  });
});

const scriptsOf = (files: readonly ExportedFile[]) =>
  (jsonOf(files, 'package.json') as { scripts: { build: string; test: string } }).scripts;

describe('the scenario', () => {
  const request = (id: string): NamedRequest => ({
    id,
    name: id,
    method: 'GET',
    url: `http://localhost:8080/${id}`,
    headers: [],
    body: '',
    isBytes: false,
    splits: [],
    trailers: [],
    waitMs: 0,
    overlaps: false,
    http: '1.1' as const,
    tcp: null,
  });
  const project: Project = {
    ...projectOf([filterOf('a'), filterOf('b', { module: brought })]),
    accessLoggers: [filterOf('log')],
    services: [{ ...filterOf('tick'), singleton: true }],
    networkFilters: [filterOf('tcp')],
    requests: [request('one'), request('two')],
  };
  const everyCode = Object.fromEntries(
    pluginsOfProject(project).map(({ id, module }) => [id, module.kind === 'wasm' ? otherCode : code]),
  );
  const scenarioIn = (one: Project) => {
    const files = zipOf(one, everyCode);
    const data = jsonOf(files, 'weir.scenario.json');
    const scenarios = (Array.isArray(data) ? (data as unknown[]) : [data]).map((json) => {
      const scenario = parseScenario(json, 'x');
      if ('problems' in scenario) throw new Error(scenario.problems.join());
      return scenario;
    });
    const [scenario = { name: '' }] = scenarios;
    return { scenario, scenarios, paths: pathsOf(files) };
  };

  test('is valid, and every module that it names is in the zip', () => {
    const { scenario, paths } = scenarioIn(project);
    const { filters = [], loggers = [], services = [], tcp = {} } = scenario;
    const named = [...filters, ...loggers, ...services, ...(tcp.filters ?? [])].map(({ wasm }) => wasm);
    expect(named).toHaveLength(5);
    expect(paths).toEqual(expect.arrayContaining(named));
  });

  const checks = [
    { name: 'c', request: 'two', expect: { status: 404 } },
    { name: 'gone', request: 'three', expect: { status: 1 } },
    { name: 'd', request: 'two', expect: { upstreamCalls: 1 } },
  ];
  const told = (one: Project) =>
    scenarioIn(one).scenarios.map(({ requests = [], expect: expected }) => ({
      sent: requests.map(({ path }) => path),
      expected: expected?.requests,
    }));

  test('sends the request of each check through a fresh proxy, as Run does', () => {
    expect(told({ ...project, checks })).toEqual([
      { sent: ['/two'], expected: [{ status: 404 }] },
      { sent: ['/two'], expected: [{ upstreamCalls: 1 }] },
    ]);
  });

  test('sends a sequence whole, as often as one of its requests has checks', () => {
    const first = { name: 'a', request: 'one', expect: { status: 200 } };
    expect(told({ ...project, isSequence: true, checks: [...checks, first] })).toEqual([
      { sent: ['/one', '/two'], expected: [{ status: 200 }, { status: 404 }] },
      { sent: ['/one', '/two'], expected: [{}, { upstreamCalls: 1 }] },
    ]);
  });

  test('sends the bytes of a body', () => {
    const body = '\0\n\u0085\u00ff"';
    const { scenario } = scenarioIn({
      ...project,
      requests: [{ ...request('one'), method: 'POST', body, isBytes: true }],
    });
    expect(scenario.requests?.[0]?.body).toEqual([body]);
  });

  test('without checks sends every request', () => {
    const { scenario } = scenarioIn(project);
    expect(scenario.requests?.map(({ path }) => path)).toEqual(['/one', '/two']);
    expect(scenario.expect).toBeUndefined();
  });
});

describe('the same bytes as the page', () => {
  const withSdk = readFileSync('gallery/prime-authorizer/filter.ts', 'utf8');
  const inFolder = `import { check } from '../lib/check';\n${withSdk.replace("'./sdk/", "'../sdk/")}\ncheck('a');`;
  const raw = `export function proxy_abi_version_0_2_1(): void {}
export function malloc(size: usize): usize { return heap.alloc(size); }
export function proxy_on_context_create(id: u32, parent: u32): void { assert(id != 7, 'seven'); }`;

  test.each([
    ['one file with the SDK', 'filter.ts', { 'filter.ts': withSdk }],
    ['a filter that speaks the ABI itself', 'filter.ts', { 'filter.ts': raw }],
    [
      'sources in folders, with a message that names its file',
      'auth/index.ts',
      {
        'auth/index.ts': inFolder,
        'lib/check.ts': "export function check(a: string): void { assert(a.length > 0, 'empty'); }",
      },
    ],
  ])('%s', async (_, entry, files) => {
    const { wasm, diagnostics } = await compile({ files, entry, mode: 'release' });
    if (wasm === undefined) throw new Error(JSON.stringify(diagnostics));
    const project = { ...projectOf([filterOf('a', { module: { kind: 'source', entry } })]), files };
    const exported = zipOf(project, { a: wasm });
    const written = new Map<string, Uint8Array | string>();
    const { error } = await main(scriptsOf(exported).build.split(' ').slice(1), {
      readFile(path, folder) {
        const file = exported.find((one) => one.path === join(folder, path));
        return file?.kind === 'text' ? file.text : null;
      },
      writeFile: (path, contents, folder) => void written.set(join(folder, path), contents),
      listFiles: () => [],
    });
    expect(error).toBeNull();
    expect(written.get('a.wasm')).toEqual(wasm);
  });
});
