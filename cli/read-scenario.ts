import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { parseScenario, type ScenarioFile } from '../src/lessons/index.ts';
import type { RunProject, Scenario } from '../src/model/index.ts';
import { Unusable, wordsOf } from './unusable.ts';

/** Reads a scenario, JSON or (by its ending) YAML. */
export function readScenario(file: string): ScenarioFile {
  return scenarioOf(readData(file), file);
}

/** What a file holds: a scenario, or a list of them. */
export function scenariosOf(data: unknown, file: string): readonly ScenarioFile[] {
  return Array.isArray(data) ? data.map((one: unknown) => scenarioOf(one, file)) : [scenarioOf(data, file)];
}

/** What a file holds as a scenario. */
export function scenarioOf(data: unknown, file: string): ScenarioFile {
  const scenario = parseScenario(data, basename(file).replace(/\.(json|ya?ml)$/, ''));
  if ('problems' in scenario) throw new Unusable(`${file} is no scenario:\n${scenario.problems.join('\n')}`);
  return scenario;
}

/** The modules that the filters name: beside the scenario, in ../wasm, and in the folders given. Some may be missing. */
export function readModules(scenario: Scenario, file: string, folders: readonly string[]): RunProject {
  const here = dirname(file);
  const places = [...folders, here, join(here, '../wasm')];
  const { filters = [], loggers = [], services = [], tcp = {} } = scenario;
  const plugins = [...filters, ...loggers, ...services, ...(tcp.filters ?? []), ...(tcp.loggers ?? [])];
  const names = new Set(plugins.flatMap(({ wasm }) => (wasm === undefined ? [] : [wasm])));
  const found = [...names].flatMap((name) => {
    const path = places.map((place) => join(place, name)).find((candidate) => existsSync(candidate));
    return path === undefined ? [] : [[name, new Uint8Array(readFileSync(path))] as const];
  });
  return { modules: Object.fromEntries(found) };
}

/** A file's JSON or, by its ending, YAML. */
export function readData(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Unusable(`${file} cannot be read: ${wordsOf(error)}`);
  }
  const isYaml = /\.ya?ml$/.test(file);
  try {
    // Few aliases: a YAML file can be made to grow without an end.
    return isYaml ? parseYaml(text, { maxAliasCount: 20 }) : JSON.parse(text);
  } catch (error) {
    throw new Unusable(`${file} is not ${isYaml ? 'YAML' : 'JSON'}: ${wordsOf(error)}`);
  }
}
