import type { ExportOptions, ExportRefusal, Feature, GeneratorId, Limit, TargetGroup } from '../../../state/index.ts';
import { sizeText } from '../../parts/size-text.ts';

export const words = {
  title: 'Export',
  about: 'Made in this browser from what is on the page. Nothing is uploaded.',
  close: 'Close',
  targets: 'Targets',
  target: 'Target',
  limits: 'What it cannot express',
  allKept: 'Everything in this project has its place here.',
  options: 'Options',
  files: 'Files',
  building: 'Building the filters for release…',
  loading: 'Loading…',
  again: 'Try again',
  note: 'note',
  failed: 'Nothing was exported.',
  copy: 'Copy',
  copyFile: (path: string) => `Copy ${path}`,
  download: 'Download',
  downloadFile: (path: string) => `Download ${path}`,
  downloadAll: (name: string) => `Download ${name}.zip`,
  contentOf: (path: string) => `Content of ${path}`,
  cut: (lines: number) => `${lines.toLocaleString('en')} more lines; copy or download has them all.`,
  binary: (size: string) => `${size}, binary`,
  modules: 'Modules',
  modulesTitle: 'Modules alone',
  modulesAbout: 'The optimised .wasm of each filter, as the other targets carry it.',
  noModules: 'This project has no filter.',
} as const;

export const groupNames: Readonly<Record<TargetGroup, string>> = {
  envoy: 'Envoy',
  compose: 'Docker Compose',
  istio: 'Istio',
  'envoy-gateway': 'Envoy Gateway',
  kustomize: 'Kustomize',
  oci: 'OCI image',
  zip: 'Project',
};

/** Name in the list, and one sentence beside it. */
export const targetWords: Readonly<Record<GeneratorId, readonly [title: string, about: string]>> = {
  envoy: ['Bootstrap', 'A whole configuration, envoy.yaml, with each .wasm beside it.'],
  'envoy-inline': ['Bootstrap, one file', 'One envoy.yaml that carries the code itself.'],
  'http-filters': ['http_filters only', 'The chain alone, for a configuration that you have already.'],
  compose: ['Compose', 'Envoy and a service that reflects requests, with one docker compose up.'],
  'istio-wasm-plugin': ['WasmPlugin', 'One per filter; the mesh fetches the module from where you put it.'],
  'istio-envoy-filter': ['EnvoyFilter', 'All of the chain, the modules in ConfigMaps that sidecars mount.'],
  kustomize: ['Base and overlay', 'The EnvoyFilter as a base, and an overlay to begin with.'],
  'envoy-gateway': ['Extension policy', 'An EnvoyExtensionPolicy with its HTTPRoute.'],
  oci: ['Image layouts', 'Each module as an image, in both forms that readers know, with commands to push them.'],
  zip: ['Zip', 'All of it to go on with: sources, SDK, modules, configurations, checks, and the command line.'],
};

interface OptionWords {
  readonly label: string;
  readonly hint: string;
}

export const optionWords: Readonly<Record<keyof ExportOptions, OptionWords>> = {
  listenPort: { label: 'Port', hint: '10000' },
  tcpPort: { label: 'Port of the network filters', hint: '11000' },
  adminPort: { label: 'Admin port', hint: '9901' },
  standInPort: { label: 'First stand-in port', hint: '10001' },
  upstream: { label: 'Your service', hint: 'host:port' },
  moduleFolder: { label: 'Folder of the modules', hint: 'where Envoy is started' },
};

export const optionTroubles = {
  port: 'A port is a number from 1 to 65535.',
  address: 'An address is host:port.',
} as const;

/** What a limit says; the names of those whom it concerns stand in front of it. */
const featureWords: Readonly<Record<Feature, string>> = {
  'disabled-plugins': 'switched off, so not in the files',
  'network-filters': 'no place for a network filter',
  'access-loggers': 'no place for an access logger',
  services: 'no place for a service',
  'vm-id': 'no VM id; each has a VM of its own or shares one as the target likes',
  'vm-configuration': 'no VM configuration',
  environment: 'environment variables that cannot be set there',
  'fail-open': 'cannot fail open',
  'fail-reload': 'is not reloaded after a failure',
  capabilities: 'capabilities are not restricted',
  'stop-iteration': 'may not stop iteration at the headers',
  'text-configuration': 'a configuration that is no JSON object has no place',
  'large-numbers': 'whole numbers beyond 2^53 in the configuration lose digits',
  'control-characters': 'control characters in it have no place',
  'root-id': 'the root id is too long',
  settings: 'only the code is in the image; configuration and settings are not',
  'module-size': 'too large for a ConfigMap, which holds 1 MiB',
  'chain-length': 'more filters than it takes',
  order: 'the order may be another',
  upstream: 'the answer of the upstream',
  clusters: 'must exist there already under the same name',
  'cluster-address': 'no address to go to: write one as host:port',
  'cluster-behaviour': 'several answers, trailers or breaks in them; a stand-in gives the first, whole',
  routes: 'no place for the route',
  'route-matching': 'matched by whole path segments, the most exact route first',
  workers: 'The number of workers is no part of the files: it is Envoy’s argument --concurrency.',
  checks: 'The checks stay in the project.',
};

/** Where something has its place after all, but not as it was. */
const changedWords: Readonly<Partial<Record<Feature, string>>> = {
  'network-filters': 'stands in the way of every connection, not only on a listener of its own',
  'text-configuration': 'a configuration that is no JSON arrives with quotes around it',
};

export function limitText({ feature, names, effect }: Limit): string {
  const text = (effect === 'changed' ? changedWords[feature] : undefined) ?? featureWords[feature];
  return names.length === 0 ? text : `${joined(names)}: ${text}.`;
}

const mostNames = 4;

function joined(names: readonly string[]): string {
  const rest = names.length - mostNames;
  if (rest > 0) return `${names.slice(0, mostNames).join(', ')} and ${rest} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

export const effectNames: Readonly<Record<Limit['effect'], string>> = {
  'left-out': 'left out',
  changed: 'changed',
  refused: 'not possible',
};

export function refusalText({ filter, size, largest }: ExportRefusal): { cause: string; remedy: string } {
  return {
    cause: `${filter} has ${sizeText(size)}; at most ${sizeText(largest)} fit.`,
    remedy: 'Choose a target that fetches the module, or make it smaller.',
  };
}
