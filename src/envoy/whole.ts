import type { Report, RunProject, Scenario } from '../model/index.ts';
import { FOREIGN_LIBRARY } from './foreign-library.ts';
import { run as runWith, type RunOptions } from './run-scenario.ts';

/** `run` with everything that Envoy has. */
export function run(project: RunProject, scenario: Scenario, seed: number, options: RunOptions = {}): Report {
  return runWith(project, scenario, seed, { foreign: FOREIGN_LIBRARY, ...options });
}
