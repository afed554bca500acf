import { expect, test } from 'vitest';
import { emptyProject } from '../../src/model/index.ts';
import { changedAt } from '../../src/ui/panels/projects/changed-at.ts';
import { lineChanges } from '../../src/state/index.ts';
import { changedParts, fileChanges } from '../../src/ui/panels/projects/version-changes.ts';

const now = new Date(2026, 10, 21, 15, 30).getTime();
const times: readonly [at: Date, text: string][] = [
  [new Date(2026, 10, 21, 15, 29, 30), 'just now'],
  [new Date(2026, 10, 21, 15, 31), 'just now'],
  [new Date(2026, 10, 21, 15, 29), '1 min ago'],
  [new Date(2026, 10, 21, 14, 31), '59 min ago'],
  [new Date(2026, 10, 21, 0, 5), 'today 00:05'],
  [new Date(2026, 10, 20, 23, 59), 'yesterday 23:59'],
  [new Date(2026, 10, 19, 9, 0), '19 Nov 2026, 09:00'],
  [new Date(2025, 10, 21, 15, 30), '21 Nov 2025, 15:30'],
];
test.each(times)('%s is %s', (at, text) => expect(changedAt(at.getTime(), now)).toBe(text));

const signs = { same: ' ', added: '+', removed: '-', gap: '~' };
const shown = (from: string, to: string): string[] => lineChanges(from, to).map(({ kind, text }) => signs[kind] + text);
const lines = (...all: (string | number)[]): string => all.map((line) => `${line}\n`).join('');

const changes: readonly [what: string, from: string, to: string, expected: string[]][] = [
  ['nothing', lines('a'), lines('a'), []],
  [
    'a line in the middle',
    lines(1, 2, 3, 4, 5, 6, 7),
    lines(1, 2, 3, 'x', 5, 6, 7),
    ['~', ' 2', ' 3', '-4', '+x', ' 5', ' 6', '~'],
  ],
  ['a line at the end', lines(1, 2), lines(1, 2, 3), [' 1', ' 2', '+3']],
  ['a line at the start', lines(1, 2), lines(0, 1, 2), ['+0', ' 1', ' 2']],
  ['a new text', '', lines(1, 2), ['+1', '+2']],
  ['a text gone', lines(1, 2), '', ['-1', '-2']],
  [
    'two places',
    lines(1, 2, 3, 4, 5, 6, 7, 8),
    lines('x', 2, 3, 4, 5, 6, 7, 'y'),
    ['-1', '+x', ' 2', ' 3', '~', ' 6', ' 7', '-8', '+y'],
  ],
  ['a line twice', lines('a', 'a'), lines('a'), [' a', '-a']],
];
test.each(changes)('lines: %s', (_, from, to, expected) => expect(shown(from, to)).toEqual(expected));

test('two long texts that have nothing in common take no time', () => {
  const long = (mark: string) => Array.from({ length: 20_000 }, (_, i) => `${mark}${i}`).join('\n');
  const started = performance.now();
  expect(lineChanges(long('a'), long('b'))).toHaveLength(40_000);
  expect(performance.now() - started).toBeLessThan(2000);
});

test('what of a project is not what it was', () => {
  const then = { ...emptyProject, files: { a: '1', b: '2', c: '3' } };
  const today = { ...emptyProject, name: 'n', workers: 2, selectedRequest: 'r', files: { a: '1', b: 'x', d: '4' } };
  expect(changedParts(then, today)).toEqual(['workers']);
  expect(fileChanges(then.files, today.files).map(({ path, kind }) => `${path} ${kind}`)).toEqual([
    'b changed',
    'c removed',
    'd added',
  ]);
});
