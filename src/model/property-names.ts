import { latin1OfText } from './bytes.ts';

/** What the bytes of a property mean (abi: 3.3). `message` is protobuf; its fields are read with a longer path. */
export type PropertyType = 'string' | 'int' | 'uint' | 'bool' | 'bytes' | 'timestamp' | 'duration' | 'map' | 'message';

/**
 * Where a property can be read, by what Envoy does:
 * - everywhere: root contexts too; - stream: every callback of a stream; - request-headers: on_request_headers, on_log;
 * - response-headers: on_response_headers, on_log; - response: from the response headers on; - upstream: once an
 *   endpoint was chosen; - end: on_log; - tls: never here, the connection has no TLS; - sometimes: when it was set.
 */
export type PropertyPhase =
  | 'everywhere'
  | 'stream'
  | 'request-headers'
  | 'response-headers'
  | 'response'
  | 'upstream'
  | 'end'
  | 'tls'
  | 'sometimes';

export interface PropertyInfo {
  /** Segments; on the wire NUL bytes stand between them. */
  readonly path: readonly string[];
  readonly type: PropertyType;
  readonly phase: PropertyPhase;
  /** Longer paths go into it: names of headers, keys of metadata, fields of a message. */
  readonly isOpen: boolean;
}

type Names = string | readonly string[];

function rows(root: string, type: PropertyType, phase: PropertyPhase, names: Names, isOpen = false): PropertyInfo[] {
  const list = typeof names === 'string' ? names.split(' ') : names;
  return list.map((name) => ({ path: name === '' ? [root] : [root, name], type, phase, isOpen }));
}

const TLS =
  'tls_version subject_local_certificate subject_peer_certificate dns_san_local_certificate dns_san_peer_certificate uri_san_local_certificate uri_san_peer_certificate sha256_peer_certificate_digest';

/** Every property of Envoy 1.40 (abi: 5.14). */
export const PROPERTIES: readonly PropertyInfo[] = [
  ...rows('request', 'string', 'request-headers', 'path url_path host scheme method'),
  ...rows('request', 'map', 'request-headers', 'headers', true),
  ...rows('request', 'int', 'request-headers', 'headers_bytes'),
  ...rows('request', 'string', 'request-headers', 'referer useragent id query'),
  ...rows('request', 'timestamp', 'stream', 'time'),
  ...rows('request', 'string', 'stream', 'protocol'),
  ...rows('request', 'int', 'stream', 'size total_size'),
  ...rows('request', 'duration', 'end', 'duration'),
  ...rows('response', 'int', 'response', 'code'),
  ...rows('response', 'string', 'response', 'code_details'),
  ...rows('response', 'int', 'stream', 'flags'),
  ...rows('response', 'int', 'response', 'grpc_status'),
  ...rows('response', 'map', 'response-headers', 'headers', true),
  ...rows('response', 'int', 'response-headers', 'headers_bytes'),
  ...rows('response', 'map', 'end', 'trailers', true),
  ...rows('response', 'int', 'stream', 'size total_size'),
  ...rows('response', 'duration', 'end', 'backend_latency'),
  ...rows('source', 'string', 'stream', 'address'),
  ...rows('source', 'int', 'stream', 'port'),
  ...rows('destination', 'string', 'stream', 'address'),
  ...rows('destination', 'int', 'stream', 'port'),
  ...rows('connection', 'uint', 'stream', 'id'),
  ...rows('connection', 'bool', 'stream', 'mtls'),
  ...rows('connection', 'string', 'stream', 'requested_server_name'),
  ...rows('connection', 'string', 'tls', `${TLS} peer_certificate`),
  ...rows('connection', 'string', 'sometimes', 'termination_details transport_failure_reason'),
  ...rows('upstream', 'string', 'upstream', 'address local_address'),
  ...rows('upstream', 'int', 'upstream', 'port'),
  ...rows('upstream', 'uint', 'stream', 'num_endpoints request_attempt_count'),
  ...rows('upstream', 'duration', 'upstream', 'cx_pool_ready_duration'),
  ...rows('upstream', 'string', 'upstream', 'transport_failure_reason'),
  ...rows('upstream', 'message', 'upstream', 'locality', true),
  ...rows('upstream', 'string', 'tls', TLS),
  ...rows('metadata', 'message', 'stream', '', true),
  ...rows('metadata', 'map', 'stream', 'filter_metadata', true),
  ...rows('filter_state', 'bytes', 'sometimes', '', true),
  ...rows('upstream_filter_state', 'bytes', 'sometimes', '', true),
  ...rows('xds', 'message', 'everywhere', 'node', true),
  ...rows('xds', 'string', 'stream', 'cluster_name'),
  ...rows('xds', 'message', 'stream', 'cluster_metadata', true),
  ...rows('xds', 'string', 'stream', 'route_name'),
  ...rows('xds', 'message', 'stream', 'route_metadata', true),
  ...rows('xds', 'string', 'stream', 'virtual_host_name'),
  ...rows('xds', 'message', 'stream', 'virtual_host_metadata', true),
  ...rows('xds', 'string', 'stream', 'filter_chain_name'),
  ...rows('xds', 'int', 'stream', 'listener_direction'),
  ...rows('xds', 'message', 'stream', 'listener_metadata', true),
  ...rows('xds', 'message', 'upstream', ['upstream_host_metadata', 'upstream_host_locality_metadata'], true),
  ...rows('plugin_name', 'string', 'everywhere', ''),
  ...rows('plugin_root_id', 'string', 'everywhere', ''),
  ...rows('plugin_vm_id', 'string', 'everywhere', ''),
  ...rows('connection_id', 'uint', 'stream', ''),
];

