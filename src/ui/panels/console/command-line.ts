import type { Candidate, Completion } from '../../../state/index.ts';

/** The line that is being typed. */
export interface Line {
  readonly text: string;
  readonly recalled?: Recall | undefined;
  readonly list?: List | undefined;
}

/** What is offered above the line. */
export interface List {
  readonly kind: 'completion' | 'history';
  readonly items: readonly Pick<Candidate, 'text' | 'about' | 'isWhole'>[];
  /** Which of them is chosen; -1: none. */
  readonly active: number;
  /** Where the chosen one goes. */
  readonly from: number;
  /** The text before the list came. */
  readonly before: string;
}

/** Which line of the history is on show, and what had been typed before. */
export interface Recall {
  /** Position in the history; its length stands for the line being typed. */
  readonly at: number;
  readonly typed: string;
  readonly text: string;
}

export interface Key {
  readonly key: string;
  readonly isControl?: boolean;
  readonly isShift?: boolean;
  /** The cursor stands behind the last character. */
  readonly isAtEnd?: boolean;
}

interface Facts {
  readonly history: readonly string[];
  /** Of the line's text; undefined: not known yet. */
  readonly completion: Completion | undefined;
}

export type Pressed =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'enter'; readonly text: string }
  /** The completion has to be asked for first. */
  | { readonly kind: 'complete' }
  | { readonly kind: 'leave' };

export const emptyLine: Line = { text: '' };

/** What a key does to the line; undefined: it is the browser's. */
export function press(line: Line, key: Key, facts: Facts): Pressed | undefined {
  if (key.isControl === true) return pressControl(line, key, facts);
  if (line.list) {
    const done = line.list.kind === 'history' ? pressInSearch(line, line.list, key) : pressInList(line, line.list, key);
    if (done) return done;
  }
  const isOneLine = !line.text.includes('\n') || line.recalled !== undefined;
  switch (key.key) {
    case 'Enter':
      return key.isShift !== true && isFinished(line.text) ? { kind: 'enter', text: line.text } : undefined;
    case 'Tab':
      return key.isShift !== true && key.isAtEnd === true && line.text.trim() !== ''
        ? pressTab(line, facts)
        : undefined;
    case 'ArrowUp':
    case 'ArrowDown': {
      if (!isOneLine) return undefined;
      const recalled = recall({ ...facts, ...line, step: key.key === 'ArrowUp' ? -1 : 1 });
      return to({ text: recalled.text, recalled });
    }
    case 'Escape':
      return { kind: 'leave' };
    default:
      return undefined;
  }
}

const to = (line: Line): Pressed => ({ kind: 'line', line });

/** The line with another text, typed. */
export function typed(line: Line, text: string, history: readonly string[]): Line {
  const { list } = line;
  return list?.kind === 'history' ? { text, list: searchOf(history, text, list.before) } : { text };
}

function pressControl(line: Line, { key }: Key, { history }: Facts): Pressed | undefined {
  const { list } = line;
  if (key === 'g' && list) return to({ text: list.before });
  if (key !== 'r') return undefined;
  if (list?.kind === 'history') return to({ ...line, list: stepped(list, 1) });
  return to({ text: '', list: searchOf(history, '', line.text) });
}

const MOST_FOUND = 50;

/** Lines of the history that contain a text, the latest first, each once. */
function searchOf(history: readonly string[], query: string, before: string): List {
  const found = [...new Set(history.toReversed())].filter((line) => line.toLowerCase().includes(query.toLowerCase()));
  const items = found.slice(0, MOST_FOUND).map((text) => ({ text, isWhole: false }));
  return { kind: 'history', items, active: items.length === 0 ? -1 : 0, from: 0, before };
}

function pressInSearch(line: Line, list: List, { key, isShift }: Key): Pressed | undefined {
  const text = list.items[list.active]?.text;
  if (key === 'Escape') return to({ text: list.before });
  if (key === 'Enter') return text === undefined ? to({ text: line.text }) : { kind: 'enter', text };
  if (key === 'Tab' && isShift !== true && text !== undefined) return to({ text });
  if (key === 'ArrowUp' || key === 'ArrowDown') return to({ ...line, list: stepped(list, key === 'ArrowUp' ? -1 : 1) });
  return undefined;
}

function pressInList(line: Line, list: List, { key, isShift }: Key): Pressed | undefined {
  if (key === 'Escape') return to({ text: line.text });
  if (key === 'Tab' && isShift !== true) return to({ ...line, list: stepped(list, 1) });
  if (key === 'ArrowUp' || key === 'ArrowDown') return to({ ...line, list: stepped(list, key === 'ArrowUp' ? -1 : 1) });
  const item = list.items[list.active];
  return key === 'Enter' && isShift !== true && item ? to({ text: withItem(line.text, list.from, item) }) : undefined;
}

function stepped(list: List, step: 1 | -1): List {
  const count = list.items.length;
  if (count === 0) return list;
  const next = list.active < 0 && step < 0 ? count - 1 : (list.active + step + count) % count;
  return { ...list, active: next };
}

function pressTab(line: Line, { completion }: Facts): Pressed | undefined {
  if (completion === undefined) return { kind: 'complete' };
  const { candidates, from } = completion;
  const [only] = candidates;
  if (only === undefined) return undefined;
  if (candidates.length === 1) return to({ text: withItem(line.text, from, only) });
  const start = commonStart(candidates.map(({ text }) => text));
  const text = start.length > line.text.length - from ? line.text.slice(0, from) + start : line.text;
  return to({ text, list: { kind: 'completion', items: candidates, active: -1, from, before: line.text } });
}

/** The text with an item in place of what was begun. */
export function withItem(
  text: string,
  from: number,
  { text: item, isWhole }: Pick<Candidate, 'text' | 'isWhole'>,
): string {
  return `${text.slice(0, from)}${item}${isWhole ? ' ' : ''}`;
}

function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const one of others) while (!one.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

interface RecallFacts {
  readonly history: readonly string[];
  readonly step: -1 | 1;
  readonly text: string;
  readonly recalled?: Recall | undefined;
}

/** One step through the history; past its newest line comes what was being typed. */
export function recall({ history, step, text, recalled }: RecallFacts): Recall {
  const { at, typed: before } = recalled ?? { at: history.length, typed: text };
  const next = Math.min(history.length, Math.max(0, at + step));
  return { at: next, typed: before, text: history[next] ?? before };
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
