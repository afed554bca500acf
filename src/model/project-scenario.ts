import { latin1OfText } from './bytes.ts';
import { grpcFrames, grpcOutcome, type GrpcReply } from './grpc-reply.ts';
import type {
  ChainFilter,
  ClusterReply,
  HeaderRow,
  NamedRequest,
  Project,
  ProjectCluster,
  ProjectRoute,
  Upstream,
} from './project.ts';
import type {
  ClusterSpec,
  HeaderText,
  PluginSpec,
  ReplySpec,
  RequestSpec,
  RouteSpec,
  Scenario,
  TcpSpec,
} from './scenario.ts';
import { specOfTalk } from './tcp-talk.ts';

/** A project and what is sent through it, as a scenario, and the way back from positions to the project's filters. */
export interface ProjectScenario {
  readonly scenario: Scenario;
  /** The enabled filters: the one at position n of the scenario's chain is the n-th here. */
  readonly filters: readonly ChainFilter[];
  /** All enabled plugins: the one with index n in the report is the n-th here. */
  readonly plugins: readonly ChainFilter[];
}

/** Where a request goes that names no host. */
export const DEFAULT_HOST = 'localhost:8080';

/** The scenario that sends these requests through the project's enabled filters. */
export function scenarioOfProject(project: Project, requests: readonly NamedRequest[]): ProjectScenario {
  const filters = enabled(project.filters);
  const beside = [enabled(project.networkFilters), enabled(project.accessLoggers), enabled(project.services)] as const;
  const [networkFilters, loggers, services] = beside;
  const pluginOf = pluginSpecs([...filters, ...beside.flat()]);
  const tcp: TcpSpec = { filters: networkFilters.map(pluginOf) };
  const asked = askedProperties(project.checks.map(({ expect }) => expect));
  return {
    scenario: {
      name: project.name,
      filters: filters.map(pluginOf),
      ...(loggers.length > 0 && { loggers: loggers.map(pluginOf) }),
      ...(services.length > 0 && {
        services: services.map((service) => ({ ...pluginOf(service), singleton: service.singleton })),
      }),
      ...(networkFilters.length > 0 && { tcp }),
      ...(project.workers > 1 && { workers: project.workers }),
      ...(asked.length > 0 && { properties: asked }),
      clusters: {
        upstream: upstreamOf(project.upstream),
        ...Object.fromEntries(project.clusters.map((cluster) => [cluster.name, clusterOf(cluster)])),
      },
      envoy: { routes: project.routes.length > 0 ? project.routes.map(routeOf) : EVERYTHING_UPSTREAM },
      requests: connectionsInTurn(project, specsOfRequests(requests)),
    },
    filters,
    plugins: [...filters, ...loggers, ...networkFilters, ...services],
  };
}

/** No more of them are read. */
const MOST_ASKED = 200;

/** Paths of the properties that expectations are about, whatever else is in those. */
export function askedProperties(expectations: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  const paths = expectations.flatMap(({ properties }) =>
    typeof properties === 'object' && properties !== null ? Object.keys(properties) : [],
  );
  return [...new Set(paths)].slice(0, MOST_ASKED);
}

const EVERYTHING_UPSTREAM: readonly RouteSpec[] = [
  { match: { prefix: '/' }, route: { cluster: 'upstream', timeout: '5s' } },
];

function enabled<F extends ChainFilter>(plugins: readonly F[]): readonly F[] {
  return plugins.filter((plugin) => plugin.enabled);
}

/** The name under which a scenario asks for a filter's module. The same code has the same name. */
export function moduleName({ module }: ChainFilter): string {
  if (module.kind === 'source') return module.entry.replace(/\.ts$/, '.wasm');
  return `${module.sha256.slice(0, 16)}/${module.fileName}`;
}

/**
 * Envoy runs plugins of the same code, VM id and VM configuration in one VM. Two plugins of a project do so here only
 * when both were given the same VM id; to keep apart those with none, all but the first of them get one.
 */
function pluginSpecs(plugins: readonly ChainFilter[]): (plugin: ChainFilter) => PluginSpec {
  const taken = new Set(plugins.map(({ vmId }) => vmId));
  const alone = new Set<string>();
  const specs = new Map<ChainFilter, PluginSpec>();
  for (const plugin of plugins) {
    const code = moduleName(plugin);
    const shares = plugin.vmId === '' && alone.has(code);
    alone.add(code);
    specs.set(plugin, pluginSpec(plugin, shares ? freeName(plugin.name, taken) : plugin.vmId));
  }
  return (plugin) => specs.get(plugin) ?? pluginSpec(plugin, plugin.vmId);
}

function freeName(wish: string, taken: Set<string>): string {
  let name = wish;
  for (let n = 2; taken.has(name); n++) name = `${wish}-${n}`;
  taken.add(name);
  return name;
}

