import { Status } from '../host/index.ts';
import { bytesOfLatin1, copyOf, latin1OfBytes, NO_BYTES, type Span } from '../model/index.ts';
import type { Context } from './context.ts';
import type { HeaderMap } from './header-map.ts';
import { Name } from './names.ts';
import { EPOCH_NS } from './proxy.ts';
import type { StreamInfo } from './stream-info.ts';

type Value = Uint8Array | Status;

/** proxy_get_property: the path's segments are separated by NUL; one NUL at the end does not matter (abi: 3.2, 5.14). */
export function readProperty(context: Context, path: Span): Value {
  if (path.size === 0) return Status.SerializationFailure;
  const raw = latin1OfBytes(copyOf(path));
  const stored = context.stream?.filterState.get(`wasm.${raw}`);
  const parts = raw.split('\0');
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  const [root = '', ...rest] = parts;
  switch (root) {
    case 'plugin_name':
      return leaf(rest, context.plugin.bytes.name);
    case 'plugin_root_id':
      return leaf(rest, context.plugin.bytes.rootId);
    case 'plugin_vm_id':
      return leaf(rest, context.plugin.bytes.vmId);
    case 'xds':
      return xds(context, rest);
    default:
      return ofStream(context, root, rest, stored);
  }
}

function leaf(rest: readonly string[], value: Uint8Array): Value {
  return rest.length === 0 ? value : Status.NotFound;
}

function ofStream(context: Context, root: string, rest: readonly string[], stored: Uint8Array | undefined): Value {
  const info = context.stream;
  if (info === undefined) return Status.NotFound;
  switch (root) {
    case 'request':
      return rest.length === 0 ? Status.SerializationFailure : request(context, info, rest);
    case 'response':
      return rest.length === 0 ? Status.SerializationFailure : response(context, info, rest);
    case 'connection':
    case 'source':
    case 'destination':
    case 'upstream':
      return rest.length === 0 ? Status.SerializationFailure : connection(info, root, rest);
    case 'connection_id':
      return leaf(rest, int(info.connectionId));
    case 'metadata':
      return metadata(rest);
    case 'filter_state':
      return rest.length === 0
        ? Status.SerializationFailure
        : (info.filterState.get(rest.join('\0')) ?? Status.NotFound);
    default:
      return rest.length === 0 && stored !== undefined ? stored : Status.NotFound;
  }
}

function metadata(rest: readonly string[]): Value {
  if (rest.length === 0) return NO_BYTES;
  return rest.length === 1 && rest[0] === 'filter_metadata' ? NO_MAP : Status.NotFound;
}

/** An empty map: a count of zero. */
const NO_MAP = new Uint8Array(4);

function request(context: Context, info: StreamInfo, [name = '', ...rest]: readonly string[]): Value {
  const headers = context.readable(0);
  if (name === 'headers') return mapOrHeader(headers, rest);
  if (rest.length > 0) return Status.NotFound;
  switch (name) {
    case 'path':
      return header(headers, Name.path);
    case 'url_path':
      return text(headers, Name.path, (path) => path.split('?')[0] ?? '');
    case 'query':
      return text(headers, Name.path, (path) => (path.includes('?') ? path.slice(path.indexOf('?') + 1) : ''));
    case 'host':
      return header(headers, Name.authority);
    case 'scheme':
      return header(headers, Name.scheme);
    case 'method':
      return header(headers, Name.method);
    case 'referer':
    case 'id':
    case 'useragent':
      return header(
        headers,
        bytesOfLatin1(name === 'id' ? 'x-request-id' : name === 'useragent' ? 'user-agent' : 'referer'),
      );
    case 'headers_bytes':
      return int(headers?.byteSize ?? 0);
    case 'time':
      return int64(EPOCH_NS + BigInt(Math.round(info.startMs * 1e6)));
    case 'protocol':
      return bytesOfLatin1('HTTP/1.1');
    case 'size':
      return int(declaredLength(headers) ?? info.bytesReceived);
    case 'total_size':
      return int(info.bytesReceived + (headers?.byteSize ?? 0));
    case 'duration':
      return info.endMs < 0 ? Status.NotFound : int64(BigInt(Math.round((info.endMs - info.startMs) * 1e6)));
    default:
      return Status.NotFound;
  }
}

function response(context: Context, info: StreamInfo, [name = '', ...rest]: readonly string[]): Value {
  const headers = context.readable(2);
  if (name === 'headers') return mapOrHeader(headers, rest);
  if (name === 'trailers') return mapOrHeader(context.isLogging ? info.responseTrailers : undefined, rest);
  if (rest.length > 0) return Status.NotFound;
  const code = info.code === 0 ? statusOf(info.responseHeaders) : info.code;
  switch (name) {
    case 'code':
      return code === 0 ? Status.NotFound : int(code);
    case 'code_details':
      return info.details === undefined ? Status.NotFound : bytesOfLatin1(info.details);
    case 'flags':
      return int(flagBits(info.flags));
    case 'grpc_status':
      return code === 0 ? Status.NotFound : int(grpcStatus(headers));
    case 'headers_bytes':
      return int(headers?.byteSize ?? 0);
    case 'size':
      return int(info.bytesSent);
    case 'total_size':
      return int(info.bytesSent + (headers?.byteSize ?? 0));
    case 'backend_latency':
      return info.endMs < 0 || info.upstreamAddress === undefined ? Status.NotFound : int64(0n);
    default:
      return Status.NotFound;
  }
}

