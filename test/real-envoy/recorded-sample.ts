import type { Kit } from '../../cli/conformance/kit.ts';
import { familyOf } from '../../cli/conformance/verdict-text.ts';

/**
 * So many scenarios of a kit, every family among them and each by its share, evenly spaced within it. What differs from
 * recording to recording, and what ends Envoy, is left out where the family has something else.
 */
export function sampleOf(kit: Kit, size: number): string[] {
  const families = new Map<string, string[]>();
  for (const name of kit.names()) families.set(familyOf(name), [...(families.get(familyOf(name)) ?? []), name]);
  const share = size / kit.names().length;
  return [...families.values()].flatMap((names) => {
    const steady = names.filter((name) => isSteady(kit, name));
    const candidates = steady.length > 0 ? steady : names;
    return spaced(candidates, Math.max(1, Math.round(names.length * share)));
  });
}

function isSteady(kit: Kit, name: string): boolean {
  const { scenario, golden } = kit.recorded(name);
  return !('unstable' in scenario) && golden.crashed !== true;
}

function spaced(names: readonly string[], count: number): string[] {
  return names.filter(
    (_, i) => Math.floor((i * count) / names.length) !== Math.floor(((i - 1) * count) / names.length),
  );
}
