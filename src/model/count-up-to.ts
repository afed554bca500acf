/** How many of a list in ascending order stand at a place or before it. */
export function countUpTo(length: number, place: number, atOf: (index: number) => number): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atOf(middle) <= place) low = middle + 1;
    else high = middle;
  }
  return low;
}
