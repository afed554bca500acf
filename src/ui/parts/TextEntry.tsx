import { type KeyboardEvent, useState } from 'react';
import { classes } from './classes.ts';

interface TextEntryProps {
  readonly name: string;
  readonly value: string;
  readonly onCommit: (value: string) => void;
  readonly onCancel?: () => void;
  readonly className?: string;
  readonly isFocused?: boolean;
}

/** A text that counts once the person has finished: Enter or leaving keeps it, Escape gives it up. */
export function TextEntry({ name, value, onCommit, onCancel, className, isFocused = false }: TextEntryProps) {
  const [draft, setDraft] = useState<string>();
  const finish = () => {
    if (draft !== undefined && draft.trim() !== '' && draft !== value) onCommit(draft.trim());
    else onCancel?.();
    setDraft(undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key !== 'Escape') return;
    setDraft(undefined);
    onCancel?.();
  };
  return (
    <input
      aria-label={name}
      className={classes(className)}
      value={draft ?? value}
      ref={isFocused ? focusAndSelect : undefined}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={onKeyDown}
      spellCheck={false}
    />
  );
}

function focusAndSelect(input: HTMLInputElement | null): void {
  input?.focus();
  input?.select();
}
