// npm run bench [-- SETS [ROUNDS]]: builds the adapters, measures all pairs in SETS fresh sets of processes (3 when absent)
// of ROUNDS rounds (11: the engine compiles anew during the first ones, as each workload teaches it other shapes) and the
// scale figures in as many, prints the table of goals.json, and exits 1 when a goal is missed.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium } from '../scripts/chromium.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const results = path.join(here, '../.cache/bench-results');
const [, , sets = '3', rounds = '11'] = process.argv;

const goals = JSON.parse(fs.readFileSync(path.join(here, 'goals.json'), 'utf8'));
const workloads = [...new Set(goals.gates.map(({ w }) => w))];
const hosts = ['mini', ...new Set(goals.gates.map(({ host }) => host))];

function node(args, inherit = true) {
  const stdio = inherit ? 'inherit' : ['ignore', 'ignore', 'inherit'];
  const env = { ...process.env, CHROMIUM: findChromium() ?? '' };
  return spawnSync(process.execPath, args, { cwd: here, stdio, env }).status;
}

function must(args, inherit) {
  if (node(args, inherit) !== 0) throw new Error(`bench: ${args.join(' ')} failed`);
}

must(['build.mjs']);
fs.mkdirSync(results, { recursive: true });
const files = [];
for (let set = 1; set <= Number(sets); set++) {
  const pair = path.join(results, `pair-${set}.json`);
  const scale = path.join(results, `scale-${set}.json`);
  console.log(`set ${set} of ${sets}: ${hosts.length} hosts, ${workloads.length} workloads, ${rounds} rounds`);
  must(['pair.mjs', pair, rounds, workloads.join(','), hosts.join(',')], false);
  must(['--expose-gc', 'scale.mjs', 'adapters/product.mjs', scale], false);
  files.push(pair, scale);
}
process.exitCode = node(['gate.mjs', ...files]) ?? 1;
