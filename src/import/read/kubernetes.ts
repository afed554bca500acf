import type { EnvironmentVariable } from '../../model/index.ts';
import { bytesOfBase64 } from './base64.ts';
import { readCluster } from './clusters.ts';
import type { Draft, FoundCode, FoundPlugin } from './draft.ts';
import { readBootstrap } from './envoy.ts';
import { Fields } from './fields.ts';
import { readHttpRoute } from './http-route.ts';
import { readHttpFilter, readListener, readNetworkFilter, readWrapped } from './listener.ts';
import { fileNameOf, hashOf } from './plugin.ts';

export function readKubernetes(resource: Fields, draft: Draft): void {
  const kind = resource.text('kind');
  const name = resource.fields('metadata').text('name');
  const spec = resource.fields('spec');
  resource.text('apiVersion');
  switch (kind) {
    case 'EnvoyFilter':
      draft.name ||= name;
      readEnvoyFilter(spec, draft);
      break;
    case 'WasmPlugin':
      draft.name ||= name;
      readWasmPlugin(spec, spec, { name, draft });
      break;
    case 'TrafficExtension':
      draft.name ||= name;
      if (spec.has('lua')) spec.note('other-http-filter', 'lua');
      if (spec.has('wasm')) readWasmPlugin(spec.fields('wasm'), spec, { name, draft });
      break;
    case 'EnvoyExtensionPolicy':
      draft.name ||= name;
      readExtensionPolicy(spec, draft);
      break;
    case 'HTTPRoute':
      readHttpRoute(spec, draft);
      break;
    case 'ConfigMap':
      readConfigMap(resource, draft);
      break;
    default:
      readMounts(resource, draft);
      if (!['Deployment', 'Service', 'Pod', 'Namespace', 'Gateway', 'Kustomization'].includes(kind)) {
        resource.note('resource-left-out', `${kind} ${name}`.trim());
      }
  }
}

/** Where in a mesh's chain a filter stands: before the phases that follow, unset last. */
const phases = ['AUTHN', 'AUTHZ', 'STATS'];

function readEnvoyFilter(spec: Fields, draft: Draft): void {
  // Filters may name what a later patch defines.
  const isDefinition = (item: Fields) => item.text('apply_to') === 'EXTENSION_CONFIG';
  const items = spec.list('config_patches');
  for (const item of [...items.filter(isDefinition), ...items.filter((one) => !isDefinition(one))]) {
    const patch = item.fields('patch');
    const value = patch.fields('value');
    const applyTo = item.text('apply_to');
    const operation = patch.text('operation');
    if (operation === 'REMOVE') {
      item.note('resource-left-out', `${applyTo} REMOVE`);
      continue;
    }
    readPatched(applyTo, value, { draft, isFirst: operation === 'INSERT_FIRST' });
    const match = item.fields('match');
    match.finish('context', 'listener');
  }
  spec.finish('workload_selector', 'priority', 'target_refs');
}

function readPatched(applyTo: string, value: Fields, { draft, isFirst }: { draft: Draft; isFirst: boolean }): void {
  switch (applyTo) {
    case 'HTTP_FILTER': {
      const plugin = readHttpFilter(value, draft);
      if (plugin) draft.mesh.push({ plugin, phase: isFirst ? -1 : phases.length, priority: 0 });
      break;
    }
    case 'NETWORK_FILTER':
      readNetworkFilter(value, { draft, name: '', address: '', loggers: [] });
      break;
    case 'CLUSTER':
      if (value.has('name')) draft.clusters.push(readCluster(value));
      break;
    case 'LISTENER':
      readListener(value, draft);
      break;
    case 'BOOTSTRAP':
      readBootstrap(value, draft);
      break;
    case 'EXTENSION_CONFIG': {
      const plugin = readWrapped(value);
      if (plugin) draft.extensions.set(value.text('name'), plugin);
      break;
    }
    default:
      value.note('resource-left-out', applyTo);
  }
}

interface Owner {
  readonly name: string;
  readonly draft: Draft;
}

const strategies: Readonly<Record<string, FoundPlugin['failurePolicy']>> = {
  FAIL_OPEN: 'FAIL_OPEN',
  FAIL_RELOAD: 'FAIL_RELOAD',
};

