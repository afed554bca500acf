import { useEffect } from 'react';
import { tinykeys } from 'tinykeys';
import { usePage } from './app-context.tsx';

/** The keys of all commands, anywhere on the page. */
export function useShortcuts(): void {
  const { palette, commands } = usePage();
  useEffect(() => {
    const openPalette = () => commands.setView({ isPaletteOpen: true });
    const bindings: Record<string, () => void> = {
      '$mod+s': () => undefined, // Every change is saved already: only keep the browser's own dialog away.
      '$mod+k': openPalette,
      F1: openPalette,
      '$mod+Enter': () => void commands.run(),
    };
    for (const { shortcut, run } of palette) if (shortcut !== undefined) bindings[shortcut] ??= run;
    const guarded = Object.entries(bindings).map(([keys, act]) => [
      keys,
      (event: KeyboardEvent) => {
        if (event.defaultPrevented) return;
        event.preventDefault();
        act();
      },
    ]);
    return tinykeys(window, Object.fromEntries(guarded));
  }, [palette, commands]);
}
