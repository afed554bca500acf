import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

const source = readFileSync('gallery/add-header/filter.ts', 'utf8');
const lineOf = (text: string) => source.slice(0, source.indexOf(text)).split('\n').length;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a word changed in the editor arrives at the upstream', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.typeOver(page, source, 'Hello from', 'Greetings from');
  await bench
    .eventually(() => bench.journeyOf(page, 'x-hello'))
    .toEqual(['not there', 'added Greetings from the filter', 'unchanged Greetings from the filter']);
  expect(await bench.region(page, 'Result').getByText('Stale').count()).toBe(0);
  expect(await bench.region(page, 'Problems').innerText()).toContain('Compiles');
  expect(complaints).toEqual([]);
});

test('broken code is marked where it is broken, the old result stays as stale, and mending it brings the next', async () => {
  const { page } = await bench.openEditor(browser);
  const line = lineOf("'x-hello'");
  await bench.typeOver(page, source, 'setHttpRequestHeader', 'setHttpRequestHeadr');
  const problem = bench.region(page, 'Problems').getByRole('listitem').getByRole('button');
  await problem.waitFor();
  expect(await problem.innerText()).toContain(`filter.ts:${line}:`);
  expect(await problem.innerText()).toContain("Property 'setHttpRequestHeadr' does not exist");
  await bench.eventually(() => page.locator('.monaco-editor .squiggly-error').count()).toBe(1);
  const marked = await page.locator('.monaco-editor .squiggly-error').boundingBox();
  const broken = await page.locator('.view-line', { hasText: 'setHttpRequestHeadr' }).boundingBox();
  expect(Math.abs((marked?.y ?? 0) - (broken?.y ?? -100))).toBeLessThan(20);

  await bench.region(page, 'Result').getByText('Stale').waitFor();
  expect(await bench.statusLine(page).innerText()).toContain('200 OK');
  expect(await bench.journeyOf(page, 'x-hello')).toContain('added Hello from the filter');
  await keepScreenshot(page, 'broken-code');

  await bench.placeCursor(page, 1, 1);
  await problem.click();
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('e');
  await bench.eventually(() => problem.count()).toBe(0);
  await bench.eventually(() => bench.region(page, 'Result').getByText('Stale').count()).toBe(0);
  expect(await page.locator('.monaco-editor .squiggly-error').count()).toBe(0);
  expect(await bench.journeyOf(page, 'x-hello')).toContain('added Hello from the filter');
});

test('the editor knows the SDK, and underlines nothing in a valid filter', async () => {
  const { page } = await bench.openEditor(browser);
  await bench.placeCursor(page, lineOf("'x-hello'"), 1);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.keyboard.type('this.getHttpRequestHead');
  const suggestions = page.getByRole('listbox', { name: 'Suggest' });
  await suggestions.waitFor();
  await suggestions.getByText('getHttpRequestHeader', { exact: true }).first().waitFor();
  await page.keyboard.press('Escape');
  for (let at = 0; at < 'this.getHttpRequestHead'.length; at++) await page.keyboard.press('Backspace');
  await page.keyboard.type('const seen: u32 = 7; logInfo(`u32 ${seen}`);');
  await bench.eventually(() => bench.region(page, 'Console').innerText()).toContain('u32 7');
  expect(await page.locator('.squiggly-error, .squiggly-warning').count()).toBe(0);
  await page.locator('.view-line', { hasText: "'x-hello'" }).getByText('setHttpRequestHeader').hover();
  await page.locator('.monaco-hover', { hasText: 'setHttpRequestHeader(' }).first().waitFor();
});
