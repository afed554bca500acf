import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import { seriousBarriers } from './barriers.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const request = (page: Page) => bench.region(page, 'Request');
const result = (page: Page) => bench.region(page, 'Result');

const chip = (page: Page, name: string) =>
  request(page)
    .getByRole('list', { name: 'Requests' })
    .getByRole('button', { name: new RegExp(` ${name}$`) });

async function doWith(page: Page, item: RegExp): Promise<void> {
  await bench.button(request(page), 'More for this request').click();
  await bench.menuItem(page, item).click();
}

test('method, URL and header lines are what the proxy gets', async () => {
  const { page, complaints } = await bench.open(browser);
  await request(page).getByRole('combobox', { name: 'Method' }).selectOption('PUT');
  await bench.field(request(page), 'URL').fill('https://shop.example/anything?id=7');
  await bench.eventually(() => bench.journeyOf(page, ':method')).toContain('unchanged PUT');
  await bench.eventually(() => bench.journeyOf(page, ':authority')).toContain('unchanged shop.example');
  expect(await bench.journeyOf(page, ':path')).toContain('unchanged /anything?id=7');

  await bench.field(request(page), 'New name').pressSequentially('x-colour');
  await bench.field(request(page), 'x-colour').fill('grün');
  await bench
    .eventually(() => bench.journeyOf(page, 'x-colour'))
    .toEqual(['unchanged grün', 'unchanged', 'unchanged grün']);
  await request(page).getByRole('checkbox', { name: 'Send x-colour' }).uncheck();
  await bench.eventually(() => bench.journeyOf(page, 'x-colour')).toEqual([]);
  await request(page).getByRole('checkbox', { name: 'Send x-colour' }).check();
  await bench.eventually(() => bench.journeyOf(page, 'x-colour')).toContain('unchanged grün');
  await bench.button(request(page), 'Remove x-colour').click();
  await bench.eventually(() => bench.journeyOf(page, 'x-colour')).toEqual([]);
  expect(await bench.tab(request(page), 'Headers').innerText()).toMatch(/2$/);
  expect(complaints).toEqual([]);
});

test('a body cut into pieces reaches the filter in pieces, and the trailers follow it', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.openExample(page, 'Log what passes');
  await bench.tab(result(page), 'Logs').click();
  await request(page).getByRole('combobox', { name: 'Method' }).selectOption('POST');
  await bench.tab(request(page), 'Body').click();
  const body = bench.field(request(page), 'Body of the request');
  await body.fill('first piece, and the second');
  const logs = () => result(page).getByRole('tabpanel').innerText();
  await bench.eventually(logs).toContain('Body size: 27');
  await body.press('Control+Home');
  for (let at = 0; at < 'first piece'.length; at++) await body.press('ArrowRight');
  await bench.button(request(page), 'Split at the cursor').click();
  await request(page).getByText('Piece 1: 11 bytes').waitFor();
  await request(page).getByText('Piece 2: 16 bytes').waitFor();
  await bench
    .eventually(logs)
    .toMatch(/OnHttpRequestBody\s[^]*Body size: 11\s[^]*OnHttpRequestBody\s[^]*Body size: 16/);
  await keepScreenshot(page, 'body-in-pieces');

  await bench.tab(request(page), 'Trailers').click();
  await bench.field(request(page), 'New name').pressSequentially('x-checksum');
  await bench.field(request(page), 'x-checksum').fill('42');
  await bench.tab(result(page), 'Upstream').click();
  await result(page).getByRole('tabpanel').getByText('x-checksum').waitFor();
  expect(await result(page).getByRole('tabpanel').innerText()).toMatch(/Trailers\s+x-checksum:\s+42/);

  await bench.tab(request(page), 'Body').click();
  await bench.button(request(page), 'Join piece 1 with the next').click();
  await bench.tab(result(page), 'Logs').click();
  await bench.eventually(logs).toContain('Body size: 27');
  expect(complaints).toEqual([]);
});

test('a body of bytes is sent as it is, from hex, base64 or a file', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.openExample(page, 'Log what passes');
  await bench.tab(result(page), 'Logs').click();
  await bench.tab(request(page), 'Body').click();
  const kind = (name: string) => request(page).getByRole('radio', { name, exact: true });
  await kind('Bytes').press('Space');
  const bytes = bench.field(request(page), 'Bytes of the body');
  await bytes.fill('00 ff 0a');
  const logs = () => result(page).getByRole('tabpanel').innerText();
  await bench.eventually(logs).toContain('Body size: 3');
  await bytes.fill('00 ff zz');
  await request(page).getByText('Character 7, "zz": not part of it.').waitFor();
  expect(await kind('JSON').isDisabled()).toBe(true);
  await kind('Base64').press('Space');
  await bench.eventually(() => bytes.inputValue()).toBe('AP8K');
  expect(await seriousBarriers(page)).toEqual([]);
  await keepScreenshot(page, 'body-bytes');

  const chosen = { name: 'a.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([1, 2, 3, 4, 254]) };
  await request(page).getByLabel('Choose a file').setInputFiles(chosen);
  await bench.eventually(() => bytes.inputValue()).toBe('AQIDBP4=');
  await bench.eventually(logs).toContain('Body size: 5');
  await request(page)
    .getByLabel('Choose a file')
    .setInputFiles({ ...chosen, buffer: Buffer.alloc(1024 * 1024 + 1) });
  await request(page).getByText('1,048,577 bytes: a body has at most 1,048,576.').waitFor();
  expect(await bytes.inputValue()).toBe('AQIDBP4=');
  expect(complaints).toEqual([]);
});

