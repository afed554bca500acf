import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ExportInput, generators } from '../../src/export/index.ts';
import { nastyStrings } from './nasty-strings.ts';
import { code, filterOf, projectOf, sameCode } from './project.ts';
import { answering, projects, replyOf, withGuests } from './projects.ts';

const schema = JSON.parse(readFileSync('test/export/compose-spec/compose-spec.json', 'utf8')) as object;
const check = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

interface ComposeFile {
  services: Record<
    string,
    { image: string; command: string[]; ports: string[]; volumes: object[]; depends_on: object }
  >;
}

function filesOf(input: ExportInput): Record<string, string> {
  const { files } = generators.compose.generate(input);
  return Object.fromEntries(files.map((file) => [file.path, file.kind === 'text' ? file.text : '']));
}

function composeOf(input: ExportInput): ComposeFile {
  const file = parse(filesOf(input)['compose.yaml'] ?? '') as ComposeFile;
  expect(check(file), JSON.stringify(check.errors)).toBe(true);
  return file;
}

test('the schema refuses what is no compose file', () => {
  expect(check({ services: { envoy: { image: 7 } } })).toBe(false);
  expect(check({ services: { 'a b': { image: 'x' } } })).toBe(false);
});

test.each(Object.keys(projects))('%s: fits the schema of the Compose Specification', (name) => {
  const { project, modules } = withGuests(projects[name] ?? projectOf([]));
  const { services } = composeOf({ project, modules });
  expect(services['envoy']?.image).toBe('envoyproxy/envoy:v1.40.0');
});

describe('the services', () => {
  test('an upstream that reflects is one of its own, which Envoy waits for', () => {
    const project = projectOf([filterOf('a')]);
    const { services } = composeOf({ project, modules: { a: code } });
    expect(Object.keys(services)).toEqual(['envoy', 'upstream']);
    expect(services['upstream']?.image).toBe('mccutchen/go-httpbin');
    expect(services['envoy']?.depends_on).toEqual(['upstream']);
    expect(filesOf({ project, modules: { a: code } })['envoy.yaml']).toMatch(/address: upstream\n +port_value: 8080/);
  });

  test('an address that is given, or a fixed answer, needs none', () => {
    const given = { upstream: { address: 'my.service', port: 81 } };
    expect(Object.keys(composeOf({ project: projectOf([]), modules: {}, options: given }).services)).toEqual(['envoy']);
    const fixed = projectOf([], { kind: 'fixed', isBytes: false, status: 200, headers: [], body: '' });
    expect(Object.keys(composeOf({ project: fixed, modules: {} }).services)).toEqual(['envoy']);
  });

  test('have names that Compose takes, whatever the clusters are called', () => {
    const clusters = nastyStrings.map((name) => ({ ...answering(name, []), behaviour: { kind: 'reflect' } as const }));
    const project = { ...projectOf([]), clusters: [...clusters, { ...clusters[0], name: 'envoy' } as never] };
    const { services } = composeOf({ project, modules: {} });
    expect(Object.keys(services)).toHaveLength(2 + nastyStrings.length + 1);
    expect(Object.keys(services)).toContain('envoy-2');
  });
});

test('everything is mounted to be read, and no port is open to the network', () => {
  const project = { ...projectOf([filterOf('a'), filterOf('b')]), networkFilters: [filterOf('n')], workers: 3 };
  const modules = { a: code, b: code, n: Uint8Array.of(...code, 0) };
  const envoy = composeOf({ project, modules }).services['envoy'];
  const mounted = (file: string) => ({
    type: 'bind',
    source: `./${file}`,
    target: `/etc/weir/${file}`,
    read_only: true,
    bind: { create_host_path: false },
  });
  expect(envoy?.volumes).toEqual(['envoy.yaml', 'a.wasm', 'n.wasm'].map(mounted));
  expect(envoy?.ports).toEqual(['127.0.0.1:10000:10000', '127.0.0.1:11000:11000', '127.0.0.1:9901:9901']);
  expect(envoy?.command.join(' ')).toContain('--concurrency 3');
});

test('the README has the commands', () => {
  const readme = filesOf({ project: projectOf([]), modules: {} })['README.md'] ?? '';
  expect(readme).toContain('docker compose up -d');
  expect(readme).toContain("curl -i 'http://localhost:10000/headers'");
});

test('what Envoy cannot answer as written is known beforehand', () => {
  const project = {
    ...projectOf([filterOf('off', { enabled: false })]),
    clusters: [answering('twice', [replyOf(), replyOf()]), answering('once', [replyOf()])],
    workers: 4,
  };
  expect(generators.compose.limits(project)).toEqual([
    { feature: 'disabled-plugins', effect: 'left-out', names: ['off'] },
    { feature: 'cluster-behaviour', effect: 'changed', names: ['twice'] },
  ]);
});

test('the same project gives the same bytes', () => {
  const project = projectOf([filterOf('a')]);
  expect(filesOf({ project, modules: sameCode(project) })).toEqual(filesOf({ project, modules: sameCode(project) }));
});
