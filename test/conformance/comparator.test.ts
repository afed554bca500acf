import { describe, expect, test } from 'vitest';
import { compare } from '../../cli/conformance/compare.ts';
import { Kit } from '../../cli/conformance/kit.ts';
import { replay } from '../../cli/conformance/replay.ts';
import { changed, CHANGES, seedOf, type Change } from './seeded-changes.ts';

const kit = new Kit('conformance');
const equal = kit.names().filter((name) => !(name in kit.waiting) && !(name in kit.divergences));
/** How many recordings a change could be made to. */
const tried = new Map<Change, number>(CHANGES.map((change) => [change, 0]));

describe('a recording that Envoy would not make is told from ours', () => {
  test.each(equal)('%s', (name) => {
    const { golden, ...rest } = kit.recorded(name);
    const { transcript, differences } = replay({ golden, ...rest });
    expect(differences, 'it does not replay equal').toEqual([]);
    const changes = CHANGES.flatMap((change) => {
      const other = changed(golden, transcript, change, seedOf(`${name} ${change}`));
      return other === undefined ? [] : [{ change, other }];
    });
    for (const { change } of changes) tried.set(change, (tried.get(change) ?? 0) + 1);
    expect(changes.filter(({ other }) => compare(other, transcript).length === 0).map(({ change }) => change)).toEqual([]);

    const state = golden.startup === 'ready' ? 'failed' : 'ready';
    if (golden.crashed !== true) expect(compare({ ...golden, startup: state }, transcript)).not.toEqual([]);
  });
});

test('nearly every recording has a place for each change', () => {
  const sum = [...tried.values()].reduce((a, b) => a + b, 0);
  console.log(`seeded changes: ${sum} in ${equal.length} recordings; ${[...tried].map(([change, n]) => `${change} ${n}`).join(', ')}`);
  expect(sum / equal.length).toBeGreaterThanOrEqual(4);
});
