import { expect, test } from 'vitest';
import { beyondCap, DAY_MS, modulesNamedIn, sweep } from '../../src/state/saved/upkeep.ts';

const sha = (digit: string): string => digit.repeat(64);
const named = new Set([sha('a')]);
const at = 100 * DAY_MS;

const cases: readonly [what: string, before: unknown, modules: readonly string[], drop: string[], orphans: object][] = [
  ['what is named stays', undefined, [sha('a')], [], {}],
  ['what is named nowhere is marked', undefined, [sha('a'), sha('b')], [], { [sha('b')]: at }],
  ['a mark of yesterday stays as it is', { [sha('b')]: at - DAY_MS }, [sha('b')], [], { [sha('b')]: at - DAY_MS }],
  ['a mark of last week ends it', { [sha('b')]: at - 7 * DAY_MS }, [sha('b')], [sha('b')], {}],
  ['what is named again is no longer marked', { [sha('a')]: 0 }, [sha('a')], [], {}],
  ['marks of what is gone are forgotten', { [sha('c')]: 0 }, [], [], {}],
  ['marks that cannot be read begin anew', { [sha('b')]: 'x' }, [sha('b')], [], { [sha('b')]: at }],
  ['no marks that can be read', 7, [sha('b')], [], { [sha('b')]: at }],
];

test.each(cases)('%s', (_, before, modules, drop, orphans) => {
  expect(sweep({ modules, named, before, at })).toEqual({ drop, orphans });
});

test('modules are found wherever they are named, also in what could not be read', () => {
  const text = JSON.stringify({ module: { kind: 'wasm', sha256: sha('c') } });
  const kept = [{ project: { filters: [{ module: { sha256: sha('a') } }] } }, 7, undefined, text, [text]];
  expect([...modulesNamedIn(kept)]).toEqual([sha('a'), sha('c')]);
});

test('fifty versions are kept', () => {
  const versions = Array.from({ length: 53 }, (_, i) => ({ hash: `${i}`, value: undefined }));
  expect(beyondCap(versions).map(({ hash }) => hash)).toEqual(['50', '51', '52']);
  expect(beyondCap(versions.slice(0, 50))).toEqual([]);
});
