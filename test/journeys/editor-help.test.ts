import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { keepScreenshot, launchBrowser, widths } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

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

test('what goes wrong while it runs is told at its line', async () => {
  const size = { width: widths.medium, height: 900 };
  const { page } = await bench.openEditor(browser, { viewport: size, colorScheme: 'dark' });
  await replaceAll(page, troubled);
  await page.locator('.monaco-editor .run-note').first().waitFor();
  await keepScreenshot(page, 'run-time-marks');
});
