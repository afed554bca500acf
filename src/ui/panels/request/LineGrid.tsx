import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../parts/Button.tsx';
import { words } from './request.words.ts';

interface Pair {
  readonly name: string;
  readonly value: string;
}

export const emptyPair: Pair = { name: '', value: '' };

interface LineGridProps<Row extends Pair> {
  readonly name: string;
  readonly className?: string;
  readonly rows: readonly Row[];
  readonly empty: Row;
  readonly removeName: (name: string) => string;
  /** Stands before each line; undefined: nothing does. */
  readonly before?: (row: Row, index: number) => ReactNode;
  /** Ids of the lists of words that are offered for a name and for its value. */
  readonly offers?: (row: Row) => { readonly names: string; readonly values: string };
  readonly isOff?: (row: Row) => boolean;
  /** A position behind the last: a new line. */
  readonly onPut: (index: number, row: Row) => void;
  readonly onRemove: (index: number) => void;
}

/** Names and values; typing into the last, empty line makes it one. */
export function LineGrid<Row extends Pair>(props: LineGridProps<Row>) {
  const { name, className = '', rows, empty, removeName, before, offers, isOff, onPut, onRemove } = props;
  return (
    <fieldset className={`header-grid ${className}`}>
      <legend className="for-readers">{name}</legend>
      {[...rows, empty].map((row, index) => {
        const isNew = index === rows.length;
        const offered = offers?.(row);
        return (
          // A line keeps its place while it is typed into: the place is its identity.
          <div key={index} className="header-line" data-off={isOff?.(row) || undefined}>
            {before?.(row, index)}
            <input
              className="cell mono"
              aria-label={isNew ? words.newName : words.headerName}
              placeholder={isNew ? words.newName : words.headerName}
              value={row.name}
              list={offered?.names}
              spellCheck={false}
              autoCapitalize="none"
              onChange={(event) => onPut(index, { ...row, name: event.target.value })}
            />
            <input
              className="cell mono"
              aria-label={isNew ? words.newValue : row.name || words.headerValue}
              placeholder={isNew ? words.newValue : words.headerValue}
              value={row.value}
              list={offered?.values}
              spellCheck={false}
              autoCapitalize="none"
              onChange={(event) => onPut(index, { ...row, value: event.target.value })}
            />
            {isNew ? (
              <span className="remove-space" />
            ) : (
              <Button
                small
                look="quiet"
                className="icon"
                aria-label={removeName(row.name)}
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
