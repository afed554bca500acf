import { isWasmType } from '../repair/names.ts';
import { readCluster } from './clusters.ts';
import type { Draft } from './draft.ts';
import type { Fields } from './fields.ts';
import { readListener, readWrapped } from './listener.ts';

export function readBootstrap(bootstrap: Fields, draft: Draft): void {
  for (const extension of bootstrap.list('bootstrap_extensions')) {
    const { message } = extension.fields('typed_config');
    const plugin = isWasmType(message) ? readWrapped(extension) : undefined;
    if (plugin) draft.services.push(plugin);
    else extension.note('other-extension', extension.text('name') || message);
  }
  for (const sink of bootstrap.list('stats_sinks')) sink.note('plugin-left-out', sink.text('name'));
  readResources(bootstrap.fields('static_resources'), draft);
  bootstrap.finish('admin', 'node', 'layered_runtime', 'runtime', 'stats_config', 'overload_manager');
}

export function readResources(resources: Fields, draft: Draft): void {
  for (const cluster of resources.list('clusters')) draft.clusters.push(readCluster(cluster));
  for (const listener of resources.list('listeners')) readListener(listener, draft);
  resources.finish();
}

/** A resource of a discovery answer. */
export function readResource(resource: Fields, draft: Draft): void {
  const message = resource.message;
  if (message.endsWith('.Listener')) readListener(resource, draft);
  else if (message.endsWith('.Cluster')) draft.clusters.push(readCluster(resource));
  else if (message.endsWith('.TypedExtensionConfig')) {
    const plugin = readWrapped(resource);
    const name = resource.text('name');
    if (plugin) draft.extensions.set(name, plugin);
  } else resource.note('resource-left-out', message);
}
