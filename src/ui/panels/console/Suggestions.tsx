import { useEffect, useRef } from 'react';
import type { List } from './command-line.ts';
import { words } from './console.words.ts';

export const suggestionId = (index: number): string => `suggestion-${index}`;

interface SuggestionsProps {
  readonly list: List;
  readonly onChoose: (item: List['items'][number]) => void;
}

/** What may stand in the line, above it. The focus stays in the line. */
export function Suggestions({ list: { kind, items, active }, onChoose }: SuggestionsProps) {
  const chosen = useRef<HTMLDivElement>(null);
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <div className="suggestions scrolls">
      {/* A select cannot show its options while the focus is elsewhere. */}
      {/* oxlint-disable-next-line jsx-a11y/prefer-tag-over-role */}
      <div role="listbox" aria-label={kind === 'history' ? words.found : words.suggestions}>
        {items.map((item, index) => (
          <div
            key={item.text}
            id={suggestionId(index)}
            ref={index === active ? chosen : undefined}
            // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="suggestion"
            // The line keeps the focus.
            onPointerDown={(event) => {
              event.preventDefault();
              onChoose(item);
            }}
          >
            <span className="mono">{item.text}</span>
            {item.about !== undefined && <span className="faint">{item.about}</span>}
          </div>
        ))}
      </div>
      {items.length === 0 && <p className="faint">{words.noneFound}</p>}
      <output className="for-readers">{words.count(items.length)}</output>
    </div>
  );
}
