import { bytesOfText, type ProjectRoute, latin1OfText, textOfBytes } from '../../../model/index.ts';
import type { RunResult } from '../../../state/index.ts';

/** Position of the route that the shown exchange took; `none`: it matched none; undefined: nothing is known of it. */
export function takenRoute(run: {
  readonly result: RunResult | undefined;
  readonly exchange: number;
}): number | 'none' | undefined {
  const exchange = run.result?.report.exchanges[run.exchange];
  const routes = run.result?.project.routes ?? [];
  if (exchange === undefined || routes.length === 0) return undefined;
  const { route, cluster, details } = exchange.access;
  if (details === 'route_not_found') return 'none';
  if (cluster === '' && route === '' && details !== 'direct_response') return undefined;
  const named = route === '' ? [] : routes.flatMap((one, at) => (nameOf(one) === route ? [at] : []));
  if (named.length === 1) return named[0];
  const headers = new Map<string, string>();
  const stage = exchange.requestJourney.findLast(({ state }) => state === 'reached');
  const flat = stage?.headers ?? [];
  for (let i = 0; i + 1 < flat.length; i += 2) headers.set(text(flat[i]).toLowerCase(), text(flat[i + 1]));
  const path = headers.get(':path') ?? exchange.access.path;
  const fits = routes.findIndex((one) => matches(one, path, headers) && leadsTo(one, cluster));
  return fits < 0 ? undefined : fits;
}

const text = (bytes: Uint8Array | undefined): string => (bytes ? textOfBytes(bytes) : '');
const nameOf = ({ name }: ProjectRoute): string => textOfBytes(bytesOfText(name));

function leadsTo({ action }: ProjectRoute, cluster: string): boolean {
  return action.kind === 'cluster' ? latin1OfText(action.cluster) === cluster : cluster === '';
}

function matches(route: ProjectRoute, path: string, headers: ReadonlyMap<string, string>): boolean {
  const [before = ''] = path.split('?');
  const isPath = route.match === 'prefix' ? path.startsWith(route.path) : before === route.path;
  return isPath && route.headers.every(({ name, value }) => headers.get(name.toLowerCase()) === value);
}
