import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import { editorIsReady, heavyFiles, journeyOf, open, region, SLOW_MS, statusLine } from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function seesTheResult(page: Parameters<typeof statusLine>[0]): Promise<void> {
  expect(await statusLine(page).innerText()).toContain('200 OK');
  expect(await journeyOf(page, 'x-hello')).toEqual([
    'not there',
    'added Hello from the filter',
    'unchanged Hello from the filter',
  ]);
  expect(await region(page, 'Console').innerText()).toContain('wasm log add-header add-header: 8 request headers');
}

test('a visitor sees the answer, the added header and the log without having clicked', async () => {
  const { page, complaints, requests } = await open(browser);
  await seesTheResult(page);
  await editorIsReady(page);
  await page.waitForLoadState('networkidle');
  await seesTheResult(page);
  await keepScreenshot(page, 'first-result');
  expect(complaints).toEqual([]);
  const site = inject('site');
  expect(requests.filter((url) => !url.startsWith(site) && !/^(?:blob|data):/.test(url))).toEqual([]);
});

test('when editor, terminal and compiler cannot be loaded, the result is there, and stays', async () => {
  const refused: string[] = [];
  const { page } = await open(browser, {
    prepare: (fresh) =>
      fresh.route(heavyFiles, (route) => {
        refused.push(
          route
            .request()
            .url()
            .replace(/^.*\/|-[\w-]{8}(?=\.\w+$)/g, ''),
        );
        return route.abort();
      }),
  });
  await seesTheResult(page);
  await page.waitForLoadState('networkidle');
  expect(refused).toEqual(expect.arrayContaining(['MonacoEditor.js', 'Terminal.js', 'compile.worker.js']));
  await seesTheResult(page);
  await region(page, 'Editor').getByText('The editor could not be loaded.').waitFor();
  await page.getByText('The compiler could not be loaded').waitFor();
  await keepScreenshot(page, 'first-result-alone');
});

test('the chain, the request and the terminal work without editor and compiler', async () => {
  const { page } = await open(browser, { prepare: (fresh) => fresh.route(heavyFiles, (route) => route.abort()) });
  await page.getByRole('switch', { name: 'add-header is on' }).click();
  await expect.poll(() => journeyOf(page, 'x-hello'), { timeout: 10_000 }).toEqual([]);
  await page.getByRole('textbox', { name: 'Terminal input' }).fill('curl -i /status/418');
  await page.keyboard.press('Enter');
  await region(page, 'Console').getByText('HTTP/1.1 418').waitFor();
});

test('without the editor, a plain one takes the change of the word', async () => {
  const { page } = await open(browser, {
    prepare: (fresh) => fresh.route(/\/assets\/(?:MonacoEditor|editor\.api)/, (route) => route.abort()),
  });
  const source = page.getByRole('textbox', { name: 'Source of filter.ts' });
  const text = await source.inputValue();
  await source.fill(text.replace('Hello from', 'Plainly from'));
  await expect.poll(() => journeyOf(page, 'x-hello'), { timeout: SLOW_MS }).toContain('added Plainly from the filter');
});
