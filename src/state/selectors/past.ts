/** How many of a list in the order of the trace stand at a place or before it. */
export function countUpTo(length: number, place: number, atOf: (index: number) => number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atOf(middle) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Those of them. */
export function pastOf<One extends { readonly at: number }>(list: readonly One[], place: number): readonly One[] {
  const count = countUpTo(list.length, place, (index) => list[index]?.at ?? 0);
  return count === list.length ? list : list.slice(0, count);
}
