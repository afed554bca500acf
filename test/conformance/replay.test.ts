import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Kit } from '../../cli/conformance/kit.ts';
import { replayJob } from '../../cli/conformance/replay-job.ts';
import { familyOf } from '../../cli/conformance/verdict-text.ts';

const kit = new Kit('conformance');
const names = kit.names();
const { waiting, divergences } = kit;

/** Families whose every scenario replays equal or is declared to differ: nothing of them may wait. */
const whole = ['abi', 'body', 'call', 'close', 'config', 'effective', 'grpc', 'h2', 'headers', 'lifecycle', 'local'].concat(
  ['log', 'matrix', 'memory', 'metrics', 'module', 'queue', 'resume', 'sdk', 'service', 'shared', 'tick', 'time'],
  ['trailers', 'trap', 'wasi', 'workers'],
);

test('the kit is here, and its lists name scenarios that there are', () => {
  expect(names.length).toBeGreaterThanOrEqual(510);
  expect(new Set(names.map(familyOf)).size).toBeGreaterThanOrEqual(33);
  expect(Object.keys({ ...waiting, ...divergences }).filter((name) => !names.includes(name))).toEqual([]);
});

test('little differs on purpose, and of the whole families nothing waits', () => {
  expect(Object.keys(divergences).length).toBeLessThanOrEqual(8);
  expect(Object.keys(waiting).filter((name) => whole.includes(familyOf(name)))).toEqual([]);
});

test('the index is that of the scenarios (conformance/recorder/index.py writes it)', () => {
  const index = readFileSync('conformance/INDEX.md', 'utf8');
  expect(index).toContain(`\n${names.length} scenarios in ${new Set(names.map(familyOf)).size} families.`);
  expect(names.filter((name) => !index.includes(`\n| ${name} | `))).toEqual([]);
});

describe('recorded from Envoy', () => {
  test.each(names.filter((name) => !(name in waiting) && !(name in divergences)))('%s replays equal', (name) => {
    expect(verdict(name)).toEqual({ name, outcome: 'passed', note: '', differences: [] });
  });

  test.each(Object.entries(divergences))('%s is equal up to the place of which the report warns', (name, { reason }) => {
    expect(verdict(name)).toMatchObject({ outcome: 'declared', note: reason });
  });

  test.each(Object.entries(waiting))('%s waits for %s', (name, reason) => {
    expect(verdict(name)).toMatchObject({ outcome: 'waiting', note: reason });
  });
});

function verdict(name: string): ReturnType<typeof replayJob> {
  return replayJob(kit, { name, expectation: kit.expectation(name) });
}
