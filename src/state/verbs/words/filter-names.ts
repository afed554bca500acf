import type { ChainFilter } from '../../../model/index.ts';
import { nearest } from '../nearest.ts';

type Named = Pick<ChainFilter, 'name'>;

export const filterNames = (filters: readonly Named[]): readonly string[] => filters.map(({ name }) => name);

/** The position of a filter by its name, or by its number from 1; a text says why there is none. */
export function positionOf(wish: string, filters: readonly Named[]): number | string {
  const named = filters.findIndex(({ name }) => name === wish);
  if (named >= 0) return named;
  const number = /^\d{1,3}$/.test(wish) ? Number(wish) : 0;
  if (number >= 1 && number <= filters.length) return number - 1;
  const names = filterNames(filters);
  const meant = nearest(wish, names);
  if (meant !== undefined) return `${wish}: no filter has this name; did you mean ${meant}?`;
  return `${wish}: no filter has this name; there ${names.length === 0 ? 'is none' : `are ${names.join(', ')}`}`;
}
