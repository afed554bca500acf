import { type KeyboardEvent, useId, useState } from 'react';
import { completions, type FilteredRun } from './row-filter.ts';
import { words } from './timeline.words.ts';

interface FilterBoxProps {
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly run: FilteredRun;
}

/** A field for the filter's words, which it completes. */
export function FilterBox({ text, onChange, run }: FilterBoxProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState(-1);
  const offers = isOpen ? completions(text, run) : [];
  const isShown = offers.length > 0;
  const take = (index: number) => {
    const offer = offers[index];
    if (offer === undefined) return;
    onChange(offer.text);
    setChosen(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setIsOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (isShown) setChosen((chosen + step + offers.length + (chosen < 0 && step < 0 ? 1 : 0)) % offers.length);
    } else if ((event.key === 'Enter' || event.key === 'Tab') && isShown && chosen >= 0) take(chosen);
    else if (event.key === 'Escape' && isShown) setIsOpen(false);
    else if (event.key === 'Escape' && text !== '') onChange('');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="filter-box">
      <input
        className="input mono"
        role="combobox"
        aria-label={words.filter}
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={chosen >= 0 && isShown ? `${id}-${chosen}` : undefined}
        placeholder={words.filterHint}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          onChange(event.target.value);
          setIsOpen(true);
          setChosen(-1);
        }}
        onFocus={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={words.suggestions} className="filter-offers" hidden={!isShown}>
        {offers.map(({ word, hint }, index) => (
          // The field keeps the focus; keys choose there.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
          <div
            key={word}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            className="filter-offer"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(index)}
          >
            <span className="mono">{word}</span>
            {hint !== '' && <span className="faint">{hint}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
