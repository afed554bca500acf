import { type LogLevel, logLevels } from '../../../state/index.ts';
import type { ShownLine } from './log-lines.ts';

interface Wanted {
  /** From this level on. */
  readonly least: LogLevel;
  /** Found in the line, in capitals or not. */
  readonly text: string;
}

/** The lines that are asked for, whether they are drawn or not. */
export function fittingLines(lines: readonly ShownLine[], { least, text }: Wanted): readonly ShownLine[] {
  const levels = new Set(logLevels.slice(logLevels.indexOf(least)));
  const needle = text.trim().toLowerCase();
  return lines.filter(
    ({ level, prefix, message }) =>
      levels.has(level) && (needle === '' || `${prefix}${message}`.toLowerCase().includes(needle)),
  );
}

/** Lines as they are pasted elsewhere. */
export const textOfLines = (lines: readonly ShownLine[], isWhole: boolean): string =>
  lines.map(({ level, prefix, message }) => (isWhole ? `${prefix}${message}` : `${level} ${message}`)).join('\n');
