import type { ChainFilter, EnvironmentVariable, Project } from '../../model/index.ts';
import { dnsLabel } from '../dns-label.ts';
import { placePlugins } from '../envoy/place.ts';
import { disabledLimit, disabledWarnings, enabledPlugins, limitFor, namesWhere } from '../limits.ts';
import { takeName } from '../names.ts';
import { imagesBeside, type ImageSource, registry, tag } from '../oci/images.ts';
import { oneLine } from '../one-line.ts';
import type { ExportedFile, ExportInput, Exported, Limit } from '../types.ts';
import { configurationOf } from './configuration.ts';
import { type Document, documentsOf, workload } from './documents.ts';
import { pluginLimits, scopeLimits, surroundingLimits, textLimit } from './limits.ts';

/** What the definition of a WasmPlugin takes, in characters. */
const most = { rootId: 256, environment: 256, variableName: 256, variableValue: 2048 } as const;
/** Room for other plugins between two of the chain. */
const priorityStep = 10;

const failStrategy = { FAIL_CLOSED: 'FAIL_CLOSE', FAIL_OPEN: 'FAIL_OPEN', FAIL_RELOAD: 'FAIL_RELOAD' } as const;

const lengthOf = (text: string) => Array.from(text).length;
const fitsRootId = ({ rootId }: ChainFilter) => lengthOf(rootId) <= most.rootId;

const isWritable = ({ name, value }: EnvironmentVariable, i: number, all: readonly EnvironmentVariable[]) =>
  name !== '' &&
  lengthOf(name) <= most.variableName &&
  lengthOf(value) <= most.variableValue &&
  all.findIndex((other) => other.name === name) === i;
const writableVariables = ({ environment }: ChainFilter) => environment.filter(isWritable).slice(0, most.environment);

const withoutLoggersAndServices = (project: Project): Project => ({ ...project, accessLoggers: [], services: [] });
const pluginsOf = (project: Project) => enabledPlugins([...project.filters, ...project.networkFilters]);

export function wasmPluginLimits(project: Project): readonly Limit[] {
  const plugins = pluginsOf(project);
  const losesVariables = (filter: ChainFilter) => writableVariables(filter).length < filter.environment.length;
  return [
    ...disabledLimit(project),
    ...scopeLimits(project, ['accessLoggers', 'services']),
    // They stand in every connection's way, and not only on a listener of their own.
    ...limitFor(
      'network-filters',
      'changed',
      enabledPlugins(project.networkFilters).map(({ name }) => name),
    ),
    ...textLimit(plugins, ['text', 'other-json'], 'left-out'),
    ...limitFor(
      'root-id',
      'left-out',
      namesWhere(plugins, (filter) => !fitsRootId(filter)),
    ),
    ...limitFor('environment', 'left-out', namesWhere(plugins, losesVariables)),
    ...pluginLimits(plugins),
    ...surroundingLimits(project),
  ];
}

interface Placed {
  readonly name: string;
  readonly plugin: ChainFilter;
  readonly type: 'HTTP' | 'NETWORK';
  readonly priority: number;
  readonly image: ImageSource;
  readonly isFirst: boolean;
}

function documentOf({ name, plugin, type, priority, image, isFirst }: Placed): Document {
  const configuration = configurationOf(plugin.configuration);
  const environment = writableVariables(plugin);
  const isText = configuration.kind === 'text' || configuration.kind === 'other-json';
  const comments = [
    ...(isFirst ? [{ path: ['spec', 'selector'], lines: firstComment }] : []),
    ...(isFirst ? [{ path: ['spec', 'sha256'], lines: digestComment }] : []),
    ...(isText ? [{ path: ['spec', 'priority'], lines: textComment }] : []),
  ];
  return {
    value: {
      apiVersion: 'extensions.istio.io/v1alpha1',
      kind: 'WasmPlugin',
      metadata: { name },
      spec: {
        selector: { matchLabels: workload },
        url: `oci://${image.reference}`,
        sha256: image.sha256,
        imagePullPolicy: 'IfNotPresent',
        ...(plugin.rootId && fitsRootId(plugin) && { pluginName: plugin.rootId }),
        ...(configuration.kind === 'object' && { pluginConfig: configuration.value }),
        priority,
        type,
        failStrategy: failStrategy[plugin.failurePolicy],
        ...(environment.length > 0 && {
          vmConfig: { env: environment.map(({ name: variable, value }) => ({ name: variable, value })) },
        }),
      },
    },
    comments,
  };
}

const firstComment = ['The labels of your workload.'];
const digestComment = [
  'The digest of the image as push.sh pushes it. One that was built in another way has another:',
  'put that here, or nothing.',
];
const textComment = [
  'pluginConfig takes a JSON object only, and the configuration of this plugin is none:',
  'it starts without. An EnvoyFilter carries it.',
];

/** One WasmPlugin for each filter; those of higher priority come first. */
export function istioWasmPlugins(input: ExportInput): Exported {
  const placed = placePlugins({ ...input, project: withoutLoggersAndServices(input.project) });
  const images = imagesBeside(placed);
  const names = new Set<string>();
  const chains = [
    { type: 'HTTP', plugins: placed.filters },
    { type: 'NETWORK', plugins: placed.networkFilters },
  ] as const;
  const documents = chains.flatMap(({ type, plugins }) =>
    plugins.map((one, i) =>
      documentOf({
        name: takeName(dnsLabel(one.plugin.name), names),
        plugin: one.plugin,
        type,
        priority: (plugins.length - i) * priorityStep,
        image: images.sourceOf(one),
        isFirst: names.size === 1,
      }),
    ),
  );
  const files: ExportedFile[] = [
    { kind: 'text', path: 'wasmplugin.yaml', text: documentsOf(documents) },
    { kind: 'text', path: 'README.md', text: readmeText(input.project) },
    ...images.files,
  ];
  return { files, warnings: disabledWarnings(input.project) };
}

function readmeText(project: Project): string {
  return `# ${oneLine(project.name) || 'Filters'} for Istio

\`wasmplugin.yaml\` has one WasmPlugin for each filter, in the order of the chain: of two plugins the one with the higher
\`priority\` comes first. Without a \`phase\` they stand right before the router.

1. Push the modules. They lie in \`oci/\`, as images:

       sh oci/push.sh ${registry}

2. In \`wasmplugin.yaml\`, put your registry in place of \`${registry}\`, and the labels of your
   workload in place of \`app: ${workload.app}\`. For a Gateway or a waypoint, write \`targetRefs\` instead of \`selector\`.

3. Apply it in the namespace of the workload:

       kubectl apply -n demo -f wasmplugin.yaml

\`sha256\` is the digest of the image with the tag \`${tag}\` as \`push.sh\` pushes it. Istio names a plugin after its
namespace and its resource, and hands over \`pluginConfig\` as JSON with white space of its own.
`;
}
