import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const filter = (
  body: string,
) => `import { Action, getLogLevel, HttpContext, logInfo, setHttpContext } from './sdk/assembly';

class Stuck extends HttpContext {
  constructor() {
    super();
    logInfo('made for a request');
  }

  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    ${body}
    return Action.Continue;
  }
}

setHttpContext(() => new Stuck());
`;

/** Longest time for which the page did not get round to anything, while it is asked every 20 ms. */
const watchPauses = () =>
  new Promise<number>((resolve) => {
    let last = performance.now();
    let longest = 0;
    const ends = last + 3000;
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (now < ends) return;
      clearInterval(timer);
      resolve(longest);
    }, 20);
  });

test('an endless loop is stopped with a sentence, the page answers meanwhile, and the mended filter runs', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.pasteOver(page, filter("if (this.getHttpRequestHeader(':path') == '/anything/loop') while (true) {}"));
  await bench.eventually(() => bench.region(page, 'Console').innerText()).toContain('made for a request');
  await bench.field(bench.region(page, 'Request'), 'URL').fill('http://localhost:8080/anything/loop');
  const started = Date.now();
  const pauses = page.evaluate(watchPauses);
  await bench.tab(bench.region(page, 'Result'), 'Logs').click();
  await bench.region(page, 'Result').getByText('Lines from level').waitFor();
  expect(Date.now() - started, 'another tab opens while the filter loops').toBeLessThan(1500);
  const sentence = 'Stopped: proxy_on_request_headers of filter 1 ran longer than 1 s.';
  await bench.troubles(page).getByText(sentence).waitFor({ timeout: 5000 });
  expect(Date.now() - started).toBeLessThan(5000);
  expect(await pauses, 'the longest pause of the page').toBeLessThan(1000);
  await bench.region(page, 'Result').getByRole('tabpanel').getByText('made for a request').first().waitFor();
  await bench.statusLine(page).getByText('Not reproducible').waitFor();
  await keepScreenshot(page, 'endless-loop');

  await bench.pasteOver(page, filter("logInfo('mended');"));
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('200 OK');
  expect(await bench.troubles(page).innerText()).toBe('');
  await bench.region(page, 'Result').getByRole('tabpanel').getByText('mended').waitFor();
  expect(complaints).toEqual([]);
});

test('more than a million hostcalls in one callback are stopped by their number', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.pasteOver(page, filter('while (true) getLogLevel();'));
  const sentence = 'Stopped: proxy_on_request_headers of filter 1 made more than 1,000,000 hostcalls.';
  await bench.troubles(page).getByText(sentence).waitFor();
  await keepScreenshot(page, 'too-many-hostcalls');
  await bench.pasteOver(page, filter("logInfo('mended');"));
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('200 OK');
  expect(complaints).toEqual([]);
});
