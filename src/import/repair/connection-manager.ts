import { isMap, isSeq } from 'yaml';
import { at, type Place } from '../place.ts';
import { repairDuration } from './cluster.ts';
import { repairExtension } from './extension.ts';
import { typePrefix, types } from './names.ts';
import { messageOf } from './typed.ts';

export function repairNetworkFilter(filter: Place): void {
  repairExtension(filter, 'network');
  const config = filter.place('typed_config');
  if (config && messageOf(config) === types.connectionManager) repairConnectionManager(config);
}

export function repairConnectionManager(manager: Place): void {
  for (const logger of manager.places('access_log')) repairExtension(logger, 'access-log');
  const routes = manager.place('route_config');
  if (routes) repairRoutes(routes);
  const tracing = manager.place('tracing');
  if (tracing?.has('operation_name')) dropField(tracing, 'operation_name');
  const idle = manager.get('idle_timeout');
  if (idle !== undefined) {
    manager.take('idle_timeout');
    if (!manager.has('common_http_protocol_options')) {
      manager.set('common_http_protocol_options', manager.newMap());
    }
    manager.place('common_http_protocol_options')?.set('idle_timeout', idle);
    manager.repaired('field-name', { from: 'idle_timeout', to: 'common_http_protocol_options.idle_timeout' });
  }
  repairHttpFilters(manager);
}

/** Repairs the chain of a connection manager, which ends with the router. */
function repairHttpFilters(manager: Place): void {
  const filters = manager.places('http_filters');
  for (const filter of filters) repairExtension(filter, 'http');
  const list = manager.get('http_filters');
  const router = filters.find(isRouter);
  // One without routes is a part of another, which has a router.
  const isFragment = !['route_config', 'rds', 'scoped_routes'].some((field) => manager.has(field));
  if (!router && isFragment) return;
  if (!router) {
    const added = isSeq(list) ? list : manager.newList([]);
    if (added !== list) manager.set('http_filters', added);
    const config = manager.newMap({ '@type': typePrefix + types.router });
    added.items.push(manager.newMap({ name: 'envoy.filters.http.router', typed_config: config }));
    manager.repaired('router-missing', { to: 'envoy.filters.http.router', path: at(manager.path, 'http_filters') });
    return;
  }
  if (!isSeq(list) || router === filters.at(-1)) return;
  list.items = [...list.items.filter((item) => item !== router.map), router.map];
  router.repaired('router-last', { from: 'envoy.filters.http.router' });
}

function isRouter(filter: Place): boolean {
  const config = filter.place('typed_config');
  return filter.text('name') === 'envoy.filters.http.router' || (!!config && messageOf(config) === types.router);
}

function dropField(place: Place, name: string): void {
  place.take(name);
  place.repaired('removed-field', { from: name });
}

function repairRoutes(config: Place): void {
  for (const host of config.places('virtual_hosts')) {
    if (host.has('per_filter_config')) dropField(host, 'per_filter_config');
    for (const route of host.places('routes')) repairRoute(route);
  }
}

function repairRoute(route: Place): void {
  if (route.has('per_filter_config')) dropField(route, 'per_filter_config');
  const match = route.place('match');
  const regex = match?.text('regex');
  if (match && regex !== undefined) {
    match.take('regex');
    match.set('safe_regex', { regex });
    match.repaired('field-name', { from: 'regex', to: 'safe_regex' });
  }
  for (const header of match?.places('headers') ?? []) repairHeaderMatch(header);
  const action = route.place('route');
  if (!action) return;
  repairDuration(action, 'timeout');
  if (action.has('host_rewrite')) action.repairName('field-name', 'host_rewrite', 'host_rewrite_literal');
  if (action.has('auto_host_rewrite_header')) {
    action.repairName('field-name', 'auto_host_rewrite_header', 'host_rewrite_header');
  }
}

const headerMatches = {
  exact_match: 'exact',
  prefix_match: 'prefix',
  suffix_match: 'suffix',
  contains_match: 'contains',
};

function repairHeaderMatch(header: Place): void {
  for (const [old, today] of Object.entries(headerMatches)) {
    const value = header.take(old);
    if (value === undefined || isMap(value)) continue;
    header.set('string_match', header.newMap({ [today]: value }));
    header.repaired('field-name', { from: old, to: `string_match.${today}` });
  }
}
