import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { type Check, type Finding, findingsOf } from '../../src/lessons/index.ts';
import { type ChainFilter, type Project, scenarioOfProject } from '../../src/model/index.ts';
import { modulesByName, openAll, type OpenedExample, requestNamed } from './gallery.ts';

const examples = await openAll();

function findings(example: OpenedExample, check: Check, project: Project): Finding[] {
  const requests = check.steps.map(({ send }) => requestNamed(project, send));
  const { scenario } = scenarioOfProject(project, requests);
  return findingsOf(check, run({ modules: modulesByName(example) }, scenario, 1));
}

const failing = (all: readonly Finding[]) => all.filter(({ holds }) => !holds);

/** The same example with its Rust module built by the current SDK. */
function withCurrentSdk(example: OpenedExample): OpenedExample {
  const folder = example.id.replace(/-rust$/, '');
  const file = `gallery/${folder}/rust-0.2/${folder.replace('-', '_')}.wasm`;
  return { ...example, id: `${example.id}, SDK 0.2`, modules: { 'filter-1': new Uint8Array(readFileSync(file)) } };
}
const rust = examples.filter(({ id }) => id.endsWith('-rust')).map(withCurrentSdk);

describe.each([...examples, ...rust])('$id', (example) => {
  test.each(example.checks)('$name', (check) => {
    const all = findings(example, check, example.project);
    expect(all.length).toBeGreaterThan(0);
    expect(failing(all)).toEqual([]);
  });

  test('with the filter switched off at least one check fails', () => {
    const isOff = (plugins: readonly ChainFilter[]) => plugins.map((filter) => ({ ...filter, enabled: false }));
    const { filters, networkFilters } = example.project;
    const project = { ...example.project, filters: isOff(filters), networkFilters: isOff(networkFilters) };
    const off = example.checks.map((check) => failing(findings(example, check, project)));
    expect(off.some(({ length }) => length > 0)).toBe(true);
  });
});
