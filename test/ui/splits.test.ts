import { expect, test } from 'vitest';
import { moveSplits, piecesOf, properSplits } from '../../src/ui/panels/request/splits.ts';

const edits: readonly { name: string; before: string; after: string; splits: number[]; expected: number[] }[] = [
  { name: 'typing behind a split leaves it', before: 'ab|cd', after: 'ab|cdX', splits: [2], expected: [2] },
  { name: 'typing before a split pushes it', before: 'abcd', after: 'XXabcd', splits: [2], expected: [4] },
  { name: 'deleting before a split pulls it', before: 'abcdef', after: 'bcdef', splits: [3], expected: [2] },
  { name: 'a split inside the deleted text goes', before: 'abcdef', after: 'af', splits: [3], expected: [] },
  { name: 'a split that comes to stand at the end goes', before: 'abcd', after: 'ab', splits: [2], expected: [] },
  { name: 'splits that meet become one', before: 'abcdef', after: 'abef', splits: [2, 4], expected: [2] },
  { name: 'an emptied text has none', before: 'abc', after: '', splits: [1, 2], expected: [] },
];

for (const { name, before, after, splits, expected } of edits) {
  test(name, () => expect(moveSplits(before, after, splits)).toEqual(expected));
}

test('splits are ascending, each once, and never at an end', () => {
  expect(properSplits('hello', [3, 0, 1, 3, 5, 9, -1])).toEqual([1, 3]);
});

test('the pieces are the text again', () => {
  const text = 'hello world, in pieces';
  for (const splits of [[], [6], [1, 2, 3], [21]]) {
    const pieces = piecesOf(text, splits);
    expect(pieces).toHaveLength(splits.length + 1);
    expect(pieces.join('')).toBe(text);
  }
});
