import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(import.meta.url), '../..');
const source = join(root, 'test/validators/kubernetes');
const folder = join(root, '.cache/kubernetes-check');

/** Go from 1.24 on, which the packages of Kubernetes want. */
function hasGo() {
  const { stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' });
  const [, major, minor] = /^go(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return Number(major) > 1 || Number(minor) >= 24;
}

/** Takes about a minute the first time. @param {string} program */
function build(program) {
  const args = ['build', '-o', program, '.'];
  const compiler = spawn('go', args, { cwd: source, stdio: ['ignore', 'inherit', 'inherit'] });
  return new Promise((resolve, reject) => {
    compiler.once('error', reject).once('close', resolve);
  });
}

/** The path of the program that judges Kubernetes objects, built when its source has changed; undefined without Go. */
export async function getKubernetesCheck() {
  if (!hasGo()) return undefined;
  const hash = createHash('sha256');
  for (const file of ['main.go', 'go.mod', 'go.sum']) hash.update(readFileSync(join(source, file)));
  const program = join(folder, hash.digest('hex').slice(0, 16));
  if (existsSync(program)) return program;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const status = await build(`${program}.part`);
  if (status !== 0) {
    if (process.env['CI']) throw new Error('Go could not build test/validators/kubernetes');
    console.log('Go could not build test/validators/kubernetes: is there a network?');
    return undefined;
  }
  renameSync(`${program}.part`, program);
  return program;
}