/** What people call a property that has another name in Envoy. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'request.authority': 'request.host',
  'request.uri': 'request.path',
  'request.url': 'request.path',
  'request.header': 'request.headers',
  'response.status': 'response.code',
  'response.status_code': 'response.code',
  'response.header': 'response.headers',
  'source.ip': 'source.address',
  'client.address': 'source.address',
  'client.ip': 'source.address',
  'remote.address': 'source.address',
  'destination.ip': 'destination.address',
  'upstream.ip': 'upstream.address',
  'upstream.host': 'upstream.address',
  'upstream.cluster': 'xds.cluster_name',
  'connection.sni': 'connection.requested_server_name',
  node: 'xds.node',
  listener_direction: 'xds.listener_direction',
  listener_metadata: 'xds.listener_metadata',
  cluster_name: 'xds.cluster_name',
  cluster_metadata: 'xds.cluster_metadata',
  route_name: 'xds.route_name',
  route_metadata: 'xds.route_metadata',
  upstream_host_metadata: 'xds.upstream_host_metadata',
};

/** No property has a longer name; a guest's may be megabytes. */
const LONGEST = 200;

const dottedPath = (path: readonly string[]): string => path.join('.');

/** A path with dots between its segments, as the hostcall has it: a byte string with NUL between them. */
export const wireOf = (path: string): string => latin1OfText(path.split('.').join('\0'));

/** The property that a path names or goes into; undefined: Envoy has none of that name. */
export function propertyOf(path: readonly string[]): PropertyInfo | undefined {
  const isOf = ({ path: known, isOpen }: PropertyInfo) =>
    known.every((part, i) => part === path[i]) && (isOpen || known.length === path.length);
  const found = PROPERTIES.filter(isOf);
  return found.sort((a, b) => b.path.length - a.path.length)[0];
}

/** Whether Envoy would answer for the path, at some time. */
export const isKnownProperty = (path: readonly string[]): boolean => propertyOf(path) !== undefined;

/** Names that somebody may have meant who wrote an unknown one, the nearest first; `path` with dots or NUL bytes. */
export function nearestProperties(path: string, most = 3): string[] {
  const given = path.slice(0, LONGEST).replaceAll('\0', '.').replace(/\.$/, '');
  const meant = given.replaceAll('-', '_').toLowerCase();
  if (meant === '') return [];
  const parts = meant.split('.');
  // The beginning may be an old name, and the rest go on from there.
  for (let length = parts.length; length > 0; length--) {
    const now = own(OTHER_NAMES, parts.slice(0, length).join('.'));
    if (now !== undefined) return [[now, ...parts.slice(length)].join('.')];
  }
  const limit = Math.max(2, Math.floor(meant.length / 3));
  return PROPERTIES.map(({ path: known }) => ({ name: dottedPath(known), far: distance(meant, dottedPath(known)) }))
    .concat(OTHERS.map(([other, now]) => ({ name: now, far: distance(meant, other) + 0.5 })))
    .filter(({ far, name }) => far <= limit && name !== given)
    .sort((a, b) => a.far - b.far)
    .map(({ name }) => name)
    .filter((name, at, all) => all.indexOf(name) === at)
    .slice(0, most);
}

const OTHERS = Object.entries(OTHER_NAMES);

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Letters to add, leave out, change or swap with a neighbour. */
function distance(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last[other.length] ?? 0;
}
