import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type ExportInput, type GeneratorId, generators } from '../../src/export/index.ts';
import { pluginsOfProject, type Project } from '../../src/model/index.ts';
import { nastyStrings } from './nasty-strings.ts';
import { code, filterOf, otherCode, projectOf } from './project.ts';
import { answering, replyOf, routeOf, row } from './projects.ts';

type Json = Readonly<Record<string, unknown>>;

const inputOf = (project: Project): ExportInput => ({
  project,
  modules: Object.fromEntries(pluginsOfProject(project).map(({ id }) => [id, code])),
});

/** The text files of an export as a reader of YAML 1.1 sees them. */
function yamlsOf(id: GeneratorId, project: Project): Json[] {
  const { files } = generators[id].generate(inputOf(project));
  return files.flatMap((file) =>
    file.kind === 'text' && file.path.endsWith('.yaml') ? [parse(file.text, { version: '1.1' }) as Json] : [],
  );
}

/** Everything below a value that has a key. */
function allWith(key: string, value: unknown): Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap((one) => allWith(key, one));
  return Object.hasOwn(value, key) ? [value as Json, ...below] : below;
}

const forEnvoy = ['envoy', 'envoy-inline', 'http-filters', 'compose'] as const;

describe.each(forEnvoy)('%s', (id) => {
  test('gives environment and capabilities to the VM, and lets iteration stop where it may', () => {
    const plain = filterOf('plain', { module: { kind: 'source', entry: 'plain.ts' } });
    const full = filterOf('full', {
      environment: [
        { name: 'no', value: 'yes' },
        { name: '__proto__', value: '0777' },
      ],
      capabilities: ['proxy_log', 'yes'],
      allowStopIteration: true,
    });
    const [first, second] = allWith('vm_config', yamlsOf(id, projectOf([plain, full])));
    expect(first?.['vm_config']).not.toHaveProperty('environment_variables');
    expect(first?.['vm_config']).not.toHaveProperty('capability_restriction_config');
    expect(first).not.toHaveProperty('allow_on_headers_stop_iteration');
    expect(second).toMatchObject({
      allow_on_headers_stop_iteration: true,
      vm_config: { capability_restriction_config: { allowed_capabilities: { proxy_log: {}, yes: {} } } },
    });
    const [variables] = allWith('key_values', second);
    expect(Object.entries(variables?.['key_values'] ?? {})).toEqual([
      ['no', 'yes'],
      ['__proto__', '0777'],
    ]);
  });

  test('carries every nasty string, wherever it stands', () => {
    const texts = nastyStrings.filter((text) => text !== '');
    const filters = texts.map((text, i) =>
      filterOf(String(i), { configuration: text, environment: [{ name: text, value: text }] }),
    );
    const configs = allWith('vm_config', yamlsOf(id, projectOf(filters)));
    expect(configs.map(({ configuration }) => (configuration as Json)['value'])).toEqual(texts);
    const pairs = configs.flatMap((config) =>
      allWith('key_values', config).flatMap(({ key_values }) => Object.entries(key_values as Json)),
    );
    expect(pairs).toEqual(texts.map((text) => [text, text]));
  });
});

/** A whole project, in an order that differs from that of the file. */
const project: Project = {
  ...projectOf([filterOf('chain')]),
  networkFilters: [filterOf('wire')],
  accessLoggers: [filterOf('log')],
  services: [
    { ...filterOf('one'), singleton: true },
    { ...filterOf('each'), singleton: false },
  ],
  workers: 3,
};

test('plugins of every kind stand where Envoy has its place for them', () => {
  const [bootstrap = {}] = yamlsOf('envoy', project);
  const typesOf = (value: unknown) => allWith('vm_config', value).map(({ name }) => name);
  expect(typesOf(bootstrap['bootstrap_extensions'])).toEqual(['one', 'each']);
  expect(allWith('singleton', bootstrap).map(({ singleton }) => singleton)).toEqual([true]);
  expect(allWith('access_log', bootstrap).map(({ access_log }) => typesOf(access_log))).toEqual([['log']]);
  expect(allWith('http_filters', bootstrap).map(({ http_filters }) => typesOf(http_filters))).toEqual([['chain']]);
  const [tcp = {}] = allWith('filters', bootstrap).filter(({ filters }) => typesOf(filters).includes('wire'));
  expect((tcp['filters'] as Json[]).map(({ name }) => name)).toEqual(['weir.wire', 'envoy.filters.network.tcp_proxy']);
});

test('all plugins of the same code have VMs of their own, as in the page', () => {
  const vmIds = allWith('vm_config', yamlsOf('envoy', project)).map(({ vm_config }) => (vm_config as Json)['vm_id']);
  expect(new Set(vmIds).size).toBe(5);
});

