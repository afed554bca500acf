import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { SourcePlace } from '../../model/index.ts';
import type { BuiltModule } from '../artifacts.ts';

const maps = new WeakMap<BuiltModule, Promise<TraceMap | undefined>>();

/** The place in a source that a byte of a module was made from; undefined when no map tells. */
export async function sourceOf(module: BuiltModule, offset: number): Promise<SourcePlace | undefined> {
  const map = await mapOf(module);
  if (map === undefined) return undefined;
  const { source, line, column } = originalPositionFor(map, { line: 1, column: offset });
  return source === null
    ? undefined
    : { path: source, line, column: column + 1, isOwn: Object.hasOwn(module.sources, source) };
}

function mapOf(module: BuiltModule): Promise<TraceMap | undefined> {
  const known = maps.get(module);
  if (known !== undefined) return known;
  // A map that cannot be fetched is no map: functions still have their names.
  const map = Promise.resolve(module.loadMap?.()).then((text) => (text === undefined ? undefined : new TraceMap(text)));
  const settled = map.catch(() => undefined);
  maps.set(module, settled);
  return settled;
}
