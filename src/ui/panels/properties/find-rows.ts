import { isKnownProperty } from '../../../model/index.ts';
import type { PropertyRow } from '../../../state/index.ts';

/** The rows whose path has every word of a search in it. */
export function findRows(
  rows: readonly PropertyRow[],
  { search, isOnlyRead }: { readonly search: string; readonly isOnlyRead: boolean },
): readonly PropertyRow[] {
  const wanted = search.toLowerCase().split(/\s+/);
  return rows.filter(({ path, reads }) => {
    const dotted = path.join('.').toLowerCase();
    return wanted.every((word) => dotted.includes(word)) && (!isOnlyRead || reads.length > 0);
  });
}

/** Whether a search reads as a path of its own, and not as a part of one. */
export const isPath = (search: string): boolean =>
  search.includes('.') && !/\s/.test(search) && !search.endsWith('.') && search.split('.').every((part) => part !== '');

export const isKnownPath = (search: string): boolean => isKnownProperty(search.split('.'));
