import type { ProjectCluster } from '../../model/index.ts';
import type { Fields } from './fields.ts';

const http2Options = 'envoy.extensions.upstreams.http.v3.HttpProtocolOptions';

export function socketAddressOf(address: Fields): string {
  const socket = address.fields('socket_address');
  const host = socket.text('address');
  if (host === '') return '';
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const port = socket.text('port_value') || socket.text('named_port');
  return port === '' ? name : `${name}:${port}`;
}

/** A cluster; what it answers here is what it was sent. */
export function readCluster(cluster: Fields): ProjectCluster {
  const hosts = cluster
    .fields('load_assignment')
    .list('endpoints')
    .flatMap((locality) => locality.list('lb_endpoints'))
    .map((host) => socketAddressOf(host.fields('endpoint').fields('address')));
  const name = cluster.text('name');
  const extension = cluster.fields('typed_extension_protocol_options').fields(http2Options);
  const explicit = extension.fields('explicit_http_config');
  const isHttp2 = explicit.has('http2_protocol_options') || cluster.has('http2_protocol_options');
  if (extension.has('http_filters')) {
    for (const filter of extension.list('http_filters')) {
      const message = filter.fields('typed_config').message;
      if (message.includes('wasm')) filter.note('plugin-left-out', filter.text('name'));
    }
  }
  if (cluster.has('transport_socket')) {
    cluster.fields('transport_socket');
    cluster.note('tls', name);
  }
  cluster.value('http2_protocol_options');
  cluster.finish(
    'type',
    'cluster_type',
    'connect_timeout',
    'lb_policy',
    'dns_lookup_family',
    'alt_stat_name',
    'per_connection_buffer_limit_bytes',
  );
  return {
    name,
    address: hosts.find((host) => host !== '') ?? '',
    protocol: isHttp2 ? 'http2' : 'http1',
    behaviour: { kind: 'reflect' },
  };
}
