import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import { stuckFilter } from './stuck-filter.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('more than a million hostcalls in one callback are stopped by their number', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.pasteOver(page, stuckFilter('while (true) getLogLevel();'));
  const sentence = 'Stopped: proxy_on_request_headers of filter 1 made more than 1,000,000 hostcalls.';
  await bench.troubles(page).getByText(sentence).waitFor();
  await keepScreenshot(page, 'too-many-hostcalls');
  await bench.pasteOver(page, stuckFilter("logInfo('mended');"));
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('200 OK');
  expect(complaints).toEqual([]);
});
