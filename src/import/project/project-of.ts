import {
  type ChainFilter,
  curlDefaults,
  emptyProject,
  type NamedRequest,
  type Project,
  type ProjectCluster,
  type ProjectRoute,
  requestDefaults,
} from '../../model/index.ts';
import type { Findings } from '../place.ts';
import type { Draft, FoundChain, FoundPlugin, FoundRoute } from '../read/draft.ts';
import { meshOrder, playedClusters, splitChains, upstreamOf } from './chain.ts';
import type { Modules } from './modules.ts';

/** What was gathered, as a project. */
export async function projectOf(draft: Draft, modules: Modules, findings: Findings): Promise<Project> {
  const { real, standIns } = splitChains(draft);
  forget(findings, standIns);
  const main = real.find(({ filters }) => filters.length > 0) ?? real[0];
  for (const other of real) if (other !== main) leaveOut(other, findings);
  const inChains = [...(main?.filters ?? []), ...meshOrder(draft)];
  // Definitions that no chain of this text names.
  const filters = inChains.length > 0 ? inChains : [...draft.extensions.values()];
  const loggers = real.flatMap((chain) => chain.loggers);
  const { networkFilters, services } = draft;
  const ids = idGiver();
  const pluginsOf = (found: readonly FoundPlugin[]): Promise<ChainFilter[]> =>
    Promise.all(found.map((plugin) => chainFilter(plugin, ids(), modules)));
  const routes = main && main.routes.length > 0 ? main.routes : draft.routes;
  const all = [...filters, ...loggers, ...networkFilters, ...services];
  return {
    ...emptyProject,
    name: draft.name || all[0]?.name || '',
    filters: await pluginsOf(filters),
    networkFilters: await pluginsOf(networkFilters),
    accessLoggers: await pluginsOf(loggers),
    services: await Promise.all(
      services.map(async (plugin) => ({ ...(await chainFilter(plugin, ids(), modules)), singleton: plugin.singleton })),
    ),
    ...behindOf({ routes, clusters: playedClusters(draft.clusters, standIns), plugins: all, draft, findings }),
    requests: [requestFor(routes)],
    selectedRequest: 'request-1',
  };
}

function idGiver(): () => string {
  let n = 0;
  return () => `filter-${++n}`;
}

async function chainFilter(plugin: FoundPlugin, id: string, modules: Modules): Promise<ChainFilter> {
  const { code, singleton: _singleton, ...rest } = plugin;
  return { ...rest, id, module: await modules.moduleOf(code, plugin.name) };
}

/** Filters that only play a service are no filters of the chain. */
function forget({ notes }: Findings, standIns: readonly FoundChain[]): void {
  for (const { document, path } of standIns) {
    const kept = notes.filter((note) => note.document !== document || !note.path.startsWith(path));
    notes.splice(0, notes.length, ...kept);
  }
}

function leaveOut({ document, path, filters, listener }: FoundChain, { notes }: Findings): void {
  for (const { name } of filters) notes.push({ kind: 'plugin-left-out', document, path, what: `${listener}: ${name}` });
}

interface Behind {
  readonly routes: readonly FoundRoute[];
  readonly clusters: readonly ProjectCluster[];
  readonly plugins: readonly FoundPlugin[];
  readonly draft: Draft;
  readonly findings: Findings;
}

/** The cluster that requests go to is the upstream; the others keep their names. */
function behindOf({
  routes,
  clusters,
  plugins,
  draft,
  findings,
}: Behind): Pick<Project, 'upstream' | 'clusters' | 'routes'> {
  const isNamed = clusters.some((cluster) => cluster.name === 'upstream');
  const name = isNamed ? 'upstream' : upstreamName(routes) || draft.tcpCluster;
  const upstream = clusters.find((cluster) => cluster.name === name);
  const isCalled = plugins.some((plugin) => name !== '' && textsOf(plugin).some((text) => text.includes(name)));
  const isRenamed = name !== '' && name !== 'upstream';
  if (isRenamed) {
    const what = upstream?.address ? `${name} (${upstream.address})` : name;
    findings.notes.push({ kind: 'upstream-played', document: 1, path: '', what });
  }
  const named = [...clusters, ...meshClusters(plugins, clusters)];
  const ofText = routes.filter(({ isBytes }) => !isBytes);
  for (const route of routes)
    if (route.isBytes)
      findings.notes.push({ kind: 'route-left-out', document: 1, path: '', what: route.name || route.path });
  const renamed = ofText.map((route) => withCluster(route, name));
  return {
    upstream: upstreamOf(upstream),
    clusters: named.filter((cluster) => cluster.name !== name || (isRenamed && isCalled)),
    routes: renamed.every((route, i) => i === 0 && isUsual(route)) ? [] : renamed.map(withoutMark),
  };
}

/** Clusters that a mesh makes by itself carry their address in their name; configurations name them. */
const meshName = /\b(?:in|out)bound\|(\d+)\|[\w.-]*\|([\w.-]+)/g;

function meshClusters(plugins: readonly FoundPlugin[], clusters: readonly ProjectCluster[]): ProjectCluster[] {
  const found = plugins.flatMap(textsOf).flatMap((text) => [...text.matchAll(meshName)]);
  const byName = new Map(found.map(([name, port = '', host = '']) => [name, `${host}:${port}`]));
  return [...byName]
    .filter(([name]) => clusters.every((cluster) => cluster.name !== name))
    .map(([name, address]) => ({ name, address, protocol: 'http1', behaviour: { kind: 'reflect' } }));
}

const textsOf = (plugin: FoundPlugin): string[] => [
  plugin.configuration,
  plugin.vmConfiguration,
  ...plugin.environment.map(({ value }) => value),
];

const isCatchAll = ({ match, path, headers }: ProjectRoute) =>
  match === 'prefix' && path === '/' && headers.length === 0;

function upstreamName(routes: readonly FoundRoute[]): string {
  const targets = routes.flatMap((route) =>
    route.action.kind === 'cluster' ? [{ route, name: route.action.cluster }] : [],
  );
  const found = targets.find(({ route }) => isCatchAll(route)) ?? targets[0];
  return found?.name ?? '';
}

/** What a project without routes does by itself. */
function isUsual(route: FoundRoute): boolean {
  const { action } = route;
  const isPlain = isCatchAll(route) && route.name === '' && action.kind === 'cluster' && action.cluster === 'upstream';
  return isPlain && (route.isUsualTimeout || action.timeoutMs === 5000);
}

function withCluster(route: FoundRoute, name: string): FoundRoute {
  const { action } = route;
  if (action.kind !== 'cluster' || action.cluster !== name) return route;
  return { ...route, action: { ...action, cluster: 'upstream' } };
}

const withoutMark = ({ name, match, path, headers, action }: FoundRoute): ProjectRoute => {
  return { name, match, path, headers, action };
};

/** A request that the first route takes. */
function requestFor([route]: readonly FoundRoute[]): NamedRequest {
  const path = route && route.path !== '/' && route.path.startsWith('/') ? route.path : '/headers';
  return {
    ...requestDefaults,
    id: 'request-1',
    name: 'request',
    url: `http://localhost:8080${path}`,
    headers: curlDefaults,
  };
}
