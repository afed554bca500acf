/** A line of a text that became another; `gap`: some that stayed. */
export interface LineChange {
  readonly kind: 'same' | 'added' | 'removed' | 'gap';
  readonly text: string;
}

/** Lines that stayed on either side of a change. */
const AROUND = 2;
/** More pairs of lines than this are not compared: everything went and came. */
const MAX_PAIRS = 4_000_000;

/** What became of the lines of `from`; nothing when it is the same text. */
export function lineChanges(from: string, to: string): readonly LineChange[] {
  if (from === to) return [];
  const [before, after] = [linesOf(from), linesOf(to)];
  const head = firstDifference(before, after);
  const tail = firstDifference(before.slice(head).toReversed(), after.slice(head).toReversed());
  const middle = changesOf(before.slice(head, before.length - tail), after.slice(head, after.length - tail));
  const same = (lines: readonly string[]) => lines.map((text): LineChange => ({ kind: 'same', text }));
  return shortened([...same(before.slice(0, head)), ...middle, ...(tail > 0 ? same(before.slice(-tail)) : [])]);
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.replace(/\n$/, '').split('\n'));

function firstDifference(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((line, i) => line !== other[i]);
  return at < 0 ? one.length : at;
}

/** By the longest common run of lines. */
function changesOf(before: readonly string[], after: readonly string[]): LineChange[] {
  const gone = (text: string): LineChange => ({ kind: 'removed', text });
  const come = (text: string): LineChange => ({ kind: 'added', text });
  if (before.length * after.length > MAX_PAIRS) return [...before.map(gone), ...after.map(come)];
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i--) {
    for (let j = after.length - 1; j >= 0; j--) {
      lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const changes: LineChange[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [one, other] = [before[i], after[j]];
    if (one !== undefined && one === other) {
      changes.push({ kind: 'same', text: one });
      i++;
      j++;
    } else if (other === undefined || (one !== undefined && at(i + 1, j) >= at(i, j + 1))) {
      changes.push(gone(one ?? ''));
      i++;
    } else {
      changes.push(come(other));
      j++;
    }
  }
  return changes;
}

/** Of what stayed only what stands beside a change. */
function shortened(changes: readonly LineChange[]): LineChange[] {
  const isNear = changes.map((_, i) =>
    changes.slice(Math.max(0, i - AROUND), i + AROUND + 1).some(({ kind }) => kind !== 'same'),
  );
  return changes.flatMap((change, i) => {
    if (isNear[i] === true) return [change];
    return i === 0 || isNear[i - 1] === true ? [{ kind: 'gap', text: '' } as const] : [];
  });
}
