import { parseArgs } from 'node:util';
import { runFindings, type Finding } from '../src/lessons/index.ts';
import type { Report } from '../src/model/index.ts';
import { tellLimited } from './limit-text.ts';
import { limitedRun } from './limited-run.ts';
import { readModules, readScenario, UnusableScenario } from './read-scenario.ts';
import { jsonOf, tapOf, type Outcome } from './weir/outcome.ts';

const usage = `usage: npm run -s weir -- run FILE... [--json] [--seed N] [--wasm DIR]...
Runs scenarios (JSON or YAML) and judges what they expect. Prints TAP, or JSON with --json.
Exit code 0: every expectation holds; 1: one does not; 2: something could not be run.`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals, wrong } = argumentsOf();
  const [verb, ...files] = positionals;
  if (values.help === true) {
    console.log(usage);
    return 0;
  }
  if (wrong !== undefined || verb !== 'run' || files.length === 0 || !/^\d+$/.test(values.seed)) {
    console.error(wrong === undefined ? usage : `${wrong}\n${usage}`);
    return 2;
  }
  const outcomes: Outcome[] = [];
  for (const file of files) outcomes.push(await outcomeOf(file, { seed: Number(values.seed), folders: values.wasm }));
  console.log(values.json ? jsonOf(outcomes) : tapOf(outcomes));
  if (outcomes.some(({ unusable }) => unusable !== undefined)) return 2;
  return outcomes.every(({ findings }) => findings.every(({ holds }) => holds)) ? 0 : 1;
}

interface Arguments {
  readonly values: { readonly seed: string; readonly json: boolean; readonly wasm: string[]; readonly help?: boolean };
  readonly positionals: readonly string[];
  readonly wrong?: string;
}

function argumentsOf(): Arguments {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        wasm: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    const wrong = error instanceof Error ? error.message : String(error);
    return { values: { seed: '1', json: false, wasm: [] }, positionals: [], wrong };
  }
}

async function outcomeOf(
  file: string,
  how: { readonly seed: number; readonly folders: readonly string[] },
): Promise<Outcome> {
  try {
    const scenario = readScenario(file);
    const project = readModules(scenario, file, how.folders);
    const answer = await limitedRun({ project, scenario, seed: how.seed });
    if (answer.kind !== 'report') return { file, findings: [], unusable: tellLimited(answer) };
    return { file, findings: [...stopFindings(answer.report), ...runFindings(scenario.expect ?? {}, answer.report)] };
  } catch (error) {
    if (!(error instanceof UnusableScenario)) throw error;
    return { file, findings: [], unusable: error.message };
  }
}

/** A run that a limit stopped holds nothing, whatever it claims. */
function stopFindings({ stopped }: Report): Finding[] {
  if (stopped === undefined) return [];
  return [{ step: -1, subject: 'startup', of: 'stopped', expected: null, actual: stopped, holds: false }];
}
