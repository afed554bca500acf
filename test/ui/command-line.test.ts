import { describe, expect, test } from 'vitest';
import { ansiLine } from '../../src/ui/panels/console/ansi.ts';
import {
  isFinished,
  type Key,
  type Line,
  press,
  type Recall,
  recall,
  typed,
} from '../../src/ui/panels/console/command-line.ts';

const lines: readonly (readonly [text: string, isFinished: boolean])[] = [
  ['curl /headers', true],
  ['curl /headers \\', false],
  ['curl /headers \\\\', true],
  ["curl -d 'a", false],
  ["curl -d 'a\nb'", true],
  [`curl -H "it's"`, true],
  [`curl -d '{"a":"b"}'`, true],
  ['curl -d "a\\"', false],
  ["curl -d 'a\\'", true],
  ['', true],
];
test.each(lines)('%j goes on or is finished as in a shell', (text, expected) => {
  expect(isFinished(text)).toBe(expected);
});

const history = ['first', 'curl /a', 'second'];
const offers = (...texts: string[]) => ({ from: 0, candidates: texts.map((text) => ({ text, isWhole: true })) });

/** Types keys one after the other; a text in brackets is typed into the line. */
function keys(start: Line, list: readonly (Key | string)[], completion = offers()): { line: Line; last: string } {
  let line = start;
  let last = '';
  for (const key of list) {
    if (typeof key === 'string') {
      line = typed(line, key, history);
      continue;
    }
    const pressed = press(line, { isAtEnd: true, ...key }, { history, completion });
    last = pressed === undefined ? 'nothing' : pressed.kind === 'enter' ? `enter ${pressed.text}` : pressed.kind;
    if (pressed?.kind === 'line') line = pressed.line;
  }
  return { line, last };
}

const tab: Key = { key: 'Tab' };
const search: Key = { key: 'r', isControl: true };
const [up, down, enter, escape] = ['ArrowUp', 'ArrowDown', 'Enter', 'Escape'].map((key) => ({ key }));
if (!up || !down || !enter || !escape) throw new Error('unreachable');

describe('Tab', () => {
  test.each<[name: string, text: string, offered: string[], keys: Key[], expected: string]>([
    ['completes the only one', 'cu', ['curl'], [tab], 'curl '],
    ['completes what all have in common', 'c', ['clear', 'clean'], [tab], 'clea'],
    ['walks through several', 'c', ['clear', 'curl'], [tab, tab, tab, enter], 'curl '],
    ['as the arrows do', 'c', ['clear', 'curl'], [tab, up, enter], 'curl '],
    ['Escape keeps what was typed', 'c', ['clear', 'curl'], [tab, tab, escape], 'c'],
  ])('%s', (_, text, offered, pressed, expected) => {
    expect(keys({ text }, pressed, offers(...offered)).line.text).toBe(expected);
  });
  test.each<[name: string, text: string, key: Key]>([
    ['nothing is typed', '', tab],
    ['nothing fits', 'xyz', tab],
    ['Shift is held', 'c', { key: 'Tab', isShift: true }],
    ['the cursor is inside', 'c', { key: 'Tab', isAtEnd: false }],
  ])('leaves the line when %s', (_, text, key) => {
    expect(keys({ text }, [key], text === 'xyz' ? offers() : offers('clear')).last).toBe('nothing');
  });
  test('waits for a completion that is not known yet', () => {
    expect(press({ text: 'c' }, { ...tab, isAtEnd: true }, { history, completion: undefined })?.kind).toBe('complete');
  });
  test('several are offered, and Enter runs what is typed until one is chosen', () => {
    const { last } = keys({ text: 'c' }, [tab, enter], offers('clear', 'curl'));
    expect(last).toBe('enter c');
  });
});

describe('Ctrl+R', () => {
  test.each<[name: string, pressed: (Key | string)[], last: string, text: string]>([
    ['finds the latest', [search, 'c', enter], 'enter second', 'c'],
    ['finds by a part', [search, 'curl', enter], 'enter curl /a', 'curl'],
    ['goes on to an older one', [search, 's', search, enter], 'enter first', 's'],
    ['takes it into the line', [search, 'curl', tab], 'line', 'curl /a'],
    ['Escape brings back what was typed', [search, 'curl', escape], 'line', 'before'],
    ['so does Ctrl+G', [search, 'curl', { key: 'g', isControl: true }], 'line', 'before'],
    ['finds nothing', [search, 'nothing', enter], 'line', 'nothing'],
  ])('%s', (_, pressed, last, text) => {
    const done = keys({ text: 'before' }, pressed);
    expect([done.last, done.line.text]).toEqual([last, text]);
  });
});

describe('the history', () => {
  const history = ['first', 'second'];
  const go = (steps: readonly (-1 | 1)[]) => {
    let recalled: Recall | undefined;
    for (const step of steps) recalled = recall({ history, step, text: 'typing', recalled });
    return recalled?.text;
  };
  test('goes back to the oldest and stays there', () => {
    expect(go([-1])).toBe('second');
    expect(go([-1, -1, -1, -1])).toBe('first');
  });
  test('comes forward to what was being typed', () => {
    expect(go([-1, -1, 1, 1, 1])).toBe('typing');
  });
});

describe('a line of the terminal', () => {
  test('has its colour from us by level', () => {
    expect(ansiLine({ id: 1, kind: 'log', level: 'error', text: 'bad' })).toBe('\u001b[31mbad\u001b[0m');
    expect(ansiLine({ id: 1, kind: 'log', level: 'info', text: 'plain' })).toBe('plain');
  });
  test('carries no control character of a filter', () => {
    const text = 'a\u001b[31mred\u001b]52;c;x\u0007 \u009b31m \rb\tc\nd';
    expect(ansiLine({ id: 1, kind: 'output', text })).toBe('a[31mred]52;c;x 31m b\tc\r\nd');
  });
});
