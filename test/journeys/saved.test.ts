import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

const source = readFileSync('gallery/add-header/filter.ts', 'utf8');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const added = (page: Page) => bench.journeyOf(page, 'x-hello').then((cells) => cells[1]);

async function changeTheWord(page: Page): Promise<void> {
  await bench.typeOver(page, source, 'Hello from', 'Kept by');
  await bench.eventually(() => added(page)).toBe('added Kept by the filter');
  await page.getByText('Saved locally').waitFor();
}

/** Puts something else where the page keeps its project. */
const spoil = (value: unknown) =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('weir');
    opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')));
    opening.addEventListener('success', () => {
      const writing = opening.result.transaction('projects', 'readwrite');
      writing.objectStore('projects').put(value, 'current');
      writing.addEventListener('complete', () => {
        opening.result.close();
        resolve();
      });
    });
  });

test('what was typed is there after a reload, and runs', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await changeTheWord(page);
  await bench.field(page, 'Project name').fill('Mine');
  await page.keyboard.press('Enter');
  await page.getByText('Saved locally').waitFor();
  await page.reload();
  await bench.eventually(() => added(page)).toBe('added Kept by the filter');
  expect(await bench.field(page, 'Project name').inputValue()).toBe('Mine');
  await page.locator('.view-line', { hasText: 'Kept by the filter' }).waitFor();
  expect(complaints).toEqual([]);
});

test('a change made a moment before leaving is kept', async () => {
  const { page } = await bench.open(browser);
  await bench.field(page, 'Project name').fill('In a hurry');
  await page.keyboard.press('Enter');
  await page.reload();
  await bench.statusLine(page).waitFor();
  await bench.eventually(() => bench.field(page, 'Project name').inputValue(), 3000).toBe('In a hurry');
});

/** No project at all, one of another shape, one of a later version. */
const spoilt: readonly unknown[] = [
  7,
  { project: { schema: 1, id: 'x', files: ['filter.ts'] } },
  { project: { schema: 3 } },
];

test('a saved project that cannot be read is set aside, and the page says so', async () => {
  const { page } = await bench.open(browser);
  for (const value of spoilt) {
    await page.evaluate(spoil, value);
    await page.reload();
    await bench.notice(page, 'What this browser had kept could not be read').waitFor();
    await bench.eventually(() => added(page)).toBe('added Hello from the filter');
  }
  await keepScreenshot(page, 'unreadable-project');
  const aside = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('weir');
        opening.addEventListener('success', () => {
          const counting = opening.result.transaction('aside').objectStore('aside').count();
          counting.addEventListener('success', () => resolve(counting.result));
        });
      }),
  );
  expect(aside).toBe(spoilt.length);
});

test('when the page itself breaks, the source is in sight, and back after a reload', async () => {
  const { page } = await bench.openEditor(browser);
  await changeTheWord(page);
  await page.evaluate(() => {
    Number.prototype.toLocaleString = () => {
      throw new Error('broken on purpose');
    };
  });
  await bench.tab(bench.region(page, 'Result'), 'Body').click();
  await page.getByRole('heading', { name: 'Something in this page broke' }).waitFor();
  expect(await bench.field(page, 'Your sources').inputValue()).toContain('Kept by the filter');
  await keepScreenshot(page, 'broken-page');
  await bench.button(page, 'Reload').click();
  await bench.eventually(() => added(page)).toBe('added Kept by the filter');
});
