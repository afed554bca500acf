import { checksScenarios } from '../../src/export/index.ts';
import { runFindings, type Finding, type ScenarioFile } from '../../src/lessons/index.ts';
import type { Report, RunProject } from '../../src/model/index.ts';
import { tellLimited } from '../limit-text.ts';
import { limitedRun } from '../limited-run.ts';
import { readModules, scenarioOf } from '../read-scenario.ts';
import { Unusable } from '../unusable.ts';
import { byScenarioName, modulesOf, tellDiagnostic } from './build.ts';
import { readInput } from './input.ts';
import { jsonOf, tapOf, type Outcome } from './outcome.ts';
import type { Verb } from './verb.ts';

export const run: Verb = {
  usage: 'FILE... [--json] [--seed N] [--wasm DIR]...',
  about: 'Runs scenarios, or the checks of projects, and judges the answers.',
  help: `FILE is a scenario, or a list of them (JSON or YAML), a project (project.weir.json) or a project's zip.
Of a project the sources are compiled as for release, and its checks are run; without
checks its requests are sent, and the run claims only that the proxy starts.

  --json       what came of each claim, as JSON; otherwise TAP
  --seed N     of the run's randomness; 1 when absent
  --wasm DIR   where modules are looked for, too, besides beside the file and in ../wasm

Exit code 0: every expectation holds; 1: one does not; 2: something could not be run.`,
  options: {
    json: { type: 'boolean' },
    seed: { type: 'string' },
    wasm: { type: 'string', multiple: true },
  },
  files: { least: 1, most: Infinity },
  async run({ files, has, text, texts }) {
    const seed = text('seed') ?? '1';
    if (!/^\d+$/.test(seed)) throw new Unusable('--seed takes a number');
    const outcomes: Outcome[] = [];
    for (const file of files)
      outcomes.push(...(await outcomesOf(file, { seed: Number(seed), folders: texts('wasm') })));
    console.log(has('json') ? jsonOf(outcomes) : tapOf(outcomes));
    if (outcomes.some(({ unusable }) => unusable !== undefined)) return 2;
    return outcomes.every(({ findings }) => findings.every(({ holds }) => holds)) ? 0 : 1;
  },
};

interface How {
  readonly seed: number;
  readonly folders: readonly string[];
}

async function outcomesOf(file: string, { seed, folders }: How): Promise<readonly Outcome[]> {
  try {
    const all = await runnables(file, folders);
    const outcomes: Outcome[] = [];
    for (const one of all)
      outcomes.push(await outcomeOf(all.length > 1 ? `${file}: ${one.scenario.name}` : file, one, seed));
    return outcomes;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    return [{ file, findings: [], unusable: error.message }];
  }
}

interface Runnable {
  readonly scenario: ScenarioFile;
  readonly project: RunProject;
}

async function outcomeOf(file: string, { scenario, project }: Runnable, seed: number): Promise<Outcome> {
  const answer = await limitedRun({ project, scenario, seed });
  if (answer.kind !== 'report') return { file, findings: [], unusable: tellLimited(answer) };
  return { file, findings: [...stopFindings(answer.report), ...runFindings(scenario.expect ?? {}, answer.report)] };
}

async function runnables(file: string, folders: readonly string[]): Promise<readonly Runnable[]> {
  const input = readInput(file, folders);
  if (input.kind === 'scenarios')
    return input.scenarios.map((scenario) => ({ scenario, project: readModules(scenario, file, folders) }));
  const { project } = input;
  const made = await modulesOf(input);
  if (made.kind === 'errors')
    throw new Unusable(['the sources do not compile:', ...made.diagnostics.map(tellDiagnostic)].join('\n'));
  if (made.missing.length > 0) throw new Unusable(made.missing.join('\n'));
  const code = byScenarioName(project, made.byPlugin);
  return checksScenarios(project).map((one) => ({ scenario: scenarioOf(one, file), project: code }));
}

/** A run that a limit stopped holds nothing, whatever it claims. */
function stopFindings({ stopped }: Report): Finding[] {
  if (stopped === undefined) return [];
  return [{ step: -1, subject: 'startup', of: 'stopped', expected: null, actual: stopped, holds: false }];
}
