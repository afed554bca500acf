import { describe, expect, test } from 'vitest';
import { type ExportedFile, type GeneratorId, generators } from '../../src/export/index.ts';
import type { ChainFilter, Project } from '../../src/model/index.ts';
import { crdErrors, objectsOf } from './crd-check.ts';
import { nastyStrings } from './nasty-strings.ts';
import { code, filterOf, otherCode, projectOf } from './project.ts';
import { modulesFor, nastyNames, nastyObjects, nastyTexts, wholeProject } from './mesh-projects.ts';

const kubernetes = ['istio-wasm-plugin', 'istio-envoy-filter', 'kustomize', 'envoy-gateway'] as const;
const own = ['extensions.istio.io/', 'networking.istio.io/', 'gateway.envoyproxy.io/', 'gateway.networking.k8s.io/'];

const generate = (id: GeneratorId, project: Project) =>
  generators[id].generate({ project, modules: modulesFor(project, code) });

function textOf(files: readonly ExportedFile[], path: string): string {
  const file = files.find((one) => one.path === path);
  if (file?.kind !== 'text') throw new Error(`there is no text ${path}`);
  return file.text;
}

const objectsIn = (files: readonly ExportedFile[]) =>
  files.flatMap((file) => (file.kind === 'text' && file.path.endsWith('.yaml') ? objectsOf(file.text) : []));
const isOfDefinition = ({ apiVersion }: Readonly<Record<string, unknown>>) =>
  own.some((group) => String(apiVersion).startsWith(group));

interface WasmPlugin {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly url: string;
    readonly sha256: string;
    readonly pluginName?: string;
    readonly pluginConfig?: unknown;
    readonly priority: number;
    readonly type: string;
    readonly failStrategy: string;
    readonly vmConfig?: { readonly env: readonly { readonly name: string; readonly value: string }[] };
  };
}
const wasmPlugins = (project: Project) =>
  objectsOf(textOf(generate('istio-wasm-plugin', project).files, 'wasmplugin.yaml')) as unknown as WasmPlugin[];

interface Policy {
  readonly spec: {
    readonly wasm: readonly {
      readonly name: string;
      readonly rootID?: string;
      readonly code: { readonly image: { readonly url: string; readonly sha256: string } };
      readonly config?: unknown;
      readonly failOpen: boolean;
    }[];
  };
}
interface Route {
  readonly spec: { readonly rules: readonly Record<string, unknown>[] };
}
function gatewayOf(project: Project) {
  const [policy, route, gateway] = objectsOf(textOf(generate('envoy-gateway', project).files, 'gateway.yaml'));
  return { policy: policy as unknown as Policy, route: route as unknown as Route, gateway };
}

describe.each(kubernetes)('%s', (id) => {
  test.each<readonly [string, Project]>([
    ['a whole project', wholeProject],
    ['an empty one', projectOf([])],
    ['nasty objects', nastyObjects],
    ['nasty names', nastyNames],
    ...nastyTexts.map((project, i) => [`nasty texts, part ${i}`, project] as const),
  ])('%s is what the definitions take', (_, project) => {
    const objects = objectsIn(generate(id, project).files).filter(isOfDefinition);
    if (project.filters.length > 0) expect(objects.length).toBeGreaterThan(0);
    expect(objects.flatMap(crdErrors)).toEqual([]);
  });

  test('the same project gives the same bytes', () => {
    expect(generate(id, wholeProject)).toEqual(generate(id, wholeProject));
  });

  test('what is switched off is told', () => {
    expect(generators[id].limits(wholeProject)).toContainEqual({
      feature: 'disabled-plugins',
      effect: 'left-out',
      names: ['off'],
    });
  });
});

