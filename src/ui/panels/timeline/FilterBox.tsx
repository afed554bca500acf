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
    <div className="tl-filter-box">
      <input
        className="input mono"
        role="combobox"
        aria-label={words.filter}
        aria-expanded={isShown}
        aria-controls={isShown ? `${id}-list` : undefined}
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
        // Not with the focus alone: that comes by keys to whoever wants to go on.
        onPointerDown={() => setIsOpen(true)}
        onBlur={() => setIsOpen(false)}
        onKeyDown={onKeyDown}
      />
      {isShown && (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select would take the focus from the field
        <div id={`${id}-list`} role="listbox" aria-label={words.suggestions} className="tl-filter-offers">
          {offers.map(({ word, hint }, index) => (
            <Offer
              key={word}
              id={`${id}-${index}`}
              word={word}
              hint={hint}
              isChosen={index === chosen}
              onTake={() => take(index)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

interface OfferProps {
  readonly id: string;
  readonly word: string;
  readonly hint: string;
  readonly isChosen: boolean;
  readonly onTake: () => void;
}

function Offer({ id, word, hint, isChosen, onTake }: OfferProps) {
  return (
    <div
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      className="tl-filter-offer"
      // The field keeps the focus, and its keys choose here.
      onPointerDown={(event) => {
        event.preventDefault();
        onTake();
      }}
    >
      <span className="mono">{word}</span>
      {hint !== '' && <span className="faint">{hint}</span>}
    </div>
  );
}
