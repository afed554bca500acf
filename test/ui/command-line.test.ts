import { describe, expect, test } from 'vitest';
import { ansiLine } from '../../src/ui/panels/console/ansi.ts';
import { completeVerb, isFinished, type Recall, recall } from '../../src/ui/panels/console/command-line.ts';

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

const typed: readonly (readonly [text: string, completed: string | undefined])[] = [
  ['cu', 'curl '],
  ['he', 'help '],
  ['c', undefined],
  ['h', undefined],
  ['curl', undefined],
  ['curl /h', undefined],
  ['', undefined],
  ['xyz', undefined],
];
test.each(typed)('Tab behind %j', (text, completed) => expect(completeVerb(text)).toBe(completed));

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
