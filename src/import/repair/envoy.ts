import { isSeq } from 'yaml';
import type { Place } from '../place.ts';
import { repairCluster, repairTls } from './cluster.ts';
import { repairNetworkFilter } from './connection-manager.ts';
import { repairExtension } from './extension.ts';
import { types } from './names.ts';
import { repairTyped } from './typed.ts';

export function repairBootstrap(bootstrap: Place): void {
  const admin = bootstrap.place('admin');
  if (admin?.has('access_log_path')) {
    admin.take('access_log_path');
    admin.repaired('access-log-path', { from: 'access_log_path' });
  }
  if (bootstrap.has('wasm_service')) moveWasmServices(bootstrap);
  for (const extension of bootstrap.places('bootstrap_extensions')) repairExtension(extension, 'service');
  for (const sink of bootstrap.places('stats_sinks')) repairExtension(sink, 'stats');
  const resources = bootstrap.place('static_resources');
  if (resources) repairResources(resources);
}

/** Listeners and clusters, of a bootstrap or without one. */
export function repairResources(resources: Place): void {
  for (const listener of resources.places('listeners')) repairListener(listener);
  for (const cluster of resources.places('clusters')) repairCluster(cluster);
}

/** Services stood at the top once, without name and type. */
function moveWasmServices(bootstrap: Place): void {
  const services = bootstrap.places('wasm_service').map(({ map }) => map);
  bootstrap.take('wasm_service');
  const extensions = services.map((typed_config) => bootstrap.newMap({ name: 'envoy.bootstrap.wasm', typed_config }));
  const list = bootstrap.get('bootstrap_extensions');
  if (isSeq(list)) list.items.push(...extensions);
  else bootstrap.set('bootstrap_extensions', bootstrap.newList(extensions));
  bootstrap.repaired('wasm-service', { from: 'wasm_service', to: 'bootstrap_extensions' });
}

export function repairListener(listener: Place): void {
  for (const logger of listener.places('access_log')) repairExtension(logger, 'access-log');
  for (const filter of listener.places('listener_filters')) {
    if (filter.has('config')) filter.repairName('typed-config', 'config', 'typed_config');
  }
  for (const chain of [...listener.places('filter_chains'), ...listener.places('default_filter_chain')]) {
    repairTls(chain, types.downstreamTls);
    for (const filter of chain.places('filters')) repairNetworkFilter(filter);
  }
}

/** A resource of a discovery answer: told by its `@type`. */
export function repairResource(resource: Place): void {
  repairTyped(resource, undefined);
  const type = resource.text('@type') ?? '';
  if (type.endsWith('.Listener')) repairListener(resource);
  else if (type.endsWith('.Cluster')) repairCluster(resource);
  else if (type.endsWith('.TypedExtensionConfig')) repairExtension(resource, 'http');
}
