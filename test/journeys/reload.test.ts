import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const dockHeight = async (page: Page) => Math.round((await page.locator('#console').boundingBox())?.height ?? 0);
const line = (page: Page) => page.getByRole('separator', { name: 'Height of the console' });
const isChosen = (page: Page, part: string, name: string) =>
  bench.tab(bench.region(page, part), name).getAttribute('aria-selected');

test('a reload changes nothing of what was open, and the layout can be reset', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.placeCursor(page, 4, 3);
  await page.keyboard.type('x');
  await page.keyboard.press('Backspace');
  await bench.tab(bench.region(page, 'Result'), 'Logs').click();
  await bench.tab(bench.region(page, 'Request'), 'Upstream').click();
  await bench.enterLine(page, 'help');
  const before = await dockHeight(page);
  await line(page).focus();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await bench.eventually(() => dockHeight(page)).toBeGreaterThan(before);
  const grown = await dockHeight(page);
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await page.getByText('Saved locally').waitFor();
  await bench.eventually(() => page.evaluate(() => localStorage.getItem('weir.view') ?? '')).toContain('metrics');
  const withMetrics = await dockHeight(page);

  await page.reload();
  await bench.statusLine(page).waitFor();
  expect(await isChosen(page, 'Result', 'Logs')).toBe('true');
  expect(await isChosen(page, 'Request', 'Upstream')).toBe('true');
  expect(await page.getByRole('tab', { name: 'Metrics' }).getAttribute('aria-selected')).toBe('true');
  await bench.editorIsReady(page);
  await bench.editor(page).focus();
  await page.keyboard.type('here');
  await bench.eventually(async () => (await page.locator('.view-line').allTextContents())[3]).toContain('here');
  expect(await dockHeight(page)).toBeGreaterThanOrEqual(grown);
  await page.getByRole('tab', { name: 'Console' }).click();
  await bench.terminal(page).press('ArrowUp');
  expect(await bench.terminal(page).inputValue()).toBe('help');

  await bench.chooseInMenu(page, 'View', 'Reset the layout');
  await bench.eventually(() => dockHeight(page)).toBeLessThan(withMetrics);
  await bench.eventually(() => dockHeight(page)).toBe(before);
  await line(page).focus();
  await page.keyboard.press('ArrowUp');
  await bench.eventually(() => dockHeight(page)).toBeGreaterThan(before);
  const { x = 0, y = 0, width = 0 } = (await line(page).boundingBox()) ?? {};
  await page.mouse.dblclick(x + width / 2, y);
  await bench.eventually(() => dockHeight(page)).toBe(before);
  expect(complaints).toEqual([]);
});

test('notes that make no sense are ignored', async () => {
  const nonsense = async (page: Page) =>
    page.addInitScript(() => {
      // The frame of the filters has no storage.
      if (window !== window.top) return;
      for (const key of ['weir.view', 'weir.places', 'weir.typed', 'weir.theme', 'weir.contrast'])
        localStorage.setItem(key, '{"resultTab":"none","open":[1],');
      for (const id of ['rows', 'columns', 'left', 'right', 'whole'])
        localStorage.setItem(`react-resizable-panels:weir.${id}`, '{"columns":"wide","console":-7');
    });
  const { page, complaints } = await bench.open(browser, { prepare: nonsense });
  expect(await bench.statusLine(page).innerText()).toContain('200 OK');
  expect(await dockHeight(page)).toBeGreaterThan(60);
  expect(complaints).toEqual([]);
});

test('what was deleted comes back by Ctrl+Z, outside of text', async () => {
  const { page } = await bench.openEditor(browser);
  const files = bench.region(page, 'Files').getByRole('listitem');
  await bench.button(page, 'Actions for filter.ts').click();
  await bench.menuItem(page, /^Delete/).click();
  await bench.notice(page, 'Deleted filter.ts').waitFor();
  await bench.eventually(() => files.filter({ hasText: 'filter.ts' }).count()).toBe(0);
  await bench.button(page, 'Examples').focus();
  await page.keyboard.press('Control+z');
  await bench.eventually(() => files.filter({ hasText: 'filter.ts' }).count()).toBe(1);
});

test('runs outlast a reload, are the same ones in the terminal, and come back when they were cleared', async () => {
  const { page, complaints } = await bench.open(browser);
  const url = bench.field(bench.region(page, 'Request'), 'URL');
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem');
  await url.fill('http://localhost:8080/status/404');
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('404');
  await page.getByText('Saved locally').waitFor();
  await page.getByRole('tab', { name: 'History' }).click();
  await bench.eventually(() => runs.count()).toBe(2);
  await bench.eventually(() => page.evaluate(() => localStorage.getItem('weir.view') ?? '')).toContain('history');

  await page.reload();
  // The page sends the same again when it opens.
  await bench.eventually(() => runs.first().innerText()).toMatch(/^2\s[^]*404[^]*2 times/);
  await bench.eventually(() => runs.count()).toBe(2);
  await bench.button(runs.last(), 'Go back to this').click();
  await bench.eventually(() => url.inputValue()).toBe('http://localhost:8080/headers');
  await bench.eventually(() => runs.count()).toBe(3);
  await keepScreenshot(page, 'history-after-reload');

  await bench.button(bench.region(page, 'History'), 'Clear history').click();
  await bench.eventually(() => runs.count()).toBe(0);
  await bench.button(bench.notice(page, 'The history was cleared'), 'Undo').click();
  await bench.eventually(() => runs.count()).toBe(3);
  await page.getByRole('tab', { name: 'Console' }).click();
  await bench.enterLine(page, 'runs 404');
  await bench
    .eventually(() => bench.printedSince(page, 'runs 404'))
    .toEqual([expect.stringMatching(/^ +2 {2}GET \/status\/404 -> 404 \(2 times\)$/)]);
  expect(complaints).toEqual([]);
});
