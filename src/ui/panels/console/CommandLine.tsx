import { type KeyboardEvent, type Ref, useState } from 'react';
import { completeVerb, isFinished, recall, type Recall } from './command-line.ts';
import { words } from './console.words.ts';

interface CommandLineProps {
  readonly ref: Ref<HTMLTextAreaElement>;
  readonly history: readonly string[];
  readonly onEnter: (line: string) => void;
}

/** Where commands are typed. Enter sends, unless a backslash or a quote says that the command goes on. */
export function CommandLine({ ref, history, onEnter }: CommandLineProps) {
  const [text, setText] = useState('');
  const [recalled, setRecalled] = useState<Recall>();
  const enter = () => {
    if (text.trim() !== '') onEnter(text);
    setText('');
    setRecalled(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, shiftKey, currentTarget } = event;
    // Such keys belong to the whole page.
    if (event.ctrlKey || event.metaKey) return;
    const completed = key === 'Tab' && !shiftKey ? completeVerb(text) : undefined;
    const isOneLine = !text.includes('\n') || recalled !== undefined;
    if (key === 'Enter' && !shiftKey && isFinished(text)) enter();
    else if (completed !== undefined) setText(completed);
    else if (isOneLine && (key === 'ArrowUp' || key === 'ArrowDown')) {
      const next = recall({ history, step: key === 'ArrowUp' ? -1 : 1, text, recalled });
      setRecalled(next);
      setText(next.text);
    } else if (key === 'Escape') currentTarget.blur();
    else return;
    event.preventDefault();
  };
  return (
    <label className="command-line">
      <span aria-hidden>❯</span>
      <textarea
        ref={ref}
        className="mono"
        aria-label={words.input}
        placeholder={words.hint}
        rows={Math.min(6, text.split('\n').length)}
        value={text}
        spellCheck={false}
        autoCapitalize="none"
        autoComplete="off"
        enterKeyHint="send"
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.target.value);
          setRecalled(undefined);
        }}
      />
    </label>
  );
}
