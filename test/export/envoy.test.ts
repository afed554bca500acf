import { execFileSync } from 'node:child_process';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { downloadOf, type ExportInput, generatorIds, generators } from '../../src/export/index.ts';
import type { ChainFilter, TcpTalk } from '../../src/model/index.ts';
import { nastyStrings } from './nasty-strings.ts';
import { code, filterOf, otherCode, projectOf, sameCode } from './project.ts';

interface WasmFilter {
  name: string;
  typed_config: {
    '@type': string;
    config: {
      name: string;
      root_id?: string;
      configuration?: { '@type': string; value: string };
      failure_policy: string;
      vm_config: {
        vm_id?: string;
        configuration?: { '@type': string; value: string };
        code: { local: { filename?: string; inline_bytes?: string } };
      };
    };
  };
}
interface Listener {
  address: { socket_address: { address: string; port_value: number } };
  filter_chains: [{ filters: [{ typed_config: { route_config: RouteConfig; http_filters: WasmFilter[] } }] }];
}
interface RouteConfig {
  max_direct_response_body_size_bytes?: number;
  virtual_hosts: [{ routes: [{ typed_per_filter_config?: unknown }] }];
}
interface Bootstrap {
  admin: { address: unknown };
  static_resources: { listeners: Listener[]; clusters: Record<string, unknown>[] };
}

function yamlFrom(input: ExportInput, generator: keyof typeof generators = 'envoy'): string {
  const [file] = generators[generator].generate(input).files;
  if (file?.kind !== 'text') throw new Error('the first file is not the configuration');
  return file.text;
}

/** As a reader of YAML 1.1 sees it, which Envoy's is. */
const bootstrapOf = (input: ExportInput, generator: keyof typeof generators = 'envoy') =>
  parse(yamlFrom(input, generator), { version: '1.1' }) as Bootstrap;

function managerOf(bootstrap: Bootstrap, index = 0) {
  const manager = bootstrap.static_resources.listeners[index]?.filter_chains[0].filters[0].typed_config;
  if (!manager) throw new Error(`there is no listener ${index}`);
  return manager;
}

function chainOf(filters: readonly ChainFilter[], modules?: Record<string, Uint8Array>) {
  const project = projectOf(filters);
  return managerOf(bootstrapOf({ project, modules: modules ?? sameCode(project) })).http_filters;
}

test('what is switched off is known beforehand not to be in the files', () => {
  const project = projectOf([filterOf('a'), filterOf('off', { enabled: false })]);
  const limits = [{ feature: 'disabled-plugins', effect: 'left-out', names: ['off'] }];
  for (const id of generatorIds.filter((one) => generators[one].group === 'envoy'))
    expect(generators[id].limits(project)).toEqual(limits);
  expect(generators.envoy.limits(projectOf([filterOf('a')]))).toEqual([]);
});

describe('the chain', () => {
  test('keeps the order of the enabled filters and ends with the router', () => {
    const filters = [filterOf('b'), filterOf('off', { enabled: false }), filterOf('a')];
    expect(chainOf(filters).map(({ name }) => name)).toEqual(['weir.b', 'weir.a', 'envoy.filters.http.router']);
    const project = projectOf(filters);
    expect(generators.envoy.generate({ project, modules: sameCode(project) }).warnings).toContainEqual({
      kind: 'filter-left-out',
      filter: 'off',
    });
  });

  test('gives two filters of one name different names in the chain and the same plugin name', () => {
    const chain = chainOf([filterOf('1', { name: 'same' }), filterOf('2', { name: 'same' })]);
    expect(chain.map(({ name }) => name).slice(0, 2)).toEqual(['weir.same', 'weir.same-2']);
    expect(chain.slice(0, 2).map(({ typed_config }) => typed_config.config.name)).toEqual(['same', 'same']);
  });

  test('writes root id, VM id and failure policy, never fail_open', () => {
    const policies = ['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD'] as const;
    const filters = policies.map((failurePolicy) => filterOf(failurePolicy, { failurePolicy, rootId: 'r', vmId: 'v' }));
    const chain = chainOf(filters).slice(0, 3);
    expect(chain.map(({ typed_config }) => typed_config.config.failure_policy)).toEqual(policies);
    expect(chain.map(({ typed_config }) => typed_config.config.root_id)).toEqual(['r', 'r', 'r']);
    const project = projectOf(filters);
    for (const id of ['envoy', 'envoy-inline'] as const)
      expect(yamlFrom({ project, modules: sameCode(project) }, id)).not.toMatch(/fail_?open:/i);
  });

  test('is only the router when nothing is enabled', () => {
    expect(chainOf([]).map(({ name }) => name)).toEqual(['envoy.filters.http.router']);
  });

  test('a filter without a module is a mistake of the caller', () => {
    const project = projectOf([filterOf('a')]);
    expect(() => generators.envoy.generate({ project, modules: {} })).toThrow('no module for the filter a');
  });
});

