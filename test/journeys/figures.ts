import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

/** What something took in a real browser, beside its goal; for people to read, asserted nowhere. */
interface Figure {
  readonly moment: number;
  readonly what: string;
  readonly value: number;
  readonly goal: number;
  readonly unit: string;
}

const FOLDER = '.cache/bench-results';
const PATIENCE_MS = 30_000;
const figures: Figure[] = [];

export function noteFigure(moment: number, what: string, value: number, goal: number, unit = 'ms'): void {
  figures.push({ moment, what, value: Number(value.toFixed(unit === 'ms' ? 0 : 3)), goal, unit });
}

/** Those of several times: the middle one, and the one that only one in twenty exceeds. */
export function noteFigures(moment: number, what: string, values: readonly number[], goal: number): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  noteFigure(moment, `${what}, median of ${values.length}`, at(0.5), goal);
  noteFigure(moment, `${what}, p95`, at(0.95), goal);
}

/** Prints them as a table and keeps them as JSON. */
export function printFigures(name: string): void {
  const rows = figures.map(({ moment, what, value, goal, unit }) => [
    `${moment}`,
    what.padEnd(Math.max(...figures.map((one) => one.what.length))),
    `${value} ${unit}`.trim().padStart(9),
    `goal ${goal}`.padEnd(9),
    value <= goal ? '' : 'missed',
  ]);
  console.log(rows.map((row) => row.join('  ').trimEnd()).join('\n'));
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${name}.json`, `${JSON.stringify(figures, undefined, 2)}\n`);
}

/**
 * Milliseconds from the last key, click or other act of a person's to the frame in which an expression holds, as the
 * page itself counts them.
 */
export async function timed(
  page: Page,
  act: () => Promise<unknown>,
  holds: string,
  acts: readonly string[] = ['pointerdown', 'keydown', 'input', 'paste'],
): Promise<number> {
  await page.evaluate(`{
    const acts = ${JSON.stringify(acts)};
    let acted = NaN;
    const note = () => (acted = performance.now());
    for (const name of acts) addEventListener(name, note, { capture: true });
    window.took = new Promise((resolve, reject) => {
      const begun = performance.now();
      const look = (now) => {
        if (now - begun > ${PATIENCE_MS}) return reject(new Error('not within ${PATIENCE_MS} ms'));
        if (!(${holds})) return requestAnimationFrame(look);
        for (const name of acts) removeEventListener(name, note, { capture: true });
        resolve(performance.now() - acted);
      };
      requestAnimationFrame(look);
    });
    undefined;
  }`);
  await act();
  return page.evaluate<number>('window.took');
}

/** Watches for times when the page got round to nothing else; what it returns tells the longest task since. */
export async function watchLongTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const seen = { longest: 0 };
    Object.assign(globalThis, { longTasks: seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longest = Math.max(seen.longest, duration);
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate<number>('longTasks.longest');
}

/** Times of the frames in which a box scrolls, some pixels a frame. */
export const scrollFrames = (box: Element): Promise<number[]> => {
  const times: number[] = [];
  return new Promise((resolve) => {
    let last: number | undefined;
    const step = (now: number) => {
      if (last !== undefined) times.push(now - last);
      last = now;
      box.scrollTop += 150;
      if (times.length < 200) requestAnimationFrame(step);
      else resolve(times);
    };
    requestAnimationFrame(step);
  });
};
