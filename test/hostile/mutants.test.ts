import { expect, test } from 'vitest';
import { RUN_MAX_PAGES } from '../../src/host/index.ts';
import { play } from './crew.ts';

const LEAST = 3000;
const MOST = 10_000;
const BUDGET_MS = 90_000;
/** A machine that is busy with other things takes longer for the least. */
const LAST_MS = 240_000;
const CASE_MS = 250;
/** Two threads, each with a run's 256 MiB of guests, 512 MiB of what they handed over, and the trace. */
const MOST_BYTES = 3 * 1024 ** 3;

test(
  'whatever a module is and does, a run ends with a report, or is stopped',
  async () => {
    const limits = { caseMs: CASE_MS, least: LEAST, most: MOST, budgetMs: BUDGET_MS, lastMs: LAST_MS };
    const { outcomes, stopped, lost, peakBytes } = await play(limits);
    const count = (is: (outcome: (typeof outcomes)[number]) => boolean): number => outcomes.filter(is).length;
    const played = outcomes.length + stopped.length;
    console.log(
      `${played} mutants: ${count(({ startup }) => startup === 'ready')} started, ` +
        `${count(({ startup }) => startup === 'failed')} refused, ${count(({ traps }) => traps > 0)} trapped, ` +
        `${count((one) => one.stopped)} stopped by a limit of the run, ${stopped.length} after ${CASE_MS} ms; ` +
        `at most ${Math.round(peakBytes / 1024 ** 2)} MiB`,
    );
    const thrown = outcomes.filter(({ error }) => error !== '');
    expect(thrown.map(({ seed, what, error }) => `${seed} ${what}\n${error}`)).toEqual([]);
    expect(lost).toEqual([]);
    expect(outcomes.filter(({ pages }) => pages > RUN_MAX_PAGES)).toEqual([]);
    expect(peakBytes).toBeLessThan(MOST_BYTES);
    expect(played).toBeGreaterThanOrEqual(LEAST);
    // Most of them get far enough to be worth their time.
    expect(count(({ startup }) => startup === 'ready')).toBeGreaterThan(played / 4);
  },
  LAST_MS + 30_000,
);
