import type { Project, ProjectRoute } from '../../model/index.ts';
import { addressOf } from '../address.ts';
import { dnsLabel } from '../dns-label.ts';
import { limitFor } from '../limits.ts';
import type { Limit } from '../types.ts';
import type { Document } from './documents.ts';

/** What the definition of an HTTPRoute takes. */
const most = { rules: 16, headers: 16, path: 1024, headerName: 256, headerValue: 4096 } as const;
const isPath = /^\/(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|%[0-9a-fA-F]{2})*$/;
const isForbiddenPath = /\/\/|\/\.\.?(?:\/|$)|%2f/i;
const isHeaderName = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;
const defaultPort = 8080;

type ClusterRoute = ProjectRoute & { readonly action: { readonly kind: 'cluster' } };

function isExpressible(route: ProjectRoute): route is ClusterRoute {
  const { action, path, headers } = route;
  const headerNames = new Set(headers.map(({ name }) => name));
  return (
    action.kind === 'cluster' &&
    path.length <= most.path &&
    isPath.test(path) &&
    !isForbiddenPath.test(path) &&
    headers.length <= most.headers &&
    headerNames.size === headers.length &&
    headers.every(
      ({ name, value }) =>
        isHeaderName.test(name) &&
        name.length <= most.headerName &&
        value !== '' &&
        Array.from(value).length <= most.headerValue,
    )
  );
}

const expressible = ({ routes }: Project): readonly ClusterRoute[] => routes.filter(isExpressible).slice(0, most.rules);

export function httpRouteLimits(project: Project): readonly Limit[] {
  const kept: readonly ProjectRoute[] = expressible(project);
  const lost = project.routes.filter((route) => !kept.includes(route));
  const routed = new Set(['upstream', ...expressible(project).map(({ action }) => action.cluster)]);
  return [
    ...limitFor(
      'clusters',
      'left-out',
      project.clusters.filter(({ name }) => !routed.has(name)).map(({ name }) => name),
    ),
    ...limitFor(
      'routes',
      'left-out',
      lost.map(({ name, path }) => name || path),
    ),
    ...limitFor('route-matching', 'changed', matchedOtherwise(kept)),
  ];
}

/** Names of routes that are matched in another way: a prefix ends with a segment, and the more exact route wins. */
function matchedOtherwise(routes: readonly ProjectRoute[]): string[] {
  const byWeight = routes.toSorted((one, other) => compare(weightOf(other), weightOf(one)));
  return routes
    .filter((route, i) => byWeight[i] !== route || (route.match === 'prefix' && !route.path.endsWith('/')))
    .map(({ name, path }) => name || path);
}

const weightOf = ({ match, path, headers }: ProjectRoute) => [match === 'path' ? 1 : 0, path.length, headers.length];
const compare = (one: readonly number[], other: readonly number[]) =>
  one.map((weight, i) => weight - (other[i] ?? 0)).find((difference) => difference !== 0) ?? 0;

/** The service in the cluster that stands for one of the project's clusters. */
function backendOf(cluster: string, project: Project): object {
  const address = project.clusters.findLast(({ name }) => name === cluster)?.address ?? '';
  return { name: dnsLabel(cluster), port: addressOf(address)?.port ?? defaultPort };
}

/** As the definition takes it: at most five digits of each unit. */
function durationOf(ms: number): string {
  let left = Math.min(Math.round(ms), 99_999 * 3_600_000);
  const parts = [
    [3_600_000, 'h'],
    [60_000, 'm'],
    [1000, 's'],
    [1, 'ms'],
  ] as const;
  const text = parts.map(([size, unit]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? '' : `${count}${unit}`;
  });
  return text.join('') || '0s';
}

function ruleOf({ match, path, headers, action }: ClusterRoute, project: Project): object {
  return {
    matches: [
      {
        path: { type: match === 'path' ? 'Exact' : 'PathPrefix', value: path },
        ...(headers.length > 0 && { headers: headers.map(({ name, value }) => ({ name, value })) }),
      },
    ],
    timeouts: { request: durationOf(action.timeoutMs) },
    backendRefs: [backendOf(action.cluster, project)],
  };
}

/** The project's routes; everything to the service behind the proxy when it has none. */
export function httpRoute(project: Project, { name, gateway }: { name: string; gateway: string }): Document {
  const rules =
    project.routes.length > 0
      ? expressible(project).map((route) => ruleOf(route, project))
      : [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [backendOf('upstream', project)] }];
  return {
    value: {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name },
      spec: { parentRefs: [{ name: gateway }], ...(rules.length > 0 && { rules }) },
    },
    comments: rules.length > 0 ? [{ path: ['spec', 'rules', 0, 'backendRefs'], lines: ['Services of your own.'] }] : [],
  };
}
