/** Lines of a long text, by number, without a string for each. */
export class Lines {
  readonly #text: string;
  /** Where each line begins. */
  readonly #starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    this.#text = text;
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The text of lines from one up to another, which is not among them. */
  slice(from: number, to: number): string {
    const end = this.#starts[to];
    return this.#text.slice(this.#starts[from] ?? this.#text.length, end === undefined ? undefined : end - 1);
  }

  /** The line in which a character stands. */
  lineAt(character: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= character) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

interface Named {
  readonly name: string;
}

/**
 * Those whose name contains what is typed: equal ones first, then those that begin with it. Before anything is typed,
 * functions that have only a number stand last.
 */
export function matching<F extends Named>(functions: readonly F[], typed: string): readonly F[] {
  const wanted = typed.trim().toLowerCase();
  const rank = ({ name }: F): number => {
    if (wanted === '') return /^\d+$/.test(name) ? 1 : 0;
    const lower = name.toLowerCase();
    return lower === wanted ? 0 : lower.startsWith(wanted) ? 1 : lower.includes(wanted) ? 2 : 3;
  };
  const ranked = functions.map((item) => ({ item, rank: rank(item) })).filter((one) => one.rank < 3);
  return ranked.sort((one, other) => one.rank - other.rank).map(({ item }) => item);
}