function pluginSpec(filter: ChainFilter, vmId: string): PluginSpec {
  const { configuration, vmConfiguration, environment, capabilities, allowStopIteration } = filter;
  return {
    wasm: moduleName(filter),
    plugin: latin1OfText(filter.name),
    root_id: latin1OfText(filter.rootId),
    vm_id: latin1OfText(vmId),
    ...(configuration !== '' && { config: latin1OfText(configuration) }),
    ...(vmConfiguration !== '' && { vm_config: latin1OfText(vmConfiguration) }),
    plugin_extra: {
      failure_policy: filter.failurePolicy,
      ...(filter.failurePolicy === 'FAIL_RELOAD' &&
        filter.reloadMs > 0 && { reload_config: { backoff: { base_interval: `${filter.reloadMs / 1000}s` } } }),
      ...(allowStopIteration && { allow_on_headers_stop_iteration: true }),
      ...(capabilities !== null && {
        capability_restriction_config: {
          allowed_capabilities: Object.fromEntries(capabilities.map((name) => [name, {}])),
        },
      }),
    },
    ...(environment.length > 0 && {
      vm_extra: {
        environment_variables: {
          key_values: Object.fromEntries(
            environment.map(({ name, value }) => [latin1OfText(name), latin1OfText(value)]),
          ),
        },
      },
    }),
  };
}

function upstreamOf(upstream: Upstream): ClusterSpec {
  if (upstream.kind === 'reflect') return { reflect: true };
  const { status, headers, body } = upstream;
  return { replies: [{ status, headers: rowsOf(headers), ...(body !== '' && { body: [latin1OfBody(upstream)] }) }] };
}

function clusterOf({ protocol, behaviour }: ProjectCluster): ClusterSpec {
  const http2 = protocol === 'http2' ? { h2_stub: true } : {};
  switch (behaviour.kind) {
    case 'reflect':
      return { reflect: true };
    case 'refuse':
      return { refuse: true };
    case 'replies':
      return { ...http2, replies: behaviour.replies.map(replyOf) };
  }
}

export function replyOf({ prefix, delayMs, failure, grpc, ...answer }: ClusterReply): ReplySpec {
  return {
    ...(prefix !== '' && { match: { prefix: latin1OfText(prefix) } }),
    ...(grpc === null ? plainAnswer(answer) : grpcAnswer(answer, grpc)),
    ...(delayMs > 0 && { delay_ms: delayMs }),
    ...(failure !== 'none' && { failure }),
  };
}

type Answer = Pick<ClusterReply, 'status' | 'headers' | 'body' | 'isBytes' | 'trailers'>;

function plainAnswer({ status, headers, body, isBytes, trailers }: Answer): ReplySpec {
  return {
    status,
    headers: rowsOf(headers),
    ...(body !== '' && { body: [latin1OfBody({ body, isBytes })] }),
    ...(trailers.length > 0 && { trailers: rowsOf(trailers), framing: 'chunked' }),
  };
}

/** Without a message everything stands in the headers. */
function grpcAnswer({ headers, trailers }: Answer, grpc: GrpcReply): ReplySpec {
  const head: readonly HeaderText[] = [['content-type', 'application/grpc'], ...rowsOf(headers)];
  const outcome = [...grpcOutcome(grpc), ...rowsOf(trailers)];
  const body = grpcFrames(grpc);
  if (body.length === 0) return { status: 200, headers: [...head, ...outcome] };
  return { status: 200, headers: head, body, trailers: outcome };
}

function routeOf({ name, match, path, headers, action }: ProjectRoute): RouteSpec {
  return {
    ...(name !== '' && { name }),
    match: {
      [match]: path,
      ...(headers.length > 0 && {
        headers: headers.map((header) => ({ name: header.name, string_match: { exact: header.value } })),
      }),
    },
    ...(action.kind === 'cluster'
      ? { route: { cluster: action.cluster, timeout: `${action.timeoutMs / 1000}s` } }
      : { direct_response: { status: action.status, body: { inline_string: action.body } } }),
  };
}

/** A connection of its own for each request, all of which stay open: the next one goes to another worker. */
export function connectionsInTurn({ workers, inTurn }: Project, specs: readonly RequestSpec[]): readonly RequestSpec[] {
  if (!inTurn || workers === 1) return specs;
  let connections = 0;
  return specs.map((spec) => (spec.path === undefined ? spec : { ...spec, conn: `turn-${++connections}` }));
}

/** The requests and the waits before them, in their order. */
export function specsOfRequests(requests: readonly NamedRequest[]): readonly RequestSpec[] {
  return requests.flatMap((request, i): readonly RequestSpec[] => {
    const next = requests[i + 1];
    const sent = sentOf(request);
    const waits = request.waitMs > 0 && !isOverlapping(requests[i - 1], request);
    return [
      ...(waits ? [{ wait_ms: request.waitMs }] : []),
      next && isOverlapping(request, next) ? { ...sent, parallel: true, gap_ms: next.waitMs } : sent,
    ];
  });
}

