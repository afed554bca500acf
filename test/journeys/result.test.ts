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
/** The cell of a header that a filter made. */
const madeCell = (page: Page, header: string) =>
  journey(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: header, exact: true }) })
    .locator('td[data-change="added"] button, td[data-change="changed"] button')
    .first();

/** What the call made at which the cursor stands. */
const litCell = (page: Page) => journey(page).locator('td[data-lit]').first();

/** Notes the milliseconds from the pointer's arrival at a cell to the change that lights it. */
const watchHovers = () => {
  const times: number[] = [];
  let arrived = 0;
  Object.assign(globalThis, { hoverTimes: times });
  const isCell = (target: EventTarget | null) => target instanceof Element && target.closest('[data-spot]') !== null;
  document.addEventListener('pointerover', (event) => isCell(event.target) && (arrived = performance.now()), true);
  new MutationObserver((changes) => {
    const isLit = changes.some(({ target }) => target instanceof HTMLElement && target.dataset['lit'] !== undefined);
    if (!isLit || arrived === 0) return;
    times.push(performance.now() - arrived);
    arrived = 0;
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-lit'] });
};

test('moment 2: a cell of the journey tells who made it and lights its row within 50 ms; a click goes there', async () => {
  const { page, complaints } = await bench.open(browser);
  await madeCell(page, 'x-hello').hover();
  const tip = page.getByRole('tooltip');
  await tip.getByText(/filter 1 add-header: proxy_\w+ in proxy_on_request_headers, step \d+/).waitFor();
  await keepScreenshot(page, 'journey-tip');
  await bench.region(page, 'Filter chain').hover();
  await tip.waitFor({ state: 'detached' });
  await page.evaluate(watchHovers);
  for (let i = 0; i < 10; i++) for (const header of ['x-hello', 'x-filtered-by']) await madeCell(page, header).hover();
  const times = await page.evaluate(() => (globalThis as unknown as { hoverTimes: number[] }).hoverTimes);
  const [median, p95] = [0.5, 0.95].map(
    (part) => times.toSorted((a, b) => a - b)[Math.floor(times.length * part)] ?? 0,
  );
  console.log(
    `moment 2: hover to lit cell, ${times.length} times: median ${median?.toFixed(1)} ms, p95 ${p95?.toFixed(1)} ms`,
  );
  expect(times.length).toBeGreaterThan(10);
  expect(median).toBeLessThan(50);

  await madeCell(page, 'x-hello').click();
  await bench.region(page, 'Filter chain').hover();
  await litCell(page).waitFor();
  await keepScreenshot(page, 'journey-to-timeline');
  expect(complaints).toEqual([]);
});

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

test('moment 6: a local reply is told in words to everybody, and later places are hatched', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.openExample(page, 'Only primes may pass');
  const started = Date.now();
  await bench.enterLine(page, 'curl -H "token: 4"');
  const badge = /LOCAL REPLY 403 from 1 \S+ - upstream not called/;
  await bench.statusLine(page).getByText(badge).first().waitFor();
  console.log(`moment 6: from Enter to the badge: ${Date.now() - started} ms`);
  await bench
    .eventually(() => bench.statusLine(page).innerText())
    .toMatch(/Result: 403 Forbidden, LOCAL REPLY 403 from 1/);
  expect(await journey(page).locator('td[data-change="skipped"]').count()).toBeGreaterThan(0);
  const rows = journey(page).locator('tbody[data-section="response"] tr');
  const status = rows
    .filter({ has: page.getByRole('rowheader', { name: ':status', exact: true }) })
    .getByRole('button')
    .first();
  // Scrolling takes the tip away: first there, then over it.
  await status.scrollIntoViewIfNeeded();
  await bench.region(page, 'Filter chain').hover();
  await status.hover();
  await page
    .getByRole('tooltip')
    .getByText(/proxy_send_local_response in proxy_on_request_headers/)
    .waitFor();
  await keepScreenshot(page, 'local-reply');
  expect(complaints).toEqual([]);
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
