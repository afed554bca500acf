import type { Project } from '../../model/index.ts';
import { addressOf } from '../address.ts';
import { moduleFiles } from '../envoy/envoy.ts';
import { namedClusters } from '../envoy/clusters.ts';
import { placePlugins } from '../envoy/place.ts';
import { workersLimit } from '../envoy/limits.ts';
import { disabledLimit, enabledPlugins, limitFor } from '../limits.ts';
import { oneLine } from '../one-line.ts';
import type { ExportedFile, ExportInput, Exported, Limit } from '../types.ts';
import { documentsOf, workload } from './documents.ts';
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
  readonly envoyFilter: ExportedFile;
  readonly patch: string;
}

function exported(input: ExportInput, filesOf: (parts: Parts) => readonly ExportedFile[]): Exported {
  const placed = placePlugins(input);
  const modules = mountedModules(placed);
  const refusal = sizeRefusal(modules);
  if (refusal) return { files: [], warnings: placed.warnings, refusal };
  const text = documentsOf([envoyFilterOf(input.project, placed, modules)]);
  return {
    files: filesOf({
      modules,
      envoyFilter: { kind: 'text', path: 'envoyfilter.yaml', text },
      patch: documentsOf([volumesPatch(modules)]),
    }),
    warnings: [...placed.warnings, ...sizeWarnings(modules)],
  };
}

/** An EnvoyFilter, the modules in ConfigMaps, and the annotations that mount them. */
export const istioEnvoyFilter = (input: ExportInput): Exported =>
  exported(input, ({ modules, envoyFilter, patch }) => [
    envoyFilter,
    { kind: 'text', path: 'modules.yaml', text: documentsOf(modules.map(configMapOf)) },
    { kind: 'text', path: 'deployment-patch.yaml', text: patch },
    { kind: 'text', path: 'README.md', text: envoyFilterReadme(input.project) },
  ]);

/** The same as a base and an overlay, with the modules as files. */
export const kustomize = (input: ExportInput): Exported =>
  exported(input, ({ modules, envoyFilter, patch }) => [
    { kind: 'text', path: 'overlay/kustomization.yaml', text: documentsOf([overlayKustomization]) },
    { kind: 'text', path: 'overlay/deployment.yaml', text: documentsOf([sampleDeployment]) },
    { kind: 'text', path: 'overlay/volumes.yaml', text: patch },
    { kind: 'text', path: 'base/kustomization.yaml', text: documentsOf([baseKustomization(modules)]) },
    inFolder('base', envoyFilter),
    ...moduleFiles(new Map(modules.map(({ fileName, bytes }) => [fileName, bytes]))).map((file) =>
      inFolder('base', file),
    ),
    { kind: 'text', path: 'README.md', text: kustomizeReadme(input.project) },
  ]);

const inFolder = (folder: string, file: ExportedFile): ExportedFile => ({ ...file, path: `${folder}/${file.path}` });

const kustomization = { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' } as const;

const baseKustomization = (modules: readonly MountedModule[]) => ({
  value: {
    ...kustomization,
    resources: ['envoyfilter.yaml'],
    configMapGenerator: modules.map(({ name, fileName }) => ({ name, files: [fileName] })),
    generatorOptions: { disableNameSuffixHash: true },
  },
  comments: [
    {
      path: ['generatorOptions'],
      lines: ['The annotations of the overlay name the maps inside a text, where a hash suffix would not be followed.'],
    },
  ],
});

const overlayKustomization = {
  value: {
    ...kustomization,
    resources: ['../base', 'deployment.yaml'],
    patches: [{ path: 'volumes.yaml' }],
  },
};

const sampleDeployment = {
  value: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workload.app },
    spec: {
      replicas: 1,
      selector: { matchLabels: workload },
      template: {
        metadata: { labels: workload },
        spec: {
          containers: [{ name: workload.app, image: 'mccutchen/go-httpbin:2.23.1', ports: [{ containerPort: 8080 }] }],
        },
      },
    },
  },
  comments: [{ path: [], lines: ['A service that reflects what it is sent. Put your own in its place.'] }],
};

const heading = ({ name }: Project) => `# ${oneLine(name) || 'Filters'}`;

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

function kustomizeReadme(project: Project): string {
  return `${heading(project)} for Istio, by Kustomize

\`base/\` has the modules, from which Kustomize makes ConfigMaps, and the EnvoyFilter that puts the filters into the
sidecars of a workload. \`overlay/\` has a workload, and mounts the modules into its sidecars.

1. Put your workload in place of \`overlay/deployment.yaml\`, its name into \`overlay/volumes.yaml\`, and its labels into
   \`base/envoyfilter.yaml\`.

2. Look at the whole, then apply it in the namespace of the workload:

       kubectl kustomize overlay
       kubectl apply -n demo --server-side -k overlay
`;
}
