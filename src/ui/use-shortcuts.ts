import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { shortcuts } from '../state/index.ts';
import { useCommands } from './app-context.tsx';

/** Where these keys mean something of their own. */
const takesText =
  'input:not([type="checkbox"]), textarea, select, [contenteditable], [role="textbox"], [role="dialog"]';
const ownOfText = new Set(['undo', 'redo', 'shortcuts']);

const isForText = ({ target }: KeyboardEvent): boolean =>
  target instanceof Element && target.closest(takesText) !== null;

/** The keys of all verbs, anywhere on the page. */
export function useShortcuts(): void {
  const commands = useCommands();
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    for (const [verb, keys] of Object.entries(shortcuts)) {
      const act = (event: KeyboardEvent): void => {
        if (event.defaultPrevented || (ownOfText.has(verb) && isForText(event))) return;
        event.preventDefault();
        void commands.act(verb);
      };
      for (const key of keys) bindings[key] = act;
    }
    // By default keys pressed in a field would not count.
    return tinykeys(window, bindings, { ignore: ({ isComposing }) => isComposing });
  }, [commands]);
}
