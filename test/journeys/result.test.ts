import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeLink, plainView } from '../../src/share/link/index.ts';
import { seriousBarriers } from './barriers.ts';
import { keepScreenshot, launchBrowser, visit, widths } from './browser.ts';
import { pains } from './pains/pains.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const journey = (page: Page) => bench.region(page, 'Header journey');
/** What the call made at which the cursor stands. */
const litCell = (page: Page) => journey(page).locator('td[data-lit]').first();

test('the journey can be walked by keys alone', async () => {
  const { page } = await bench.open(browser);
  await journey(page).focus();
  await page.keyboard.press('Tab');
  const tip = page.getByRole('tooltip');
  await tip.getByText(/Added by|Changed by|Unchanged here/).waitFor();
  const first = await tip.innerText();
  await page.keyboard.press('End');
  await bench.eventually(() => tip.innerText()).not.toBe(first);
  await page.keyboard.press('Home');
  await bench.eventually(() => tip.innerText()).toBe(first);
  expect(await seriousBarriers(page), 'with a tip').toEqual([]);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await litCell(page).waitFor();
});

async function openPain(name: string, width: number, colorScheme: 'light' | 'dark') {
  const pain = pains.find((one) => one.name === name);
  const link = pain && encodeLink({ project: pain.project, view: plainView, modules: {} });
  if (link?.kind !== 'link') throw new Error('no link');
  const visited = await visit(browser, link.hash, { viewport: { width, height: 900 }, colorScheme });
  visited.page.setDefaultTimeout(2 * bench.SLOW_MS);
  await bench.statusLine(visited.page).waitFor({ timeout: 60_000 });
  return visited;
}

test('the same body is sent again in another number of pieces', async () => {
  const { page, complaints } = await openPain('2-buffering', widths.wide, 'light');
  const result = bench.region(page, 'Result');
  await bench.tab(result, 'Body').click();
  await result.getByText('14 bytes in 3 pieces').waitFor();
  await result.getByRole('slider', { name: 'Send the same body in' }).fill('7');
  await result.getByText('14 bytes in 7 pieces').waitFor();
  await result.getByText('forwarded as one piece of 14 bytes').waitFor();
  await bench.button(result, '14 bytes').last().click();
  await bench.button(result, 'Hex').click();
  await result.getByText('00000000  7b 22 61 6d').waitFor();
  await bench.button(result, 'JSON').click();
  expect(await seriousBarriers(page), 'the body').toEqual([]);
  await keepScreenshot(page, 'body-journey');
  expect(complaints).toEqual([]);
});

for (const [name, width] of Object.entries(widths))
  for (const colorScheme of ['light', 'dark'] as const)
    test(`pictures of the body and of a trap, ${name}, ${colorScheme}`, async () => {
      const { page } = await openPain('2-buffering', width, colorScheme);
      const result = bench.region(page, 'Result');
      await bench.tab(result, 'Body').click();
      await result.getByText('Send the same body in').waitFor();
      await keepScreenshot(page, `body-${name}-${colorScheme}`);
      expect(await seriousBarriers(page), 'the body').toEqual([]);
      await bench.tab(result, 'Headers').click();
      await keepScreenshot(page, `journey-${name}-${colorScheme}`);
    });
