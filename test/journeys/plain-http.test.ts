import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serve } from '../../scripts/serve.mjs';
import { launchBrowser, visit } from './browser.ts';
import * as bench from './workbench.ts';

/** An address of this machine that browsers do not trust as they trust loopback. */
const address = Object.values(networkInterfaces())
  .flat()
  .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
/** Where the machine has no network: a name, which is not trusted either. */
const NAME = 'workshop.test';

let browser: Browser;
let site: Awaited<ReturnType<typeof serve>>;
beforeAll(async () => {
  site = await serve({ root: 'dist', host: address ?? '127.0.0.1' });
  browser = await launchBrowser([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`]);
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const source = readFileSync('gallery/add-header/filter.ts', 'utf8');

test('a page on plain http edits, builds, runs, keeps, takes modules and copies', async () => {
  const url = address === undefined ? site.url.replace('127.0.0.1', NAME) : site.url;
  const { page, complaints } = await visit(browser, url);
  page.setDefaultTimeout(bench.SLOW_MS);
  await bench.statusLine(page).waitFor();
  expect(await page.evaluate(() => [isSecureContext, 'clipboard' in navigator, 'randomUUID' in crypto])).toEqual([
    false,
    false,
    false,
  ]);
  expect(await page.evaluate(() => crypto.subtle === undefined)).toBe(true);

  await bench.editorIsReady(page);
  await bench.typeOver(page, source, 'Hello from', 'Typed in');
  const added = () => bench.journeyOf(page, 'x-hello').then((cells) => cells[1]);
  await bench.eventually(added).toBe('added Typed in the filter');
  await page.getByText('Saved locally').waitFor();
  await page.reload();
  await bench.eventually(added).toBe('added Typed in the filter');

  await bench.button(page, 'Copy as curl').click();
  await bench.notice(page, 'Copied').waitFor();
  await bench.terminal(page).fill('');
  await bench.terminal(page).focus();
  await page.keyboard.press('Control+v');
  expect(await bench.terminal(page).inputValue()).toMatch(/^curl .*http:\/\/localhost:8080\/headers/);

  const wasm = readFileSync('gallery/prime-authorizer/rust-0.1.0/prime_authorizer.wasm');
  const chooser = page.waitForEvent('filechooser');
  await bench.button(page, 'Upload a .wasm').click();
  await (await chooser).setFiles({ name: 'prime.wasm', mimeType: 'application/wasm', buffer: wasm });
  await bench.notice(page, 'prime.wasm is now the filter prime').waitFor();
  expect(complaints).toEqual([]);
});