describe('WasmPlugins', () => {
  test('keep the order of the chain by descending priorities, each kind on its own', () => {
    const chain = wasmPlugins(wholeProject).map(({ metadata, spec }) => [metadata.name, spec.type, spec.priority]);
    expect(chain).toEqual([
      ['stamp', 'HTTP', 40],
      ['gate-keeper', 'HTTP', 30],
      ['gate-keeper-2', 'HTTP', 20],
      ['numbers', 'HTTP', 10],
      ['wire', 'NETWORK', 10],
    ]);
  });

  test('carry root id, configuration, environment and what to do on failure', () => {
    const [stamp, gate, last] = wasmPlugins(wholeProject).map(({ spec }) => spec);
    expect(stamp?.pluginName).toBe('stamp');
    expect(stamp?.pluginConfig).toEqual({ colour: 'green', retries: 3, deep: { list: [1, 2.5, true, null, 'x'] } });
    expect(stamp?.vmConfig?.env).toEqual([
      { name: 'STAGE', value: 'demo' },
      { name: 'EMPTY', value: '' },
    ]);
    expect([stamp, gate, last].map((spec) => spec?.failStrategy)).toEqual(['FAIL_CLOSE', 'FAIL_OPEN', 'FAIL_RELOAD']);
    expect([gate, last].map((spec) => spec?.pluginConfig)).toEqual([undefined, undefined]);
    expect(last).not.toHaveProperty('pluginName');
  });

  test('name the image that lies beside them', () => {
    const { files } = generate('istio-wasm-plugin', wholeProject);
    const index = JSON.parse(textOf(files, 'oci/stamp/index.json')) as { manifests: { digest: string }[] };
    for (const { spec } of wasmPlugins(wholeProject)) {
      expect(spec.url).toBe('oci://registry.example.com/weir/stamp:0.1.0');
      expect(`sha256:${spec.sha256}`).toBe(index.manifests[0]?.digest);
    }
  });

  test('have names of their own, which Kubernetes takes', () => {
    const names = wasmPlugins(nastyNames).map(({ metadata }) => metadata.name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => !/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name))).toEqual([]);
  });

  test('keep every nasty key and value', () => {
    const configs = wasmPlugins(nastyObjects).map(({ spec }) => spec.pluginConfig);
    expect(configs).toEqual(nastyStrings.map((text) => ({ [text]: text, list: [text] })));
  });

  test('keep nasty root ids and variables', () => {
    const plugins = wasmPlugins(nastyNames);
    expect(plugins.map(({ spec }) => spec.pluginName)).toEqual(nastyNames.filters.map(({ rootId }) => rootId));
    expect(plugins.map(({ spec }) => spec.vmConfig?.env)).toEqual(
      nastyNames.filters.map(({ environment }) => environment),
    );
  });

  test('say what they cannot', () => {
    expect(generators['istio-wasm-plugin'].limits(wholeProject)).toEqual([
      { feature: 'disabled-plugins', effect: 'left-out', names: ['off'] },
      { feature: 'access-loggers', effect: 'left-out', names: ['logger'] },
      { feature: 'services', effect: 'left-out', names: ['ticker'] },
      { feature: 'network-filters', effect: 'changed', names: ['wire'] },
      { feature: 'text-configuration', effect: 'left-out', names: ['Gate Keeper ü', 'gate-keeper'] },
      { feature: 'root-id', effect: 'left-out', names: ['gate-keeper'] },
      { feature: 'environment', effect: 'left-out', names: ['stamp'] },
      { feature: 'vm-id', effect: 'left-out', names: ['stamp', 'Gate Keeper ü', 'gate-keeper', 'numbers', 'wire'] },
      { feature: 'vm-configuration', effect: 'left-out', names: ['stamp'] },
      { feature: 'capabilities', effect: 'left-out', names: ['stamp'] },
      { feature: 'stop-iteration', effect: 'left-out', names: ['stamp'] },
      { feature: 'large-numbers', effect: 'changed', names: ['numbers'] },
      { feature: 'clusters', effect: 'left-out', names: ['gatekeeper', 'lost'] },
      { feature: 'routes', effect: 'left-out', names: ['api', 'exact', 'direct', 'odd', '/'] },
      { feature: 'workers', effect: 'changed', names: [] },
    ]);
    expect(generators['istio-wasm-plugin'].limits(projectOf([filterOf('a', { configuration: '{}' })]))).toEqual([]);
  });

  test('say in the file which configuration is missing, and why', () => {
    const [text] = nastyTexts;
    if (!text) throw new Error('there are no nasty texts');
    const yaml = textOf(generate('istio-wasm-plugin', text).files, 'wasmplugin.yaml');
    expect(yaml.match(/# pluginConfig takes a JSON object only/g)).toHaveLength(text.filters.length);
    expect(yaml).not.toContain('pluginConfig:');
  });
});