/** Whether no request of a sequence waits for the answer to the one before it. */
export const allOverlap = (requests: readonly NamedRequest[]): boolean =>
  requests.slice(1).every(({ overlaps }) => overlaps);

/** Whether a request of a sequence is sent without the answer to the one before it. TCP connections have their turn. */
export function isOverlapping(before: NamedRequest | undefined, request: NamedRequest): boolean {
  return request.overlaps && before?.tcp === null && request.tcp === null;
}

function sentOf(request: NamedRequest): RequestSpec {
  if (request.tcp !== null) return specOfTalk(request.tcp);
  return request.http === '2' ? overHttp2(requestOf(request)) : requestOf(request);
}

/** What HTTP/2 has no place for; clients leave it out, as curl does. */
const onlyInHttp1 = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

function overHttp2({ framing, headers = [], ...request }: RequestSpec): RequestSpec {
  const lower = headers
    .map(([name, value]): HeaderText => [name.toLowerCase(), value])
    .filter(([name, value]) => !onlyInHttp1.has(name) && (name !== 'te' || value === 'trailers'));
  const [whole] = request.body ?? [];
  const isLengthKnown = framing !== 'chunked' && typeof whole === 'string' && !lower.some(isLengthRow);
  const length: readonly HeaderText[] = isLengthKnown ? [['content-length', String(whole.length)]] : [];
  return { ...request, http: '2', headers: [...lower, ...length] };
}

function requestOf(request: NamedRequest): RequestSpec {
  const { host, path } = targetOf(request.url);
  const rows = rowsOf(request.headers);
  const hostRow = rows.find(([name]) => name.toLowerCase() === 'host');
  const headers = rows.filter(([name]) => name.toLowerCase() !== 'host');
  const trailers = rowsOf(request.trailers);
  const body = piecesOf(request);
  const isChunked = body.length > 1 || trailers.length > 0 || headers.some(isChunkedRow);
  return {
    method: request.method,
    path,
    host: hostRow?.[1] ?? host,
    // The framing writes these two.
    headers: isChunked ? headers.filter((row) => !isChunkedRow(row) && !isLengthRow(row)) : headers,
    ...(body.length === 0 ? {} : { body }),
    ...(trailers.length === 0 ? {} : { trailers }),
    ...(isChunked ? { framing: 'chunked' } : {}),
  };
}

const isChunkedRow = ([name, value]: HeaderText) =>
  name.toLowerCase() === 'transfer-encoding' && /(^|,)\s*chunked\s*$/i.test(value);
const isLengthRow = ([name]: HeaderText) => name.toLowerCase() === 'content-length';

function rowsOf(rows: readonly HeaderRow[]): HeaderText[] {
  return rows
    .filter(({ enabled, name }) => enabled && name.trim() !== '')
    .map(({ name, value }) => [latin1OfText(name.trim()), latin1OfText(value.trim())]);
}

/** The pieces of a body, split at offsets in characters; offsets outside it, or out of order, cut nothing. */
function piecesOf({ body, isBytes, splits }: NamedRequest): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const to of [...splits, body.length]) {
    if (to <= from || to > body.length || (!isBytes && isInsideCharacter(body, to))) continue;
    pieces.push(latin1OfBody({ body: body.slice(from, to), isBytes }));
    from = to;
  }
  return pieces;
}

/** What travels of a body: one character a byte. */
export function latin1OfBody({ body, isBytes }: Pick<NamedRequest, 'body' | 'isBytes'>): string {
  return isBytes ? body : latin1OfText(body);
}

/** Whether an offset lies between the two halves of a surrogate pair. */
function isInsideCharacter(text: string, at: number): boolean {
  return (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

/** Host and path of an address as a person writes it: scheme, credentials and fragment do not travel. */
export function targetOf(url: string): { readonly host: string; readonly path: string } {
  const [whole = ''] = url.trim().split('#');
  const rest = whole.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const isPath = rest === whole && (rest === '' || rest.startsWith('/') || rest.startsWith('?') || rest === '*');
  if (isPath) return { host: DEFAULT_HOST, path: pathOf(rest) };
  const end = rest.search(/[/?]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  return {
    host: latin1OfText(authority.slice(authority.lastIndexOf('@') + 1)) || DEFAULT_HOST,
    path: pathOf(end < 0 ? '' : rest.slice(end)),
  };
}

function pathOf(text: string): string {
  const path = text === '' || text.startsWith('?') ? `/${text}` : text;
  return latin1OfText(path).replace(
    /[^\x21-\x7e]/g,
    (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
