import type { Project } from '../../model/index.ts';
import { addressOf } from '../address.ts';
import { base64Of } from '../base64.ts';
import { cluster } from '../envoy/cluster.ts';
import { namedClusters } from '../envoy/clusters.ts';
import type { PlacedPlugin, PlacedPlugins } from '../envoy/place.ts';
import { accessLogger, type CodePlace, httpFilter, networkFilter, wasmService } from '../envoy/plugin.ts';
import { messageType } from '../envoy/types.ts';
import { type Document, workload } from './documents.ts';
import type { MountedModule } from './mounted-modules.ts';

const context = 'SIDECAR_INBOUND';
const manager = 'envoy.filters.network.http_connection_manager';

/** Where in a listener a patch applies. */
const beside = (filter: object) => ({ context, listener: { filterChain: { filter } } });

const insertBefore = (applyTo: string, filter: object, value: object) => ({
  applyTo,
  match: beside(filter),
  patch: { operation: 'INSERT_BEFORE', value },
});

/**
 * The plugins as patches of a sidecar's configuration, and the clusters that they call. Each filter goes right before
 * the router, so that they end up in the order of the chain.
 */
function patchesOf(project: Project, placed: PlacedPlugins, modules: readonly MountedModule[]): object[] {
  const codeOf = ({ fileName }: PlacedPlugin): CodePlace => {
    const folder = modules.find((one) => one.fileName === fileName)?.mountPath;
    if (folder === undefined) throw new Error(`${fileName} is mounted nowhere`);
    return { kind: 'file', folder: `${folder}/` };
  };
  const { filters, networkFilters, accessLoggers, services } = placed;
  return [
    ...filters.map((one) =>
      insertBefore(
        'HTTP_FILTER',
        { name: manager, subFilter: { name: 'envoy.filters.http.router' } },
        httpFilter(one, codeOf(one)),
      ),
    ),
    ...networkFilters.map((one) =>
      insertBefore('NETWORK_FILTER', { name: 'envoy.filters.network.tcp_proxy' }, networkFilter(one, codeOf(one))),
    ),
    ...loggerPatch(accessLoggers.map((one) => accessLogger(one, codeOf(one)))),
    ...servicePatch(services.map((one) => wasmService(one, codeOf(one)))),
    ...addressed(project).map((value) => ({
      applyTo: 'CLUSTER',
      match: { context },
      patch: { operation: 'ADD', value },
    })),
  ];
}

function addressed(project: Project): object[] {
  return namedClusters(project).flatMap(({ name, address, protocol }) => {
    const at = addressOf(address);
    return at ? [cluster({ name, at, protocol })] : [];
  });
}

/** Merging appends to a list. */
function loggerPatch(loggers: readonly object[]): object[] {
  if (loggers.length === 0) return [];
  const value = {
    name: manager,
    typed_config: { '@type': messageType.connectionManager, access_log: loggers },
  };
  return [{ applyTo: 'NETWORK_FILTER', match: beside({ name: manager }), patch: { operation: 'MERGE', value } }];
}

function servicePatch(services: readonly object[]): object[] {
  if (services.length === 0) return [];
  return [{ applyTo: 'BOOTSTRAP', patch: { operation: 'MERGE', value: { bootstrap_extensions: services } } }];
}

export function envoyFilterOf(project: Project, placed: PlacedPlugins, modules: readonly MountedModule[]): Document {
  return {
    value: {
      apiVersion: 'networking.istio.io/v1alpha3',
      kind: 'EnvoyFilter',
      metadata: { name: 'weir' },
      spec: {
        workloadSelector: { labels: workload },
        configPatches: patchesOf(project, placed, modules),
      },
    },
    comments: [{ path: ['spec', 'workloadSelector'], lines: ['The labels of your workload.'] }],
  };
}

export const configMapOf = ({ name, fileName, bytes }: MountedModule): Document => ({
  value: {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    binaryData: { [fileName]: base64Of(bytes) },
  },
});