describe('the EnvoyExtensionPolicy', () => {
  test('has the chain in its order, with root ids and failure policies', () => {
    const { policy } = gatewayOf(wholeProject);
    expect(policy.spec.wasm.map(({ name, rootID, failOpen }) => [name, rootID?.slice(0, 5), failOpen])).toEqual([
      ['stamp', 'stamp', false],
      ['Gate Keeper ü', undefined, true],
      ['gate-keeper', 'rrrrr', false],
      ['numbers', undefined, false],
    ]);
  });

  test('carries any JSON as it is, and text as a string', () => {
    const configs = gatewayOf(wholeProject).policy.spec.wasm.map(({ config }) => config);
    expect(configs.slice(0, 3)).toEqual([
      { colour: 'green', retries: 3, deep: { list: [1, 2.5, true, null, 'x'] } },
      'plain text',
      [1],
    ]);
  });

  test('keeps every nasty text, and every nasty key and value', () => {
    const isJson = (text: string) => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    const texts = nastyTexts.flatMap((project) => gatewayOf(project).policy.spec.wasm.map(({ config }) => config));
    expect(texts).toEqual(nastyStrings.map((text): unknown => (isJson(text) ? JSON.parse(text) : text)));
    const { policy } = gatewayOf(nastyObjects);
    expect(policy.spec.wasm.map(({ config }) => config)).toEqual(
      nastyStrings.slice(0, 16).map((text) => ({ [text]: text, list: [text] })),
    );
  });

  test('says what it cannot', () => {
    expect(generators['envoy-gateway'].limits(wholeProject)).toEqual([
      { feature: 'disabled-plugins', effect: 'left-out', names: ['off'] },
      { feature: 'network-filters', effect: 'left-out', names: ['wire'] },
      { feature: 'access-loggers', effect: 'left-out', names: ['logger'] },
      { feature: 'services', effect: 'left-out', names: ['ticker'] },
      { feature: 'text-configuration', effect: 'changed', names: ['Gate Keeper ü'] },
      { feature: 'fail-reload', effect: 'changed', names: ['gate-keeper'] },
      { feature: 'vm-id', effect: 'left-out', names: ['stamp'] },
      { feature: 'environment', effect: 'left-out', names: ['stamp'] },
      { feature: 'vm-configuration', effect: 'left-out', names: ['stamp'] },
      { feature: 'capabilities', effect: 'left-out', names: ['stamp'] },
      { feature: 'stop-iteration', effect: 'left-out', names: ['stamp'] },
      { feature: 'large-numbers', effect: 'changed', names: ['numbers'] },
      { feature: 'clusters', effect: 'left-out', names: ['lost'] },
      { feature: 'routes', effect: 'left-out', names: ['direct', 'odd'] },
      { feature: 'route-matching', effect: 'changed', names: ['api', 'exact'] },
      { feature: 'workers', effect: 'changed', names: [] },
    ]);
    expect(generators['envoy-gateway'].limits(nastyObjects)).toEqual([
      { feature: 'chain-length', effect: 'left-out', names: nastyObjects.filters.slice(16).map(({ name }) => name) },
    ]);
  });

  test('is for a route with the rules of the project', () => {
    const { route } = gatewayOf(wholeProject);
    const match = (type: string, value: string, headers = {}) => [{ path: { type, value }, ...headers }];
    const to = (name: string, port: number) => [{ name, port }];
    expect(route.spec.rules).toEqual([
      {
        matches: match('PathPrefix', '/api', { headers: [{ name: 'x-a', value: 'yes' }] }),
        timeouts: { request: '1s500ms' },
        backendRefs: to('gatekeeper', 9000),
      },
      { matches: match('Exact', '/exact'), timeouts: { request: '0s' }, backendRefs: to('upstream', 8080) },
      { matches: match('PathPrefix', '/'), timeouts: { request: '27h46m40s' }, backendRefs: to('upstream', 8080) },
    ]);
  });

  test('is for a route that takes everything when the project has none', () => {
    expect(gatewayOf(projectOf([])).route.spec.rules).toEqual([
      { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'upstream', port: 8080 }] },
    ]);
  });
});

