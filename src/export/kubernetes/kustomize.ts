import type { ChainFilter, Project } from '../../model/index.ts';
import { base64Of } from '../base64.ts';
import { messageType } from '../envoy/types.ts';
import { limitFor, enabledPlugins, namesWhere } from '../limits.ts';
import type { ExportedFile, ExportInput, Exported, Limit } from '../types.ts';
import { type Document, documentsOf, workload } from './documents.ts';
import { envoyFilterLimits, exportOfParts, heading } from './istio-envoy-filter.ts';
import type { MountedModule } from './mounted-modules.ts';

/** Kustomize writes these as they are, refuses to read most of them again, and takes U+0085 for the end of a line. */
const isLost = /[\x7f-\x9f]/;

/** Texts that cannot be written in another way than as they are. */
function isBare({ name, rootId, vmId, environment, capabilities }: ChainFilter): boolean {
  const texts = [name, rootId, vmId, ...(capabilities ?? []), ...environment.flatMap((one) => [one.name, one.value])];
  return texts.some((text) => isLost.test(text));
}

export function kustomizeLimits(project: Project): readonly Limit[] {
  const { filters, networkFilters, accessLoggers, services } = project;
  const plugins = enabledPlugins([...filters, ...networkFilters, ...accessLoggers, ...services]);
  return [...limitFor('control-characters', 'refused', namesWhere(plugins, isBare)), ...envoyFilterLimits(project)];
}

/** The same with those configurations as bytes that have such characters: Envoy hands them over as it does text. */
const withoutControls = ({ value, ...rest }: Document): Document => ({ ...rest, value: spared(value) });

function spared(value: object): object {
  if (Array.isArray(value)) return value.map(sparedValue);
  const entries = Object.entries(value);
  const isText = entries.some(([key, type]) => key === '@type' && type === messageType.stringValue);
  const text: unknown = entries.find(([key]) => key === 'value')?.[1];
  if (isText && typeof text === 'string' && isLost.test(text))
    return { '@type': messageType.bytesValue, value: base64Of(new TextEncoder().encode(text)) };
  return Object.fromEntries(entries.map(([key, one]) => [key, sparedValue(one)]));
}

const sparedValue = (value: unknown): unknown => (typeof value === 'object' && value !== null ? spared(value) : value);

/** The same as a base and an overlay, with the modules as files. */
export const kustomize = (input: ExportInput): Exported =>
  exportOfParts(input, ({ modules, envoyFilter, patch }) => [
    { kind: 'text', path: 'overlay/kustomization.yaml', text: documentsOf([overlayKustomization]) },
    { kind: 'text', path: 'overlay/deployment.yaml', text: documentsOf([sampleDeployment]) },
    { kind: 'text', path: 'overlay/volumes.yaml', text: patch },
    { kind: 'text', path: 'base/kustomization.yaml', text: documentsOf([baseKustomization(modules)]) },
    { kind: 'text', path: 'base/envoyfilter.yaml', text: documentsOf([withoutControls(envoyFilter)]) },
    ...modules.map(({ fileName, bytes }): ExportedFile => ({ kind: 'binary', path: `base/${fileName}`, bytes })),
    { kind: 'text', path: 'README.md', text: kustomizeReadme(input.project) },
  ]);

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
      lines: [
        'The annotations of the overlay name the maps inside a text,',
        'where a hash suffix would not be followed.',
      ],
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
