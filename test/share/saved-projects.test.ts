import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Project } from '../../src/model/index.ts';
import { parseOwnProject, parseProject } from '../../src/share/index.ts';
import { PROJECT_SCHEMA } from '../../src/share/migrations.ts';

type Json = Record<string, unknown>;

/** Projects as each version saved them. Files are only ever added. */
const folder = 'test/share/fixtures';
const saved = readdirSync(folder).flatMap((version) =>
  readdirSync(`${folder}/${version}`).map((file) => {
    const { project } = JSON.parse(readFileSync(`${folder}/${version}/${file}`, 'utf8')) as { project: Json };
    return { name: `${version}/${file}`, project };
  }),
);

const named = (name: string): Json => saved.find((one) => one.name === name)?.project ?? {};

test('there are projects of every version', () => {
  const versions = new Set(saved.map(({ project }) => project['schema']));
  expect([...versions].map(Number).toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: PROJECT_SCHEMA }, (_, i) => i + 1),
  );
});

/** Whether everything in `part` stands in `whole` too, as it was. */
function lacks(whole: unknown, part: unknown, at: string): string[] {
  if (typeof part !== 'object' || part === null) return whole === part ? [] : [at];
  if (typeof whole !== 'object' || whole === null) return [at];
  const other = new Map(Object.entries(whole));
  return Object.entries(part).flatMap(([key, value]) => lacks(other.get(key), value, `${at}/${key}`));
}

for (const { name, project } of saved) {
  test(`${name} opens in today's shape and nothing in it is lost`, () => {
    const opened = parseOwnProject(project);
    expect(opened?.schema).toBe(PROJECT_SCHEMA);
    expect(lacks(opened, { ...project, schema: PROJECT_SCHEMA }, '')).toEqual([]);
    expect(parseOwnProject(structuredClone(opened))).toEqual(opened);
  });
}

test('what the first version did not know is as it was then', () => {
  const opened = parseOwnProject(named('schema-1/every-field.json'));
  const [first] = opened?.filters ?? [];
  expect(first).toMatchObject({ environment: [], allowStopIteration: false, capabilities: null });
  const { networkFilters, accessLoggers, services, clusters, routes, workers, checks, madeWith } =
    opened ?? ({} as Project);
  expect({ networkFilters, accessLoggers, services, clusters, routes, workers, checks, madeWith }).toEqual({
    networkFilters: [],
    accessLoggers: [],
    services: [],
    clusters: [],
    routes: [],
    workers: 1,
    checks: [],
    madeWith: { compiler: '', sdk: '' },
  });
});

test('a name that no link may carry stays with its owner', () => {
  expect(parseProject(named('schema-1/names-that-links-refuse.json'))).toBeUndefined();
  expect(parseProject(named('schema-1/every-field.json'))).toEqual(parseOwnProject(named('schema-1/every-field.json')));
});

const whole = named('schema-2/every-field.json');
const refused: readonly [what: string, json: unknown][] = [
  ['nothing', undefined],
  ['a number', 7],
  ['a list', [whole]],
  ['a later version', { ...whole, schema: PROJECT_SCHEMA + 1 }],
  ['a version between versions', { ...whole, schema: 1.5 }],
  ['no version', { ...whole, schema: undefined }],
  ['a hole', { ...whole, requests: [{ id: 'r' }] }],
  ['a file that is no text', { ...whole, files: { 'filter.ts': 1 } }],
  ['an earlier version with a hole', { ...named('schema-1/every-field.json'), filters: [7] }],
];
test.each(refused)('%s is no project', (_, json) => {
  expect(parseOwnProject(json)).toBeUndefined();
  expect(parseProject(json)).toBeUndefined();
});