interface EnvoyFilter {
  readonly spec: {
    readonly configPatches: readonly {
      readonly applyTo: string;
      readonly patch: { readonly operation: string; readonly value: Readonly<Record<string, unknown>> };
    }[];
  };
}
const envoyFilterIn = (files: readonly ExportedFile[], path = 'envoyfilter.yaml') =>
  objectsOf(textOf(files, path))[0] as unknown as EnvoyFilter;

describe('the EnvoyFilter', () => {
  test('has plugins of every kind, and the clusters that have an address', () => {
    const { files } = generate('istio-envoy-filter', wholeProject);
    const patches = envoyFilterIn(files).spec.configPatches.map(({ applyTo, patch }) => [applyTo, patch.operation]);
    expect(patches).toEqual([
      ...Array.from({ length: 4 }, () => ['HTTP_FILTER', 'INSERT_BEFORE']),
      ['NETWORK_FILTER', 'INSERT_BEFORE'],
      ['NETWORK_FILTER', 'MERGE'],
      ['BOOTSTRAP', 'MERGE'],
      ['CLUSTER', 'ADD'],
    ]);
    expect(generators['istio-envoy-filter'].limits(wholeProject)).toEqual([
      { feature: 'disabled-plugins', effect: 'left-out', names: ['off'] },
      { feature: 'network-filters', effect: 'changed', names: ['wire'] },
      { feature: 'cluster-address', effect: 'left-out', names: ['lost'] },
      { feature: 'routes', effect: 'left-out', names: ['api', 'exact', 'direct', 'odd', '/'] },
      { feature: 'workers', effect: 'changed', names: [] },
    ]);
  });

  test('finds every module where it is mounted from a ConfigMap', () => {
    const project = projectOf([filterOf('A.b'), filterOf('a-b'), filterOf('again')]);
    const [a = '', b = '', again = ''] = project.filters.map(({ id }) => id);
    const modules = { [a]: code, [b]: otherCode, [again]: code };
    const { files } = generators['istio-envoy-filter'].generate({ project, modules });
    const maps = objectsOf(textOf(files, 'modules.yaml')) as unknown as {
      metadata: { name: string };
      binaryData: Record<string, string>;
    }[];
    const [patch] = objectsOf(textOf(files, 'deployment-patch.yaml')) as unknown as {
      spec: { template: { metadata: { annotations: Record<string, string> } } };
    }[];
    const annotation = (name: string) =>
      JSON.parse(patch?.spec.template.metadata.annotations[`sidecar.istio.io/${name}`] ?? '') as Record<
        string,
        { configMap?: { name: string }; mountPath?: string }
      >;
    const [volumes, mounts] = [annotation('userVolume'), annotation('userVolumeMount')];
    const mounted = new Map(
      Object.entries(volumes).flatMap(([name, { configMap }]) =>
        Object.entries(maps.find(({ metadata }) => metadata.name === configMap?.name)?.binaryData ?? {}).map(
          ([file, base64]) => [`${mounts[name]?.mountPath}/${file}`, Buffer.from(base64, 'base64')],
        ),
      ),
    );
    const named = JSON.stringify(envoyFilterIn(files)).match(/(?<="filename":")[^"]+/g) ?? [];
    expect(named.map((path) => mounted.get(path))).toEqual([code, otherCode, code].map((bytes) => Buffer.from(bytes)));
  });

  test.each(nastyTexts.map((project, i) => [i, project] as const))('keeps every nasty text, part %i', (_, project) => {
    const { files } = generate('istio-envoy-filter', project);
    const values = envoyFilterIn(files).spec.configPatches.map(
      ({ patch }) =>
        (patch.value['typed_config'] as { config: { configuration: { value: string } } }).config.configuration.value,
    );
    expect(values).toEqual(project.filters.map(({ configuration }) => configuration));
  });

  test.each(['istio-envoy-filter', 'kustomize'] as const)('%s: more than a ConfigMap holds is refused', (id) => {
    const project = projectOf([filterOf('small', { vmId: 's' }), filterOf('large', { vmId: 'l' })]);
    const generated = (size: number) =>
      generators[id].generate({ project, modules: { small: code, large: new Uint8Array(size) } });
    const mib = 1024 * 1024;
    expect(generated(mib + 1)).toMatchObject({
      files: [],
      refusal: { kind: 'module-too-large', filter: 'large', size: mib + 1, largest: mib },
    });
    expect(generated(mib).refusal).toBeUndefined();
    expect(generated(mib).warnings).toContainEqual({ kind: 'module-large', filter: 'large', size: mib });
    expect(generated(190_001).warnings).toContainEqual({ kind: 'module-large', filter: 'large', size: 190_001 });
    expect(generated(190_000).warnings).toEqual([]);
    const brought = (size: number) =>
      projectOf([filterOf('large', { module: { kind: 'wasm', fileName: 'l.wasm', sha256: '', size } })]);
    expect(generators[id].limits(brought(mib + 1))).toEqual([
      { feature: 'module-size', effect: 'refused', names: ['large'] },
    ]);
    expect(generators[id].limits(brought(mib))).toEqual([]);
  });
});

