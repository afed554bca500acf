/** Where the pieces of an edited text end: a split stays with the characters around it, one inside the edit goes. */
export function moveSplits(before: string, after: string, splits: readonly number[]): readonly number[] {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const moved = splits
    .filter((at) => at <= head || at >= before.length - tail)
    .map((at) => (at <= head ? at : at + after.length - before.length));
  return properSplits(after, moved);
}

/** Ascending, each once, none at an end of the text. */
export function properSplits(text: string, splits: readonly number[]): readonly number[] {
  return [...new Set(splits)].filter((at) => at > 0 && at < text.length).sort((one, other) => one - other);
}

export function piecesOf(text: string, splits: readonly number[]): readonly string[] {
  const ends = [...splits, text.length];
  return ends.map((end, index) => text.slice(splits[index - 1] ?? 0, end));
}
