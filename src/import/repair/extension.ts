import { isMap } from 'yaml';
import { at, type Place } from '../place.ts';
import { isWasmType, knownByName, type Scope, typePrefix, types, wasmTypes } from './names.ts';
import { repairWrapper } from './plugin.ts';
import { messageOf, repairTyped } from './typed.ts';

/** Brings a filter, an access logger or a service into the form `name` and `typed_config` with an `@type`. */
export function repairExtension(extension: Place, scope: Scope): void {
  const name = extension.text('name') ?? '';
  const byName = knownByName(scope, name);
  if (byName && byName.name !== name) extension.repairText('old-name', 'name', byName.name);
  if (extension.has('config') && !extension.has('typed_config')) {
    extension.repairName('typed-config', 'config', 'typed_config');
  }
  const isEmpty = !isMap(extension.get('typed_config'));
  if (isEmpty && byName && !['config_discovery', 'hidden_envoy_deprecated_config'].some((one) => extension.has(one))) {
    extension.set('typed_config', extension.newMap({ '@type': typePrefix + byName.type }));
    extension.repaired('type-by-name', { to: `@type ${byName.type}`, path: at(extension.path, 'typed_config') });
  }
  const config = extension.place('typed_config');
  if (!config) return;
  repairTyped(config, byName?.type ?? guessedType(config, scope));
  if (isWasmType(messageOf(config))) repairWrapper(config);
}

/** Without a name that tells it: what holds the settings of a VM is a Wasm plugin. */
function guessedType(config: Place, scope: Scope): string | undefined {
  if (scope === 'transport') return types.upstreamTls;
  const inner = config.place('config');
  const holdsPlugin = [config, inner, inner?.place('config')].some((one) => one?.has('vm_config'));
  return holdsPlugin ? wasmTypes[scope] : undefined;
}
