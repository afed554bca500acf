import { expect, test } from 'vitest';
import type { Project } from '../../src/model/index.ts';
import { hashOf, ruleOn, type Save, type StoredRecord } from '../../src/state/saved/save-rule.ts';
import { exampleProject } from './fakes.ts';

const named = (name: string): Project => ({ ...exampleProject, id: 'p', name });
const save = (fields: Partial<Save> = {}): Save => ({
  project: named('mine'),
  example: undefined,
  base: 3,
  writer: 'here',
  at: 100,
  ...fields,
});
const record = (fields: Partial<StoredRecord> = {}): StoredRecord => ({
  project: named('theirs'),
  example: undefined,
  revision: 3,
  writer: 'there',
  changedAt: 50,
  ...fields,
});

/** What is written (`mine@4`), what becomes a version, and what the page is told. */
const cases: readonly [what: string, current: unknown, save: Save, written: string, version: string, told: string][] = [
  ['the first save', undefined, save({ base: 0 }), 'mine@1', '', '1'],
  ['the next one', record(), save(), 'mine@4', '', '4'],
  ['another page saved meanwhile', record({ revision: 4 }), save(), 'mine@5', 'theirs', '5 replaced'],
  ['this page saved meanwhile', record({ revision: 4, writer: 'here' }), save(), 'mine@5', '', '5'],
  ['another page saved the same', record({ revision: 4, project: named('mine') }), save(), '', '', '4'],
  ['what was deleted comes back', record({ revision: 4, deletedAt: 60 }), save(), 'mine@5', '', '5'],
  [
    'what was deleted comes back the same',
    record({ revision: 4, deletedAt: 60, project: named('mine') }),
    save(),
    'mine@5',
    '',
    '5',
  ],
  ['left behind before another page saved', record({ revision: 4, changedAt: 200 }), save(), '', 'mine', '4'],
  ['a revision that went back keeps growing', record({ revision: 3 }), save({ base: 3 }), 'mine@4', '', '4'],
  ['garbage in its place', 7, save(), 'mine@4', '', '4'],
  ['a record without a revision', { project: named('old') }, save({ base: 0 }), 'mine@1', '', '1'],
];

test.each(cases)('%s', (_, current, one, written, version, told) => {
  const ruling = ruleOn(current, one);
  expect(ruling.put ? `${ruling.put.project.name}@${ruling.put.revision}` : '').toBe(written);
  expect(ruling.version?.project.name ?? '').toBe(version);
  expect(`${ruling.outcome.revision}${ruling.outcome.hasReplaced ? ' replaced' : ''}`).toBe(told);
  expect(ruling.put?.deletedAt).toBeUndefined();
});

test('two pages that save in turn lose no text', () => {
  let current: StoredRecord | undefined;
  const versions: string[] = [];
  const bases = new Map<string, number>();
  for (let at = 1; at <= 20; at++) {
    const writer = at % 3 === 0 ? 'one' : 'two';
    const text = `text ${at}`;
    const { put, version, outcome } = ruleOn(
      current,
      save({ project: named(text), writer, base: bases.get(writer) ?? 0, at }),
    );
    if (current && current.writer !== writer) expect(version?.project.name).toBe(current.project.name);
    if (version) versions.push(version.project.name);
    current = put ?? current;
    bases.set(writer, outcome.revision);
    expect(current?.project.name).toBe(text);
  }
  expect(versions.length).toBeGreaterThan(10);
});

test('a version is named by its text alone', () => {
  expect(hashOf(record())).toBe(hashOf(record({ revision: 9, writer: 'x', changedAt: 7 })));
  expect(hashOf(record())).not.toBe(hashOf(record({ project: named('other') })));
  const turned = Object.fromEntries(Object.entries(named('theirs')).toReversed()) as unknown as Project;
  expect(hashOf({ project: turned })).toBe(hashOf(record()));
  expect(hashOf(record())).toMatch(/^[0-9a-f]{64}$/);
});
