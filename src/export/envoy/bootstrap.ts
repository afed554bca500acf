import type { Project } from '../../model/index.ts';
import type { ExportWarning } from '../types.ts';
import { type Comment, yamlOf } from '../yaml.ts';
import { namedClusters, placeClusters } from './clusters.ts';
import { connectionManager, listener, socketAddress } from './listener.ts';
import type { PlacedPlugin, PlacedPlugins } from './place.ts';
import { accessLogger, httpFilter, networkFilter, routerFilter, wasmService } from './plugin.ts';
import { placeRoutes } from './routes.ts';
import type { Settings } from './settings.ts';
import { messageType } from './types.ts';

interface Bootstrap {
  readonly project: Project;
  readonly placed: PlacedPlugins;
  readonly settings: Settings;
}

const anywhere = '0.0.0.0';

/** Network filters in front of a plain connection to the upstream. */
function tcpListener(filters: readonly PlacedPlugin[], { tcpPort, code }: Settings): object {
  const proxy = {
    name: 'envoy.filters.network.tcp_proxy',
    typed_config: { '@type': messageType.tcpProxy, stat_prefix: 'weir_tcp', cluster: 'upstream' },
  };
  return listener({
    name: 'weir_tcp',
    at: { address: anywhere, port: tcpPort },
    filters: [...filters.map((one) => networkFilter(one, code)), proxy],
  });
}

/** How it is started, as a comment at its head. */
const headComment = (workers: number) => [
  `Written by Weir for Envoy 1.40. Start it with --concurrency ${workers}: the number of workers is no part of this file.`,
];

/** The whole bootstrap as YAML. Its routes are those of the page's own run. */
export function bootstrapYaml({ project, placed, settings }: Bootstrap): {
  text: string;
  warnings: readonly ExportWarning[];
} {
  const { code } = settings;
  const { clusters, standIns, warnings } = placeClusters(project, settings);
  const names = new Set(['upstream', ...namedClusters(project).map(({ name }) => name)]);
  const { warnings: routeWarnings, ...routes } = placeRoutes(project, names);
  const main = listener({
    name: 'weir',
    at: { address: anywhere, port: settings.listenPort },
    filters: [
      connectionManager({
        name: 'weir',
        accessLoggers: placed.accessLoggers.map((one) => accessLogger(one, code)),
        filters: [...placed.filters.map((one) => httpFilter(one, code)), routerFilter],
        ...routes,
      }),
    ],
  });
  const own = placed.networkFilters.length > 0 ? [main, tcpListener(placed.networkFilters, settings)] : [main];
  const services = placed.services.map((one) => wasmService(one, code));
  const document = {
    admin: { address: socketAddress(settings.admin) },
    ...(services.length > 0 && { bootstrap_extensions: services }),
    static_resources: {
      listeners: [...own, ...standIns.map(({ value }) => value)],
      clusters: clusters.map(({ value }) => value),
    },
  };
  const commentsIn = (list: string, from: number, parts: typeof clusters): Comment[] =>
    parts.flatMap(({ comment }, i) =>
      comment ? [{ path: ['static_resources', list, from + i], lines: comment }] : [],
    );
  const comments: Comment[] = [
    { path: [], lines: headComment(project.workers) },
    ...commentsIn('listeners', own.length, standIns),
    ...commentsIn('clusters', 0, clusters),
  ];
  return { text: yamlOf(document, comments), warnings: [...warnings, ...routeWarnings] };
}
