import { X } from 'lucide-react';
import type { HeaderRow } from '../../../model/index.ts';
import { Button } from '../../parts/Button.tsx';
import { words } from './request.words.ts';

interface HeaderGridProps {
  readonly name: string;
  readonly rows: readonly HeaderRow[];
  readonly onSet: (index: number, row: HeaderRow) => void;
  readonly onAdd: (row: HeaderRow) => void;
  readonly onRemove: (index: number) => void;
}

const empty: HeaderRow = { enabled: true, name: '', value: '' };

/** Header lines with a check box each; typing into the last, empty one makes it a line. */
export function HeaderGrid({ name, rows, onSet, onAdd, onRemove }: HeaderGridProps) {
  const change = (index: number, row: HeaderRow) => (index < rows.length ? onSet(index, row) : onAdd(row));
  return (
    <fieldset className="header-grid">
      <legend className="for-readers">{name}</legend>
      {[...rows, empty].map((row, index) => {
        const isNew = index === rows.length;
        return (
          // A line keeps its place while it is typed into: the place is its identity.
          <div key={index} className="header-line" data-off={!row.enabled || undefined}>
            {isNew ? (
              <span className="check" />
            ) : (
              <input
                type="checkbox"
                className="check"
                aria-label={words.sent(row.name)}
                checked={row.enabled}
                onChange={(event) => onSet(index, { ...row, enabled: event.target.checked })}
              />
            )}
            <input
              className="cell mono"
              aria-label={isNew ? words.newName : words.headerName}
              placeholder={isNew ? words.newName : words.headerName}
              value={row.name}
              list="header-names"
              spellCheck={false}
              autoCapitalize="none"
              onChange={(event) => change(index, { ...row, name: event.target.value })}
            />
            <input
              className="cell mono"
              aria-label={isNew ? words.newValue : row.name || words.headerValue}
              placeholder={isNew ? words.newValue : words.headerValue}
              value={row.value}
              list={`values-of-${row.name.trim().toLowerCase()}`}
              spellCheck={false}
              autoCapitalize="none"
              onChange={(event) => change(index, { ...row, value: event.target.value })}
            />
            {isNew ? (
              <span className="remove-space" />
            ) : (
              <Button
                small
                look="quiet"
                className="icon"
                aria-label={words.removeHeader(row.name)}
                onClick={() => onRemove(index)}
              >
                <X aria-hidden />
              </Button>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
