import { describe, expect, test } from 'vitest';
import { bodyText, hexOf, indentJson } from '../../src/ui/panels/result/body-text.ts';
import { evenSplits } from '../../src/ui/panels/result/even-splits.ts';
import { changedFirst } from '../../src/ui/panels/result/journey-rows.ts';
import { fittingLines, textOfLines } from '../../src/ui/panels/result/fitting-lines.ts';
import type { ShownLine } from '../../src/ui/panels/result/log-lines.ts';
import type { CellChange, JourneyRow } from '../../src/state/index.ts';

const row = (name: string, ...changes: CellChange[]): JourneyRow => ({
  name,
  nth: 0,
  cells: changes.map((change) => ({ change, value: undefined, was: undefined, by: undefined })),
});

test('what filters changed comes first, then what the proxy changed, and equals keep their order', () => {
  const rows = changedFirst({
    columns: [
      { at: 'client', state: 'reached', since: undefined },
      { at: 'filter', filter: 0, state: 'reached', since: undefined },
      { at: 'upstream', state: 'reached', since: undefined },
    ],
    rows: [
      row('same-1', 'same', 'same', 'same'),
      row('by-proxy', 'absent', 'absent', 'added'),
      row('removed', 'same', 'removed', 'absent'),
      row('same-2', 'same', 'same', 'same'),
      row('added', 'absent', 'added', 'same'),
    ],
  });
  expect(rows.map(({ name }) => name)).toEqual(['removed', 'added', 'by-proxy', 'same-1', 'same-2']);
});

describe('a body', () => {
  const bytes = (...values: number[]) => Uint8Array.from(values);
  test('that is UTF-8 is shown as text', () => {
    expect(bodyText(new TextEncoder().encode('grüß dich'))).toEqual({ kind: 'text', text: 'grüß dich' });
  });
  test('that is not is shown in hexadecimal', () => {
    expect(bodyText(bytes(0xff, 0x41))).toEqual({ kind: 'binary', text: hexOf(bytes(0xff, 0x41)) });
  });
  test('in hexadecimal has sixteen bytes a line', () => {
    const lines = hexOf(Uint8Array.from({ length: 18 }, (_, index) => 0x40 + index)).split('\n');
    expect(lines).toEqual([
      '00000000  40 41 42 43 44 45 46 47 48 49 4a 4b 4c 4d 4e 4f  @ABCDEFGHIJKLMNO',
      `00000010  50 51${' '.repeat(42)}  PQ`,
    ]);
  });
  test('is indented only when it is a JSON object or array', () => {
    expect(indentJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(indentJson('{"a":[{},[]],"a":12345678901234567890,"b\\\\\\"":1e400}')).toBe(
      '{\n  "a": [\n    {},\n    []\n  ],\n  "a": 12345678901234567890,\n  "b\\\\\\"": 1e400\n}',
    );
    expect(indentJson('{"a":')).toBeUndefined();
    expect(indentJson('42')).toBeUndefined();
    expect(indentJson('plain')).toBeUndefined();
  });
});

test.each([
  ['abcdef', 1, []],
  ['abcdef', 3, [2, 4]],
  ['ab', 5, [1]],
  ['a😀b', 3, [1, 3]],
])('%s is cut into %i pieces at %j', (body, pieces, splits) => {
  expect(evenSplits(body, pieces)).toEqual(splits);
});

describe('lines of a log', () => {
  const line = (at: number, level: ShownLine['level'], message: string): ShownLine => ({
    at,
    level,
    filter: undefined,
    prefix: `[12:00][${level}] `,
    message,
    said: undefined,
  });
  const lines = [line(1, 'debug', 'Opened'), line(2, 'warning', 'slow\nvery'), line(3, 'error', 'Closed')];
  const found = (least: ShownLine['level'], text: string) => fittingLines(lines, { least, text }).map(({ at }) => at);

  test.each<[string, ShownLine['level'], string, number[]]>([
    ['all', 'trace', '', [1, 2, 3]],
    ['from a level on', 'warning', '', [2, 3]],
    ['with a text, in capitals or not', 'trace', ' oPEN ', [1]],
    ['with a text and from a level on', 'warning', 'opened', []],
    ['with a text of what stands before the message', 'trace', '[error]', [3]],
    ['with a text that is no pattern', 'trace', '.*', []],
  ])('%s', (_, least, text, expected) => expect(found(least, text)).toEqual(expected));

  test('are copied as they are shown', () => {
    expect(textOfLines(lines.slice(1), false)).toBe('warning slow\nvery\nerror Closed');
    expect(textOfLines(lines.slice(2), true)).toBe('[12:00][error] Closed');
  });
});
