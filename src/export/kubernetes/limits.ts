import { type ChainFilter, moduleName, type Project } from '../../model/index.ts';
import { workersLimit } from '../envoy/limits.ts';
import { enabledPlugins, limitFor, namesWhere } from '../limits.ts';
import type { Limit } from '../types.ts';
import { configurationOf } from './configuration.ts';

/** What neither Istio's nor Envoy Gateway's own kinds can say of the plugins that they take. */
export function pluginLimits(plugins: readonly ChainFilter[]): readonly Limit[] {
  const modules = plugins.map(moduleName);
  const inexact = (filter: ChainFilter) => {
    const configuration = configurationOf(filter.configuration);
    return (configuration.kind === 'object' || configuration.kind === 'other-json') && !configuration.isExact;
  };
  const sharesCode = (filter: ChainFilter) => modules.filter((one) => one === moduleName(filter)).length > 1;
  return [
    ...limitFor(
      'vm-id',
      'left-out',
      namesWhere(plugins, (filter) => filter.vmId !== '' || sharesCode(filter)),
    ),
    ...limitFor(
      'vm-configuration',
      'left-out',
      namesWhere(plugins, ({ vmConfiguration }) => vmConfiguration !== ''),
    ),
    ...limitFor(
      'capabilities',
      'left-out',
      namesWhere(plugins, ({ capabilities }) => capabilities !== null),
    ),
    ...limitFor(
      'stop-iteration',
      'left-out',
      namesWhere(plugins, ({ allowStopIteration }) => allowStopIteration),
    ),
    ...limitFor('large-numbers', 'changed', namesWhere(plugins, inexact)),
  ];
}

type Scope = 'networkFilters' | 'accessLoggers' | 'services';
const features = {
  networkFilters: 'network-filters',
  accessLoggers: 'access-loggers',
  services: 'services',
} as const satisfies Record<Scope, Limit['feature']>;

/** Plugins of kinds that the target has no place for. */
export function scopeLimits(project: Project, scopes: readonly Scope[]): readonly Limit[] {
  return scopes.flatMap((scope) =>
    limitFor(
      features[scope],
      'left-out',
      enabledPlugins<ChainFilter>(project[scope]).map(({ name }) => name),
    ),
  );
}

/** What lies around the plugins belongs to the mesh, which has kinds of its own for it. */
export function surroundingLimits(project: Project): readonly Limit[] {
  return [
    ...limitFor(
      'clusters',
      'left-out',
      project.clusters.map(({ name }) => name),
    ),
    ...limitFor(
      'routes',
      'left-out',
      project.routes.map(({ name, path }) => name || path),
    ),
    ...workersLimit(project),
  ];
}

/** Configurations that are no JSON object, or no JSON at all. */
export function textLimit(
  plugins: readonly ChainFilter[],
  kinds: readonly ('text' | 'other-json')[],
  effect: Limit['effect'],
): readonly Limit[] {
  const isText = ({ configuration }: ChainFilter) => kinds.some((kind) => kind === configurationOf(configuration).kind);
  return limitFor('text-configuration', effect, namesWhere(plugins, isText));
}
