import type { CellChange, JourneyRow, JourneyTable } from '../../../state/index.ts';

const telling: readonly CellChange[] = ['added', 'changed', 'removed'];

/** What filters changed comes first, then what the proxy itself changed; otherwise the order stays. */
export function changedFirst({ columns, rows }: JourneyTable): readonly JourneyRow[] {
  const rank = ({ cells }: JourneyRow) => {
    const changed = cells.flatMap(({ change }, column) => (telling.includes(change) ? [columns[column]?.at] : []));
    if (changed.some((at) => at === 'filter' || at === 'local-reply')) return 0;
    return changed.length > 0 ? 1 : 2;
  };
  return rows.toSorted((one, other) => rank(one) - rank(other));
}
