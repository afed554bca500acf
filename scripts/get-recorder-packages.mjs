import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const requirements = join(root, 'conformance/recorder/requirements.txt');
const folder = join(root, '.cache/recorder-packages');
const stamp = join(folder, 'requirements.sha256');

/** The folder of the Python packages that the recorder needs, pinned by their hashes; installed when they are not there yet. */
export function getRecorderPackages() {
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return folder;
  rmSync(folder, { recursive: true, force: true });
  const pinned = ['--require-hashes', '--only-binary=:all:', '--no-deps', '--requirement', requirements];
  const quiet = ['--quiet', '--disable-pip-version-check', '--root-user-action=ignore'];
  const args = ['-m', 'pip', 'install', ...quiet, ...pinned, '--target', folder];
  const result = spawnSync('python3', args, { stdio: ['ignore', 'inherit', 'inherit'], timeout: 120_000 });
  if (result.status !== 0)
    throw new Error('pip could not install the packages of the recorder: is python3 with pip installed?');
  writeFileSync(stamp, wanted);
  return folder;
}
