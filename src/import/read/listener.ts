import { isWasmType, types } from '../repair/names.ts';
import { socketAddressOf } from './clusters.ts';
import type { Draft, FoundChain, FoundPlugin } from './draft.ts';
import type { Fields } from './fields.ts';
import { readPlugin } from './plugin.ts';
import { readRoutes } from './routes.ts';

export function readListener(listener: Fields, draft: Draft): void {
  const name = listener.text('name');
  const address = socketAddressOf(listener.fields('address'));
  const chains = [...listener.list('filter_chains'), ...listener.list('default_filter_chain')];
  const loggers = readLoggers(listener);
  for (const chain of chains) {
    readNetworkFilters(chain, { draft, name, address, loggers });
    if (chain.has('transport_socket')) {
      chain.fields('transport_socket');
      chain.note('tls', name);
    }
    chain.finish('name');
  }
  listener.finish('per_connection_buffer_limit_bytes', 'listener_filters', 'traffic_direction', 'stat_prefix');
}

interface Around {
  readonly draft: Draft;
  readonly name: string;
  readonly address: string;
  readonly loggers: readonly FoundPlugin[];
}

export function readNetworkFilters(chain: Fields, around: Around): void {
  for (const filter of chain.list('filters')) readNetworkFilter(filter, around);
}

export function readNetworkFilter(filter: Fields, { draft, name, address, loggers }: Around): void {
  const config = filter.fields('typed_config');
  const { message } = config;
  if (isWasmType(message)) {
    const plugin = readWrapped(filter);
    if (plugin) draft.networkFilters.push(plugin);
  } else if (message === types.connectionManager) {
    const chain = readManager(config, draft, { listener: name, address });
    draft.chains.push({ ...chain, loggers: [...chain.loggers, ...loggers] });
  } else if (message === types.tcpProxy) {
    draft.tcpCluster ||= config.text('cluster');
    config.finish('stat_prefix');
  } else filter.note('other-network-filter', filter.text('name') || message);
}

export function readManager(manager: Fields, draft: Draft, at: { listener: string; address: string }): FoundChain {
  const filters = manager.list('http_filters').flatMap((filter) => readHttpFilter(filter, draft) ?? []);
  const chain: FoundChain = {
    ...at,
    document: manager.document,
    path: manager.path,
    filters,
    loggers: readLoggers(manager),
    routes: readRoutes(manager.fields('route_config')),
  };
  manager.finish(
    '@type',
    'codec_type',
    'stat_prefix',
    'http_protocol_options',
    'server_header_transformation',
    'server_name',
  );
  return chain;
}

function readLoggers(holder: Fields): FoundPlugin[] {
  return holder.list('access_log').flatMap((logger) => {
    if (isWasmType(logger.fields('typed_config').message)) return readWrapped(logger) ?? [];
    logger.note('other-access-logger', logger.text('name'));
    return [];
  });
}

/** A plugin inside its extension: `typed_config.config`. */
export function readWrapped(extension: Fields): FoundPlugin | undefined {
  const wrapper = extension.fields('typed_config');
  const plugin = readPlugin(wrapper.fields('config'), extension.text('name'));
  return plugin && { ...plugin, singleton: wrapper.isTrue('singleton') };
}

export function readHttpFilter(filter: Fields, draft: Draft): FoundPlugin | undefined {
  const config = filter.fields('typed_config');
  const name = filter.text('name');
  if (filter.has('config_discovery')) {
    const plugin = draft.extensions.get(name);
    if (!plugin) filter.note('other-http-filter', name);
    return plugin;
  }
  if (isWasmType(config.message)) {
    const plugin = readWrapped(filter);
    const enabled = !filter.isTrue('disabled');
    filter.finish('is_optional');
    return plugin && { ...plugin, enabled };
  }
  if (config.message === types.router) return undefined;
  filter.note('other-http-filter', name || config.message);
  return undefined;
}
