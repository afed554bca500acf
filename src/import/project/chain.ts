import { type ClusterReply, type ProjectCluster, replyDefaults, type Upstream } from '../../model/index.ts';
import type { Draft, FoundChain, FoundPlugin } from '../read/draft.ts';

/** Listeners of the same text that answer in place of a service, and the others. */
export function splitChains(draft: Draft): { readonly real: FoundChain[]; readonly standIns: FoundChain[] } {
  const addresses = new Set(draft.clusters.map(({ address }) => portOf(address)));
  const isStandIn = (chain: FoundChain) =>
    chain.filters.length === 0 &&
    chain.loggers.length === 0 &&
    chain.routes.length > 0 &&
    chain.routes.every(({ action }) => action.kind === 'direct') &&
    addresses.has(portOf(chain.address));
  return {
    real: draft.chains.filter((chain) => !isStandIn(chain)),
    standIns: draft.chains.filter(isStandIn),
  };
}

/** Port of an address on this machine; of any other the whole address. */
function portOf(address: string): string {
  const [, port] = /^(?:127\.0\.0\.1|0\.0\.0\.0|localhost|\[::1?\]):(\d+)$/.exec(address) ?? [];
  return port ?? `elsewhere ${address}`;
}

/** Longer than any answer takes: somebody who never answers. */
const forEverMs = 600_000;

/** What stands in for a cluster, as the replies of that cluster. */
function repliesOf(chain: FoundChain): ClusterReply[] {
  return chain.routes.flatMap(({ match, path, action, isBytes, answerHeaders, delayMs }) => {
    if (action.kind !== 'direct') return [];
    const prefix = match === 'prefix' && path === '/' ? '' : path;
    const headers = answerHeaders.map((header) => ({ enabled: true, ...header }));
    const isHanging = delayMs > forEverMs;
    const end = { delayMs: isHanging ? 0 : delayMs, failure: isHanging ? 'hang' : 'none' } as const;
    return [{ ...replyDefaults, prefix, status: action.status, headers, body: action.body, isBytes, ...end }];
  });
}

/** The port of this machine that nobody listens on. */
const closed = '127.0.0.1:1';

export function playedClusters(clusters: readonly ProjectCluster[], standIns: readonly FoundChain[]): ProjectCluster[] {
  return clusters.map((cluster) => {
    const chain = standIns.find(({ address }) => portOf(address) === portOf(cluster.address));
    if (cluster.address === closed) return { ...cluster, address: '', behaviour: { kind: 'refuse' } };
    if (!chain) return cluster;
    return { ...cluster, address: '', behaviour: { kind: 'replies', replies: repliesOf(chain) } };
  });
}

/** What answers behind the proxy: a fixed answer if something in the text stands in for it. */
export function upstreamOf(cluster: ProjectCluster | undefined): Upstream {
  const behaviour = cluster?.behaviour;
  const [reply] = behaviour?.kind === 'replies' ? behaviour.replies : [];
  if (!reply) return { kind: 'reflect' };
  return { kind: 'fixed', status: reply.status, headers: reply.headers, body: reply.body, isBytes: reply.isBytes };
}

/** Filters of a mesh in the order in which it runs them. */
export function meshOrder({ mesh }: Draft): FoundPlugin[] {
  return mesh
    .map((filter, i) => ({ ...filter, i }))
    .sort((one, other) => one.phase - other.phase || other.priority - one.priority || one.i - other.i)
    .map(({ plugin }) => plugin);
}
