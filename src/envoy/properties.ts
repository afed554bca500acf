import { Status } from '../host/index.ts';
import { copyOf, latin1OfBytes, type Span } from '../model/index.ts';
import { serialize } from './cel/serialize.ts';
import { string, uint, type CelValue } from './cel/value.ts';
import type { Context } from './context.ts';
import { MapType } from './map-type.ts';
import { attributesOf, type Attributes } from './properties-attributes.ts';
import { CONNECTION, PEER, UPSTREAM } from './properties-connection.ts';
import {
  filterState,
  propertyState,
  STATE_PREFIX,
  stateValue,
  upstreamFilterState,
  type StateType,
} from './properties-filter-state.ts';
import { headerOfPath } from './header-attributes.ts';
import type { KnownName } from './header-names.ts';
import { messageOf } from './properties-messages.ts';
import { REQUEST } from './properties-request.ts';
import { RESPONSE } from './properties-response.ts';
import { XDS } from './properties-xds.ts';

/** Nothing is nested as deep as this; a guest's path may have a million segments. */
const MOST_SEGMENTS = 100;

/**
 * proxy_get_property (abi: 3.2, 5.14): the path's segments are separated by NUL, one NUL at the end does not matter.
 * The first segment names a root, the others go into maps, messages and lists.
 */
export function readProperty(context: Context, path: Span): Uint8Array | Status {
  if (path.size === 0) return Status.SerializationFailure;
  const asHeader = headerOfPath(path);
  if (asHeader !== undefined) return requestHeader(context, asHeader) ?? Status.NotFound;
  const parts = latin1OfBytes(copyOf(path)).split('\0', MOST_SEGMENTS);
  if (parts.length > 1 && parts.at(-1) === '') parts.pop();
  const [root = '', ...rest] = parts;
  let value = findValue(context, root, rest.length === 0);
  for (const part of rest) {
    if (value === undefined) break;
    value = memberOf(value, part);
  }
  if (value === undefined) return Status.NotFound;
  if (root === 'xds' && rest[0] === 'node' && (rest.length === 1 || rest[1] === 'extensions'))
    context.notSimulated('the list of extensions in xds.node');
  return serialize(value) ?? Status.SerializationFailure;
}

function requestHeader(context: Context, name: KnownName): Uint8Array | undefined {
  return context.stream === undefined ? undefined : context.readable(MapType.requestHeaders)?.joined(name.bytes);
}

function memberOf(value: CelValue, part: string): CelValue | undefined {
  switch (value.kind) {
    case 'map':
      return value.get(string(part));
    case 'message':
      return value.field(part);
    case 'list':
      return /^\d+$/.test(part) ? value.items[Number(part)] : undefined;
    case 'bool':
    case 'bytes':
    case 'double':
    case 'duration':
    case 'int':
    case 'null':
    case 'string':
    case 'timestamp':
    case 'type':
    case 'uint':
      return undefined;
  }
}

type Root = (from: Attributes) => CelValue | undefined;

/** Roots that need a stream. */
const STREAM_ROOTS: Readonly<Record<string, Root>> = {
  request: (from) => attributesOf(REQUEST, from),
  response: (from) => attributesOf(RESPONSE, from),
  connection: ({ info }) => attributesOf(CONNECTION, info),
  upstream: ({ info }) => attributesOf(UPSTREAM, info),
  source: ({ info }) => attributesOf(PEER, info.clientAddress),
  destination: ({ info }) => attributesOf(PEER, info.site.address),
  // Dynamic metadata: nothing in this proxy sets any.
  metadata: () => messageOf('Metadata', {}),
  filter_state: filterState,
  upstream_filter_state: upstreamFilterState,
};

/**
 * The value of a name at the top: Envoy's attributes, then the plugin's own names, then what guests have set.
 * Expressions find their variables here too.
 */
export function findValue(context: Context, name: string, isLast: boolean): CelValue | undefined {
  const { plugin, stream } = context;
  const { xds } = context.proxy;
  if (name === 'xds') return attributesOf(XDS, { info: stream, xds });
  const root = Object.hasOwn(STREAM_ROOTS, name) ? STREAM_ROOTS[name] : undefined;
  if (root !== undefined && stream !== undefined) {
    const value = root({
      info: stream,
      xds,
      request: context.readable(MapType.requestHeaders),
      response: context.readable(MapType.responseHeaders),
      trailers: context.readable(MapType.responseTrailers),
    });
    if (value !== undefined) return value;
  }
  switch (name) {
    case 'plugin_name':
      return string(latin1OfBytes(plugin.bytes.name));
    case 'plugin_root_id':
      return string(latin1OfBytes(plugin.bytes.rootId));
    case 'plugin_vm_id':
      return string(latin1OfBytes(plugin.bytes.vmId));
    case 'connection_id':
      // An access logger has a stream to look at, and no connection.
      return stream === undefined || context.root === context ? undefined : uint(stream.connectionId);
    default:
      return stateValue(stream?.filterState.get(STATE_PREFIX + name), isLast);
  }
}

/** proxy_set_property on a stream (abi: 5.14): the whole path is one name, whatever it holds. */
export function writeProperty(context: Context, path: Span, value: Span): Status {
  const { stream } = context;
  if (stream === undefined) return Status.NotFound;
  const name = latin1OfBytes(copyOf(path));
  const key = STATE_PREFIX + name;
  const state = propertyState(stream.filterState.get(key), context.root.declared?.get(name), copyOf(value));
  if (state === undefined) return Status.BadArgument;
  stream.filterState.set(key, state);
  return Status.Ok;
}

/** declare_property: a name can be declared once by each context; only what the root context declared has effect. */
export function declareProperty(context: Context, name: string, type: StateType): Status {
  context.declared ??= new Map();
  if (context.declared.has(name)) return Status.BadArgument;
  context.declared.set(name, type);
  return Status.Ok;
}