test('Kustomize: what it cannot read again is refused, or written as bytes', () => {
  const limitsWith = (parts: Partial<ChainFilter>) => generators.kustomize.limits(projectOf([filterOf('a', parts)]));
  const refused = { feature: 'control-characters', effect: 'refused', names: ['a'] };
  expect(limitsWith({ rootId: 'a\x7f' })).toEqual([refused]);
  expect(limitsWith({ vmId: 'a\x85' })).toEqual([refused]);
  expect(limitsWith({ environment: [{ name: 'A', value: '\x7f' }] })).toEqual([refused]);
  expect(limitsWith({ configuration: '\x7fé' })).toEqual([]);
  const { files } = generate('kustomize', projectOf([filterOf('a', { configuration: '\x7fé', vmConfiguration: 'x' })]));
  expect(JSON.stringify(envoyFilterIn(files, 'base/envoyfilter.yaml'))).toContain(
    '"configuration":{"@type":"type.googleapis.com/google.protobuf.BytesValue","value":"f8Op"}',
  );
});

test('Kustomize: base and overlay name the files that are there', () => {
  const { files } = generate('kustomize', wholeProject);
  const paths = files.map(({ path }) => path);
  const [base] = objectsOf(textOf(files, 'base/kustomization.yaml')) as unknown as {
    resources: string[];
    configMapGenerator: { files: string[] }[];
    generatorOptions: object;
  }[];
  for (const file of [...(base?.resources ?? []), ...(base?.configMapGenerator.flatMap((one) => one.files) ?? [])])
    expect(paths).toContain(`base/${file}`);
  expect(base?.generatorOptions).toEqual({ disableNameSuffixHash: true });
  const [overlay] = objectsOf(textOf(files, 'overlay/kustomization.yaml')) as unknown as {
    resources: string[];
    patches: { path: string }[];
  }[];
  expect(overlay?.resources).toEqual(['../base', 'deployment.yaml']);
  for (const { path } of overlay?.patches ?? []) expect(paths).toContain(`overlay/${path}`);
  expect(textOf(files, 'base/envoyfilter.yaml')).toBe(
    textOf(generate('istio-envoy-filter', wholeProject).files, 'envoyfilter.yaml'),
  );
});
