import { isMap, isScalar } from 'yaml';
import { at, Place } from '../place.ts';
import { repairCluster } from './cluster.ts';
import { repairNetworkFilter } from './connection-manager.ts';
import { repairBootstrap, repairListener } from './envoy.ts';
import { repairExtension } from './extension.ts';
import { knownByName, type Scope } from './names.ts';
import { beyondLimits } from '../text/limits.ts';
import { quoteTexts } from './plugin.ts';

/** Brings a resource of Kubernetes up to date; what is not known stays as it is. */
export function repairKubernetes(resource: Place): void {
  const spec = resource.place('spec');
  switch (resource.text('kind') ?? '') {
    case 'EnvoyFilter':
      if (spec) repairEnvoyFilter(spec);
      break;
    case 'WasmPlugin':
      if (spec) repairWasmPlugin(spec);
      break;
    case 'TrafficExtension': {
      const wasm = spec?.place('wasm');
      if (wasm) repairWasmPlugin(wasm);
      break;
    }
    case 'EnvoyExtensionPolicy':
      if (spec) repairExtensionPolicy(spec);
      break;
    default:
      repairAnnotations(resource);
  }
}

function repairEnvoyFilter(spec: Place): void {
  const labels = spec.place('workload_labels');
  if (labels && !spec.has('workload_selector')) {
    const { map } = labels;
    spec.take('workload_labels');
    spec.set('workloadSelector', spec.newMap({ labels: map }));
    spec.repaired('field-name', { from: 'workloadLabels', to: 'workloadSelector.labels' });
  }
  for (const patch of spec.places('config_patches')) {
    repairMatch(patch);
    const value = patch.place('patch')?.place('value');
    if (value) repairPatched(patch.text('apply_to') ?? '', value);
  }
}

function repairMatch(patch: Place): void {
  const filter = patch.place('match')?.place('listener')?.place('filter_chain')?.place('filter');
  const rename = (place: Place | undefined, scope: Scope) => {
    const known = place && knownByName(scope, place.text('name') ?? '');
    if (known && known.name !== place.text('name')) place.repairText('old-name', 'name', known.name);
  };
  rename(filter, 'network');
  rename(filter?.place('sub_filter'), 'http');
}

function repairPatched(applyTo: string, value: Place): void {
  switch (applyTo) {
    case 'HTTP_FILTER':
    case 'EXTENSION_CONFIG':
      repairExtension(value, 'http');
      break;
    case 'NETWORK_FILTER':
      repairNetworkFilter(value);
      break;
    case 'CLUSTER':
      repairCluster(value);
      break;
    case 'LISTENER':
      repairListener(value);
      break;
    case 'BOOTSTRAP':
      repairBootstrap(value);
      break;
    default:
  }
}

const camelFields = ['image_pull_policy', 'image_pull_secret', 'plugin_name', 'plugin_config', 'fail_strategy'].concat([
  'vm_config',
  'target_refs',
  'default_config',
  'match_rules',
]);

/** Kubernetes takes field names in one spelling only. */
function repairSpelling(spec: Place, fields: readonly string[]): void {
  for (const field of fields) {
    if (!spec.keys().includes(field)) continue;
    const camel = field.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    spec.repairName('field-case', field, camel);
  }
}

function repairWasmPlugin(spec: Place): void {
  repairSpelling(spec, camelFields);
  quoteTexts(spec, ['sha256', 'pluginName', 'url']);
  if (spec.text('failStrategy') === 'FAIL_CLOSED') spec.repairText('enum', 'failStrategy', 'FAIL_CLOSE');
  if (spec.has('verificationKey')) {
    spec.take('verificationKey');
    spec.repaired('removed-field', { from: 'verificationKey' });
  }
  repairPluginConfig(spec);
  for (const env of spec.place('vmConfig')?.places('env') ?? []) quoteTexts(env, ['name', 'value']);
  repairTargetRef(spec);
}

/** JSON in a text, where an object belongs. */
function repairPluginConfig(spec: Place): void {
  const text = spec.get('pluginConfig');
  if (!isScalar(text) || typeof text.value !== 'string' || !/^\s*\{/.test(text.value)) return;
  if (beyondLimits(text.value)) return;
  try {
    const json: unknown = JSON.parse(text.value);
    spec.set('pluginConfig', json);
    spec.repaired('configuration-text', { from: 'text', to: 'object', path: at(spec.path, 'pluginConfig') });
  } catch {
    // No JSON: it stays the text that it is.
  }
}

function repairTargetRef(spec: Place): void {
  const target = spec.get('targetRef');
  if (!isMap(target) || spec.has('targetRefs')) return;
  spec.take('targetRef');
  spec.set('targetRefs', spec.newList([target]));
  spec.repaired('target-ref', { from: 'targetRef', to: 'targetRefs' });
}

function repairExtensionPolicy(spec: Place): void {
  repairTargetRef(spec);
  for (const wasm of spec.places('wasm')) {
    const wrong = ['rootId', 'root_id', 'rootid'].find((key) => wasm.keys().includes(key));
    if (wrong !== undefined) wasm.repairName('field-case', wrong, 'rootID');
    quoteTexts(wasm, ['name', 'rootID']);
    const http = wasm.place('code')?.place('http');
    if (http) quoteTexts(http, ['sha256']);
    const image = wasm.place('code')?.place('image');
    const url = image?.text('url');
    if (image && url?.startsWith('oci://')) image.repairText('field-name', 'url', url.replace('oci://', ''));
  }
}

const volumes = ['sidecar.istio.io/userVolume', 'sidecar.istio.io/userVolumeMount'];

/** Volumes of the sidecar are named by the key of an object; in a list the name would be doubled. */
function repairAnnotations(resource: Place): void {
  const pod = resource.place('spec')?.place('template')?.place('metadata');
  for (const metadata of [resource.place('metadata'), pod]) {
    const annotations = metadata?.place('annotations');
    for (const name of annotations ? volumes : []) {
      const text = annotations?.text(name);
      const object = text === undefined ? undefined : objectOfList(text);
      if (object === undefined) continue;
      annotations?.set(name, Place.quoted(object));
      annotations?.repaired('annotation', { from: '[...]', to: '{...}', path: at(annotations.path, name) });
    }
  }
}

function objectOfList(text: string): string | undefined {
  try {
    const list: unknown = JSON.parse(text);
    if (!Array.isArray(list)) return undefined;
    const entries = list.flatMap((item: unknown): [string, unknown][] => {
      if (typeof item !== 'object' || item === null) return [];
      const { name, ...rest } = { name: undefined, ...item };
      return typeof name === 'string' ? [[name, rest]] : [];
    });
    return entries.length === list.length ? JSON.stringify(Object.fromEntries(entries)) : undefined;
  } catch {
    return undefined;
  }
}
