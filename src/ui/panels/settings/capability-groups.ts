import { CALLBACKS, HOSTCALLS } from '../../../model/index.ts';

export type CapabilityGroupId =
  'headers' | 'bodies' | 'streams' | 'calls' | 'state' | 'metrics' | 'environment' | 'callbacks' | 'wasi';

export interface CapabilityGroup {
  readonly id: CapabilityGroupId;
  readonly names: readonly string[];
}

const patterns: readonly (readonly [CapabilityGroupId, RegExp])[] = [
  ['headers', /_header_map_/],
  ['bodies', /_buffer_|get_configuration/],
  ['calls', /_http_call|_grpc_/],
  ['streams', /_(?:continue|close)_|local_response|clear_route/],
  ['state', /shared_/],
  ['metrics', /metric/],
  ['environment', /^proxy_/],
];

/** Never asked for by a restriction. */
const unrestricted = new Set(['pthread_equal', 'emscripten_notify_memory_growth', 'envoy_resolve_dns']);

/** Everything that a restriction can name, in groups: what a filter calls, then what it is called by. */
export const capabilityGroups: readonly CapabilityGroup[] = (() => {
  const groups = new Map<CapabilityGroupId, Set<string>>(
    ([...patterns.map(([id]) => id), 'wasi', 'callbacks'] as const).map((id) => [id, new Set<string>()]),
  );
  for (const { module, name } of HOSTCALLS) {
    if (unrestricted.has(name)) continue;
    const id = module === 'env' ? (patterns.find(([, pattern]) => pattern.test(name))?.[0] ?? 'environment') : 'wasi';
    groups.get(id)?.add(name);
  }
  for (const { name, entry } of CALLBACKS) if (entry !== true) groups.get('callbacks')?.add(name);
  return [...groups].map(([id, names]) => ({ id, names: [...names] }));
})();

const known = new Set(capabilityGroups.flatMap(({ names }) => names));

/** Names of a chosen set that no group has; a project from elsewhere may say anything. */
export function unknownCapabilities(chosen: readonly string[]): readonly string[] {
  return chosen.filter((name) => !known.has(name));
}
