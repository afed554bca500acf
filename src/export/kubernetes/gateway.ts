import type { ChainFilter, Project } from '../../model/index.ts';
import { placePlugins } from '../envoy/place.ts';
import { workersLimit } from '../envoy/limits.ts';
import { disabledLimit, disabledWarnings, enabledPlugins, limitFor, namesWhere } from '../limits.ts';
import { takeName } from '../names.ts';
import { imagesBeside, type ImageSource, registry } from '../oci/images.ts';
import { oneLine } from '../one-line.ts';
import type { ExportedFile, ExportInput, Exported, Limit } from '../types.ts';
import { configurationOf } from './configuration.ts';
import { documentsOf } from './documents.ts';
import { httpRoute, httpRouteLimits } from './http-route.ts';
import { pluginLimits, scopeLimits, textLimit } from './limits.ts';

/** A policy has room for so many extensions. */
const mostExtensions = 16;
const names = { gateway: 'weir', gatewayClass: 'eg', policy: 'weir', route: 'weir' } as const;

const onlyFilters = (project: Project): Project => ({
  ...project,
  filters: enabledPlugins(project.filters).slice(0, mostExtensions),
  networkFilters: [],
  accessLoggers: [],
  services: [],
});

export function envoyGatewayLimits(project: Project): readonly Limit[] {
  const filters = enabledPlugins(project.filters).slice(0, mostExtensions);
  // Every extension has a VM of its own: those that share one by the user's wish lose it, and the others nothing.
  const others = pluginLimits(filters).filter(({ feature }) => feature !== 'vm-id');
  return [
    ...limitFor(
      'chain-length',
      'left-out',
      enabledPlugins(project.filters)
        .slice(mostExtensions)
        .map(({ name }) => name),
    ),
    ...disabledLimit(project),
    ...scopeLimits(project, ['networkFilters', 'accessLoggers', 'services']),
    ...textLimit(filters, ['text'], 'changed'),
    ...limitFor(
      'fail-reload',
      'changed',
      namesWhere(filters, ({ failurePolicy }) => failurePolicy === 'FAIL_RELOAD'),
    ),
    ...limitFor(
      'vm-id',
      'left-out',
      namesWhere(filters, ({ vmId }) => vmId !== ''),
    ),
    ...limitFor(
      'environment',
      'left-out',
      namesWhere(filters, ({ environment }) => environment.length > 0),
    ),
    ...others,
    ...httpRouteLimits(project),
    ...workersLimit(project),
  ];
}

interface Extension {
  readonly name: string;
  readonly plugin: ChainFilter;
  readonly image: ImageSource;
}

/** Any JSON is handed over as it is; a text comes as a JSON string, with its quotes. */
function configOf(text: string): object {
  const configuration = configurationOf(text);
  switch (configuration.kind) {
    case 'none':
      return {};
    case 'text':
      return { config: text };
    case 'object':
    case 'other-json':
      return { config: configuration.value };
  }
}

const extensionOf = ({ name, plugin, image }: Extension) => ({
  name,
  ...(plugin.rootId && { rootID: plugin.rootId }),
  code: { type: 'Image', image: { url: image.reference, sha256: image.sha256 } },
  ...configOf(plugin.configuration),
  failOpen: plugin.failurePolicy === 'FAIL_OPEN',
});

function policyOf(extensions: readonly Extension[]): object {
  return {
    apiVersion: 'gateway.envoyproxy.io/v1alpha1',
    kind: 'EnvoyExtensionPolicy',
    metadata: { name: names.policy },
    spec: {
      targetRefs: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', name: names.route }],
      wasm: extensions.map(extensionOf),
    },
  };
}

const gateway = {
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: names.gateway },
  spec: {
    gatewayClassName: names.gatewayClass,
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
  },
} as const;

/** A policy with the chain, in its order, the route that it is for, and a gateway. */
export function envoyGateway(input: ExportInput): Exported {
  const project = onlyFilters(input.project);
  const placed = placePlugins({ ...input, project });
  const images = imagesBeside(placed);
  const taken = new Set<string>();
  const extensions = placed.filters.map((one) => ({
    name: takeName(one.plugin.name || 'filter', taken),
    plugin: one.plugin,
    image: images.sourceOf(one),
  }));
  const text = documentsOf([
    {
      value: policyOf(extensions),
      comments: extensions.length > 0 ? [{ path: ['spec', 'wasm', 0, 'code', 'image'], lines: imageComment }] : [],
    },
    httpRoute(project, { name: names.route, gateway: names.gateway }),
    { value: gateway, comments: [{ path: ['spec', 'gatewayClassName'], lines: gatewayComment }] },
  ]);
  const files: ExportedFile[] = [
    { kind: 'text', path: 'gateway.yaml', text },
    { kind: 'text', path: 'README.md', text: readmeText(project) },
    ...images.files,
  ];
  return { files, warnings: disabledWarnings(input.project) };
}

const imageComment = [
  'sha256 is the digest of the image as push.sh pushes it. One that was built in another way',
  'has another: put that here, or nothing.',
];
const gatewayComment = ['The class that your installation of Envoy Gateway serves.'];

function readmeText(project: Project): string {
  return `# ${oneLine(project.name) || 'Filters'} for Envoy Gateway

\`gateway.yaml\` has an EnvoyExtensionPolicy with the filters in the order of the chain, the HTTPRoute that it is for, and
a Gateway. Have you a route of your own, then name it in \`targetRefs\` and leave out the other two.

1. Push the modules. They lie in \`oci/\`, as images:

       sh oci/push.sh ${registry}

2. In \`gateway.yaml\`, put your registry in place of \`${registry}\`, and your services in place of
   those in \`backendRefs\`.

3. Apply it in the namespace of the services:

       kubectl apply -n demo -f gateway.yaml

Envoy Gateway gives every filter a VM of its own, and hands over \`config\` as JSON.
`;
}
