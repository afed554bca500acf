import {
  type ChainFilter,
  emptyProject,
  filterDefaults,
  type FilterModule,
  type HeaderRow,
  type NamedRequest,
  type Project,
  type ProjectCluster,
  replyDefaults,
  requestDefaults,
} from '../model/index.ts';
import type { ExampleFile } from './example-schema.ts';

/** What a project keeps of a prebuilt module. */
interface ModuleFacts {
  readonly sha256: string;
  readonly size: number;
}

interface Parts {
  readonly id: string;
  readonly example: ExampleFile;
  /** Sources of the example by their path in its folder. */
  readonly files: Readonly<Record<string, string>>;
  /** The prebuilt modules that its filters name, by path. */
  readonly modules: Readonly<Record<string, ModuleFacts>>;
}

const rows = (pairs: readonly (readonly [string, string])[]): HeaderRow[] =>
  pairs.map(([name, value]) => ({ enabled: true, name, value }));

type Behaviour = ExampleFile['clusters'][number]['behaviour'];

function behaviourOf(behaviour: Behaviour): ProjectCluster['behaviour'] {
  if (behaviour.kind !== 'replies') return behaviour;
  const replies = behaviour.replies.map((reply) => ({
    ...replyDefaults,
    ...reply,
    headers: rows(reply.headers),
    trailers: rows(reply.trailers),
  }));
  return { ...behaviour, replies };
}

type Filter = ExampleFile['filters'][number];

function moduleOf(module: Filter['module'], { id, files, modules }: Parts): FilterModule {
  if (module.kind === 'source') {
    if (files[module.entry] === undefined) throw new Error(`the example ${id} has no file ${module.entry}`);
    return module;
  }
  const facts = modules[module.path];
  if (!facts) throw new Error(`the example ${id} names ${module.path}, which is not in the gallery`);
  return { kind: 'wasm', fileName: module.path.replace(/^.*\//, ''), sha256: facts.sha256, size: facts.size };
}

const filtersOf = (filters: readonly Filter[], kind: string, parts: Parts): ChainFilter[] =>
  filters.map((filter, i) => ({
    ...filterDefaults,
    ...filter,
    id: `${kind}-${i + 1}`,
    module: moduleOf(filter.module, parts),
  }));

function requestOf(request: ExampleFile['requests'][number]): Omit<NamedRequest, 'id'> {
  if ('tcp' in request) return { ...requestDefaults, ...request, method: 'TCP', url: '' };
  return { ...requestDefaults, ...request, headers: rows(request.headers), trailers: rows(request.trailers) };
}

/** The project that an example opens as. The same example gives the same project. */
export function projectOfExample(parts: Parts): Project {
  const { id, example, files } = parts;
  return {
    ...emptyProject,
    id,
    name: example.title,
    files,
    filters: filtersOf(example.filters, 'filter', parts),
    networkFilters: filtersOf(example.networkFilters, 'network-filter', parts),
    requests: example.requests.map((request, i) => ({ ...requestOf(request), id: `request-${i + 1}` })),
    selectedRequest: 'request-1',
    isSequence: example.isSequence,
    clusters: example.clusters.map((cluster) => ({ ...cluster, behaviour: behaviourOf(cluster.behaviour) })),
    upstream:
      example.upstream.kind === 'fixed'
        ? { ...example.upstream, isBytes: false, headers: rows(example.upstream.headers) }
        : example.upstream,
  };
}