describe('virtual machines', () => {
  const vmIds = (filters: readonly ChainFilter[], modules?: Record<string, Uint8Array>) =>
    chainOf(filters, modules)
      .slice(0, -1)
      .map(({ typed_config }) => typed_config.config.vm_config.vm_id);

  test('filters of the same code get one each when no VM id was written', () => {
    expect(vmIds([filterOf('a'), filterOf('b'), filterOf('c')])).toEqual([undefined, 'b', 'c']);
    const project = projectOf([filterOf('a'), filterOf('b')]);
    const { warnings } = generators.envoy.generate({ project, modules: sameCode(project) });
    expect(warnings).toEqual([{ kind: 'vm-id-added', filter: 'b', vmId: 'b' }]);
  });

  test('an added VM id is none that the user wrote', () => {
    expect(vmIds([filterOf('a'), filterOf('b'), filterOf('c', { vmId: 'b' })])).toEqual([undefined, 'b-2', 'b']);
  });

  test('other code needs no id, unless its bytes are the same after all', () => {
    const filters = [filterOf('a'), filterOf('b', { module: { kind: 'source', entry: 'b.ts' } })];
    expect(vmIds(filters, { a: code, b: otherCode })).toEqual([undefined, undefined]);
    expect(vmIds(filters)).toEqual([undefined, 'b']);
  });

  test('are shared where the user wrote the same id, and the export says so', () => {
    const filters = [filterOf('a', { vmId: 'v' }), filterOf('b', { vmId: 'v' })];
    expect(vmIds(filters)).toEqual(['v', 'v']);
    const project = projectOf(filters);
    const { warnings } = generators.envoy.generate({ project, modules: sameCode(project) });
    expect(warnings).toEqual([{ kind: 'vm-shared', filters: ['a', 'b'], vmId: 'v' }]);
  });
});

describe('configuration', () => {
  test.each(nastyStrings.map((text) => [JSON.stringify(text).slice(0, 60), text]))('%s arrives as it is', (_, text) => {
    const [filter] = chainOf([filterOf('a', { configuration: text, vmConfiguration: text })]);
    const type = 'type.googleapis.com/google.protobuf.StringValue';
    expect(filter?.typed_config.config.configuration).toEqual({ '@type': type, value: text });
    expect(filter?.typed_config.config.vm_config.configuration).toEqual({ '@type': type, value: text });
  });

  test('is absent when empty', () => {
    const [filter] = chainOf([filterOf('a')]);
    expect(filter?.typed_config.config).not.toHaveProperty('configuration');
    expect(filter?.typed_config.config.vm_config).not.toHaveProperty('configuration');
  });

  test('nasty names and ids arrive, too', () => {
    const names = nastyStrings.filter((text) => !text.includes('\0'));
    const chain = chainOf(names.map((name, i) => filterOf(String(i), { name, rootId: name, vmId: name })));
    const configs = chain.slice(0, -1).map(({ typed_config }) => typed_config.config);
    expect(configs.map(({ name }) => name)).toEqual(names);
    expect(configs.map(({ root_id }) => root_id)).toEqual(names);
    expect(configs.map(({ vm_config }) => vm_config.vm_id)).toEqual(names);
  });

  test('of several lines is written as lines', () => {
    const project = projectOf([filterOf('a', { configuration: '{\n  "colour": "green"\n}' })]);
    expect(yamlFrom({ project, modules: sameCode(project) })).toMatch(/value: \|-\n +\{\n +"colour": "green"\n +\}\n/);
  });
});

