import type { ConsoleLine } from '../../../state/index.ts';

/** Which of the terminal's colours a line has, by its number in the theme. */
const colours = { bold: 1, red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36, faint: 90 } as const;

/** A line as the terminal prints it. All colour is ours: what came from a filter has no control character left. */
export function ansiLine({ kind, level, text }: ConsoleLine): string {
  const plain = withoutControls(text).replaceAll('\n', '\r\n');
  const body = kind === 'prompt' ? `❯ ${plain}` : plain;
  const colour = colourOf(kind, level);
  return colour === undefined ? body : `\u001b[${colour}m${body}\u001b[0m`;
}

/** Everything of C0 and C1 but tab and line feed. */
function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}

function colourOf(kind: ConsoleLine['kind'], level: ConsoleLine['level']): number | undefined {
  if (kind === 'heading') return colours.bold;
  if (kind === 'prompt') return colours.cyan;
  if (kind === 'note') return colours.faint;
  if (kind === 'error' || kind === 'removed') return colours.red;
  if (kind === 'added') return colours.green;
  if (kind === 'changed') return colours.yellow;
  if (kind === 'output' || level === undefined || level === 'info') return undefined;
  if (level === 'trace' || level === 'debug') return colours.faint;
  return level === 'warning' ? colours.yellow : colours.red;
}
