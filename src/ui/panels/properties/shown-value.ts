import { type PropertyPhase, type PropertyValue, propertyValue } from '../../../model/index.ts';
import { type PropertyPlace, type PropertyRow, statusName, typeOfPath } from '../../../state/index.ts';
import { countText } from '../../parts/size-text.ts';
import { words } from './properties.words.ts';

/** Where a property is at its best: elsewhere a size may be 0 and a map empty. */
const BEST: Partial<Readonly<Record<PropertyPhase, string>>> = {
  'request-headers': 'proxy_on_request_headers',
  'response-headers': 'proxy_on_response_headers',
  response: 'proxy_on_response_headers',
  upstream: 'proxy_on_response_headers',
  end: 'proxy_on_log',
};

/** Which of a row's values stands for it: that of the chosen callback, else the best that there is. */
export function placeOf({ values, info }: PropertyRow, places: readonly PropertyPlace[], chosen: number): number {
  if (chosen >= 0) return chosen;
  const hasValue = (at: number) => typeof values[at] === 'object';
  const best = places.findIndex(({ callback }, at) => callback === BEST[info?.phase ?? 'stream'] && hasValue(at));
  return Math.max(0, best >= 0 ? best : places.findIndex((_, at) => hasValue(at)));
}

/** A value in one line; what is no value is `absent`. */
export function shownValue(row: PropertyRow, place: number): { readonly text: string; readonly isAbsent: boolean } {
  const value = row.values[place];
  if (value === undefined) return { text: '', isAbsent: true };
  if (typeof value === 'number') return { text: statusName(value), isAbsent: true };
  if (value.length === 0) return { text: words.empty, isAbsent: true };
  return { text: lineOf(propertyValue(typeOfPath(row), value)), isAbsent: false };
}

function lineOf(value: PropertyValue): string {
  switch (value.kind) {
    case 'text':
    case 'number':
      return value.text;
    case 'bytes':
      return words.bytes(countText(value.size));
    case 'map':
      return value.entries.length === 0
        ? words.emptyMap
        : `${words.entries(value.entries.length)}: ${value.entries.map(([name, entry]) => `${name}=${entry}`).join(' ')}`;
  }
}