describe('code', () => {
  test('lies in a file of its own, once for the same bytes', () => {
    const project = projectOf([filterOf('A b/ü.wasm'), filterOf('a-b'), filterOf('..'), filterOf('A b')]);
    const [first, second, third, fourth] = project.filters.map(({ id }) => id);
    const modules = { [first ?? '']: code, [second ?? '']: otherCode, [third ?? '']: code, [fourth ?? '']: otherCode };
    const { files } = generators.envoy.generate({ project, modules });
    expect(files.map(({ path }) => path)).toEqual(['envoy.yaml', 'a-b.wasm', 'a-b-2.wasm', 'README.md']);
    const places = chainOf(project.filters, modules).slice(0, -1);
    expect(places.map(({ typed_config }) => typed_config.config.vm_config.code.local.filename)).toEqual([
      'a-b.wasm',
      'a-b-2.wasm',
      'a-b.wasm',
      'a-b-2.wasm',
    ]);
  });

  test('inline it is base64 on one line', () => {
    const large = Uint8Array.from({ length: 100_000 }, (_, i) => (i * 31) % 251);
    const project = projectOf([filterOf('a')]);
    const text = yamlFrom({ project, modules: { a: large } }, 'envoy-inline');
    const line = text.split('\n').find((one) => one.includes('inline_bytes:'));
    const [, base64 = ''] = /inline_bytes: "?([A-Za-z0-9+/=]+)"?$/.exec(line ?? '') ?? [];
    expect(Buffer.from(base64, 'base64').equals(large)).toBe(true);
    expect(text).not.toContain('filename');
    expect(generators['envoy-inline'].generate({ project, modules: { a: large } }).files).toHaveLength(1);
  });

  test('the same code twice is written twice, not as an alias', () => {
    const project = projectOf([filterOf('a'), filterOf('b')]);
    expect(yamlFrom({ project, modules: sameCode(project) }, 'envoy-inline')).not.toMatch(/inline_bytes: \*/);
  });
});

