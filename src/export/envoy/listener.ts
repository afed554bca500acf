import { messageType } from './types.ts';

interface ConnectionManager {
  /** Names the routes, the virtual host and the statistics. */
  readonly name: string;
  readonly filters: readonly object[];
  readonly routes: readonly object[];
  readonly routeLimits?: object;
  readonly server_header_transformation?: 'PASS_THROUGH';
}

/** An HTTP connection manager for every host; trailers pass, as they do in the page. */
export function connectionManager({ name, filters, routes, routeLimits, ...rest }: ConnectionManager): object {
  return {
    '@type': messageType.connectionManager,
    stat_prefix: name,
    codec_type: 'AUTO',
    http_protocol_options: { enable_trailers: true },
    ...rest,
    route_config: {
      name,
      ...routeLimits,
      virtual_hosts: [{ name, domains: ['*'], routes }],
    },
    http_filters: filters,
  };
}

export const socketAddress = (address: string, port: number) => ({
  socket_address: { address, port_value: port },
});

interface Listener {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly manager: object;
}

export function listener({ name, address, port, manager }: Listener): object {
  return {
    name,
    address: socketAddress(address, port),
    filter_chains: [{ filters: [{ name: 'envoy.filters.network.http_connection_manager', typed_config: manager }] }],
  };
}
