import { filterDefaults } from '../../model/index.ts';
import { bytesOfBase64 } from './base64.ts';
import type { FoundCode, FoundPlugin } from './draft.ts';
import type { Fields } from './fields.ts';
import { millisecondsOf } from './routes.ts';

const policies = ['FAIL_CLOSED', 'FAIL_OPEN', 'FAIL_RELOAD'] as const;

/** A file name as it is asked for: the last part of a path, address or image, always a .wasm. */
export function fileNameOf(location: string): string {
  const last = location
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .replace(/^.*[/\\]/, '')
    .replace(/[:@].*$/, '');
  const stem = last.replace(/\.(?:wasm|tar|gz)$/i, '') || 'filter';
  return `${stem.slice(0, 200)}.wasm`;
}

/** A PluginConfig; undefined when it is compiled into Envoy and has no code to run. */
export function readPlugin(config: Fields, fallbackName: string): FoundPlugin | undefined {
  const vm = config.fields('vm_config');
  const name = config.text('name');
  const rootId = config.text('root_id');
  const local = vm.fields('code').fields('local');
  if (/(?:^|\.)null$/.test(vm.text('runtime'))) {
    config.note('null-runtime', name || rootId || fallbackName || local.text('inline_string'));
    return undefined;
  }
  const capabilities = vm.fields('capability_restriction_config').fields('allowed_capabilities');
  const policy = config.text('failure_policy');
  const plugin: FoundPlugin = {
    name: name || rootId || fallbackName,
    enabled: true,
    rootId,
    vmId: vm.text('vm_id'),
    configuration: configurationOf(config),
    vmConfiguration: configurationOf(vm),
    failurePolicy: policies.find((one) => one === policy) ?? filterDefaults.failurePolicy,
    reloadMs: millisecondsOf(config.fields('reload_config').fields('backoff').text('base_interval')) || 0,
    environment: environmentOf(vm),
    allowStopIteration: config.isTrue('allow_on_headers_stop_iteration'),
    capabilities: vm.has('capability_restriction_config') && !capabilities.isEmpty ? capabilities.names : null,
    code: codeOf(vm.fields('code')),
    singleton: false,
  };
  vm.finish('allow_precompiled', 'nack_on_code_cache_miss');
  config.finish();
  return plugin;
}

function configurationOf(holder: Fields): string {
  if (!holder.has('configuration')) return '';
  const any = holder.fields('configuration');
  const value = any.text('value');
  if (any.message !== 'google.protobuf.BytesValue') return value;
  const bytes = bytesOfBase64(value);
  return bytes ? new TextDecoder().decode(bytes) : '';
}

function environmentOf(vm: Fields): FoundPlugin['environment'] {
  const variables = vm.fields('environment_variables');
  const values = variables.fields('key_values');
  const fromHost = variables.texts('host_env_keys');
  if (fromHost.length > 0) variables.note('host-environment', fromHost.join(', '));
  return [
    ...values.names.map((name) => ({ name, value: values.text(name) })),
    ...fromHost.map((name) => ({ name, value: '' })),
  ];
}

function codeOf(code: Fields): FoundCode {
  const local = code.fields('local');
  const inline = local.text('inline_bytes');
  const bytes = inline === '' ? undefined : bytesOfBase64(inline);
  if (bytes) return { kind: 'bytes', bytes, fileName: '' };
  const file = local.text('filename');
  if (file !== '') return { kind: 'named', place: 'file', location: file, fileName: fileNameOf(file), sha256: '' };
  const remote = code.fields('remote');
  const location = remote.fields('http_uri').text('uri');
  if (location === '') return { kind: 'named', place: 'unknown', location: '', fileName: 'filter.wasm', sha256: '' };
  return {
    kind: 'named',
    place: 'url',
    location,
    fileName: fileNameOf(location),
    sha256: hashOf(remote.text('sha256')),
  };
}

/** A SHA-256 as we write it, or nothing. */
export function hashOf(text: string): string {
  const lower = text.toLowerCase().replace(/^sha256:/, '');
  return /^[0-9a-f]{64}$/.test(lower) ? lower : '';
}
