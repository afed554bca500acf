import type {
  ChainFilter,
  ClusterReply,
  EnvironmentVariable,
  FilterModule,
  GrpcMessage,
  GrpcReply,
  HeaderRow,
  NamedRequest,
  Project,
  ProjectCluster,
  ProjectRoute,
  ServicePlugin,
  TcpAct,
  TcpTalk,
  ToolVersions,
  Upstream,
} from '../../model/index.ts';
import {
  anything,
  fields,
  files,
  flag,
  kinds,
  list,
  number,
  numbered,
  numberedId,
  row,
  type Shape,
  text,
  word,
} from './shape.ts';

// Links are for ever. Keys, positions and defaults below never change their meaning: what comes new takes a new key,
// or a place at the end, and a default that says what its absence has always meant.

const pair = row<EnvironmentVariable>({ name: { key: '', shape: text }, value: { key: '', shape: text } });
const headerRow = row<HeaderRow>({
  name: { key: '', shape: text },
  value: { key: '', shape: text },
  enabled: { key: '', shape: flag, or: true },
});
const headerRows = list(headerRow, 1000);

type Brought = Omit<Extract<FilterModule, { kind: 'wasm' }>, 'kind'>;
const brought = row<Brought>({
  fileName: { key: '', shape: text },
  size: { key: '', shape: number },
  sha256: { key: '', shape: text },
});

/** A source file by its name, a .wasm by what is known of it. */
const filterModule: Shape<FilterModule> = {
  write: (module, texts) => (module.kind === 'source' ? text.write(module.entry, texts) : brought.write(module, texts)),
  read(json, texts) {
    if (!Array.isArray(json)) return { kind: 'source', entry: text.read(json, texts) };
    const read = brought.read(json, texts);
    return typeof read === 'object' ? { ...read, kind: 'wasm' } : undefined;
  },
};

/** Something, or nothing at all. */
const orNull = <T>(shape: Shape<T>): Shape<T | null> => ({
  write: (value, texts) => (value === null ? null : shape.write(value, texts)),
  read: (json, texts) => (json === null ? null : shape.read(json, texts)),
});

const plugin = {
  name: { key: 'n', shape: text },
  module: { key: 'm', shape: filterModule },
  enabled: { key: 'd', shape: flag, or: true },
  rootId: { key: 'r', shape: text, or: '' },
  vmId: { key: 'v', shape: text, or: '' },
  configuration: { key: 'c', shape: text, or: '' },
  vmConfiguration: { key: 'w', shape: text, or: '' },
  failurePolicy: { key: 'f', shape: word(['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD']), or: 'FAIL_CLOSED' },
  environment: { key: 'e', shape: list(pair, 200), or: [] },
  reloadMs: { key: 'b', shape: number, or: 0 },
  allowStopIteration: { key: 's', shape: flag, or: false },
  capabilities: { key: 'p', shape: orNull(list(text, 200)), or: null },
} as const;
const filter = fields<Omit<ChainFilter, 'id'>>(plugin);
const service = fields<Omit<ServicePlugin, 'id'>>({ ...plugin, singleton: { key: 'o', shape: flag, or: true } });

const acts = list(
  kinds<TcpAct>([
    {
      kind: 'send',
      shape: fields({
        data: { key: 'd', shape: text },
        as: { key: 'a', shape: word(['text', 'hex']), or: 'text' },
      }),
    },
    { kind: 'wait', shape: fields({ ms: { key: 'm', shape: number } }) },
    { kind: 'receive', shape: fields({ bytes: { key: 'b', shape: number } }) },
    { kind: 'end' },
    { kind: 'half-close' },
    { kind: 'close' },
    { kind: 'reset' },
  ]),
  200,
);
const talk = fields<TcpTalk>({
  client: { key: 'c', shape: acts, or: [] },
  upstream: { key: 'u', shape: orNull(acts), or: [] },
});

const request = fields<Omit<NamedRequest, 'id'>>({
  name: { key: 'n', shape: text },
  method: { key: 'm', shape: text, or: 'GET' },
  url: { key: 'u', shape: text },
  headers: { key: 'h', shape: headerRows, or: [] },
  body: { key: 'b', shape: text, or: '' },
  splits: { key: 's', shape: list(number, 1000), or: [] },
  trailers: { key: 't', shape: headerRows, or: [] },
  waitMs: { key: 'w', shape: number, or: 0 },
  http: { key: 'p', shape: word(['1.1', '2']), or: '1.1' },
  isBytes: { key: 'y', shape: flag, or: false },
  tcp: { key: 'c', shape: orNull(talk), or: null },
  overlaps: { key: 'o', shape: flag, or: false },
});

const answer = {
  status: { key: 's', shape: number, or: 200 },
  headers: { key: 'h', shape: headerRows, or: [] },
  body: { key: 'b', shape: text, or: '' },
  isBytes: { key: 'y', shape: flag, or: false },
} as const;
const upstream = kinds<Upstream>([{ kind: 'reflect' }, { kind: 'fixed', shape: fields(answer) }]);

