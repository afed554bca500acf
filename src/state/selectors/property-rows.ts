import {
  bytesOfLatin1,
  hostcallsOf,
  isKnownProperty,
  latin1OfBytes,
  nearestProperties,
  ownersOf,
  PROPERTIES,
  type PropertyInfo,
  propertyOf,
  type PropertyReadings,
  type PropertyType,
  type Report,
  STATUS_NAMES,
  textOfBytes,
} from '../../model/index.ts';
import { callbacksOf, type CallbackCost } from './callbacks.ts';
import { isShownWith } from './sent.ts';

/** A callback of the shown exchange in which properties were read. */
export type PropertyPlace = Pick<CallbackCost, 'number' | 'at' | 'callback' | 'plugin' | 'exchange'>;

/** What a filter asked for in the run itself. */
export interface PropertyRead {
  /** Position of the hostcall's record. */
  readonly at: number;
  readonly plugin: number;
  readonly status: string;
  readonly value: Uint8Array | undefined;
}

export interface PropertyRow {
  /** Segments as text. */
  readonly path: readonly string[];
  /** As the hostcall has it: a byte string with NUL between the segments. */
  readonly wire: string;
  readonly info: PropertyInfo | undefined;
  /** By place: the bytes, or the number of the status; empty before they were read. */
  readonly values: readonly (Uint8Array | number)[];
  readonly reads: readonly PropertyRead[];
  /** For a name that Envoy does not have: what may have been meant. */
  readonly meant: readonly string[];
}

/** A long exchange has many callbacks; these are read in. */
const MOST_PLACES = 48;
/** Different paths that the filters of a run asked for. */
const MOST_READ = 200;

/** Where properties of an exchange can be read: its callbacks, and those in which a logger heard of it. */
export function propertyPlaces(report: Report, exchange: number): readonly PropertyPlace[] {
  const ownerOf = ownersOf(report.trace);
  const seen = new Set<string>();
  return callbacksOf(report)
    .filter(
      ({ vm, context, callback, exchange: own }) =>
        own === exchange && (callback === 'proxy_on_log' || ownerOf(vm, context).exchange === exchange),
    )
    .filter(({ vm, context, callback }) => {
      // Each piece of a body has the same phase.
      const key = `${vm} ${context} ${callback}`;
      return !seen.has(key) && seen.add(key).size <= MOST_PLACES;
    });
}

/** What filters asked for in an exchange, by path. */
function readsOf(report: Report, exchange: number): ReadonlyMap<string, PropertyRead[]> {
  const isShown = isShownWith(report, report.exchanges[exchange]);
  const ownerOf = ownersOf(report.trace);
  const reads = new Map<string, PropertyRead[]>();
  for (const record of hostcallsOf(report.trace, ['proxy_get_property'])) {
    if (!isShown(record.at)) continue;
    const [path] = record.inputs;
    const [value] = record.outputs;
    if (path?.kind !== 'bytes') continue;
    const wire = latin1OfBytes(path.bytes).replace(/\0$/, '');
    const known = reads.get(wire) ?? [];
    if (known.length === 0 && reads.size >= MOST_READ) continue;
    reads.set(wire, known);
    known.push({
      at: record.at,
      plugin: ownerOf(record.vm, record.context).plugin,
      status: record.statusText,
      value: record.status === 0 && value?.kind === 'bytes' ? value.bytes : undefined,
    });
  }
  return reads;
}

/** Paths to ask for: all that Envoy has, and what the filters asked for. */
export function propertyPaths(report: Report, exchange: number, asked: readonly string[] = []): string[] {
  const known = PROPERTIES.map(({ path }) => path.join('\0'));
  return [...new Set([...known, ...readsOf(report, exchange).keys(), ...asked])];
}

/** The browser's rows: every property of Envoy, with what else the filters asked for behind. */
export function propertyRows(
  report: Report,
  exchange: number,
  readings: { readonly paths: readonly string[]; readonly readings: PropertyReadings } | undefined,
  asked: readonly string[] = [],
): readonly PropertyRow[] {
  const reads = readsOf(report, exchange);
  return propertyPaths(report, exchange, asked).map((wire) => {
    const path = textOfBytes(bytesOfLatin1(wire)).split('\0');
    const at = readings?.paths.indexOf(wire) ?? -1;
    const isKnown = isKnownProperty(path);
    return {
      path,
      wire,
      info: propertyOf(path),
      values: at < 0 ? [] : (readings?.readings.phases.map(({ values }) => values[at] ?? 1) ?? []),
      reads: reads.get(wire) ?? [],
      meant: isKnown ? [] : nearestProperties(wire),
    };
  });
}

/** The status of a refused read in words. */
export const statusName = (status: number): string => STATUS_NAMES[status] ?? String(status);

const READERS: Readonly<Record<PropertyType, string>> = {
  string: 'getProperty',
  int: 'getPropertyInt',
  uint: 'getPropertyInt',
  bool: 'getPropertyBool',
  timestamp: 'getPropertyInt',
  duration: 'getPropertyInt',
  map: 'getPropertyMap',
  message: 'getPropertyBytes',
  bytes: 'getPropertyBytes',
};

/** How a property is read in a filter, with the SDK of this page. */
export function propertyCode({ path, info }: Pick<PropertyRow, 'path' | 'info'>): string {
  const isWhole = info === undefined || info.path.length === path.length;
  const reader = READERS[isWhole ? (info?.type ?? 'string') : 'string'];
  return `${reader}([${path.map((part) => JSON.stringify(part)).join(', ')}])`;
}

/** The type of a path's value: of a longer path into an open property it is not known beforehand. */
export function typeOfPath({ path, info }: Pick<PropertyRow, 'path' | 'info'>): PropertyType | undefined {
  if (info === undefined || info.path.length === path.length) return info?.type;
  return info.type === 'map' ? 'string' : undefined;
}
