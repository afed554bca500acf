import { latin1OfBytes } from '../model/index.ts';
import type { Attributes } from './properties-attributes.ts';
import { bytes, int, lookup, mapOf, NULL, string, type CelValue } from './cel/value.ts';

/** Types that declare_property knows, in the order of their numbers. */
export const STATE_TYPES = ['bytes', 'string', 'flatbuffers', 'protobuf'] as const;

/** How a property of a plugin's own is kept; declared by declare_property. */
export interface StateType {
  readonly type: (typeof STATE_TYPES)[number];
  readonly isReadOnly: boolean;
}

const DEFAULT_STATE: StateType = { type: 'bytes', isReadOnly: false };

/** One entry of a stream's filter state: a property that a guest set, or an object of Envoy's own. */
export type FilterState =
  | { readonly kind: 'property'; readonly type: StateType; readonly value: string }
  | { readonly kind: 'object'; readonly text: string | undefined }
  | { readonly kind: 'address'; readonly ip: string; readonly port: number };

/** Prefix of the properties that guests set. */
export const STATE_PREFIX = 'wasm.';

/** An entry as an attribute. `isLast`: the path ends here, so that a message may stay the bytes it is. */
export function stateValue(state: FilterState | undefined, isLast: boolean): CelValue | undefined {
  switch (state?.kind) {
    case undefined:
      return undefined;
    case 'property':
      return propertyValue(state.type, state.value, isLast);
    case 'object':
      return state.text === undefined ? undefined : bytes(state.text);
    case 'address':
      return addressValue(state);
  }
}

/** Messages of a type that Envoy does not know, and flat buffers without a schema, have no value inside a path. */
function propertyValue({ type }: StateType, value: string, isLast: boolean): CelValue {
  if (type === 'string') return string(value);
  return type === 'bytes' || isLast ? bytes(value) : NULL;
}

function addressValue({ ip, port }: { ip: string; port: number }): CelValue {
  return {
    ...mapOf([]),
    get: (key) =>
      key.kind !== 'string'
        ? undefined
        : key.value === 'ip'
          ? string(ip)
          : key.value === 'port'
            ? int(port)
            : undefined,
  };
}

/** filter_state: by the names that Envoy uses. */
export function filterState({ info }: Attributes): CelValue {
  return lookup((name) => stateValue(info.filterState.get(name), false));
}

/** upstream_filter_state: there once the connection stands, and empty. */
export function upstreamFilterState({ info }: Attributes): CelValue | undefined {
  return info.upstreamLocalAddress === undefined ? undefined : lookup(() => undefined);
}

type Parse = (value: string) => FilterState | undefined;

const text: Parse = (value) => ({ kind: 'object', text: value });
const hidden: Parse = () => ({ kind: 'object', text: undefined });
const number: Parse = (value) => (/^\s*\d{1,19}\s*$/.test(value) ? text(String(BigInt(value.trim()))) : undefined);
const truth: Parse = (value) => (value === 'true' || value === 'false' ? text(value) : undefined);
const flag: Parse = (value) => text(String(value === 'true'));

const address: Parse = (value) => {
  const [, ip = '', port = ''] = /^(\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-fA-F:.]+\]):(\d{1,5})$/.exec(value) ?? [];
  if (ip === '' || Number(port) > 65535 || (ip[0] !== '[' && ip.split('.').some((part) => Number(part) > 255)))
    return undefined;
  return { kind: 'address', ip: ip.replace(/[[\]]/g, ''), port: Number(port) };
};

/** The names that set_envoy_filter_state knows in Envoy 1.40, each with what its value must be. */
export const ENVOY_STATES: ReadonlyMap<string, Parse> = new Map([
  ['envoy.bool', truth],
  ['envoy.filters.listener.original_dst.local_ip', address],
  ['envoy.filters.listener.original_dst.remote_ip', address],
  ['envoy.hashable_string', text],
  ['envoy.network.application_protocols', hidden],
  ['envoy.network.network_namespace', text],
  ['envoy.network.transport_socket.original_dst_address', address],
  ['envoy.network.upstream_server_name', text],
  ['envoy.network.upstream_subject_alt_names', text],
  ['envoy.ratelimit.hits_addend', number],
  ['envoy.string', text],
  ['envoy.tcp_proxy.cluster', text],
  ['envoy.tcp_proxy.disable_tunneling', flag],
  ['envoy.tcp_proxy.per_connection_idle_timeout_ms', number],
  ['envoy.upstream.dynamic_host', text],
  ['envoy.upstream.dynamic_port', number],
]);

/** A property that a guest sets; undefined when it is read-only and was set before. */
export function propertyState(
  known: FilterState | undefined,
  declared: StateType | undefined,
  value: Uint8Array,
): FilterState | undefined {
  const type = known?.kind === 'property' ? known.type : (declared ?? DEFAULT_STATE);
  if (known !== undefined && type.isReadOnly) return undefined;
  return { kind: 'property', type, value: latin1OfBytes(value) };
}