const grpc = fields<GrpcReply>({
  status: { key: 's', shape: number, or: 0 },
  message: { key: 'm', shape: text, or: '' },
  messages: {
    key: 'g',
    shape: list(
      row<GrpcMessage>({ data: { key: '', shape: text }, as: { key: '', shape: word(['text', 'hex']), or: 'text' } }),
      200,
    ),
    or: [],
  },
});

const reply = fields<ClusterReply>({
  ...answer,
  prefix: { key: 'p', shape: text, or: '' },
  trailers: { key: 't', shape: headerRows, or: [] },
  delayMs: { key: 'd', shape: number, or: 0 },
  failure: { key: 'f', shape: word(['none', 'reset', 'hang', 'partial']), or: 'none' },
  grpc: { key: 'g', shape: orNull(grpc), or: null },
});

const cluster = fields<ProjectCluster>({
  name: { key: 'n', shape: text },
  address: { key: 'a', shape: text, or: '' },
  protocol: { key: 'p', shape: word(['http1', 'http2']), or: 'http1' },
  behaviour: {
    key: 'b',
    shape: kinds<ProjectCluster['behaviour']>([
      { kind: 'reflect' },
      { kind: 'refuse' },
      { kind: 'replies', shape: fields({ replies: { key: 'r', shape: list(reply, 200) } }) },
    ]),
    or: { kind: 'reflect' },
  },
});

const route = fields<ProjectRoute>({
  name: { key: 'n', shape: text, or: '' },
  match: { key: 'm', shape: word(['prefix', 'path']), or: 'prefix' },
  path: { key: 'p', shape: text },
  headers: { key: 'h', shape: list(pair, 200), or: [] },
  action: {
    key: 'a',
    shape: kinds<ProjectRoute['action']>([
      {
        kind: 'cluster',
        shape: fields({
          cluster: { key: 'c', shape: text },
          timeoutMs: { key: 't', shape: number, or: 5000 },
        }),
      },
      { kind: 'direct', shape: fields({ status: answer.status, body: answer.body }) },
    ]),
  },
});

const check = fields<Project['checks'][number]>({
  name: { key: 'n', shape: text },
  request: { key: 'r', shape: numberedId('request'), or: 'request-1' },
  expect: { key: 'e', shape: anything as Shape<Project['checks'][number]['expect']> },
});

const versions = row<ToolVersions>({
  compiler: { key: '', shape: text, or: '' },
  sdk: { key: '', shape: text, or: '' },
});

/** Everything of a project but its schema and its id, which belong to whoever opens it. */
export const projectShape = {
  name: { key: 'n', shape: text },
  filters: { key: 'c', shape: numbered<ChainFilter>('filter', filter, 200), or: [] },
  networkFilters: { key: 't', shape: numbered<ChainFilter>('network-filter', filter, 200), or: [] },
  accessLoggers: { key: 'l', shape: numbered<ChainFilter>('access-logger', filter, 200), or: [] },
  services: { key: 's', shape: numbered<ServicePlugin>('service', service, 200), or: [] },
  requests: { key: 'r', shape: numbered<NamedRequest>('request', request, 200), or: [] },
  selectedRequest: { key: 'q', shape: numberedId('request'), or: 'request-1' },
  isSequence: { key: 'i', shape: flag, or: false },
  upstream: { key: 'u', shape: upstream, or: { kind: 'reflect' } },
  clusters: { key: 'k', shape: list(cluster, 200), or: [] },
  routes: { key: 'o', shape: list(route, 200), or: [] },
  workers: { key: 'w', shape: number, or: 1 },
  inTurn: { key: 'y', shape: flag, or: false },
  checks: { key: 'e', shape: list(check, 200), or: [] },
  madeWith: { key: 'm', shape: versions, or: { compiler: '', sdk: '' } },
  files: { key: 'f', shape: files, or: {} },
} as const;

/** The project as every copy of it is written: things are named by their positions, files are in alphabetical order. */
export function canonicalProject(project: Project): Project {
  const renamed = <T extends { readonly id: string }>(prefix: string, items: readonly T[]): readonly T[] =>
    items.map((item, i) => ({ ...item, id: `${prefix}-${i + 1}` }));
  const requestId = (id: string): string => {
    const at = project.requests.findIndex((one) => one.id === id);
    return at < 0 ? '' : `request-${at + 1}`;
  };
  const inOrder = Object.entries(project.files).sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    ...project,
    id: '',
    files: Object.fromEntries(inOrder),
    filters: renamed('filter', project.filters),
    networkFilters: renamed('network-filter', project.networkFilters),
    accessLoggers: renamed('access-logger', project.accessLoggers),
    services: renamed('service', project.services),
    requests: renamed('request', project.requests),
    selectedRequest: requestId(project.selectedRequest),
    checks: project.checks.map((one) => ({ ...one, request: requestId(one.request) })),
  };
}
