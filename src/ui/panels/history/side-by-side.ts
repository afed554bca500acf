import type { LineChange } from '../../../state/index.ts';

/** Lines side by side: what went stands beside what came in its place. */
export interface SidePair {
  readonly left: LineChange | undefined;
  readonly right: LineChange | undefined;
}

export function sideBySide(changes: readonly LineChange[]): readonly SidePair[] {
  const pairs: SidePair[] = [];
  let removed: LineChange[] = [];
  let added: LineChange[] = [];
  const flush = () => {
    for (let i = 0; i < Math.max(removed.length, added.length); i++) pairs.push({ left: removed[i], right: added[i] });
    [removed, added] = [[], []];
  };
  for (const change of changes) {
    if (change.kind === 'removed') removed.push(change);
    else if (change.kind === 'added') added.push(change);
    else {
      flush();
      pairs.push({ left: change, right: change });
    }
  }
  flush();
  return pairs;
}