describe('the upstream', () => {
  const filters = [filterOf('a')];
  const exported = (upstream: Parameters<typeof projectOf>[1], options: ExportInput['options'] = {}) => {
    const input = { project: projectOf(filters, upstream), modules: { a: code }, options };
    return {
      bootstrap: bootstrapOf(input),
      text: yamlFrom(input),
      warnings: generators.envoy.generate(input).warnings,
    };
  };

  test('a reflecting one is a cluster for the user to fill in', () => {
    const { bootstrap, text } = exported({ kind: 'reflect' });
    expect(bootstrap.static_resources.listeners).toHaveLength(1);
    expect(JSON.stringify(bootstrap.static_resources.clusters)).toContain('{"address":"127.0.0.1","port_value":8000}');
    expect(text).toMatch(/# Put the address of your service here/);
    expect(managerOf(bootstrap).route_config.virtual_hosts[0].routes[0]).toMatchObject({
      route: { cluster: 'upstream' },
    });
  });

  test('an address can be given', () => {
    const { bootstrap } = exported(
      { kind: 'fixed', isBytes: false, status: 200, headers: [], body: '' },
      { upstream: { address: 'my.service', port: 81 } },
    );
    expect(bootstrap.static_resources.listeners).toHaveLength(1);
    expect(JSON.stringify(bootstrap.static_resources.clusters)).toContain('{"address":"my.service","port_value":81}');
  });

  test('a fixed answer comes from a listener of its own, on loopback', () => {
    const row = (name: string, value: string, enabled = true) => ({ name, value, enabled });
    const headers = [
      row('Content-Type', 'text/html'),
      row('x-a', '100%'),
      row('X-A', 'two'),
      row('x-off', '', false),
      row(':status', '204'),
      row('content-length', '3'),
      row('x-empty', ''),
    ];
    const { bootstrap, warnings } = exported({
      kind: 'fixed',
      isBytes: false,
      status: 404,
      headers,
      body: 'x'.repeat(5000),
    });
    const [, listener] = bootstrap.static_resources.listeners;
    expect(listener?.address.socket_address).toEqual({ address: '127.0.0.1', port_value: 10_001 });
    const { route_config } = managerOf(bootstrap, 1);
    expect(route_config.max_direct_response_body_size_bytes).toBe(5000);
    expect(route_config.virtual_hosts[0].routes[0]).toMatchObject({
      direct_response: { status: 404, body: { inline_string: 'x'.repeat(5000) } },
    });
    const { http_filters } = managerOf(bootstrap, 1);
    expect(http_filters.map(({ name }) => name.replace('envoy.filters.http.', ''))).toEqual([
      'buffer',
      'header_mutation',
      'router',
    ]);
    const append = (key: string, value: string, append_action: string) => {
      return { append: { header: { key, value }, append_action, keep_empty_value: true } };
    };
    const [route] = route_config.virtual_hosts[0].routes;
    expect(route.typed_per_filter_config).toMatchObject({
      'envoy.filters.http.header_mutation': {
        mutations: {
          response_mutations: [
            { remove: 'content-type' },
            { remove: 'location' },
            append('Content-Type', 'text/html', 'OVERWRITE_IF_EXISTS_OR_ADD'),
            append('x-a', '100%%', 'OVERWRITE_IF_EXISTS_OR_ADD'),
            append('X-A', 'two', 'APPEND_IF_EXISTS_OR_ADD'),
            append('x-empty', '', 'OVERWRITE_IF_EXISTS_OR_ADD'),
          ],
        },
      },
    });
    expect(warnings).toEqual([{ kind: 'header-left-out', header: ':status' }]);
  });

  test.each([
    [100, 200],
    [199, 200],
    [600, 599],
  ])('a status of %i, which Envoy cannot give, is told', (status, used) => {
    const { warnings } = exported({ kind: 'fixed', isBytes: false, status, headers: [], body: '' });
    expect(warnings).toEqual([{ kind: 'status-out-of-range', status, used }]);
  });
});

describe('the download', () => {
  const project = projectOf([filterOf('a')]);

  const input = { project, modules: { a: code } };

  test('of several files is an archive of one folder, the same each time', () => {
    const { name, type, bytes } = downloadOf('envoy', input).file;
    expect([name, type]).toEqual(['weir-envoy.zip', 'application/zip']);
    expect(downloadOf('envoy', input).file.bytes).toEqual(bytes);
    const inside = unzipSync(bytes);
    expect(Object.keys(inside)).toEqual(['weir-envoy/envoy.yaml', 'weir-envoy/a.wasm', 'weir-envoy/README.md']);
    expect(inside['weir-envoy/a.wasm']).toEqual(code);
    const readme = new TextDecoder().decode(inside['weir-envoy/README.md']);
    expect(readme).toContain('envoy --mode validate -c envoy.yaml');
    expect(readme).toContain("curl -i 'http://localhost:10000/headers'");
  });

  test('quotes the address for the shell, whatever is in it', () => {
    const [first] = project.requests;
    const asking = (url: string) => ({ ...project, requests: first ? [{ ...first, url, tcp: null }] : [] });
    for (const text of [
      "it's",
      "';echo no;'",
      String.raw`\'`,
      '$(echo no)`echo no`"',
      ...nastyStrings.filter((one) => !one.includes('\0')),
    ]) {
      const selectedRequest = first?.id ?? '';
      const inside = unzipSync(
        downloadOf('envoy', { ...input, project: { ...asking(`/${text}`), selectedRequest } }).file.bytes,
      );
      const readme = new TextDecoder().decode(inside['weir-envoy/README.md']);
      const [, address = ''] = /^ {4}curl -i ([^]*?)\n\nThe cluster/m.exec(readme) ?? [];
      expect(execFileSync('sh', ['-c', `printf %s ${address}`]).toString()).toBe(`http://localhost:10000/${text}`);
    }
  });

  test('tells how to send what a connection sends, byte by byte', () => {
    const data = String.raw`-it's 100%\\n\0\xff\r\n`;
    const tcp: TcpTalk = { client: [{ kind: 'send', as: 'text', data }, { kind: 'end' }], upstream: [] };
    const [first] = project.requests;
    const talking = { ...project, requests: first ? [{ ...first, tcp }] : [], selectedRequest: first?.id ?? '' };
    const inside = unzipSync(downloadOf('envoy', { ...input, project: talking }).file.bytes);
    const readme = new TextDecoder().decode(inside['weir-envoy/README.md']);
    const [, command = ''] = /^ {4}(printf .*) \| nc localhost 11000$/m.exec(readme) ?? [];
    expect(execFileSync('sh', ['-c', command]).toString('latin1')).toBe("-it's 100%\\n\0\xff\r\n");
  });

  test('of one file is that file', () => {
    const { name, type, bytes } = downloadOf('envoy-inline', input).file;
    expect([name, type]).toEqual(['envoy.yaml', 'application/yaml']);
    expect(new TextDecoder().decode(bytes)).toBe(yamlFrom(input, 'envoy-inline'));
  });

  test('tells what the export could not keep', () => {
    const off = projectOf([filterOf('off', { enabled: false })]);
    expect(downloadOf('envoy-inline', { project: off, modules: {} }).warnings).toEqual([
      { kind: 'filter-left-out', filter: 'off' },
    ]);
  });

  test('the administration page is reachable on loopback only', () => {
    expect(bootstrapOf({ project, modules: { a: code } }).admin.address).toEqual({
      socket_address: { address: '127.0.0.1', port_value: 9901 },
    });
  });
});
