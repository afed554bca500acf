import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Feature, type GeneratorId, generatorIds, generators, type Limit } from '../../src/export/index.ts';
import type { Imported } from '../../src/import/index.ts';
import {
  bytesOfLatin1,
  type ChainFilter,
  type PluginSpec,
  type Project,
  scenarioOfProject,
  textOfBytes,
} from '../../src/model/index.ts';
import { nastyStrings } from '../export/nasty-strings.ts';
import { guestOf, projects, withGuests } from '../export/projects.ts';
import { projectOf } from '../export/project.ts';
import { imported } from './read.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** All text files of an export that are documents of YAML, in one text. */
function documentsOf(id: GeneratorId, project: Project): string {
  const { files } = generators[id].generate(withGuests(project));
  const texts = files.flatMap((file) => (file.kind === 'text' && /\.ya?ml$/.test(file.path) ? [file.text] : []));
  return texts.join('\n---\n');
}

/** The modules beside the documents, by name. */
function filesOf(id: GeneratorId, project: Project): ReadonlyMap<string, Uint8Array> {
  const { files } = generators[id].generate(withGuests(project));
  return new Map(
    files.flatMap((file) => (file.kind === 'binary' ? [[file.path.replace(/^.*\//, ''), file.bytes]] : [])),
  );
}

/** A plugin with everything that decides what it does; its code by its hash. */
function meaningOf(plugin: ChainFilter, vmId: string, hash: string) {
  const { id: _id, module: _module, ...rest } = plugin;
  return { ...rest, vmId, hash };
}

const listsOf = ({ filters, networkFilters, accessLoggers, services }: Project) => [
  filters,
  networkFilters,
  accessLoggers,
  services,
];

/** VM ids as a run has them: the exports write those that keep plugins apart. */
function vmIdsOf(project: Project): string[] {
  const { filters = [], tcp, loggers = [], services = [] } = scenarioOfProject(project, []).scenario;
  const specs: readonly Partial<PluginSpec>[] = [...filters, ...(tcp?.filters ?? []), ...loggers, ...services];
  return specs.map(({ vm_id = '' }) => textOfBytes(bytesOfLatin1(vm_id)));
}

/** What of a project goes to another place. */
function essenceOf(project: Project, hashOf: (plugin: ChainFilter) => string) {
  const vmIds = vmIdsOf(project);
  const plugins = listsOf(project).map((list) => {
    const enabled: readonly ChainFilter[] = list.filter((plugin) => plugin.enabled);
    return enabled.map((plugin) => meaningOf(plugin, vmIds.shift() ?? '', hashOf(plugin)));
  });
  const { upstream, clusters, routes } = project;
  return { plugins, upstream, clusters, routes };
}

function hashIn({ modules, missing }: Imported, files: ReadonlyMap<string, Uint8Array>) {
  return ({ module }: ChainFilter): string => {
    if (module.kind !== 'wasm') return 'source';
    const carried = modules.get(module.sha256);
    if (carried) return sha256(carried);
    const asked = missing.find((one) => one.sha256 === module.sha256);
    return sha256(files.get(asked?.fileName ?? '') ?? new Uint8Array());
  };
}

/** What a project is after the way out and back, where the target has a place for everything. */
function expectedOf(project: Project) {
  const { byName: _byName, modules } = withGuests(project);
  const essence = essenceOf(project, ({ id }) => sha256(modules[id] ?? new Uint8Array()));
  const clusters = essence.clusters.map((cluster) => {
    const { behaviour, address } = cluster;
    if (address !== '') return { ...cluster, behaviour: { kind: 'reflect' } };
    if (behaviour.kind === 'reflect') return { ...cluster, address: 'written by the export', protocol: 'http1' };
    if (behaviour.kind === 'refuse') return cluster;
    // One answer for each prefix, and one for all others: Envoy does not count.
    const [first, ...others] = behaviour.replies;
    const isPlain = others.length === 0 && first?.failure === 'none';
    return isPlain ? cluster : { ...cluster, behaviour: 'as far as it goes' };
  });
  return { ...essence, clusters };
}

function comparable(essence: ReturnType<typeof essenceOf>, { clusters }: ReturnType<typeof expectedOf>) {
  return {
    ...essence,
    clusters: essence.clusters.map((cluster, i) => {
      const like = clusters[i];
      if (like?.address === 'written by the export') return { ...cluster, address: like.address };
      return like?.behaviour === 'as far as it goes' ? { ...cluster, behaviour: like.behaviour } : cluster;
    }),
  };
}

const whole = Object.entries(projects).filter(([, project]) => listsOf(project).flat().length > 0);

const bootstraps = ['envoy', 'envoy-inline', 'compose'] as const satisfies readonly GeneratorId[];

describe.each(bootstraps)('%s comes back as the project that it was', (id) => {
  test.each(whole)('%s', async (_, project) => {
    const result = await imported(documentsOf(id, project));
    const expected = expectedOf(project);
    const actual = essenceOf(result.project, hashIn(result, filesOf(id, project)));
    expect(comparable(actual, expected)).toEqual(expected);
    expect(result.repairs).toEqual([]);
    expect(result.missing.map(({ fileName }) => fileName).toSorted()).toEqual(
      [...filesOf(id, project).keys()].toSorted(),
    );
  });
});

test('http-filters: the chain comes back', async () => {
  const { 'environment, capabilities, policies': project } = projects;
  if (!project) throw new Error('the project is gone');
  const result = await imported(documentsOf('http-filters', project));
  const actual = essenceOf(result.project, hashIn(result, filesOf('http-filters', project)));
  expect(actual.plugins).toEqual(expectedOf(project).plugins);
});

test('configurations of all kinds come back from every bootstrap', async () => {
  const filters = nastyStrings.map((configuration, i) => guestOf('confdump', { name: `f${i}`, configuration }));
  const project = projectOf(filters.map((filter, i) => ({ ...filter, id: `f${i}` })));
  for (const id of bootstraps) {
    const result = await imported(documentsOf(id, project));
    expect(result.project.filters.map(({ configuration }) => configuration)).toEqual(nastyStrings);
  }
});

/** A project without what its target says it has no place for, as the mesh runs it. */
function asMesh(project: Project, limits: readonly Limit[]): Project {
  const isLost = (feature: Feature, name: string) =>
    limits.some((limit) => limit.feature === feature && (limit.names.length === 0 || limit.names.includes(name)));
  const left = <P extends ChainFilter>(plugins: readonly P[], scope?: Feature): readonly P[] =>
    plugins
      .filter(
        ({ enabled }) => enabled && !limits.some(({ feature, effect }) => feature === scope && effect === 'left-out'),
      )
      .map((plugin) => ({
        ...plugin,
        ...(isLost('vm-configuration', plugin.name) && { vmConfiguration: '' }),
        ...(isLost('environment', plugin.name) && { environment: [] }),
        ...(isLost('capabilities', plugin.name) && { capabilities: null }),
        ...(isLost('stop-iteration', plugin.name) && { allowStopIteration: false }),
        ...(isLost('fail-reload', plugin.name) && { failurePolicy: 'FAIL_CLOSED' }),
        ...(isLost('text-configuration', plugin.name) && { configuration: '' }),
      }));
  return {
    ...project,
    filters: left(project.filters),
    networkFilters: left(project.networkFilters, 'network-filters'),
    accessLoggers: left(project.accessLoggers, 'access-loggers'),
    services: left(project.services, 'services'),
  };
}

/** Spaces in JSON do not travel through a mesh; of a text Envoy Gateway makes JSON. */
function withJson(plugins: ReturnType<typeof essenceOf>['plugins'], isGateway: boolean) {
  const jsonOf = (text: string): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return text;
    }
  };
  return plugins.map((list) =>
    list.map((plugin) => ({
      ...plugin,
      vmId: '',
      hash: '',
      configuration: isGateway && plugin.configuration === '' ? '' : jsonOf(plugin.configuration),
    })),
  );
}

const hasPlugins = (project: Project) => listsOf(project).some((list) => list.some(({ enabled }) => enabled));
const forMesh = (id: GeneratorId) =>
  whole.filter(([, project]) => hasPlugins(asMesh(project, generators[id].limits(project))));

describe.each(['istio-wasm-plugin', 'envoy-gateway'] as const)('%s comes back with its plugins', (id) => {
  test.each(forMesh(id))('%s', async (_, project) => {
    const result = await imported(documentsOf(id, project));
    const isGateway = id === 'envoy-gateway';
    const limits = generators[id]
      .limits(project)
      .filter(({ feature }) => !isGateway || feature !== 'text-configuration');
    const expected = expectedOf(asMesh(project, limits)).plugins;
    const actual = essenceOf(result.project, () => '').plugins;
    expect(withJson(actual, isGateway)).toEqual(withJson(expected, isGateway));
    expect(result.repairs).toEqual([]);
    expect(result.missing.every(({ place, isHashStated }) => place === 'image' && !isHashStated)).toBe(true);
  });
});

test('the routes of a project come back from Envoy Gateway, as far as it has them', async () => {
  const { routes: project } = projects;
  const result = await imported(documentsOf('envoy-gateway', project ?? projectOf([])));
  const withClusters = project?.routes.filter(({ action }) => action.kind === 'cluster') ?? [];
  expect(withClusters.length).toBeGreaterThan(2);
  expect(result.project.routes).toEqual(withClusters.map((route) => ({ ...route, name: '' })));
});

test('every generator was thought of here', () => {
  // Images carry code and nothing of a chain; an archive has a way back of its own.
  const others = ['oci', 'zip'];
  const meshes = ['istio-envoy-filter', 'kustomize', 'istio-wasm-plugin', 'envoy-gateway'];
  const known = [...bootstraps, 'http-filters', ...meshes, ...others];
  expect(generatorIds.filter((id) => !known.some((one) => one === id))).toEqual([]);
});
