const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);

/** A shortcut as keyboards print it: `$mod+Enter` is "Ctrl+Enter", on a Mac "⌘↵". */
export function keyLabel(shortcut: string, onMac = isMac): string {
  const names: Readonly<Record<string, string>> = onMac
    ? { $mod: '⌘', Alt: '⌥', Shift: '⇧', Enter: '↵', ArrowUp: '↑', ArrowDown: '↓' }
    : { $mod: 'Ctrl', ArrowUp: 'Up', ArrowDown: 'Down' };
  const keys = shortcut.split('+').map((key) => names[key] ?? (key.length === 1 ? key.toUpperCase() : key));
  return keys.join(onMac ? '' : '+');
}
