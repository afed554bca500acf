import type { Project } from '../../model/index.ts';
import { bootstrapYaml } from '../envoy/bootstrap.ts';
import { namedClusters } from '../envoy/clusters.ts';
import { moduleFiles } from '../envoy/envoy.ts';
import { clusterLimits } from '../envoy/limits.ts';
import { type PlacedPlugins, placePlugins } from '../envoy/place.ts';
import { type Settings, settingsOf } from '../envoy/settings.ts';
import { addressOf } from '../address.ts';
import { disabledLimit } from '../limits.ts';
import { fileStem, takeName } from '../names.ts';
import type { ExportInput, Exported, Limit } from '../types.ts';
import { yamlOf } from '../yaml.ts';
import { composeReadmeText } from './readme.ts';

const images = { envoy: 'envoyproxy/envoy:v1.40.0', reflecting: 'mccutchen/go-httpbin' } as const;
/** Where the files lie in Envoy's container. */
const folder = '/etc/weir';
const reflectingPort = 8080;

/** Names of services by the clusters that they stand for. */
function reflectingServices(project: Project, hasUpstream: boolean): ReadonlyMap<string, string> {
  const named = namedClusters(project);
  const isReplaced = named.some(({ name }) => name === 'upstream');
  const needsUpstream = project.upstream.kind === 'reflect' && !hasUpstream && !isReplaced;
  const reflecting = named.filter(
    ({ address, behaviour }) => behaviour.kind === 'reflect' && addressOf(address) === undefined,
  );
  const taken = new Set(['envoy']);
  const clusters = [...(needsUpstream ? ['upstream'] : []), ...reflecting.map(({ name }) => name)];
  return new Map(clusters.map((name) => [name, takeName(fileStem(name), taken)]));
}

function composeSettings(project: Project, options: ExportInput['options'] = {}) {
  const services = reflectingServices(project, options.upstream !== undefined);
  const settings = settingsOf({ ...options, moduleFolder: folder });
  return {
    services,
    settings: {
      ...settings,
      // The port is published on the host's loopback only.
      admin: { ...settings.admin, address: '0.0.0.0' },
      reflecting: (cluster: string) => ({ address: services.get(cluster) ?? 'upstream', port: reflectingPort }),
    } satisfies Settings,
  };
}

const mount = (file: string, source = file) => ({
  type: 'bind',
  source: `./${source}`,
  target: `${folder}/${file}`,
  read_only: true,
  bind: { create_host_path: false },
});

interface EnvoyService {
  readonly placed: PlacedPlugins;
  readonly settings: Settings;
  /** Names of the other services. */
  readonly beside: readonly string[];
  readonly configuration: string;
}

function envoyService(project: Project, { placed, settings, beside, configuration }: EnvoyService): object {
  const { listenPort, tcpPort, admin } = settings;
  const ports = [listenPort, ...(placed.networkFilters.length > 0 ? [tcpPort] : []), admin.port];
  const command = ['envoy', '-c', `${folder}/envoy.yaml`, '--concurrency', String(project.workers)];
  return {
    image: images.envoy,
    command: [...command, '--component-log-level', 'wasm:debug'],
    ports: ports.map((port) => `127.0.0.1:${port}:${port}`),
    volumes: [mount('envoy.yaml', configuration), ...[...placed.modules.keys()].map((file) => mount(file))],
    extra_hosts: ['host.docker.internal:host-gateway'],
    ...(beside.length > 0 && { depends_on: beside }),
  };
}

/** Envoy with its configuration and modules, and services that reflect where the project has no others. */
export const compose = (input: ExportInput): Exported => composeWith(input, 'envoy.yaml');

/** The same, with the configuration under another name: it may lie beside one that is for Envoy alone. */
export function composeWith(input: ExportInput, configuration: string): Exported {
  const { project, options } = input;
  const placed = placePlugins(input);
  const { services, settings } = composeSettings(project, options);
  const yaml = bootstrapYaml({ project, placed, settings });
  const beside = [...services.values()];
  const reflecting = beside.map((name) => [name, { image: images.reflecting }] as const);
  const document = {
    services: {
      envoy: envoyService(project, { placed, settings, beside, configuration }),
      ...Object.fromEntries(reflecting),
    },
  };
  const head = ['Envoy with the filter chain built in Weir, and the services behind it: docker compose up'];
  return {
    files: [
      { kind: 'text', path: 'compose.yaml', text: yamlOf(document, [{ path: [], lines: head }]) },
      { kind: 'text', path: configuration, text: yaml.text },
      ...moduleFiles(placed.modules),
      { kind: 'text', path: 'README.md', text: composeReadmeText(project, settings, beside) },
    ],
    warnings: [...placed.warnings, ...yaml.warnings],
  };
}

export function composeLimits(project: Project): readonly Limit[] {
  return [...disabledLimit(project), ...clusterLimits(project)];
}
