import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { usePage } from './app-context.tsx';

/** The keys of all commands, anywhere on the page. */
export function useShortcuts(): void {
  const { palette, commands } = usePage();
  useEffect(() => {
    const bindings: Record<string, (event: KeyboardEvent) => void> = {};
    const bind = (keys: string, act: () => void) => {
      bindings[keys] = (event) => {
        if (event.defaultPrevented) return;
        event.preventDefault();
        act();
      };
    };
    for (const command of palette) if (command.shortcut !== undefined) bind(command.shortcut, () => command.run());
    bind('F1', () => commands.setView({ isPaletteOpen: true }));
    // By default keys pressed in a field would not count.
    return tinykeys(window, bindings, { ignore: ({ isComposing }) => isComposing });
  }, [palette, commands]);
}