test('requests are named: added, renamed, chosen, duplicated and deleted with a way back', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.button(request(page), 'New request').click();
  await bench.menuItem(page, 'HTTP request').click();
  await chip(page, 'request').waitFor();
  await doWith(page, /^Rename/);
  await page.keyboard.type('Buy a hat');
  await page.keyboard.press('Enter');
  await bench.field(request(page), 'URL').fill('http://localhost:8080/status/402');
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('402 Payment Required');
  await chip(page, 'Show my headers').click();
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('200 OK');
  await chip(page, 'Buy a hat').click();
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('402');
  await doWith(page, /^Duplicate/);
  await chip(page, 'Buy a hat 2').waitFor();
  await doWith(page, /^Delete/);
  const deleted = bench.notice(page, 'Deleted the request Buy a hat 2');
  await bench.button(deleted, 'Undo').click();
  await chip(page, 'Buy a hat 2').waitFor();
  expect(complaints).toEqual([]);
});

test('a curl command is pasted into the request, and the request is copied as one', async () => {
  const { page, complaints } = await bench.open(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  const pasted = `curl -X POST 'http://shop.example/anything/cart?id=7' \\
  -H 'x-internal: 1' -d 'colour=green' --frobnicate`;
  await page.evaluate((text) => navigator.clipboard.writeText(text), pasted);
  await bench.field(request(page), 'URL').press('Control+v');
  await bench.notice(page, 'The request was filled in from curl').waitFor();
  expect(await bench.notice(page, 'filled in from curl').innerText()).toContain('--frobnicate: not an option of curl');
  expect(await bench.field(request(page), 'URL').inputValue()).toBe('http://shop.example/anything/cart?id=7');
  expect(await request(page).getByRole('combobox', { name: 'Method' }).inputValue()).toBe('POST');
  expect(await bench.field(request(page), 'x-internal').inputValue()).toBe('1');
  await bench.eventually(() => bench.journeyOf(page, 'x-internal')).toContain('unchanged 1');
  await bench.tab(request(page), 'Body').click();
  expect(await bench.field(request(page), 'colour').inputValue()).toBe('green');

  await bench.button(request(page), 'Copy as curl').click();
  await bench.notice(page, 'Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^curl /);
  expect(copied).toContain('http://shop.example/anything/cart?id=7');
  expect(copied).toContain('x-internal: 1');
  expect(copied).toContain('colour=green');
  await bench.enterLine(page, copied.replaceAll('\\\n', ' '));
  await bench.eventually(() => bench.journeyOf(page, 'x-internal')).toContain('unchanged 1');
  expect(complaints).toEqual([]);
});

test('the upstream answers what is written for it', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.tab(request(page), 'Upstream').click();
  await request(page).getByRole('radio', { name: 'With a fixed answer' }).check();
  await request(page).getByRole('spinbutton', { name: 'Status' }).fill('404');
  await bench.field(request(page), 'Body of the answer').fill('nothing here\n');
  await bench.field(request(page), 'New name').pressSequentially('x-origin');
  await bench.field(request(page), 'x-origin').fill('by hand');
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('404 Not Found');
  await bench.eventually(() => bench.journeyOf(page, 'x-origin')).toContain('unchanged by hand');
  expect(await bench.journeyOf(page, 'x-filtered-by')).toContain('added weir');
  await bench.tab(result(page), 'Body').click();
  await bench.eventually(() => result(page).getByRole('tabpanel').innerText()).toContain('nothing here');
  await request(page)
    .getByRole('radio', { name: /^With what it was sent/ })
    .check();
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('200 OK');
  expect(complaints).toEqual([]);
});

test('a TCP connection: what both ends say, through a network filter, and back', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.button(request(page), 'New request').click();
  await bench.menuItem(page, /^TCP connection/).click();
  const client = request(page).getByRole('region', { name: 'The client' });
  await bench.field(client, 'What step 1 sends').fill('pang\\n');
  await request(page).getByText('No network filter looks at this connection').waitFor();
  await bench.button(request(page), 'New network filter').click();
  const calls = result(page).getByRole('region', { name: 'From the client' });
  await bench.eventually(() => calls.innerText()).toContain('call 1: given 5 bytes');
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('Closed by the client');
  await bench.tab(result(page), 'Logs').click();
  await bench.eventually(() => result(page).innerText()).toContain('5 bytes from the client');
  await bench.tab(result(page), 'Bytes').click();
  await bench.eventually(() => result(page).locator('pre').innerText()).toBe('pong\n');

  const upstream = request(page).getByRole('region', { name: 'The upstream' });
  await upstream.getByRole('combobox', { name: 'The upstream, step 2' }).selectOption('sends hex');
  await upstream.getByText('Step 2 sends nothing').waitFor();
  await bench.field(upstream, 'What step 2 sends').fill('00 01 ff 02 03');
  await bench.eventually(() => result(page).locator('pre').innerText()).toContain('00 01 ff 02 03');
  expect(await seriousBarriers(page)).toEqual([]);
  await keepScreenshot(page, 'tcp-connection');
  await upstream.getByRole('switch').click();
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('nobody listens upstream');
  expect(complaints).toEqual([]);
});
