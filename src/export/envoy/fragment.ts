import type { Project } from '../../model/index.ts';
import { disabledLimit, limitFor } from '../limits.ts';
import type { ExportInput, Exported, Limit } from '../types.ts';
import { yamlOf } from '../yaml.ts';
import { namedClusters } from './clusters.ts';
import { moduleFiles } from './envoy.ts';
import { placePlugins } from './place.ts';
import { httpFilter, routerFilter } from './plugin.ts';
import { fragmentReadmeText } from './readme.ts';
import { settingsOf } from './settings.ts';

const headComment = [
  'The filters of an envoy.filters.network.http_connection_manager, in their order. Written by Weir for Envoy 1.40.',
];

/** The chain alone, for a configuration that is there already. */
export function httpFilters({ project, modules, options }: ExportInput): Exported {
  const chain = { ...project, networkFilters: [], accessLoggers: [], services: [] };
  const { filters, warnings, ...placed } = placePlugins({ project: chain, modules });
  const { code } = settingsOf(options);
  const fragment = { http_filters: [...filters.map((one) => httpFilter(one, code)), routerFilter] };
  return {
    files: [
      { kind: 'text', path: 'http_filters.yaml', text: yamlOf(fragment, [{ path: [], lines: headComment }]) },
      ...moduleFiles(placed.modules),
      { kind: 'text', path: 'README.md', text: fragmentReadmeText(project, [...placed.modules.keys()], code) },
    ],
    warnings,
  };
}

const namesOf = (parts: readonly { readonly name: string }[]) => parts.map(({ name }) => name);

export function httpFiltersLimits(project: Project): readonly Limit[] {
  const { networkFilters, accessLoggers, services, routes } = project;
  return [
    ...disabledLimit({ ...project, networkFilters: [], accessLoggers: [], services: [] }),
    ...limitFor('network-filters', 'left-out', namesOf(networkFilters)),
    ...limitFor('access-loggers', 'left-out', namesOf(accessLoggers)),
    ...limitFor('services', 'left-out', namesOf(services)),
    ...limitFor('clusters', 'left-out', namesOf(namedClusters(project))),
    ...limitFor(
      'routes',
      'left-out',
      routes.map(({ name, path }) => name || path),
    ),
  ];
}
