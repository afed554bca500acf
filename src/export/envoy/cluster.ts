import type { Address } from '../types.ts';
import { socketAddress } from './listener.ts';
import { messageType } from './types.ts';

interface Cluster {
  readonly name: string;
  readonly at: Address;
  readonly protocol: 'http1' | 'http2';
}

const protocolOptions = {
  http1: { http_protocol_options: { enable_trailers: true } },
  http2: { http2_protocol_options: {} },
} as const;

export function cluster({ name, at, protocol }: Cluster): object {
  return {
    name,
    type: 'STRICT_DNS',
    connect_timeout: '1s',
    load_assignment: {
      cluster_name: name,
      endpoints: [{ lb_endpoints: [{ endpoint: { address: socketAddress(at) } }] }],
    },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        '@type': messageType.httpProtocolOptions,
        explicit_http_config: protocolOptions[protocol],
      },
    },
  };
}
