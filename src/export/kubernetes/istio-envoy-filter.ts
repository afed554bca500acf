import type { Project } from '../../model/index.ts';
import { addressOf } from '../address.ts';
import { namedClusters } from '../envoy/clusters.ts';
import { placePlugins } from '../envoy/place.ts';
import { workersLimit } from '../envoy/limits.ts';
import { disabledLimit, enabledPlugins, limitFor } from '../limits.ts';
import { oneLine } from '../one-line.ts';
import type { ExportedFile, ExportInput, Exported, Limit } from '../types.ts';
import { type Document, documentsOf, workload } from './documents.ts';
import { configMapOf, envoyFilterOf } from './envoy-filter.ts';
import {
  mountedModules,
  type MountedModule,
  sizeLimits,
  sizeRefusal,
  sizeWarnings,
  volumesPatch,
} from './mounted-modules.ts';

export function envoyFilterLimits(project: Project): readonly Limit[] {
  return [
    ...sizeLimits(project),
    ...disabledLimit(project),
    // They stand in front of every tcp_proxy of the sidecar, and not only on a listener of their own.
    ...limitFor(
      'network-filters',
      'changed',
      enabledPlugins(project.networkFilters).map(({ name }) => name),
    ),
    ...limitFor(
      'cluster-address',
      'left-out',
      namedClusters(project)
        .filter(({ address }) => !addressOf(address))
        .map(({ name }) => name),
    ),
    ...limitFor(
      'routes',
      'left-out',
      project.routes.map(({ name, path }) => name || path),
    ),
    ...workersLimit(project),
  ];
}

interface Parts {
  readonly modules: readonly MountedModule[];
  readonly envoyFilter: Document;
  /** Text of the file that mounts the modules. */
  readonly patch: string;
}

/** An export of these parts, unless a module is too large for them. */
export function exportOfParts(input: ExportInput, filesOf: (parts: Parts) => readonly ExportedFile[]): Exported {
  const placed = placePlugins(input);
  const modules = mountedModules(placed);
  const refusal = sizeRefusal(modules);
  if (refusal) return { files: [], warnings: placed.warnings, refusal };
  const envoyFilter = envoyFilterOf(input.project, placed, modules);
  return {
    files: filesOf({ modules, envoyFilter, patch: documentsOf([volumesPatch(modules)]) }),
    warnings: [...placed.warnings, ...sizeWarnings(modules)],
  };
}

/** An EnvoyFilter, the modules in ConfigMaps, and the annotations that mount them. */
export const istioEnvoyFilter = (input: ExportInput): Exported =>
  exportOfParts(input, ({ modules, envoyFilter, patch }) => [
    { kind: 'text', path: 'envoyfilter.yaml', text: documentsOf([envoyFilter]) },
    { kind: 'text', path: 'modules.yaml', text: documentsOf(modules.map(configMapOf)) },
    { kind: 'text', path: 'deployment-patch.yaml', text: patch },
    { kind: 'text', path: 'README.md', text: envoyFilterReadme(input.project) },
  ]);

export const heading = ({ name }: Project) => `# ${oneLine(name) || 'Filters'}`;

function envoyFilterReadme(project: Project): string {
  return `${heading(project)} for Istio, without a registry

\`modules.yaml\` has the modules in ConfigMaps, \`envoyfilter.yaml\` puts the filters into the sidecars of a workload, and
\`deployment-patch.yaml\` mounts the modules there.

1. In \`envoyfilter.yaml\`, put the labels of your workload in place of \`app: ${workload.app}\`.

2. Apply the modules and mount them, so that they are there before they are asked for, then the filters:

       kubectl apply -n demo --server-side -f modules.yaml
       kubectl patch -n demo deployment ${workload.app} --patch-file deployment-patch.yaml
       kubectl rollout status -n demo deployment ${workload.app}
       kubectl apply -n demo -f envoyfilter.yaml

The annotations on the pods are JSON in the form that is keyed by the volume. Pods start anew when the modules change.
Services of the project stand in the bootstrap: pods that run already get them when they start anew.
`;
}
