import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Kit, replay } from '../../cli/conformance/replay.ts';

/** Scenarios that do not replay equal yet, each with the service it waits for. */
const waiting = JSON.parse(readFileSync('conformance/waiting.json', 'utf8')) as Record<string, string>;
/** What we do otherwise on purpose, each with the warning that the report must carry. */
const divergences = JSON.parse(readFileSync('conformance/divergences.json', 'utf8')) as Record<
  string,
  { warning: string; reason: string }
>;
const kit = new Kit('conformance');
const names = kit.names();

test('the kit is here', () => {
  expect(names.length).toBeGreaterThan(470);
  expect(Object.keys(waiting).filter((name) => !names.includes(name))).toEqual([]);
});

test('of the families headers, body, lifecycle, local and trap everything replays equal', () => {
  const ours = names.filter((name) => /^(headers|body|lifecycle|local|trap)-/.test(name));
  expect(ours.length).toBeGreaterThanOrEqual(185);
  expect(ours.filter((name) => name in waiting)).toEqual([]);
});

describe('recorded from Envoy', () => {
  test.each(names.filter((name) => !(name in waiting) && !(name in divergences)))('%s replays equal', (name) => {
    expect(replay(kit, name).differences).toEqual([]);
  });

  test.each(Object.entries(divergences))('%s differs on purpose', (name, { warning }) => {
    const { report, differences } = replay(kit, name);
    expect(differences).not.toEqual([]);
    expect(report.warnings.map(({ kind }) => kind)).toContain(warning);
  });

  test.each(Object.entries(waiting))('%s waits for %s', (name) => {
    let differences: readonly unknown[] = ['it cannot run'];
    try {
      differences = replay(kit, name).differences;
    } catch {
      // A scenario of another kind than HTTP requests.
    }
    expect(differences, 'it replays equal now: take it off the list').not.toEqual([]);
  });
});
