import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { RunProject, Scenario } from '../src/model/index.ts';

/** A file that cannot be run: what is wrong with it, in one sentence. */
export class UnusableScenario extends Error {
  override readonly name = 'UnusableScenario';
}

/** Reads a scenario. Checks what a run stands on; the fields of a filter or a request are its own business. */
export function readScenario(file: string): Scenario {
  const value = parse(file);
  const lists = ['filters', 'requests'] as const;
  if (!isObject(value)) throw new UnusableScenario(`${file} is no scenario: it is not an object`);
  for (const list of lists) {
    const items = value[list] ?? [];
    if (!Array.isArray(items) || !items.every(isObject))
      throw new UnusableScenario(`${file} is no scenario: "${list}" is not a list of objects`);
  }
  const filters: unknown = value['filters'] ?? [];
  if (Array.isArray(filters) && filters.some((filter: Record<string, unknown>) => typeof filter['wasm'] !== 'string'))
    throw new UnusableScenario(`${file} is no scenario: a filter has no "wasm"`);
  const name = typeof value['name'] === 'string' ? value['name'] : basename(file, '.json');
  return { ...value, name } as Scenario;
}

/** The modules that the filters name: beside the scenario, in ../wasm, and in the folders given. Some may be missing. */
export function readModules(scenario: Scenario, file: string, folders: readonly string[]): RunProject {
  const here = dirname(file);
  const places = [...folders, here, join(here, '../wasm')];
  const names = new Set((scenario.filters ?? []).map(({ wasm }) => wasm));
  const found = [...names].flatMap((name) => {
    const path = places.map((place) => join(place, name)).find((candidate) => existsSync(candidate));
    return path === undefined ? [] : [[name, new Uint8Array(readFileSync(path))] as const];
  });
  return { modules: Object.fromEntries(found) };
}

function parse(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UnusableScenario(`${file} cannot be read: ${wordsOf(error)}`);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnusableScenario(`${file} is not JSON: ${wordsOf(error)}`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
