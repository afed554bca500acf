// npm run conformance:record -- NAME...: records scenarios from a real Envoy. --help tells more.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getEnvoy } from './get-envoy.mjs';
import { getRecorderPackages } from './get-recorder-packages.mjs';

const usage = `usage: npm run conformance:record -- NAME...     records these scenarios and writes conformance/golden and INDEX.md
       npm run conformance:record -- --check [NAME...]  records again and compares; writes nothing
       npm run conformance:record -- --all       records every scenario anew
NAME is a file of conformance/scenarios without .json; it may end in *.`;

const root = resolve(fileURLToPath(import.meta.url), '../..');
const recorder = join(root, 'conformance/recorder');
const words = process.argv.slice(2);
const names = words.filter((word) => !word.startsWith('-'));
const isCheck = words.includes('--check');
const unknown = words.find((word) => word.startsWith('-') && !['--check', '--all', '--help'].includes(word));

/** @param {string} program @param {string[]} args */
function python(program, args) {
  const env = { ...process.env, PYTHONPATH: getRecorderPackages(), PYTHONDONTWRITEBYTECODE: '1' };
  return spawnSync('python3', [join(recorder, program), ...args], { stdio: 'inherit', env }).status ?? 1;
}

function main() {
  if (words.includes('--help')) {
    console.log(usage);
    return 0;
  }
  const missing = names.find(
    (name) => !name.endsWith('*') && !existsSync(join(root, `conformance/scenarios/${name}.json`)),
  );
  if (unknown !== undefined || missing !== undefined || (names.length === 0 && !isCheck && !words.includes('--all'))) {
    const problem = unknown
      ? `there is no option ${unknown}`
      : `there is no file conformance/scenarios/${missing}.json`;
    console.error((unknown ?? missing) ? `${problem}\n${usage}` : usage);
    return 2;
  }
  const mode = isCheck ? ['--check', '--retries', '1'] : [];
  const status = python('record.py', ['--envoy', getEnvoy(), '--jobs', '2', ...mode, ...names]);
  return isCheck || status !== 0 ? status : python('index.py', []);
}

process.exitCode = main();