function connection(info: StreamInfo, root: string, [name = '', ...rest]: readonly string[]): Value {
  if (rest.length > 0) return Status.NotFound;
  const upstream = info.upstreamAddress;
  switch (`${root}.${name}`) {
    case 'connection.id':
      return int(info.connectionId);
    case 'connection.mtls':
      return new Uint8Array(1);
    case 'connection.requested_server_name':
      return NO_BYTES;
    case 'source.address':
      return bytesOfLatin1(info.clientAddress);
    case 'source.port':
      return int(portOf(info.clientAddress));
    case 'destination.address':
      return bytesOfLatin1('127.0.0.1:10000');
    case 'destination.port':
      return int(10000);
    case 'upstream.address':
      return upstream === undefined ? Status.NotFound : bytesOfLatin1(upstream);
    case 'upstream.port':
      return upstream === undefined ? Status.NotFound : int(portOf(upstream));
    case 'upstream.local_address':
      return upstream === undefined ? Status.NotFound : bytesOfLatin1('127.0.0.1:30000');
    case 'upstream.num_endpoints':
      return info.route === undefined ? Status.NotFound : int(1);
    case 'upstream.request_attempt_count':
      return int(upstream === undefined ? 0 : info.attempts);
    case 'upstream.transport_failure_reason':
      return upstream === undefined ? Status.NotFound : NO_BYTES;
    default:
      return Status.NotFound;
  }
}

function xds(context: Context, [name = '', ...rest]: readonly string[]): Value {
  if (name === '') return Status.SerializationFailure;
  if (name === 'node') return node(rest);
  const info = context.stream;
  if (info === undefined || rest.length > 0) return Status.NotFound;
  switch (name) {
    case 'cluster_name':
      return info.route === undefined ? Status.NotFound : bytesOfLatin1(info.route.cluster);
    case 'route_name':
      return info.route === undefined ? Status.NotFound : bytesOfLatin1(info.route.name);
    case 'virtual_host_name':
      return info.route === undefined ? Status.NotFound : bytesOfLatin1('lab_vhost');
    case 'filter_chain_name':
      return bytesOfLatin1('lab_chain');
    case 'listener_direction':
      return int(1);
    default:
      return Status.NotFound;
  }
}

function node([name, ...rest]: readonly string[]): Value {
  if (rest.length > 0) return Status.NotFound;
  if (name === 'id') return bytesOfLatin1('lab-node');
  return name === 'cluster' ? bytesOfLatin1('lab-cluster') : Status.NotFound;
}

function header(map: HeaderMap | undefined, name: Uint8Array): Value {
  const value = map?.joinedValue(name);
  return value === undefined ? Status.NotFound : bytesOfLatin1(value);
}

function text(map: HeaderMap | undefined, name: Uint8Array, part: (value: string) => string): Value {
  const value = map?.joinedValue(name);
  return value === undefined ? Status.NotFound : bytesOfLatin1(part(value));
}

function mapOrHeader(map: HeaderMap | undefined, rest: readonly string[]): Value {
  const [name] = rest;
  if (rest.length > 1) return Status.NotFound;
  if (name !== undefined) return header(map, bytesOfLatin1(name.toLowerCase()));
  return serializedMap(map);
}

/** A map in the pairs format: count, sizes, then names and values with a NUL behind each. */
function serializedMap(map: HeaderMap | undefined): Uint8Array {
  const names = [...new Set((map?.names ?? []).map(latin1OfBytes))];
  if (map === undefined || names.length === 0) return NO_MAP;
  const pairs = names.map(
    (name) => [bytesOfLatin1(name), bytesOfLatin1(map.joinedValue(bytesOfLatin1(name)) ?? '')] as const,
  );
  const size = 4 + pairs.reduce((sum, [name, value]) => sum + 10 + name.length + value.length, 0);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, pairs.length, true);
  let at = 4 + pairs.length * 8;
  pairs.forEach(([name, value], i) => {
    view.setUint32(4 + i * 8, name.length, true);
    view.setUint32(8 + i * 8, value.length, true);
    bytes.set(name, at);
    bytes.set(value, at + name.length + 1);
    at += name.length + value.length + 2;
  });
  return bytes;
}

function int(value: number): Uint8Array {
  return int64(BigInt(Math.round(value)));
}

function int64(value: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigInt64(0, value, true);
  return bytes;
}

function declaredLength(map: HeaderMap | undefined): number | undefined {
  const value = map?.get(Name.contentLength);
  const length = value === undefined ? NaN : Number(latin1OfBytes(value));
  return Number.isFinite(length) ? length : undefined;
}

function statusOf(map: HeaderMap | undefined): number {
  const value = map?.get(Name.status);
  return value === undefined ? 0 : Number(latin1OfBytes(value)) || 0;
}

function grpcStatus(map: HeaderMap | undefined): number {
  const value = map?.get(Name.grpcStatus);
  return value === undefined ? 2 : Number(latin1OfBytes(value)) || 0;
}

function portOf(address: string): number {
  return Number(address.slice(address.lastIndexOf(':') + 1)) || 0;
}

/** Envoy's response flags as the bits that the property shows. */
const FLAG_BITS: Readonly<Record<string, number>> = {
  UT: 4,
  UF: 0x20,
  UC: 0x40,
  NR: 0x100,
  DC: 0x20000,
  UPE: 0x200000,
  NC: 0x4000000,
};

function flagBits(flags: readonly string[]): number {
  return flags.reduce((bits, flag) => bits + (FLAG_BITS[flag] ?? 0), 0);
}
