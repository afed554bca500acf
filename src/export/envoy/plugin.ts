import type { EnvironmentVariable, ServicePlugin } from '../../model/index.ts';
import { base64Of } from '../base64.ts';
import type { PlacedPlugin } from './place.ts';
import { messageType } from './types.ts';

/** Where Envoy finds the code: in a file, or inside the configuration. */
export type CodePlace =
  | { readonly kind: 'file'; /** With a slash at its end, or empty. */ readonly folder: string }
  | { readonly kind: 'inline' };

/** Envoy hands a plugin the text of a StringValue; of a Struct it hands over binary protobuf. */
const textAny = (value: string) => ({ '@type': messageType.stringValue, value });

const keyValues = (environment: readonly EnvironmentVariable[]) =>
  Object.fromEntries(environment.map(({ name, value }) => [name, value]));

const emptyEntries = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, {}]));

/** Envoy's PluginConfig, the same for every kind of plugin. */
function pluginConfig({ plugin, vmId, fileName, bytes }: PlacedPlugin, place: CodePlace): object {
  const { name, rootId, configuration, vmConfiguration, failurePolicy } = plugin;
  const { environment, capabilities, allowStopIteration } = plugin;
  return {
    name,
    ...(rootId && { root_id: rootId }),
    ...(configuration && { configuration: textAny(configuration) }),
    failure_policy: failurePolicy,
    ...(allowStopIteration && { allow_on_headers_stop_iteration: true }),
    vm_config: {
      ...(vmId && { vm_id: vmId }),
      runtime: 'envoy.wasm.runtime.v8',
      ...(vmConfiguration && { configuration: textAny(vmConfiguration) }),
      ...(environment.length > 0 && { environment_variables: { key_values: keyValues(environment) } }),
      ...(capabilities !== null && {
        capability_restriction_config: { allowed_capabilities: emptyEntries(capabilities) },
      }),
      code: {
        local: place.kind === 'inline' ? { inline_bytes: base64Of(bytes) } : { filename: `${place.folder}${fileName}` },
      },
    },
  };
}

const wrapped = (type: string) => (placed: PlacedPlugin, place: CodePlace) => ({
  name: placed.entryName,
  typed_config: { '@type': type, config: pluginConfig(placed, place) },
});

/** One entry of `http_filters`. */
export const httpFilter = wrapped(messageType.wasm);
/** One entry of a filter chain's `filters`. */
export const networkFilter = wrapped(messageType.networkWasm);
/** One entry of `access_log`. */
export const accessLogger = wrapped(messageType.wasmAccessLog);

/** One entry of `bootstrap_extensions`. */
export function wasmService(placed: PlacedPlugin<ServicePlugin>, place: CodePlace): object {
  return {
    name: placed.entryName,
    typed_config: {
      '@type': messageType.wasmService,
      ...(placed.plugin.singleton && { singleton: true }),
      config: pluginConfig(placed, place),
    },
  };
}

export const routerFilter = {
  name: 'envoy.filters.http.router',
  typed_config: { '@type': messageType.router },
} as const;
