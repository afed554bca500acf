import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousBarriers } from './barriers.ts';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const request = (page: Page) => bench.region(page, 'Request');
const chips = (page: Page) => request(page).getByRole('list', { name: 'Requests' }).getByRole('button');

/** Pastes into the page itself, where no field has the focus. */
async function pasteOutside(page: Page, text: string): Promise<void> {
  await page.evaluate((plain) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', plain);
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
}

const sequence = `# @sequence
### Warm up
GET http://localhost:8080/headers

### Later
# @wait 1500
POST http://localhost:8080/anything?colour=green&size=a%20b HTTP/2
content-type: application/json

{"id":12345678901234567890}
`;

test('an .http file is pasted, chosen from, sent as a sequence, edited as grids', async () => {
  const { page, complaints } = await bench.open(browser);
  await pasteOutside(page, sequence);
  const dialog = page.getByRole('dialog', { name: 'Requests from an .http file' });
  await dialog.getByText('http://localhost:8080/headers').waitFor();
  expect(await seriousBarriers(page)).toEqual([]);
  await keepScreenshot(page, 'offered-requests');
  await dialog.getByRole('checkbox', { name: 'In place of the requests that are there' }).check();
  await bench.button(dialog, 'Add 2 requests').click();
  await bench
    .eventually(() => chips(page).allInnerTexts())
    .toEqual([expect.stringContaining('Warm up'), expect.stringContaining('Later')]);
  const exchange = bench.region(page, 'Result').getByRole('combobox', { name: 'Request of this session' });
  await bench.eventually(() => exchange.locator('option').count()).toBe(2);

  await chips(page).nth(1).click();
  await bench.eventually(() => exchange.inputValue()).toBe('1');
  await bench.tab(request(page), 'Query').click();
  await bench.field(request(page), 'size').fill('c&d');
  expect(await bench.field(request(page), 'URL').inputValue()).toBe(
    'http://localhost:8080/anything?colour=green&size=c%26d',
  );
  await bench.field(request(page), 'URL').fill('http://localhost:8080/anything?one=1');
  expect(await bench.field(request(page), 'one').inputValue()).toBe('1');

  await bench.tab(request(page), 'Body').click();
  await request(page).getByText('Valid JSON').waitFor();
  await bench.button(request(page), 'Format').click();
  const body = bench.field(request(page), 'Body of the request');
  expect(await body.inputValue()).toBe('{\n  "id": 12345678901234567890\n}');
  await body.fill('{"id":');
  await request(page)
    .getByText(/^Not valid JSON/)
    .waitFor();
  expect(await seriousBarriers(page)).toEqual([]);

  await chips(page).nth(1).press('Alt+ArrowLeft');
  await bench.eventually(() => chips(page).first().innerText()).toContain('Later');
  await page.keyboard.press('Control+z');
  expect(complaints).toEqual([]);
});

test('a HAR is dropped, and one of its entries becomes a request', async () => {
  const { page, complaints } = await bench.open(browser);
  const entry = (method: string, url: string) => ({
    request: {
      method,
      url,
      httpVersion: 'HTTP/2',
      headers: [
        { name: ':path', value: '/' },
        { name: 'x-from', value: 'har' },
      ],
    },
  });
  const entries = Array.from({ length: 30 }, (_, i) =>
    entry(i === 17 ? 'DELETE' : 'GET', `https://shop.example/item/${i}`),
  );
  const text = JSON.stringify({ log: { version: '1.2', entries } });
  const dataTransfer = await page.evaluateHandle((har) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([har], 'shop.har', { type: 'application/json' }));
    return transfer;
  }, text);
  const target = bench.region(page, 'Editor');
  await target.dispatchEvent('dragenter', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
  const dialog = page.getByRole('dialog', { name: 'Requests from a HAR file' });
  await dialog.getByRole('searchbox').fill('delete');
  await dialog.getByRole('checkbox', { name: /item\/17/ }).check();
  await bench.button(dialog, 'Add 1 request').click();
  await bench.eventually(() => bench.field(request(page), 'URL').inputValue()).toBe('https://shop.example/item/17');
  expect(await bench.field(request(page), 'x-from').inputValue()).toBe('har');
  await bench.eventually(() => bench.journeyOf(page, 'x-from')).toContain('unchanged har');
  expect(complaints).toEqual([]);
});
