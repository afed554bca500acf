import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

const source = readFileSync('gallery/add-header/filter.ts', 'utf8');
const lineOf = (text: string) => source.slice(0, source.indexOf(text)).split('\n').length;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

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
