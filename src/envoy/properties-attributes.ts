import { lookup, type CelValue } from './cel/value.ts';
import type { HeaderMap } from './header-map.ts';
import type { StreamInfo } from './stream-info.ts';
import type { XdsFacts } from './xds.ts';

/** What attributes are computed from: a stream, and the maps that the context may read now. */
export interface Attributes {
  readonly info: StreamInfo;
  readonly xds: XdsFacts;
  readonly request: HeaderMap | undefined;
  readonly response: HeaderMap | undefined;
  readonly trailers: HeaderMap | undefined;
}

/** Attributes by name. Undefined: not to be had now, or ever. */
export type AttributeTable<T> = Readonly<Record<string, (from: T) => CelValue | undefined>>;

/** A table as the value of its root: names can be looked up, and not be listed. */
export function attributesOf<T>(table: AttributeTable<T>, from: T): CelValue {
  return lookup((name) => (Object.hasOwn(table, name) ? table[name]?.(from) : undefined));
}
