// npm run check: everything that needs no browser and no Envoy. `--without=rooms` leaves steps out by name.
import { spawnSync } from 'node:child_process';
import { ensureBuilt } from './built.mjs';

/** @typedef {{ name: string, program: string[], before?: () => void }} Step */

/** @type {Step[]} */
const steps = [
  {
    name: 'format',
    program: ['node_modules/prettier/bin/prettier.cjs', '--check', '--cache', '--log-level', 'warn', '.'],
  },
  { name: 'lint', program: ['node_modules/oxlint/bin/oxlint'] },
  { name: 'types', program: ['scripts/types.mjs'] },
  { name: 'rooms', program: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'test/rooms.test.ts'] },
  { name: 'dead code', program: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'sizes', program: ['scripts/check-sizes.mjs'], before: ensureBuilt },
];

/** @param {Step} step */
function passes({ name, program, before }) {
  const started = performance.now();
  try {
    before?.();
  } catch (error) {
    console.log(`FAIL ${name}: ${String(error)}`);
    return false;
  }
  const result = spawnSync(process.execPath, program, { encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const isGood = result.status === 0;
  console.log(`${isGood ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`);
  if (!isGood || name === 'sizes') process.stdout.write(`${result.stdout}${result.stderr}`);
  return isGood;
}

/** Runs the steps and counts. @param {string[]} without */
export function check(without = []) {
  const results = steps.filter(({ name }) => !without.includes(name)).map(passes);
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}

if (process.argv[1]?.endsWith('check.mjs')) {
  const without = process.argv[2]?.match(/^--without=(.*)$/)?.[1]?.split(',') ?? [];
  if (check(without).failed > 0) process.exitCode = 1;
}
