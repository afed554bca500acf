import type { Address } from '../types.ts';
import { messageType } from './types.ts';

interface ConnectionManager {
  /** Names the routes, the virtual host and the statistics. */
  readonly name: string;
  readonly filters: readonly object[];
  readonly accessLoggers?: readonly object[];
  readonly routes: readonly object[];
  /** Further fields of the route configuration. */
  readonly routeConfig?: object;
  readonly server_header_transformation?: 'PASS_THROUGH';
}

/** An HTTP connection manager for every host; trailers pass, as they do in the page. */
export function connectionManager(parts: ConnectionManager): object {
  const { name, filters, accessLoggers = [], routes, routeConfig, ...rest } = parts;
  return {
    name: 'envoy.filters.network.http_connection_manager',
    typed_config: {
      '@type': messageType.connectionManager,
      stat_prefix: name,
      codec_type: 'AUTO',
      http_protocol_options: { enable_trailers: true },
      ...rest,
      ...(accessLoggers.length > 0 && { access_log: accessLoggers }),
      route_config: {
        name,
        ...routeConfig,
        virtual_hosts: [{ name, domains: ['*'], routes }],
      },
      http_filters: filters,
    },
  };
}

export const socketAddress = ({ address, port }: Address) => ({
  socket_address: { address, port_value: port },
});

interface Listener {
  readonly name: string;
  readonly at: Address;
  /** Network filters, the last of them one that ends the chain. */
  readonly filters: readonly object[];
}

export function listener({ name, at, filters }: Listener): object {
  // As in the page: filters can ask for it.
  return { name, address: socketAddress(at), traffic_direction: 'INBOUND', filter_chains: [{ filters }] };
}