/** A WasmPlugin of Istio or Higress, or the `wasm` of a TrafficExtension. */
function readWasmPlugin(wasm: Fields, spec: Fields, { name, draft }: Owner): void {
  const environment = wasm
    .fields('vmConfig')
    .list('env')
    .map((env): EnvironmentVariable => {
      if (env.text('valueFrom') === 'HOST') env.note('host-environment', env.text('name'));
      return { name: env.text('name'), value: env.text('value') };
    });
  const plugin: FoundPlugin = {
    ...plain,
    name,
    rootId: wasm.text('pluginName'),
    configuration: jsonOf(wasm.value('pluginConfig') ?? wasm.value('defaultConfig')),
    failurePolicy: strategies[wasm.text('failStrategy')] ?? 'FAIL_CLOSED',
    environment,
    code: codeOfUrl(wasm.text('url'), wasm.text('sha256')),
  };
  const phase = phases.indexOf(spec.text('phase'));
  if (wasm.text('type') === 'NETWORK') draft.networkFilters.push(plugin);
  else {
    const priority = spec.number('priority') ?? 0;
    draft.mesh.push({ plugin, phase: phase < 0 ? phases.length : phase, priority });
  }
  const elsewhere = ['selector', 'targetRefs', 'imagePullPolicy', 'imagePullSecret', 'defaultConfigDisable'];
  wasm.finish(...elsewhere, 'match', 'phase', 'priority');
  if (wasm !== spec) spec.finish(...elsewhere, 'wasm', 'lua', 'match');
}

const plain = {
  enabled: true,
  vmId: '',
  vmConfiguration: '',
  reloadMs: 0,
  allowStopIteration: false,
  capabilities: null,
  singleton: false,
} as const;

/** Istio hands an object to the plugin as JSON. */
const jsonOf = (value: unknown): string =>
  value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);

function codeOfUrl(url: string, stated: string): FoundCode {
  const fileName = fileNameOf(url);
  const named = { kind: 'named', location: url, fileName } as const;
  if (url.startsWith('file://')) return { ...named, place: 'file', location: url.slice(7), sha256: hashOf(stated) };
  if (/^https?:\/\//.test(url)) return { ...named, place: 'url', sha256: hashOf(stated) };
  // Of an image the hash is the image's own.
  return { ...named, place: url === '' ? 'unknown' : 'image', sha256: '' };
}

function readExtensionPolicy(spec: Fields, draft: Draft): void {
  for (const [i, wasm] of spec.list('wasm').entries()) {
    const code = wasm.fields('code');
    const image = code.fields('image');
    const http = code.fields('http');
    const config = wasm.value('config');
    const keys = wasm.fields('env').texts('hostKeys');
    if (keys.length > 0) wasm.note('host-environment', keys.join(', '));
    const plugin: FoundPlugin = {
      ...plain,
      name: wasm.text('name') || `${draft.name}-${i + 1}`,
      rootId: wasm.text('rootID'),
      // Envoy Gateway hands over the JSON of any value, a text with its quotes.
      configuration: config === undefined ? '' : JSON.stringify(config),
      failurePolicy: wasm.isTrue('failOpen') ? 'FAIL_OPEN' : 'FAIL_CLOSED',
      environment: keys.map((name) => ({ name, value: '' })),
      code: image.has('url')
        ? codeOfUrl(image.text('url').replace(/^(?!oci:)/, 'oci://'), '')
        : codeOfUrl(http.text('url'), http.text('sha256')),
    };
    draft.mesh.push({ plugin, phase: 0, priority: 0 });
    wasm.finish();
  }
  for (const other of ['lua', 'extProc', 'dynamicModule']) if (spec.has(other)) spec.note('other-http-filter', other);
  spec.finish('targetRefs', 'targetSelectors', 'lua', 'extProc', 'dynamicModule');
}

function readConfigMap(map: Fields, draft: Draft): void {
  const binary = map.fields('binaryData');
  for (const name of binary.names) {
    const bytes = bytesOfBase64(binary.text(name));
    if (bytes) draft.files.set(name, bytes);
  }
}

/** The sidecar's volumes, written as JSON into annotations. */
function readMounts(resource: Fields, draft: Draft): void {
  for (const metadata of [resource.fields('metadata'), podOf(resource)]) {
    const text = metadata.fields('annotations').text('sidecar.istio.io/userVolumeMount');
    if (text === '') continue;
    try {
      const mounts = new Fields(JSON.parse(text), metadata.path, { document: 0, findings: { repairs: [], notes: [] } });
      for (const name of mounts.names) {
        const mount = mounts.fields(name);
        const [path, file] = [mount.text('mountPath'), mount.text('subPath')];
        if (path !== '' && file !== '') draft.mounts.push({ path, file });
      }
    } catch {
      metadata.note('not-understood', 'sidecar.istio.io/userVolumeMount');
    }
  }
}

const podOf = (resource: Fields): Fields => resource.fields('spec').fields('template').fields('metadata');
