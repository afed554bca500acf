// npm run conformance:random: scenarios made up at random, recorded from a real Envoy and replayed. --help tells more.
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { getEnvoy } from './get-envoy.mjs';
import { getRecorderPackages } from './get-recorder-packages.mjs';

const usage = `usage: npm run conformance:random -- [--count N] [--seed N] [--tcp]
Makes N scenarios up (50), the same for the same seed (1), records each from the pinned Envoy and prints in what ours
differs. They stay in .cache/random-scenarios; what two ends do in the same moment differs now and then.`;

const root = resolve(fileURLToPath(import.meta.url), '../..');
const recorder = join(root, 'conformance/recorder');
const kit = join(root, '.cache/random-scenarios');
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    tcp: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** @param {string} program @param {string[]} args @param {NodeJS.ProcessEnv} [env] */
const run = (program, args, env) =>
  spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;

function main() {
  if (values.help) {
    console.log(usage);
    return 0;
  }
  if (!/^\d+$/.test(values.count) || !/^\d+$/.test(values.seed)) {
    console.error(`--count and --seed take a number\n${usage}`);
    return 2;
  }
  rmSync(kit, { recursive: true, force: true });
  mkdirSync(join(kit, 'golden'), { recursive: true });
  symlinkSync(join(root, 'conformance/wasm'), join(kit, 'wasm'));
  const env = { PYTHONPATH: getRecorderPackages(), PYTHONDONTWRITEBYTECODE: '1' };
  const which = ['--seed', values.seed, '--count', values.count, ...(values.tcp ? ['--tcp'] : [])];
  const made = run('python3', [join(recorder, 'random_scenarios.py'), '--kit', kit, ...which], env);
  if (made !== 0) return made;
  run('python3', [join(recorder, 'record.py'), '--kit', kit, '--envoy', getEnvoy(), '--jobs', '2'], env);
  return run(process.execPath, [join(root, 'scripts/conformance.mjs'), kit]);
}

process.exitCode = main();
