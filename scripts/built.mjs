import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';

const inputs = [
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'scripts/vite',
  'src',
  'workers',
  'sdk',
  'gallery',
  'lessons',
  'public',
];
const skipped = /(?:^|\/)(?:target|node_modules)\//;

/** The time of the newest change below a path. @param {string} path @returns {number} */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((file) => !skipped.test(file));
  return Math.max(found.mtimeMs, ...files.map((file) => statSync(join(path, file)).mtimeMs));
}

/** Builds dist/ unless it is newer than everything that goes into it. */
export function ensureBuilt() {
  const built = statSync('dist/index.html', { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (built >= Math.max(...inputs.map(newest))) return;
  const started = new Date();
  const result = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' }, // a test runner says "test", and that would be another page
  });
  if (result.status !== 0) throw new Error('the build failed');
  utimesSync('dist/index.html', started, started); // what changed during the build is newer
}
