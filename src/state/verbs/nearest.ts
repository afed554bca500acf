/** The word that somebody may have meant; undefined when none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  if (word === '' || word.length > 40) return undefined;
  const lower = word.toLowerCase();
  const begun = lower.length > 1 ? words.filter((one) => one.startsWith(lower)) : [];
  if (begun.length === 1) return begun[0];
  const limit = word.length < 5 ? 1 : 2;
  const near = words
    .map((one) => ({ one, distance: distanceOf(lower, one) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.one;
}

/** Letters to add, to take away, to replace or to swap with their neighbour. */
function distanceOf(from: string, to: string): number {
  let [before, last]: [readonly number[], readonly number[]] = [[], Array.from({ length: to.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + same,
        isSwapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, last] = [last, row];
  }
  return last[to.length] ?? 0;
}
