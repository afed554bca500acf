import { countUpTo } from '../../model/index.ts';

/** Those of a list in the order of the trace that stand at a place or before it. */
export function pastOf<One extends { readonly at: number }>(list: readonly One[], place: number): readonly One[] {
  const count = countUpTo(list.length, place, (index) => list[index]?.at ?? 0);
  return count === list.length ? list : list.slice(0, count);
}