test('the number of workers stands at the head of the file, and is known to be no part of it', () => {
  const [file] = generators.envoy.generate(inputOf(project)).files;
  expect(file?.kind === 'text' && file.text.split('\n')[0]).toContain('--concurrency 3');
  expect(generators.envoy.limits(project)).toEqual([{ feature: 'workers', effect: 'changed', names: [] }]);
});

test('the chain alone has nothing but the chain, and says so', () => {
  const whole = {
    ...project,
    clusters: [answering('auth', [replyOf()])],
    routes: [routeOf({ path: '/a' }), routeOf({ name: 'b' })],
  };
  expect(Object.keys(yamlsOf('http-filters', whole)[0] ?? {})).toEqual(['http_filters']);
  expect(generators['http-filters'].limits(whole)).toEqual([
    { feature: 'network-filters', effect: 'left-out', names: ['wire'] },
    { feature: 'access-loggers', effect: 'left-out', names: ['log'] },
    { feature: 'services', effect: 'left-out', names: ['one', 'each'] },
    { feature: 'clusters', effect: 'left-out', names: ['auth'] },
    { feature: 'routes', effect: 'left-out', names: ['/a', 'b'] },
  ]);
});

test('modules are looked for in the folder that was asked for', () => {
  const input = inputOf(projectOf([filterOf('a')]));
  for (const [moduleFolder, filename] of [
    ['/etc/envoy', '/etc/envoy/a.wasm'],
    ['/etc/envoy/', '/etc/envoy/a.wasm'],
    ['', 'a.wasm'],
  ] as const) {
    const [file] = generators.envoy.generate({ ...input, options: { moduleFolder } }).files;
    expect(allWith('filename', parse(file?.kind === 'text' ? file.text : ''))).toEqual([{ filename }]);
  }
});

describe('clusters', () => {
  const clustersOf = (clusters: Project['clusters']) => {
    const [bootstrap = {}] = yamlsOf('envoy', { ...projectOf([]), clusters });
    const { listeners, clusters: made } = bootstrap['static_resources'] as { listeners: Json[]; clusters: Json[] };
    return { listeners, made };
  };
  const at = (cluster: Json | undefined) => allWith('socket_address', cluster)[0]?.['socket_address'];

  test('with an address lead there, over the protocol that they speak', () => {
    const { made, listeners } = clustersOf([
      answering('quota', [replyOf()], { address: 'quota.test:9000', protocol: 'http2' }),
    ]);
    expect(made.map(({ name }) => name)).toEqual(['upstream', 'quota']);
    expect(at(made[1])).toEqual({ address: 'quota.test', port_value: 9000 });
    expect(allWith('http2_protocol_options', made[1])).toHaveLength(1);
    expect(listeners).toHaveLength(1);
  });

  test.each(['nonsense here', 'a:0', 'a:99999', ''])(
    'with the address %j get a stand-in for written answers',
    (address) => {
      const { made, listeners } = clustersOf([answering('auth', [replyOf({ status: 403 })], { address })]);
      expect(at(made[1])).toEqual({ address: '127.0.0.1', port_value: 10_001 });
      expect(listeners.map(({ name }) => name)).toEqual(['weir', 'stand_in.auth']);
    },
  );

  test('of two with one name the later counts, and one may take the place of the upstream', () => {
    const clusters = [
      answering('upstream', [replyOf()], { address: 'a:1' }),
      answering('upstream', [replyOf()], { address: 'b:2' }),
    ];
    const { made } = clustersOf(clusters);
    expect(made.map((cluster) => [cluster['name'], at(cluster)])).toEqual([
      ['upstream', { address: 'b', port_value: 2 }],
    ]);
  });

  test('a header with a line break, or one that only Envoy sets, is left out and told', () => {
    const headers = [row('x-a', 'b\r\nx-c: d'), row('connection', 'close'), row('x-kept', 'yes')];
    const clusters = [answering('auth', [replyOf({ headers })])];
    const { warnings } = generators.envoy.generate({ project: { ...projectOf([]), clusters }, modules: {} });
    expect(warnings).toEqual([
      { kind: 'header-left-out', header: 'x-a' },
      { kind: 'header-left-out', header: 'connection' },
    ]);
  });
});

test('a filter with other code beside a plugin of the same code keeps its own file', () => {
  const two = { ...projectOf([filterOf('a')]), accessLoggers: [filterOf('b')] };
  const { files } = generators.envoy.generate({ project: two, modules: { a: code, b: otherCode } });
  expect(files.map(({ path }) => path)).toEqual(['envoy.yaml', 'a.wasm', 'b.wasm', 'README.md']);
});
