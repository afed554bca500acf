import { expect, test } from 'vitest';
import { paletteScore } from '../../src/ui/panels/palette/palette-score.ts';

const titles = [
  'Go on to the next lesson',
  'Open an example',
  'Export for a real Envoy',
  'Copy the request as curl',
  'Import',
];
const found = (typed: string, keywords?: readonly string[]) =>
  titles
    .filter((title) => paletteScore(title, typed, keywords) > 0)
    .toSorted((one, other) => paletteScore(other, typed, keywords) - paletteScore(one, typed, keywords));

test.each<[typed: string, first: string[]]>([
  ['Export', ['Export for a real Envoy']],
  ['port', ['Export for a real Envoy', 'Import']],
  ['request', ['Copy the request as curl']],
  ['curl copy', ['Copy the request as curl']],
  ['ex', ['Export for a real Envoy', 'Open an example', 'Go on to the next lesson']],
  ['zzz', []],
])('%s finds what has it, the nearest first', (typed, first) => {
  expect(found(typed)).toEqual(first);
});

test('nothing typed finds everything, a kind finds what is of it', () => {
  expect(found('')).toEqual(titles);
  expect(paletteScore('Open an example', 'project', ['Project'])).toBeGreaterThan(0);
});
