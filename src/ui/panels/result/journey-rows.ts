import type { CellChange, JourneyRow } from '../../../state/index.ts';

const telling: readonly CellChange[] = ['added', 'changed', 'removed'];

/** What somebody changed on the way comes first; otherwise the order stays. */
export function changedFirst(rows: readonly JourneyRow[]): readonly JourneyRow[] {
  const isChanged = ({ cells }: JourneyRow) => cells.some(({ change }) => telling.includes(change));
  return [...rows.filter(isChanged), ...rows.filter((row) => !isChanged(row))];
}
