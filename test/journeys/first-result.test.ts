import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('when editor, terminal and compiler cannot be loaded, the result is there, and stays', async () => {
  const refused: string[] = [];
  const { page } = await bench.open(browser, {
    prepare: (fresh) =>
      fresh.route(bench.heavyFiles, (route) => {
        refused.push(
          route
            .request()
            .url()
            .replace(/^.*\/|-[\w-]{8}(?=\.\w+$)/g, ''),
        );
        return route.abort();
      }),
  });
  await bench.seesTheResult(page);
  await page.waitForLoadState('networkidle');
  expect(refused).toEqual(expect.arrayContaining(['MonacoEditor.js', 'Terminal.js', 'compile.worker.js']));
  await bench.seesTheResult(page);
  await bench.region(page, 'Editor').getByText('The editor could not be loaded.').waitFor();
  await page.getByText('The compiler could not be loaded').waitFor();
  await keepScreenshot(page, 'first-result-alone');
});

test('the chain, the request and the terminal work without editor and compiler', async () => {
  const { page } = await bench.open(browser, {
    prepare: (fresh) => fresh.route(bench.heavyFiles, (route) => route.abort()),
  });
  await page.getByRole('switch', { name: 'add-header is on' }).click();
  await expect.poll(() => bench.journeyOf(page, 'x-hello'), { timeout: 10_000 }).toEqual([]);
  await page.getByRole('textbox', { name: 'Terminal input' }).fill('curl -i /status/418');
  await page.keyboard.press('Enter');
  await bench.region(page, 'Console').getByText('HTTP/1.1 418').waitFor();
});

test('without the editor, a plain one takes the change of the word', async () => {
  const { page } = await bench.open(browser, {
    prepare: (fresh) => fresh.route(/\/assets\/(?:MonacoEditor|editor\.api)/, (route) => route.abort()),
  });
  const source = page.getByRole('textbox', { name: 'Source of filter.ts' });
  const text = await source.inputValue();
  await source.fill(text.replace('Hello from', 'Plainly from'));
  await expect
    .poll(() => bench.journeyOf(page, 'x-hello'), { timeout: bench.SLOW_MS })
    .toContain('added Plainly from the filter');
});
