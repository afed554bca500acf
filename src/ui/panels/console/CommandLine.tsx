import { type KeyboardEvent, type Ref, useEffect, useState } from 'react';
import type { Completion } from '../../../state/index.ts';
import { emptyLine, type Line, press, type Pressed, typed, withItem } from './command-line.ts';
import { Suggestions, suggestionId } from './Suggestions.tsx';
import { words } from './console.words.ts';

interface CommandLineProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly history: readonly string[];
  readonly onEnter: (line: string) => void;
  readonly complete: (before: string) => Promise<Completion>;
}

/** Where commands are typed. Enter sends, unless a backslash or a quote says that the command goes on. */
export function CommandLine({ ref, history, onEnter, complete }: CommandLineProps) {
  const [line, setLine] = useState<Line>(emptyLine);
  const completion = useCompletion(line.text, complete);
  const { text, list } = line;
  const isSearching = list?.kind === 'history';

  const follow = (pressed: Pressed, field: HTMLTextAreaElement) => {
    if (pressed.kind === 'line') setLine(pressed.line);
    else if (pressed.kind === 'leave') field.blur();
    else if (pressed.kind === 'enter') {
      if (pressed.text.trim() !== '') onEnter(pressed.text);
      setLine(emptyLine);
    } else {
      void complete(text).then((answer) => {
        const next = press(line, { key: 'Tab', isAtEnd: true }, { history, completion: answer });
        if (field.value === text && next?.kind === 'line') setLine(next.line);
      });
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey, currentTarget } = event;
    if (metaKey || altKey) return;
    const isAtEnd = currentTarget.selectionStart === text.length && currentTarget.selectionEnd === text.length;
    const pressed = press(line, { key, isControl: ctrlKey, isShift: shiftKey, isAtEnd }, { history, completion });
    if (pressed === undefined) return;
    event.preventDefault();
    follow(pressed, currentTarget);
  };

  return (
    <div className="command-line">
      {list && (
        <Suggestions
          list={list}
          onChoose={(item) => setLine({ text: withItem(isSearching ? '' : text, list.from, item) })}
        />
      )}
      <label>
        <span aria-hidden>{isSearching ? words.searching : '❯'}</span>
        <textarea
          ref={ref}
          className="mono"
          aria-label={words.input}
          aria-autocomplete="list"
          aria-activedescendant={list && list.active >= 0 ? suggestionId(list.active) : undefined}
          placeholder={isSearching ? words.searchHint : words.hint}
          rows={Math.min(6, text.split('\n').length)}
          value={text}
          spellCheck={false}
          autoCapitalize="none"
          autoComplete="off"
          enterKeyHint="send"
          onKeyDown={onKeyDown}
          onBlur={() => list && setLine({ text: isSearching ? list.before : text })}
          onChange={(event) => setLine(typed(line, event.target.value, history))}
        />
      </label>
    </div>
  );
}

/** What may stand behind the text, as soon as it is known; asked for ahead, so that Tab knows at once. */
function useCompletion(text: string, complete: CommandLineProps['complete']): Completion | undefined {
  const [known, setKnown] = useState<{ readonly text: string; readonly completion: Completion }>();
  useEffect(() => {
    if (text.trim() === '') return;
    let isWanted = true;
    void complete(text).then((completion) => isWanted && setKnown({ text, completion }));
    return () => {
      isWanted = false;
    };
  }, [text, complete]);
  return known?.text === text ? known.completion : undefined;
}
