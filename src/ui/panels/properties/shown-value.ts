import type { PropertyRow, PropertyValue } from '../../../state/index.ts';
import { propertyValue, statusName, typeOfPath } from '../../../state/index.ts';
import { countText } from '../../parts/size-text.ts';
import { words } from './properties.words.ts';

/** Which of a row's values stands for it: that of the chosen callback, or the first that there is. */
export function placeOf({ values }: PropertyRow, chosen: number): number {
  if (chosen >= 0) return chosen;
  const full = values.findIndex((value) => typeof value !== 'number' && value.length > 0 && !isEmptyMap(value));
  return full >= 0 ? full : values.findIndex((value) => typeof value !== 'number');
}

/** The header of a map without entries. */
const isEmptyMap = (bytes: Uint8Array): boolean => bytes.length === 4 && bytes.every((byte) => byte === 0);

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
