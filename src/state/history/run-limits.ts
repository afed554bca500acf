/** Of one project. */
export const mostRuns = { count: 50, withPinned: 100, characters: 8 * 1024 * 1024 } as const;

interface RunHead {
  readonly number: number;
  readonly isPinned: boolean;
  /** Characters of the text that it is kept as. */
  readonly size: number;
}

/** Numbers of the runs that are too many or too large together: the oldest, pinned ones last, never the latest one. */
export function tooMuch(runs: readonly RunHead[]): readonly number[] {
  const [, ...others] = runs.toSorted((one, other) => other.number - one.number);
  const oldest = others.toReversed();
  const inTurn = [...oldest.filter(({ isPinned }) => !isPinned), ...oldest.filter(({ isPinned }) => isPinned)];
  let count = runs.length;
  let characters = runs.reduce((all, { size }) => all + size, 0);
  return inTurn.flatMap(({ number, isPinned, size }) => {
    const most = isPinned ? mostRuns.withPinned : mostRuns.count;
    if (count <= most && characters <= mostRuns.characters) return [];
    count--;
    characters -= size;
    return [number];
  });
}
