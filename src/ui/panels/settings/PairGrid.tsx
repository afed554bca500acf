import { X } from 'lucide-react';
import type { EnvironmentVariable } from '../../../model/index.ts';
import { IconButton } from '../../parts/Button.tsx';
import { words } from './settings.words.ts';

interface PairGridProps {
  readonly name: string;
  readonly rows: readonly EnvironmentVariable[];
  readonly onChange: (rows: readonly EnvironmentVariable[]) => void;
}

const empty: EnvironmentVariable = { name: '', value: '' };

/** Lines of name and value; typing into the last, empty one makes it a line. */
export function PairGrid({ name, rows, onChange }: PairGridProps) {
  const put = (index: number, row: EnvironmentVariable) =>
    onChange(index < rows.length ? rows.with(index, row) : [...rows, row]);
  const twice = rows.find((row, index) => row.name !== '' && rows.findIndex((one) => one.name === row.name) < index);
  return (
    <>
      <fieldset className="pair-grid">
        <legend className="for-readers">{name}</legend>
        {[...rows, empty].map((row, index) => {
          const isNew = index === rows.length;
          const [nameLabel, valueLabel] = isNew
            ? [words.newName, words.newValue]
            : [words.variableName, row.name || words.variableValue];
          return (
            // A line keeps its place while it is typed into: the place is its identity.
            <div key={index} className="pair-line">
              <input
                aria-label={nameLabel}
                placeholder={nameLabel}
                value={row.name}
                spellCheck={false}
                autoCapitalize="none"
                onChange={(event) => put(index, { ...row, name: event.target.value })}
              />
              <input
                aria-label={valueLabel}
                placeholder={isNew ? words.newValue : words.variableValue}
                value={row.value}
                spellCheck={false}
                autoCapitalize="none"
                onChange={(event) => put(index, { ...row, value: event.target.value })}
              />
              {!isNew && (
                <IconButton
                  small
                  name={words.removeLine(row.name)}
                  icon={<X />}
                  onClick={() => onChange(rows.toSpliced(index, 1))}
                />
              )}
            </div>
          );
        })}
      </fieldset>
      {twice && (
        <p className="settings-fault" data-tone="changed">
          {words.sameName(twice.name)}
        </p>
      )}
    </>
  );
}
