import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const remedy = `No Chromium was found and none could be installed.
Install Chromium or Chrome so that it is on PATH, or set CHROME_PATH to its program, and run the tests again.`;

/** @param {string} path */
function canRun(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** CHROME_PATH, the usual names on PATH, or the one that Playwright has downloaded. @returns {string | undefined} */
export function findChromium() {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (canRun(chosen)) return chosen;
    throw new Error(`CHROME_PATH is ${chosen}, which is no program that can be run`);
  }
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const usual = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    chromium.executablePath(),
  ];
  return usual.find(canRun);
}

/** @param {string} command @param {string[]} args @param {number} seconds */
function attempt(command, args, seconds) {
  console.log(`chromium: trying ${[command, ...args].join(' ')}`);
  const result = spawnSync(command, args, {
    stdio: 'ignore',
    timeout: seconds * 1000,
    killSignal: 'SIGKILL',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (result.status !== 0) console.log(`chromium: that failed (${result.error?.message ?? `exit ${result.status}`})`);
  return result.status === 0;
}

/** Finds a Chromium or gets one: Playwright's download, else Debian's package. */
export function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  attempt(process.execPath, ['node_modules/playwright-core/cli.js', 'install', 'chromium'], 60);
  if (!findChromium() && process.platform === 'linux' && process.getuid?.() === 0) {
    if (attempt('apt-get', ['update', '-qq'], 120)) attempt('apt-get', ['install', '-y', '-qq', 'chromium'], 300);
  }
  const installed = findChromium();
  if (!installed) throw new Error(remedy);
  return installed;
}
