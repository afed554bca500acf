import { withoutControls } from '../../model/index.ts';
import { type Context, print } from '../commands/context.ts';
import type { ConsoleLine } from '../slices/console.ts';

type Line = Omit<ConsoleLine, 'id'>;

/** Prints lines; text of filters and of strangers among them stays text. */
export function say(context: Context, lines: readonly (Line | string)[]): void {
  const whole = lines.map((line): Line => (typeof line === 'string' ? { kind: 'output', text: line } : line));
  print(
    context,
    whole.map((line) => ({ ...line, text: withoutControls(line.text) })),
  );
}

/** Columns of text, each as wide as its widest, the last as it is. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (known, row) => row.map((text, i) => Math.max(known[i] ?? 0, Math.min(40, text.length))),
    [],
  );
  return rows.map((row) =>
    row
      .map((text, i) => (i === row.length - 1 ? text : text.padEnd((widths[i] ?? 0) + 2)))
      .join('')
      .trimEnd(),
  );
}
