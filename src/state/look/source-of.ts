import { decodedMappings, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { SourcePlace } from '../../model/index.ts';
import type { BuiltModule } from '../artifacts.ts';
import { functionStart } from './function-start.ts';

const maps = new WeakMap<BuiltModule, Promise<TraceMap | undefined>>();

/**
 * The place in a source that a byte of a module was made from; undefined when no map tells. In an optimised module a
 * function of the project's may have taken in what it called: then it is the project's place right before.
 */
export async function sourceOf(module: BuiltModule, offset: number): Promise<SourcePlace | undefined> {
  const map = await mapOf(module);
  if (map === undefined) return undefined;
  const { source, line, column } = originalPositionFor(map, { line: 1, column: offset });
  if (source === null) return undefined;
  const isOwn = Object.hasOwn(module.sources, source);
  const own = isOwn ? undefined : ownBefore(map, module, offset);
  return own ?? { path: source, line, column: column + 1, isOwn };
}

function ownBefore(map: TraceMap, { sources, wasm }: BuiltModule, offset: number): SourcePlace | undefined {
  const start = functionStart(wasm, offset);
  const [segments = []] = decodedMappings(map);
  const last = segments.findLast(([at, source = -1]) => {
    const path = map.sources[source];
    return at >= start && at <= offset && typeof path === 'string' && Object.hasOwn(sources, path);
  });
  const [, source = -1, line = 0, column = 0] = last ?? [];
  const path = map.sources[source];
  return typeof path === 'string' ? { path, line: line + 1, column: column + 1, isOwn: true } : undefined;
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
