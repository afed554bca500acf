import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { seriousBarriers } from './barriers.ts';
import { keepScreenshot, launchBrowser, widths } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const request = (page: Page) => bench.region(page, 'Request');
const summary = (page: Page) => request(page).getByRole('tabpanel').getByRole('status');

test('what is on screen is expected from now on, fails with the difference, leads to its row, and is saved', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.button(page, 'Expect this: status 200').click();
  await bench.eventually(() => summary(page).innerText()).toBe('1 of 1 check holds');
  await page.getByRole('row', { name: /x-hello/ }).hover();
  await bench.button(page, 'Expect this: x-hello').click();
  await bench.eventually(() => summary(page).innerText()).toBe('2 of 2 checks hold');

  await bench.field(request(page), 'URL').fill('http://localhost:8080/status/404');
  await bench.eventually(() => summary(page).innerText()).toBe('1 of 2 checks fail');
  await request(page).getByText('was 404').waitFor();
  expect(await seriousBarriers(page)).toEqual([]);
  await keepScreenshot(page, 'checks');
  await bench.button(page, /^Show the row of the run that made it: request header x-hello/).click();
  await page.getByRole('tab', { name: 'Timeline', selected: true }).waitFor();

  await bench.button(page, 'Change: status is 200').click();
  await bench.field(request(page), 'Value').fill('404');
  await page.keyboard.press('Enter');
  await bench.eventually(() => summary(page).innerText()).toBe('2 of 2 checks hold');

  const download = page.waitForEvent('download');
  await bench.button(request(page), 'Save for the command line').click();
  const path = await (await download).path();
  expect(parse(readFileSync(path, 'utf8'))).toMatchObject({
    requests: [{ path: '/status/404' }],
    expect: { requests: [{ status: 404, upstreamHeaders: { 'x-hello': 'Hello from the filter' } }] },
  });
  expect(complaints).toEqual([]);
});

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByRole('list', { name: 'Runs' }).waitFor();
}

test('runs are kept, compared side by side, and gone back to', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.field(request(page), 'URL').fill('http://localhost:8080/status/404');
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('404');
  await openHistory(page);
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await bench.eventually(() => runs.count()).toBe(2);
  expect(await seriousBarriers(page)).toEqual([]);
  await keepScreenshot(page, 'history');

  await bench.button(runs.first(), 'Compare with the run before').click();
  const history = bench.region(page, 'History');
  await history.getByText('Response headers').waitFor();
  await history.getByText('404 Not Found').filter({ visible: true }).waitFor();
  await history.getByText('200 OK').filter({ visible: true }).waitFor();
  expect(await seriousBarriers(page)).toEqual([]);
  await keepScreenshot(page, 'compared-runs');

  await bench.button(history, 'All runs').click();
  await bench.button(runs.nth(1), 'Go back to this').click();
  await bench.eventually(() => bench.field(request(page), 'URL').inputValue()).toBe('http://localhost:8080/headers');
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('200');
  await bench.button(bench.notice(page, 'The project is as it was in that run'), 'Undo').click();
  await bench.eventually(() => bench.field(request(page), 'URL').inputValue()).toContain('/status/404');
  // What was changed is sent by itself, and must not come behind what is sent next.
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('404');
  await bench.button(runs.last(), 'Send the same again').click();
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('200');
  expect(complaints).toEqual([]);
});

test('a small screen has room for checks and for two runs', async () => {
  const { page, complaints } = await bench.open(browser, { viewport: { width: widths.narrow, height: 844 } });
  await bench.button(page, 'Expect this: status 200').click();
  await bench.button(page, 'Request').click();
  await bench.eventually(() => summary(page).innerText()).toBe('1 of 1 check holds');
  await bench.field(request(page), 'URL').fill('http://localhost:8080/status/404');
  await bench.eventually(() => summary(page).innerText()).toBe('1 of 1 check fails');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(widths.narrow);
  expect(await seriousBarriers(page)).toEqual([]);
  await keepScreenshot(page, 'checks-narrow');
  expect(complaints).toEqual([]);
});
