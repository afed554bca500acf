import { parseArgs } from 'node:util';
import { reportJson } from '../src/model/index.ts';
import type { RunAnswer } from '../src/protocol/index.ts';
import { tellLimited } from './limit-text.ts';
import { limitedRun } from './limited-run.ts';
import { readModules, readScenario } from './read-scenario.ts';
import { reportText } from './report-text.ts';
import { Unusable } from './unusable.ts';

const usage = `usage: npm run -s scenario -- FILE [--seed N] [--json] [--wasm DIR]...
Runs a scenario (JSON) and prints what happened. Modules are looked for in DIR, beside the file and in ../wasm.
Exit code 0: it ran; 1: the proxy did not start, or a limit stopped the run; 2: it could not be run.`;

process.exitCode = await main();

async function main(): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        wasm: { type: 'string', multiple: true, default: [] },
        help: { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (values.help) {
      console.log(usage);
      return 0;
    }
    if (file === undefined || more.length > 0 || !/^\d+$/.test(values.seed)) {
      console.error(usage);
      return 2;
    }
    const scenario = readScenario(file);
    const project = readModules(scenario, file, values.wasm);
    return show(await limitedRun({ project, scenario, seed: Number(values.seed) }), values.json);
  } catch (error) {
    const isExpected = error instanceof Unusable || (error instanceof TypeError && 'code' in error);
    console.error(isExpected ? error.message : error);
    return 2;
  }
}

function show(answer: RunAnswer, asJson: boolean): number {
  switch (answer.kind) {
    case 'report': {
      const { report } = answer;
      console.log(asJson ? reportJson(report) : reportText(report));
      return report.startup === 'failed' || report.stopped !== undefined ? 1 : 0;
    }
    case 'failed':
    case 'superseded':
      console.error(tellLimited(answer));
      return 2;
  }
}
