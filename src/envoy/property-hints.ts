import { copyOf, latin1OfBytes, PROPERTIES, type Refusal, type RefusalKind, type Span } from '../model/index.ts';

/** Roots that Envoy had before its attributes were unified; many tutorials still use them. */
const RENAMED: Readonly<Record<string, string>> = {
  node: 'xds.node',
  listener_direction: 'xds.listener_direction',
  listener_metadata: 'xds.listener_metadata',
  cluster_name: 'xds.cluster_name',
  cluster_metadata: 'xds.cluster_metadata',
  route_name: 'xds.route_name',
  route_metadata: 'xds.route_metadata',
  upstream_host_metadata: 'xds.upstream_host_metadata',
};

/** Attributes that exist, but not in every callback (abi: 5.14). */
const SOMETIMES =
  /^(request\.(path|url_path|host|scheme|method|referer|useragent|id|query|duration)|response\.(code|code_details|grpc_status|backend_latency)|upstream\.(address|port|local_address|locality|cx_pool_ready_duration|transport_failure_reason))$/;

/** The first two segments of every attribute, and the roots under which there may be anything. */
const NAMES = new Set(PROPERTIES.map(({ path }) => path.slice(0, 2).join('.')));
const OPEN_ROOTS = new Set(
  PROPERTIES.filter(({ path, isOpen }) => isOpen && path.length === 1).map(({ path }) => path[0]),
);

/** No attribute is called by a longer path. */
const LONGEST = 1000;

/** Why a property was not found, where that can be told from its name. */
export function propertyHint(path: Span): { kind: RefusalKind; facts: Refusal['facts'] } | undefined {
  if (path.size > LONGEST) return undefined;
  const text = latin1OfBytes(copyOf(path));
  const parts = text.split('\0');
  const root = parts[0] ?? '';
  const now = Object.hasOwn(RENAMED, root) ? RENAMED[root] : undefined;
  const dotted = parts.join('.');
  if (now !== undefined)
    return { kind: 'property-renamed', facts: { path: dotted, now: [now, ...parts.slice(1)].join('.') } };
  // One segment with dots in it: a path is separated by NUL, so Envoy takes this for one odd name.
  if (parts.length === 1 && text.includes('.')) return { kind: 'property-dotted', facts: { path: text } };
  // What filters set themselves mostly has a name of one segment.
  if (parts.length > 1 && !OPEN_ROOTS.has(root) && !NAMES.has(`${root}.${parts[1]}`))
    return { kind: 'property-unknown', facts: { path: dotted } };
  return SOMETIMES.test(dotted) ? { kind: 'property-later', facts: { path: dotted } } : undefined;
}
