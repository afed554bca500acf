import { isMap, isScalar } from 'yaml';
import { at, Place, textOf } from '../place.ts';
import { typePrefix } from './names.ts';
import { messageOf } from './typed.ts';

const stringValue = `${typePrefix}google.protobuf.StringValue`;

/** The message around a plugin: one level named `config`, neither none nor two. */
export function repairWrapper(wrapper: Place): void {
  if (!wrapper.has('config') && ['vm_config', 'root_id'].some((one) => wrapper.has(one))) {
    const plugin = wrapper.newMap();
    plugin.items.push(...wrapper.map.items.filter((pair) => !isOuter(pair.key)));
    wrapper.map.items = wrapper.map.items.filter((pair) => isOuter(pair.key));
    wrapper.set('config', plugin);
    wrapper.repaired('nested-config', { to: 'config' });
  }
  const config = wrapper.place('config');
  const inner = config?.get('config');
  if (config && isMap(inner) && !config.has('vm_config')) {
    wrapper.set('config', inner);
    wrapper.repaired('nested-config', { from: 'config.config', to: 'config' });
  }
  const plugin = wrapper.place('config');
  if (plugin) repairPlugin(plugin);
}

const isOuter = (key: unknown): boolean => isScalar(key) && (key.value === '@type' || key.value === 'singleton');

export function repairPlugin(plugin: Place): void {
  quoteTexts(plugin, ['name', 'root_id']);
  repairConfiguration(plugin);
  repairPolicy(plugin);
  if (plugin.has('capability_restriction_config')) moveCapabilities(plugin);
  const vm = plugin.place('vm_config');
  if (!vm) return;
  quoteTexts(vm, ['vm_id', 'runtime']);
  repairConfiguration(vm);
  repairRuntime(vm);
  repairCode(vm);
  const values = vm.place('environment_variables')?.place('key_values');
  if (values) quoteTexts(values, values.keys());
}

/** A number or a yes where Envoy wants text. */
export function quoteTexts(place: Place, names: readonly string[]): void {
  for (const name of names) {
    const node = place.get(name);
    if (!isScalar(node) || node.value === null || typeof node.value === 'string') continue;
    const text = textOf(node);
    place.set(name, Place.quoted(text));
    place.repaired('quoted', { from: text, to: JSON.stringify(text), path: at(place.path, name) });
  }
}

/** Only a StringValue or a BytesValue reaches a plugin as it was written; anything else as binary protobuf. */
function repairConfiguration(holder: Place): void {
  const node = holder.get('configuration');
  if (node === undefined) return;
  const path = at(holder.path, 'configuration');
  if (isScalar(node)) {
    if (node.value === null) return;
    setText(holder, holder.text('configuration') ?? '');
    holder.repaired('configuration-text', { from: 'text', to: 'StringValue', path });
    return;
  }
  const any = holder.place('configuration');
  const message = any ? messageOf(any) : '';
  if (any && message === 'google.protobuf.StringValue') quoteTexts(any, ['value']);
  if (any && message === 'google.protobuf.BytesValue') joinLines(any, 'value');
  if (any && ['google.protobuf.StringValue', 'google.protobuf.BytesValue'].includes(message)) {
    if (!(any.text('@type') ?? '').includes('/')) any.repairText('type-prefix', '@type', typePrefix + message);
    return;
  }
  setText(holder, jsonOf(any ? structOf(any, message) : holder.data('configuration')));
  holder.repaired('configuration-struct', { from: message.replace(/^.*\./, '') || 'YAML', to: 'StringValue', path });
}

const wrappers = [
  'Struct',
  'Value',
  'ListValue',
  'Int32Value',
  'Int64Value',
  'UInt32Value',
  'DoubleValue',
  'BoolValue',
];

/** What somebody meant who wrote a message in place of a text. */
function structOf(any: Place, message: string): unknown {
  const isWrapper = wrappers.some((one) => message === `google.protobuf.${one}`) || message.endsWith('.TypedStruct');
  if (isWrapper && any.has('value')) return any.data('value');
  const keys = any.keys().filter((key) => key !== '@type' && key !== 'type_url');
  return Object.fromEntries(keys.map((key) => [key, any.data(key)]));
}

const jsonOf = (value: unknown): string => JSON.stringify(value ?? null);

function setText(holder: Place, text: string): void {
  holder.set('configuration', holder.newMap({ '@type': stringValue, value: Place.quoted(text) }));
}

function repairPolicy(plugin: Place): void {
  const policy = plugin.text('failure_policy');
  if (policy === 'FAIL_CLOSE') plugin.repairText('enum', 'failure_policy', 'FAIL_CLOSED');
  const open = plugin.get('fail_open');
  if (open === undefined) return;
  const isOpen = isScalar(open) && (open.value === true || open.value === 'true');
  plugin.take('fail_open');
  const to = isOpen ? 'FAIL_OPEN' : 'FAIL_CLOSED';
  if (policy === undefined) plugin.set('failure_policy', to);
  plugin.repaired('fail-open', { from: `fail_open: ${isOpen}`, to: `failure_policy: ${policy ?? to}` });
}

function moveCapabilities(plugin: Place): void {
  const vm = plugin.place('vm_config');
  if (!vm || vm.has('capability_restriction_config')) return;
  vm.set('capability_restriction_config', plugin.take('capability_restriction_config'));
  plugin.repaired('capabilities', {
    from: 'capability_restriction_config',
    to: 'vm_config.capability_restriction_config',
  });
}

const v8 = 'envoy.wasm.runtime.v8';

function repairRuntime(vm: Place): void {
  const runtime = vm.text('runtime');
  if (runtime === undefined || runtime === '' || runtime === v8 || isNullRuntime(runtime)) return;
  vm.repairText('runtime', 'runtime', v8);
}

const isNullRuntime = (runtime: string): boolean => /(?:^|\.)null$/.test(runtime);

function repairCode(vm: Place): void {
  const code = vm.place('code');
  if (!code) return;
  for (const name of ['filename', 'inline_bytes', 'inline_string']) {
    if (!code.has(name) || code.has('local')) continue;
    code.set('local', code.newMap({ [name]: code.take(name) }));
    code.repaired('code-local', { from: `code.${name}`, to: `code.local.${name}` });
  }
  const local = code.place('local');
  if (local) {
    quoteTexts(local, ['filename']);
    joinLines(local, 'inline_bytes');
  }
  const remote = code.place('remote');
  if (remote) quoteTexts(remote, ['sha256']);
}

/** Base64 over several lines is refused. */
function joinLines(holder: Place, name: string): void {
  const text = holder.text(name);
  if (text === undefined || !/\s/.test(text)) return;
  holder.set(name, Place.quoted(text.replaceAll(/\s+/g, '')));
  holder.repaired('base64-lines', { path: at(holder.path, name), to: name });
}
