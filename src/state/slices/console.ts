import type { LogLevel } from '../selectors/log-lines.ts';

/** Lines of the terminal, oldest first, without colour or control characters. */
export interface ConsoleSlice {
  readonly lines: readonly ConsoleLine[];
  /** What was typed, oldest first. */
  readonly history: readonly string[];
  /** Grows when the lines are thrown away, so that a terminal knows to start afresh. */
  readonly clears: number;
}

export interface ConsoleLine {
  /** Grows by one with each line. */
  readonly id: number;
  readonly kind: 'prompt' | 'output' | 'log' | 'note' | 'error' | 'heading' | 'added' | 'removed' | 'changed';
  readonly text: string;
  /** For `log`. */
  readonly level?: LogLevel;
  /** Position of the filter in the chain, for `log` of a filter. */
  readonly filter?: number;
}

export const initialConsole: ConsoleSlice = { lines: [], history: [], clears: 0 };
