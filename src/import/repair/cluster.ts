import { at, type Place } from '../place.ts';
import { knownByName, typePrefix, types } from './names.ts';
import { repairTyped } from './typed.ts';

export function repairCluster(cluster: Place): void {
  const name = cluster.text('name') ?? '';
  repairDuration(cluster, 'connect_timeout');
  if (cluster.has('hosts')) replaceHosts(cluster, name);
  const assignment = cluster.place('load_assignment');
  if (assignment && !assignment.has('cluster_name')) {
    assignment.set('cluster_name', name, { isFirst: true });
    assignment.repaired('cluster-name', { to: `cluster_name: ${name}` });
  }
  if (!cluster.has('type') && !cluster.has('cluster_type') && addressesOf(cluster).some((one) => !isIp(one))) {
    cluster.set('type', 'STRICT_DNS');
    cluster.repaired('cluster-type', { to: 'type: STRICT_DNS' });
  }
  repairTls(cluster, types.upstreamTls);
  repairHttp2(cluster);
}

/** The list of addresses that clusters had before endpoints. */
function replaceHosts(cluster: Place, name: string): void {
  const hosts = cluster.places('hosts').map(({ map }) => map);
  cluster.take('hosts');
  if (!cluster.has('load_assignment')) {
    const hostOf = (address: unknown) => cluster.newMap({ endpoint: cluster.newMap({ address }) });
    const locality = cluster.newMap({ lb_endpoints: cluster.newList(hosts.map(hostOf)) });
    const assignment = cluster.newMap({ cluster_name: name, endpoints: cluster.newList([locality]) });
    cluster.set('load_assignment', assignment);
  }
  cluster.repaired('hosts', { from: 'hosts', to: 'load_assignment' });
}

/** The addresses of a cluster's endpoints as they are written. */
function addressesOf(cluster: Place): string[] {
  return (cluster.place('load_assignment')?.places('endpoints') ?? [])
    .flatMap((locality) => locality.places('lb_endpoints'))
    .flatMap((host) => host.place('endpoint')?.place('address')?.place('socket_address')?.text('address') ?? []);
}

const isIp = (address: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(address) || address.includes(':');

/** `tls_context` became a transport socket, on clusters and on filter chains. */
export function repairTls(holder: Place, type: string): void {
  const context = holder.place('tls_context');
  if (context) {
    const path = holder.path;
    holder.take('tls_context');
    if (!holder.has('transport_socket')) {
      const config = holder.newMap({ '@type': typePrefix + type });
      config.items.push(...context.map.items);
      const socket = holder.newMap({ name: 'envoy.transport_sockets.tls', typed_config: config });
      holder.set('transport_socket', socket);
    }
    holder.repaired('tls-context', { from: 'tls_context', to: 'transport_socket', path });
  }
  const socket = holder.place('transport_socket');
  if (!socket) return;
  const name = socket.text('name') ?? '';
  const known = knownByName('transport', name);
  if (known && known.name !== name) socket.repairText('old-name', 'name', known.name);
  if (socket.has('config') && !socket.has('typed_config')) socket.repairName('typed-config', 'config', 'typed_config');
  const config = socket.place('typed_config');
  if (config) repairTyped(config, known ? type : undefined);
}

/** HTTP/2 to a cluster is an option of its protocol extension. */
function repairHttp2(cluster: Place): void {
  const extension = 'typed_extension_protocol_options';
  if (!cluster.has('http2_protocol_options') || cluster.has(extension)) return;
  const http2_protocol_options = cluster.take('http2_protocol_options') ?? cluster.newMap();
  const options = cluster.newMap({
    '@type': typePrefix + types.httpProtocolOptions,
    explicit_http_config: cluster.newMap({ http2_protocol_options }),
  });
  cluster.set(extension, cluster.newMap({ [types.httpProtocolOptions]: options }));
  cluster.repaired('http2-options', { from: 'http2_protocol_options', to: extension });
}

/** Durations are texts of seconds: `250ms` and `5` are refused. */
export function repairDuration(holder: Place, name: string): void {
  const text = holder.text(name);
  if (text === undefined || /^-?\d+(?:\.\d+)?s$/.test(text)) return;
  const [, digits, unit = 's'] = /^(\d+(?:\.\d+)?)(ms|m|s)?$/.exec(text) ?? [];
  const factors: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60 };
  if (digits === undefined) return;
  const seconds = Math.round(Number(digits) * (factors[unit] ?? 1) * 1e6) / 1e6;
  holder.set(name, `${seconds}s`);
  holder.repaired('duration', { from: text, to: `${seconds}s`, path: at(holder.path, name) });
}
