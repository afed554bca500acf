import type { EnvironmentVariable } from '../../model/index.ts';
import type { FoundRoute } from './draft.ts';
import type { Fields } from './fields.ts';

/** Envoy's own, where a route has none. */
const usualTimeoutMs = 15_000;

/** The routes of a connection manager, in their order. */
export function readRoutes(config: Fields): FoundRoute[] {
  const hosts = config.list('virtual_hosts');
  const routes = hosts.flatMap((host) => {
    const domains = host.texts('domains');
    if (domains.some((domain) => domain !== '*')) host.note('fields', `domains: ${domains.join(', ')}`);
    const found = host.list('routes').flatMap((route) => readRoute(route) ?? []);
    host.finish('name');
    return found;
  });
  config.finish('name', 'validate_clusters', 'max_direct_response_body_size_bytes');
  return routes;
}

function readRoute(route: Fields): FoundRoute | undefined {
  const match = route.fields('match');
  const isPath = match.has('path');
  const path = match.text(isPath ? 'path' : 'prefix');
  const headers = match.list('headers').flatMap((header) => exactHeader(header) ?? []);
  const action = actionOf(route);
  const isKnown = (isPath || match.has('prefix')) && headers.length === match.list('headers').length;
  if (!isKnown || action === undefined) {
    route.note('route-left-out', route.text('name') || path);
    return undefined;
  }
  const name = route.text('name');
  match.finish();
  const perFilter = route.fields('typed_per_filter_config');
  if (!perFilter.isEmpty) route.note('fields', 'typed_per_filter_config');
  route.finish('decorator');
  const isUsualTimeout = action.kind === 'cluster' && Number.isNaN(action.timeoutMs);
  return {
    name,
    match: isPath ? 'path' : 'prefix',
    path,
    headers,
    action: action.kind === 'cluster' && isUsualTimeout ? { ...action, timeoutMs: usualTimeoutMs } : action,
    isUsualTimeout,
    answerHeaders: setHeaders(perFilter),
    isBytes: route.fields('direct_response').fields('body').has('inline_bytes'),
    delayMs: millisecondsOf(perFilter.fields(fault).fields('delay').text('fixed_delay')) || 0,
  };
}

const fault = 'envoy.filters.http.fault';
const mutation = 'envoy.filters.http.header_mutation';

/** The headers that a route sets on its answers. */
function setHeaders(perFilter: Fields): EnvironmentVariable[] {
  const headers = perFilter
    .fields(mutation)
    .fields('mutations')
    .list('response_mutations')
    .map((one) => one.fields('append').fields('header'));
  // A percent sign begins a substitution in Envoy, two of them are one.
  return headers
    .filter((header) => header.has('key'))
    .map((header) => ({ name: header.text('key'), value: header.text('value').replaceAll('%%', '%') }));
}

function exactHeader(header: Fields): EnvironmentVariable | undefined {
  const string = header.fields('string_match');
  const isInverted = header.isTrue('invert_match');
  if (!string.has('exact') || isInverted || string.isTrue('ignore_case')) return undefined;
  return { name: header.text('name'), value: string.text('exact') };
}

function actionOf(route: Fields): FoundRoute['action'] | undefined {
  if (route.has('direct_response')) {
    const direct = route.fields('direct_response');
    const body = direct.fields('body');
    const isBytes = body.has('inline_bytes');
    const said = isBytes ? byteStringOf(body.text('inline_bytes')) : body.text('inline_string');
    if (said === undefined || (!body.isEmpty && !isBytes && !body.has('inline_string'))) return undefined;
    return { kind: 'direct', status: direct.number('status') ?? 200, body: said };
  }
  const target = route.fields('route');
  const cluster = target.text('cluster');
  if (cluster === '') return undefined;
  const timeoutMs = millisecondsOf(target.text('timeout'));
  target.finish();
  return { kind: 'cluster', cluster, timeoutMs };
}

function byteStringOf(base64: string): string | undefined {
  try {
    return atob(base64);
  } catch {
    return undefined;
  }
}

/** NaN when there is none. */
export function millisecondsOf(duration: string): number {
  const [, seconds] = /^(\d+(?:\.\d+)?)s$/.exec(duration) ?? [];
  return seconds === undefined ? Number.NaN : Math.min(Math.round(Number(seconds) * 1000), 1e9);
}
