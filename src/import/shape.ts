/** What kind of thing a value is, judged by its fields alone. */
export type Shape =
  | 'bootstrap'
  | 'resources'
  | 'listener'
  | 'connection-manager'
  | 'network-filters'
  | 'http-filter'
  | 'cluster'
  | 'discovery'
  | 'kubernetes'
  | 'kubernetes-list'
  | 'plugin'
  | 'unknown';

/** `has` knows a field in either spelling. */
export function shapeOf(has: (field: string) => boolean): Shape {
  const any = (...fields: string[]) => fields.some(has);
  if (any('kind') && any('apiVersion')) return any('items') ? 'kubernetes-list' : 'kubernetes';
  if (any('static_resources', 'bootstrap_extensions', 'wasm_service', 'stats_sinks')) return 'bootstrap';
  if (any('resources') && !any('services')) return 'discovery';
  if (any('http_filters')) return 'connection-manager';
  if (any('filter_chains')) return 'listener';
  if (any('listeners', 'clusters')) return 'resources';
  if (any('filters')) return 'network-filters';
  if (any('load_assignment', 'hosts') || (any('connect_timeout') && any('name'))) return 'cluster';
  if (any('vm_config')) return 'plugin';
  if (any('name') && any('typed_config', 'config', 'config_discovery')) return 'http-filter';
  return 'unknown';
}
