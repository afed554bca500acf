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

/** Milliseconds from the last key or click until an expression holds, as the page itself counts them. */
async function timed(page: Page, act: () => Promise<unknown>, holds: string): Promise<number> {
  await page.evaluate(`window.heldSince = new Promise((resolve) => {
    const holds = () => ${holds};
    const look = () => (holds() ? resolve(performance.now()) : setTimeout(look, 4));
    addEventListener('pointerdown', () => (window.actedAt = performance.now()), { once: true, capture: true });
    addEventListener('keydown', () => (window.actedAt = performance.now()), { capture: true });
    look();
  })`);
  await act();
  return Math.round(await page.evaluate<number>('window.heldSince.then((at) => at - window.actedAt)'));
}

const replaceAll = async (page: Page, text: string) => {
  await bench.placeCursor(page, 1, 1);
  await page.keyboard.press('Control+a');
  // Typed text would be indented by the editor: pasted text is as it is.
  await page.evaluate((it) => {
    const data = new DataTransfer();
    data.setData('text/plain', it);
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  }, text);
};

test('a log line leads to the line that wrote it (moment 7)', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.tab(bench.region(page, 'Result'), 'Logs').click();
  const line = bench.button(page, /request headers for/);
  const wanted = lineOf('logInfo(`');
  const isThere = `document.querySelector('.active-line-number')?.textContent === '${wanted}'`;
  const first = await timed(page, () => line.click(), isThere);
  await bench.placeCursor(page, 1, 1);
  const again = await timed(page, () => line.click(), isThere);
  console.log(`moment 7: from a log line to its source line: ${first} ms the first time, ${again} ms after that`);
  expect(complaints).toEqual([]);
});

test('an edit has its answer, a mistake its underline (moments 3 and 4)', async () => {
  const { page } = await bench.openEditor(browser);
  await bench.typeOver(page, source, 'Hello from', 'Greetings from');
  await bench.eventually(() => bench.journeyOf(page, 'x-hello')).toContain('added Greetings from the filter');
  await page.keyboard.press('End');
  const answered = `document.querySelector('[aria-label="Header journey"]')?.textContent.includes('seven')`;
  await bench.placeCursor(page, lineOf("'x-hello'"), 37);
  const edit = await timed(page, () => page.keyboard.type('seven'), answered);
  const squiggly = `document.querySelector('.monaco-editor .squiggly-error') !== null`;
  await bench.placeCursor(page, lineOf("'x-hello'"), 5);
  const mistake = await timed(page, () => page.keyboard.type('{'), squiggly);
  console.log(`moment 3: edit to new answer: ${edit} ms; moment 4: a mistake to its underline: ${mistake} ms`);
});

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
  const { page, complaints } = await bench.openEditor(browser);
  await replaceAll(page, troubled);
  const problems = bench.region(page, 'Problems').getByRole('listitem');
  await bench.eventually(() => problems.count()).toBe(2);
  expect(await problems.allInnerTexts()).toEqual([
    expect.stringMatching(/failed in proxy_on_response_headers[^]*filter\.ts:11:/),
    expect.stringMatching(/proxy_replace_header_map_value[^]*filter\.ts:5:/),
  ]);
  await bench.eventually(() => page.locator('.monaco-editor .run-note').count()).toBe(2);
  await keepScreenshot(page, 'run-time-marks');
  expect(await seriousBarriers(page)).toEqual([]);
  await replaceAll(page, source);
  await bench.eventually(() => problems.count()).toBe(0);
  expect(await page.locator('.monaco-editor .run-note').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('callbacks, headers and properties are offered; a mistake has its quick fix; saving puts it in form', async () => {
  const { page } = await bench.openEditor(browser);
  const suggestions = page.getByRole('listbox', { name: 'Suggest' });
  const offered = (name: string) => suggestions.getByText(name, { exact: true }).first();
  await bench.placeCursor(page, lineOf("// The response's headers are"), 1);
  await page.keyboard.type('onHttpResponseB');
  await offered('onHttpResponseBody').waitFor();
  await keepScreenshot(page, 'callback-snippets');
  await page.keyboard.press('Enter');
  await page.keyboard.type("    logWarn('body');");
  const problem = bench.region(page, 'Problems').getByRole('listitem').getByText("Cannot find name 'logWarn'.");
  await problem.waitFor();
  await problem.click();
  await page.keyboard.press('Control+.');
  await page.getByText('Import logWarn from the SDK').click();
  await bench.eventually(() => problem.count()).toBe(0);
  const before = page.locator('.view-line', { hasText: 'logWarn(' });
  await page.keyboard.press('Control+s');
  await bench.eventually(() => before.innerText()).toMatch(/^\s{4}logWarn/);
});

test('the SDK opens to be read, and explains what stands behind it', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await page.locator('.view-line', { hasText: "'x-hello'" }).getByText('setHttpRequestHeader').hover();
  const hover = page.locator('.monaco-hover', { hasText: 'proxy_replace_header_map_value' });
  await hover.waitFor();
  expect(await hover.innerText()).toContain('Allowed in:');
  await keepScreenshot(page, 'hover');
  await page.keyboard.press('Escape');
  await bench.placeCursor(page, lineOf("'x-hello'"), 15);
  await page.keyboard.press('F12');
  await bench.button(page, /sdk\/assembly\/http-request-context\.ts$/).waitFor();
  await bench.eventually(() => page.locator('.view-lines').innerText()).toContain('setHttpRequestHeader(name');
  await keepScreenshot(page, 'sdk-read-only');
  expect(complaints).toEqual([]);
});

test.each(Object.entries(widths))('marks are readable at %s width', async (name, width) => {
  const { page } = await bench.openEditor(browser, { viewport: { width, height: 900 }, colorScheme: 'dark' });
  if (name === 'narrow') await bench.button(page, 'Code').click();
  await replaceAll(page, troubled);
  await page.locator('.monaco-editor .run-note').first().waitFor();
  await keepScreenshot(page, `run-time-marks-dark-${name}`);
});
