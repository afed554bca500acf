import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousBarriers } from './barriers.ts';
import { keepScreenshot, launchBrowser, widths } from './browser.ts';
import * as bench from './workbench.ts';

const source = readFileSync('gallery/add-header/filter.ts', 'utf8');
const lineOf = (text: string) => source.slice(0, source.indexOf(text)).split('\n').length;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const problems = (page: Page) => bench.region(page, 'Problems').getByRole('listitem');
const activeLine = (page: Page) => page.locator('.active-line-number').innerText();
/** The editor draws a line's blanks as ones that do not break. */
const lineText = async (page: Page, text: string) =>
  (await page.locator('.view-line', { hasText: text }).first().innerText()).replaceAll('\u00a0', ' ');

const troubled = `import { Action, HttpContext, setHttpContext } from './sdk/assembly';

class Troubled extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    this.setHttpResponseHeader('x-early', 'yes');
    return Action.Continue;
  }

  onHttpResponseHeaders(numHeaders: u32, endOfStream: bool): Action {
    const names = ['a'];
    this.setHttpResponseHeader('x-name', names[numHeaders]);
    return Action.Continue;
  }
}

setHttpContext(() => new Troubled());
`;

test('what goes wrong while it runs stands at its line, and goes when it is mended', async () => {
  const size = { width: widths.medium, height: 900 };
  const { page, complaints } = await bench.openEditor(browser, { viewport: size, colorScheme: 'dark' });
  await bench.pasteOver(page, troubled);
  await bench.eventually(() => problems(page).count()).toBe(2);
  expect(await problems(page).allInnerTexts()).toEqual([
    expect.stringMatching(/failed in proxy_on_response_headers[^]*filter\.ts:11:/),
    expect.stringMatching(/proxy_replace_header_map_value[^]*filter\.ts:5:/),
  ]);
  const notes = page.locator('.monaco-editor .view-line', { has: page.locator('.run-note') });
  await bench.eventually(() => notes.count()).toBe(2);
  await keepScreenshot(page, 'run-time-marks');
  expect(await seriousBarriers(page)).toEqual([]);
  await page.setViewportSize({ width: widths.narrow, height: 900 });
  await bench.button(page, 'Code').click();
  await notes.first().waitFor();
  await keepScreenshot(page, 'run-time-marks-narrow');
  await bench.pasteOver(page, source);
  await bench.eventually(() => problems(page).count()).toBe(0);
  await bench.eventually(() => notes.count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a callback is offered once and written whole; a mistake has its quick fix; saving puts it in form', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  const suggestions = page.getByRole('listbox', { name: 'Suggest' });
  await bench.placeCursor(page, lineOf("// The response's headers are"), 1);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.type('onHttpResponseB');
  await suggestions.getByText('onHttpResponseBody', { exact: true }).waitFor();
  await keepScreenshot(page, 'callback-snippets');
  await page.keyboard.press('Enter');
  await page.keyboard.type("logWarn('body');");
  const problem = problems(page).getByText("Cannot find name 'logWarn'.");
  await problem.click();
  const fix = page.getByText('Import logWarn from the SDK');
  const bulb = page.locator('.fix-bulb');
  await bulb.click();
  await fix.waitFor();
  const [beside, code] = await Promise.all([bulb.boundingBox(), page.locator('.view-lines').boundingBox()]);
  expect((beside?.x ?? 0) + (beside?.width ?? 1e6), 'the bulb hides no letter').toBeLessThanOrEqual(code?.x ?? 0);
  await page.keyboard.press('Escape');
  await fix.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+.');
  await fix.waitFor();
  await keepScreenshot(page, 'quick-fix');
  await page.keyboard.press('Enter');
  await bench.eventually(() => problems(page).count()).toBe(0);
  expect(await lineText(page, 'import {')).toContain('{ Action, HttpContext, logInfo, logWarn, setHttpContext }');
  await page.keyboard.press('Control+s');
  await bench.eventually(() => lineText(page, 'logWarn(')).toMatch(/^ {4}logWarn/);
  expect(await lineText(page, 'onHttpResponseBody(')).toMatch(
    /^ {2}onHttpResponseBody\(bodySize: u32, endOfStream: bool\): Action \{/,
  );
  expect(complaints).toEqual([]);
});

test('a word of the SDK says what stands behind it, and its source opens to be read', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await page.locator('.view-line', { hasText: "'x-hello'" }).getByText('setHttpRequestHeader').hover();
  const hover = page.locator('.monaco-hover', { hasText: 'proxy_replace_header_map_value' });
  await hover.waitFor();
  expect(await hover.innerText()).toMatch(/Sets a header to one value[^]*Allowed in:[^]*Refusals:/);
  await keepScreenshot(page, 'hover');
  await page.keyboard.press('Escape');
  await bench.placeCursor(page, lineOf("'x-hello'"), 15);
  await page.keyboard.press('F12');
  const opened = page.getByRole('button', {
    name: 'Part of the SDK: to read sdk/assembly/http-request-context.ts',
    exact: true,
  });
  await opened.waitFor();
  expect(await opened.getAttribute('aria-pressed')).toBe('true');
  await bench
    .eventually(() => lineText(page, 'setHttpRequestHeader(name'))
    .toContain('setHttpRequestHeader(name: string');
  await page.keyboard.type('x');
  await page.getByText('Cannot edit in read-only editor').first().waitFor();
  expect(complaints).toEqual([]);
});

test('lines that called the proxy are marked, until the text is another; a row of the run leads to its line', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  const marks = page.locator('.monaco-editor .ran-line');
  await bench.eventually(() => marks.count()).toBe(4);
  const told = 'Called the proxy in the last run: proxy_replace_header_map_value';
  expect(await page.getByTitle(told).count()).toBe(1);
  await page.locator('.line-numbers', { hasText: `${lineOf("'x-hello'")}` }).hover();
  await page.getByText(told).waitFor();
  await keepScreenshot(page, 'lines-that-ran');

  await page.getByRole('tab', { name: 'Timeline' }).click();
  const rows = page.getByRole('treegrid');
  const row = (name: RegExp) => rows.getByRole('row', { name }).first();
  await row(/^proxy_replace_header_map_value/).click({ modifiers: ['Control'] });
  await bench.eventually(() => activeLine(page)).toBe(`${lineOf("'x-hello'")}`);
  await row(/^proxy_log/).click();
  await rows.press('Enter');
  await bench.eventually(() => activeLine(page)).toBe(`${lineOf('logInfo(`')}`);
  await row(/^proxy_add_header_map_value/).click();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Commands' }).waitFor();
  await page.keyboard.type('source line');
  await page.keyboard.press('Enter');
  await bench.eventually(() => activeLine(page)).toBe(`${lineOf("'x-filtered-by'")}`);
  await row(/^proxy_on_response_headers/).click({ modifiers: ['Control'] });
  await bench.notice(page, 'No line of the sources is known').waitFor();

  // A string that does not end.
  await bench.typeOver(page, source, "filter');", 'filter');
  await page.locator('.ran-is-stale').waitFor();
  expect(await marks.count()).toBe(4);
  await page.keyboard.type(" and all');");
  await bench.eventually(() => page.locator('.ran-is-stale').count()).toBe(0);
  await bench.eventually(() => bench.journeyOf(page, 'x-hello')).toContain('added Hello from the filter and all');
  expect(complaints).toEqual([]);
});
