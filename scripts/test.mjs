// npm test: unit tests, checks, journeys in a real Chromium, exports and recordings in a real Envoy. The last line sums them all up.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBuilt } from './built.mjs';
import { check } from './check.mjs';
import { ensureChromium } from './chromium.mjs';
import { getEnvoy } from './get-envoy.mjs';

const reports = '.cache/test';
const total = { passed: 0, failed: 0, skipped: 0 };

/** @param {Partial<typeof total>} counts */
function add({ passed = 0, failed = 0, skipped = 0 }) {
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

/** Runs one vitest project. A run that dies, or that finds no test, is a failure. @param {string} project */
function vitest(project) {
  const report = `${reports}/${project}.json`;
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters],
    {
      stdio: 'inherit',
    },
  );
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
    const hasUncounted = status !== 0 && numFailedTests === 0;
    add({
      passed: numPassedTests,
      failed: numFailedTests + (hasUncounted ? 1 : 0),
      skipped: numPendingTests + numTodoTests,
    });
  } catch {
    add({ failed: 1 });
  }
}

/** @param {unknown} error */
const sentenceOf = (error) => (error instanceof Error ? error.message : String(error));

/** Runs a part of the whole; an error in it is one failure and does not keep the others from running. @param {string} name @param {() => void} run */
function part(name, run) {
  console.log(`\n== ${name}`);
  try {
    run();
  } catch (error) {
    console.error(sentenceOf(error));
    add({ failed: 1 });
  }
}

mkdirSync(reports, { recursive: true });
part('build', ensureBuilt);
part('unit tests', () => vitest('unit'));
part('checks', () => add(check(['rooms'])));
part('journeys', () => {
  process.env['CHROME_PATH'] = ensureChromium();
  vitest('journeys');
});
part('exports and recordings in a real Envoy', () => {
  try {
    getEnvoy();
  } catch (error) {
    if (process.env['CI']) throw error;
    console.log(`skipped: ${sentenceOf(error)}`);
    add({ skipped: 1 });
    return;
  }
  vitest('envoy');
});

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
