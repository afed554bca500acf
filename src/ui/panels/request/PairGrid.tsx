import { X } from 'lucide-react';
import { Button } from '../../parts/Button.tsx';
import { words } from './request.words.ts';

interface Pair {
  readonly name: string;
  readonly value: string;
}

interface PairGridProps {
  readonly name: string;
  readonly rows: readonly Pair[];
  readonly removeName: (name: string) => string;
  /** A position behind the last: a new line. */
  readonly onSet: (index: number, pair: Pair) => void;
  readonly onRemove: (index: number) => void;
}

const empty: Pair = { name: '', value: '' };

/** Names and values; typing into the last, empty line makes it one. */
export function PairGrid({ name, rows, removeName, onSet, onRemove }: PairGridProps) {
  return (
    <fieldset className="header-grid pair-grid">
      <legend className="for-readers">{name}</legend>
      {[...rows, empty].map((row, index) => {
        const isNew = index === rows.length;
        return (
          // A line keeps its place while it is typed into: the place is its identity.
          <div key={index} className="header-line">
            <input
              className="cell mono"
              aria-label={isNew ? words.newName : words.headerName}
              placeholder={isNew ? words.newName : words.headerName}
              value={row.name}
              spellCheck={false}
              autoCapitalize="none"
              onChange={(event) => onSet(index, { ...row, name: event.target.value })}
            />
            <input
              className="cell mono"
              aria-label={isNew ? words.newValue : row.name || words.headerValue}
              placeholder={isNew ? words.newValue : words.headerValue}
              value={row.value}
              spellCheck={false}
              autoCapitalize="none"
              onChange={(event) => onSet(index, { ...row, value: event.target.value })}
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
