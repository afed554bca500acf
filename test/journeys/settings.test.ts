import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const chain = (page: Page) => bench.region(page, 'Filter chain');
const status = (page: Page, code: string) => bench.eventually(() => bench.statusLine(page).innerText()).toContain(code);

test('a configuration is checked while it is typed, formatted, and shown as the bytes that arrive', async () => {
  const { page, complaints } = await bench.open(browser);
  await chain(page)
    .getByRole('button', { name: /Settings$/ })
    .click();
  const settings = bench.region(page, 'Settings of add-header');
  const configuration = bench.field(settings, 'Configuration');
  await configuration.fill('{"a": 1,}');
  await settings.getByText('Line 1, column 9: a name in double quotes is expected here.').waitFor();
  await configuration.fill('{"a":1}');
  await bench.button(settings, 'Format').first().click();
  expect(await configuration.inputValue()).toBe('{\n  "a": 1\n}');
  await settings.getByText('The plugin receives 12 bytes').click();
  expect(await settings.getByLabel('Bytes').first().innerText()).toContain('7b 0a 20 20 22 61');
  await keepScreenshot(page, 'settings');
  await page.keyboard.press('Escape');
  await settings.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('a capability that is taken away is refused by the proxy', async () => {
  const { page } = await bench.open(browser);
  await chain(page)
    .getByRole('button', { name: /Settings$/ })
    .click();
  const settings = bench.region(page, 'Settings of add-header');
  await settings.getByRole('radio', { name: /^Only what is chosen/ }).check();
  await settings.getByText('Headers and trailers').click();
  await settings.getByRole('checkbox', { name: /^proxy_replace_header_map_value/ }).uncheck();
  await bench
    .eventually(() => bench.region(page, 'Console').innerText())
    .toContain('restricted proxy-wasm capability: proxy_replace_header_map_value');
});

test('a route goes to a cluster that answers by script, and is marked as taken', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.button(chain(page), /^Routes/).click();
  const routes = bench.region(page, 'Routes');
  await bench.button(routes, 'Add a route').click();
  await routes.getByRole('combobox', { name: 'Then' }).selectOption('Answer itself');
  await routes.getByRole('spinbutton', { name: 'Status' }).fill('418');
  await status(page, '418');
  await routes.getByText('taken by the shown request').waitFor();
  await bench.button(chain(page), /^Clusters/).click();
  const clusters = bench.region(page, 'Clusters');
  await bench.button(clusters, 'Add a cluster').click();
  await clusters.getByRole('combobox', { name: 'Answers' }).selectOption('By script');
  await clusters.getByRole('spinbutton', { name: 'Status' }).fill('202');
  await bench.button(chain(page), /^Routes/).click();
  await routes.getByRole('combobox', { name: 'Then' }).selectOption('Send to a cluster');
  await routes.getByRole('combobox', { name: 'Cluster' }).selectOption('service');
  await status(page, '202');
  await keepScreenshot(page, 'routes');
  expect(complaints).toEqual([]);
});

test('a call that is held is answered by hand, and time is moved to its timeout', async () => {
  const { page, complaints } = await bench.open(browser);
  await page.getByRole('tab', { name: 'Clock' }).click();
  await page.getByRole('checkbox', { name: 'Hold the requests to upstream' }).check();
  await bench.button(page, /^Answer: upstream/).click();
  const answer = page.getByRole('region', { name: 'Your answer' });
  await answer.getByRole('spinbutton', { name: 'Status' }).fill('203');
  await bench.button(page, 'Send the answer').click();
  await status(page, '203');
  await page.getByText('No upstream owes an answer.').waitFor();
  await bench.button(page, 'Start over').click();
  await bench.button(page, /^Time out: upstream/).click();
  await status(page, '504');
  await keepScreenshot(page, 'clock');
  expect(complaints).toEqual([]);
});

test('an access logger of its own hears of the request', { timeout: 90_000 }, async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.button(page, 'Add a filter').click();
  await bench.menuItem(page, /^New access logger/).click();
  await chain(page).getByRole('region', { name: 'Access loggers' }).waitFor();
  await bench.eventually(() => bench.region(page, 'Console').innerText()).toContain('answered 200');
  expect(complaints).toEqual([]);
});
