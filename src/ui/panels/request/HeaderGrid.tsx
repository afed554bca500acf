import type { HeaderRow } from '../../../model/index.ts';
import { LineGrid } from './LineGrid.tsx';
import { words } from './request.words.ts';

interface HeaderGridProps {
  readonly name: string;
  readonly rows: readonly HeaderRow[];
  readonly onSet: (index: number, row: HeaderRow) => void;
  readonly onAdd: (row: HeaderRow) => void;
  readonly onRemove: (index: number) => void;
}

const empty: HeaderRow = { enabled: true, name: '', value: '' };
const offers = ({ name }: HeaderRow) => ({ names: 'header-names', values: `values-of-${name.trim().toLowerCase()}` });
const isOff = ({ enabled }: HeaderRow): boolean => !enabled;

/** Header lines with a check box each. */
export function HeaderGrid({ name, rows, onSet, onAdd, onRemove }: HeaderGridProps) {
  const box = (row: HeaderRow, index: number) =>
    index === rows.length ? (
      <span className="check" />
    ) : (
      <input
        type="checkbox"
        className="check"
        aria-label={words.sent(row.name)}
        checked={row.enabled}
        onChange={(event) => onSet(index, { ...row, enabled: event.target.checked })}
      />
    );
  return (
    <LineGrid
      name={name}
      rows={rows}
      empty={empty}
      removeName={words.removeHeader}
      before={box}
      offers={offers}
      isOff={isOff}
      onPut={(index, row) => (index < rows.length ? onSet(index, row) : onAdd(row))}
      onRemove={onRemove}
    />
  );
}
