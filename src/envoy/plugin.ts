import { bytesOfLatin1, NO_BYTES, type CapabilitySpec, type PluginSpec } from '../model/index.ts';

export type FailurePolicy = 'closed' | 'open' | 'reload';

/** One plugin as Envoy's PluginConfig describes it, with its defaults filled in. */
export interface Plugin {
  /** Index in the report; for an HTTP filter its position in the chain, from 0. */
  readonly filter: number;
  readonly name: string;
  readonly rootId: string;
  readonly vmId: string;
  readonly wasm: string;
  readonly configuration: Uint8Array;
  readonly vmConfiguration: Uint8Array;
  readonly policy: FailurePolicy;
  /** The deprecated `fail_open: true`, which also lets the trapped request go on. */
  readonly legacyOpen: boolean;
  readonly allowStopIteration: boolean;
  readonly reloadBackoffMs: number;
  readonly environment: readonly (readonly [string, string])[];
  readonly capabilities: ReadonlySet<string> | undefined;
  /** Plugins with the same key share a VM on each thread: vm_id, VM configuration, code. */
  readonly vmKey: string;
  /** Plugins with the same key share a root context: everything but the code. */
  readonly rootKey: string;
  readonly bytes: { readonly name: Uint8Array; readonly rootId: Uint8Array; readonly vmId: Uint8Array };
}

/** A plugin of a scenario; `letters` begin its default names, as the recorder gives them, `place` is its number there. */
export function pluginOf(
  spec: PluginSpec,
  at: { readonly index: number; readonly place: number; readonly letters: readonly [string, string] },
): Plugin {
  const name = spec.plugin ?? `${at.letters[0]}${at.place + 1}`;
  const rootId = spec.root_id ?? `${at.letters[1]}${at.place + 1}`;
  const vmId = spec.vm_id ?? 'vm1';
  const extra = spec.plugin_extra ?? {};
  const vmConfiguration = textBytes(spec.vm_config);
  const configuration = spec.config_any === undefined ? textBytes(spec.config) : anyBytes(spec.config_any);
  const capabilities = capabilitiesOf(
    spec.vm_extra?.capability_restriction_config ?? extra.capability_restriction_config,
  );
  return {
    filter: at.index,
    name,
    rootId,
    vmId,
    wasm: spec.wasm,
    configuration,
    vmConfiguration,
    policy: policyOf(extra.failure_policy, extra.fail_open === true),
    legacyOpen: extra.fail_open === true,
    allowStopIteration: extra.allow_on_headers_stop_iteration === true,
    reloadBackoffMs: seconds(extra.reload_config?.backoff?.base_interval) * 1000,
    environment: Object.entries(spec.vm_extra?.environment_variables?.key_values ?? {}),
    capabilities,
    vmKey: JSON.stringify([vmId, spec.vm_config ?? '', spec.wasm, spec.vm_extra ?? {}]),
    rootKey: JSON.stringify([name, rootId, vmId, spec.config ?? '', spec.config_any ?? '', extra]),
    bytes: { name: bytesOfLatin1(name), rootId: bytesOfLatin1(rootId), vmId: bytesOfLatin1(vmId) },
  };
}

function policyOf(policy: string | undefined, failOpen: boolean): FailurePolicy {
  if (policy === 'FAIL_OPEN' || failOpen) return 'open';
  return policy === 'FAIL_RELOAD' ? 'reload' : 'closed';
}

function textBytes(text: string | readonly string[] | undefined): Uint8Array {
  if (text === undefined) return NO_BYTES;
  return bytesOfLatin1(typeof text === 'string' ? text : text.join('\n'));
}

function capabilitiesOf(spec: CapabilitySpec | undefined): ReadonlySet<string> | undefined {
  const names = Object.keys(spec?.allowed_capabilities ?? {});
  return names.length === 0 ? undefined : new Set(names);
}

function seconds(duration: string | undefined): number {
  const value = Number.parseFloat(duration ?? '');
  return Number.isFinite(value) ? value : 1;
}

/** Bytes that Envoy hands a plugin for a configuration `Any`: the text of a StringValue, protobuf of anything else. */
function anyBytes(any: Readonly<Record<string, unknown>>): Uint8Array {
  const type = text(any['@type']);
  const value = any['value'];
  if (type.endsWith('StringValue')) return bytesOfLatin1(text(value));
  if (type.endsWith('Int32Value')) return protobufInt(Number(value ?? 0));
  if (type.endsWith('google.protobuf.Struct')) return protobufStruct(value);
  return NO_BYTES;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function protobufInt(value: number): Uint8Array {
  return value === 0 ? NO_BYTES : Uint8Array.from([8, ...varint(value)]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

function field(number: number, bytes: readonly number[]): number[] {
  return [number * 8 + 2, ...varint(bytes.length), ...bytes];
}

/** google.protobuf.Struct in protobuf's binary form. */
function protobufStruct(value: unknown): Uint8Array {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const bytes = entries.flatMap(([key, item]) =>
    field(1, [...field(1, [...bytesOfLatin1(key)]), ...field(2, protobufValue(item))]),
  );
  return Uint8Array.from(bytes);
}

function protobufValue(value: unknown): number[] {
  if (typeof value === 'boolean') return [4 * 8, value ? 1 : 0];
  if (typeof value === 'number') return [2 * 8 + 1, ...new Uint8Array(new Float64Array([value]).buffer)];
  if (typeof value === 'string') return field(3, [...bytesOfLatin1(value)]);
  if (Array.isArray(value))
    return field(
      6,
      value.flatMap((item: unknown) => field(1, protobufValue(item))),
    );
  if (value !== null && typeof value === 'object') return field(5, [...protobufStruct(value)]);
  return [8, 0];
}
