/** Which line of the history is on show, and what had been typed before. */
export interface Recall {
  /** Position in the history; its length stands for the line being typed. */
  readonly at: number;
  readonly typed: string;
  readonly text: string;
}

interface RecallFacts {
  readonly history: readonly string[];
  readonly step: -1 | 1;
  readonly text: string;
  readonly recalled: Recall | undefined;
}

/** One step through the history; past its newest line comes what was being typed. */
export function recall({ history, step, text, recalled }: RecallFacts): Recall {
  const { at, typed } = recalled ?? { at: history.length, typed: text };
  const to = Math.min(history.length, Math.max(0, at + step));
  return { at: to, typed, text: history[to] ?? typed };
}

/** Whether a shell would run the text: not behind a backslash, and not inside quotes. */
export function isFinished(text: string): boolean {
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\\' && quote !== "'") {
      if (at === text.length - 1) return false;
      at++;
    } else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
  }
  return quote === '';
}

const verbs = ['clear', 'curl', 'help', 'history', 'logs', 'redo', 'restart', 'run', 'undo'];

/** The verb that the text begins, when there is only one such; undefined leaves Tab to the page. */
export function completeVerb(text: string): string | undefined {
  if (!/^[a-z]+$/.test(text)) return undefined;
  const fitting = verbs.filter((verb) => verb.startsWith(text));
  return fitting.length === 1 && fitting[0] !== text ? `${fitting[0]} ` : undefined;
}
