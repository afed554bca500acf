const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform);

const onMacs = { $mod: '⌘', Control: '⌃', Alt: '⌥', Shift: '⇧', Enter: '↵', ArrowUp: '↑', ArrowDown: '↓' };
const elsewhere = { $mod: 'Ctrl', Control: 'Ctrl', ArrowUp: 'Up', ArrowDown: 'Down' };

/** A shortcut as keyboards print it: `$mod+Enter` is "Ctrl+Enter", on a Mac "⌘↵". */
export function keyLabel(shortcut: string, onMac = isMac): string {
  const names: Readonly<Record<string, string>> = onMac ? onMacs : elsewhere;
  const keys = shortcut.split('+').map((key) => {
    const plain = key === 'Backquote' ? '`' : key.replace(/^Digit(?=\d$)/, '');
    return names[plain] ?? (plain.length === 1 ? plain.toUpperCase() : plain);
  });
  return keys.join(onMac ? '' : '+');
}
