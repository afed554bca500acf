import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filterDefaults } from '../../src/model/index.ts';
import { encodeLink } from '../../src/share/link/index.ts';
import { base64url } from '../../src/share/link/base64url.ts';
import { crc32 } from '../../src/share/crc32.ts';
import { deflated, dictionaryOf } from '../../src/share/link/packing.ts';
import { sha256Here } from '../../src/model/index.ts';
import { addHeader, contentOf } from '../share/link-projects.ts';
import { seriousBarriers } from './barriers.ts';
import { keepScreenshot, launchBrowser, visit } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const added = (page: Page) => bench.journeyOf(page, 'x-hello').then((cells) => cells[1]);
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name });
const linkField = (page: Page) => bench.field(dialog(page, 'Share'), 'Link');
const nameOf = (page: Page) => bench.field(page, 'Project name').inputValue();

async function openShare(page: Page): Promise<string> {
  await bench.button(page, 'Share').click();
  await bench.eventually(() => linkField(page).inputValue()).toMatch(/#1[\w-]+$/);
  return linkField(page).inputValue();
}

/** A visitor with an empty profile, at a whole address. */
async function arrive(address: string) {
  const { hash, search } = new URL(address);
  const visited = await visit(browser, `${search}${hash}`);
  visited.page.setDefaultTimeout(bench.SLOW_MS);
  return visited;
}

async function addRequestHeader(page: Page, name: string, value: string): Promise<void> {
  const request = bench.region(page, 'Request');
  await bench.field(request, 'New name').fill(name);
  await bench.field(request, name).fill(value);
}

const inRequest = (page: Page) => bench.journeyOf(page, 'x-mine').then((cells) => cells[0]);

test('a link opened in another profile gives the same result, and the first edit makes it a project there', async () => {
  const { page, complaints } = await bench.open(browser);
  await addRequestHeader(page, 'x-mine', 'from me');
  await bench.eventually(() => inRequest(page)).toBe('unchanged from me');
  const link = await openShare(page);
  expect(link.length).toBeLessThan(300);
  await dialog(page, 'Share').getByText(`${link.length} characters`).waitFor();
  await dialog(page, 'Share').getByRole('img', { name: 'QR code of the link' }).waitFor();
  await keepScreenshot(page, 'share');

  const other = await arrive(link);
  await bench.statusLine(other.page).waitFor();
  await bench.eventually(() => inRequest(other.page)).toBe('unchanged from me');
  await bench.eventually(() => added(other.page)).toBe('added Hello from the filter');
  await other.page.getByText('Shared:').waitFor();
  await other.page.getByText('Copy: not saved until you change it').waitFor();
  expect(await nameOf(other.page)).toBe('Add a header');
  expect(new URL(other.page.url()).hash).toBe(new URL(link).hash);
  await keepScreenshot(other.page, 'shared-copy');

  await bench.field(other.page, 'Project name').fill('Mine now');
  await other.page.keyboard.press('Enter');
  await other.page.getByText('Saved locally').waitFor();
  expect(await other.page.getByText('Shared:').count()).toBe(0);
  expect(new URL(other.page.url()).hash).toBe('');
  await other.page.reload();
  await bench.eventually(() => nameOf(other.page)).toBe('Mine now');
  expect([...complaints, ...other.complaints]).toEqual([]);
});

test('links that are damaged, newer, or bombs: a sentence at once, and own work is untouched', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.field(page, 'Project name').fill('My own work');
  await page.keyboard.press('Enter');
  await page.getByText('Saved locally').waitFor();
  const link = encodeLink(contentOf(addHeader));
  if (link.kind !== 'link') throw new Error(link.kind);
  const body = deflated(new Uint8Array(32 * 1024 * 1024), dictionaryOf('1') ?? new Uint8Array());
  const whole = new Uint8Array([...new Uint8Array(4), ...body]);
  new DataView(whole.buffer).setUint32(0, crc32(body));
  const bomb = `#1${base64url(whole)}`;
  const hostile: readonly (readonly [string, RegExp])[] = [
    [link.hash.replace(/(?<=^.{9})./, (char) => (char === 'A' ? 'B' : 'A')), /damaged/],
    [link.hash.replace('#1', '#9'), /another version of this page/],
    [bomb, /unpack to more than any project has/],
  ];
  for (const [hash, sentence] of hostile) {
    await page.evaluate((to) => (location.hash = to), hash);
    const notice = page.getByRole('alert').filter({ hasText: sentence });
    await notice.waitFor();
    expect(await nameOf(page)).toBe('My own work');
    await bench.button(notice, 'Dismiss').click();
    await notice.waitFor({ state: 'detached' });
  }
  // The first time, the codec had to be fetched.
  const ms = await page.evaluate(async (hash) => {
    const from = performance.now();
    location.hash = hash;
    while (!document.querySelector('[role=alert]')?.textContent?.includes('unpack')) {
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return performance.now() - from;
  }, bomb);
  console.log(`a bomb is refused after ${ms.toFixed(0)} ms`);
  expect(ms).toBeLessThan(400);
  expect(await seriousBarriers(page)).toEqual([]);
  await keepScreenshot(page, 'link-refused');
  expect(complaints).toEqual([]);
});

const wasm = new Uint8Array(readFileSync('bench/wasm/header_add.wasm'));
const sha256 = sha256Here(wasm);
const brought = (modules: Readonly<Record<string, Uint8Array<ArrayBuffer>>>) => {
  const module = { kind: 'wasm', fileName: 'header_add.wasm', sha256, size: wasm.length } as const;
  const filters = [{ ...filterDefaults, id: 'filter-1', name: 'add', module }];
  const encoded = encodeLink({ ...contentOf({ ...addHeader, name: 'From afar', filters }), modules });
  if (encoded.kind !== 'link') throw new Error(encoded.kind);
  return encoded;
};

test('a link with a module shows its card first; one that only names it asks for the file', async () => {
  const { hash } = brought({});
  const { page, complaints } = await arrive(`http://weir.test/${hash}`);
  const card = dialog(page, 'Shared: From afar');
  await card.getByText(/This link needs header_add.wasm, .* drop it here/).waitFor();
  await card.getByText(sha256).waitFor();
  expect(await bench.button(card, 'Run').isDisabled()).toBe(true);
  await card.locator('input[type=file]').setInputFiles('bench/wasm/body_swap.wasm');
  await bench.notice(page, 'body_swap.wasm is not the file that this link needs').waitFor();
  await card.locator('input[type=file]').setInputFiles('bench/wasm/header_add.wasm');
  await card.getByText('Rust').waitFor();
  await card.getByText(/read and change headers/).waitFor();
  expect(await seriousBarriers(page)).toEqual([]);
  await keepScreenshot(page, 'link-card');
  await bench.button(card, 'Run').click();
  await card.waitFor({ state: 'detached' });
  await bench.eventually(() => nameOf(page)).toBe('From afar');
  await bench.eventually(() => bench.stagesOf(page)).toContain('1 add');
  expect(complaints).toEqual([]);
});

test('secret values stay out unless put in; Ctrl+S copies; the report quotes what happened', async () => {
  const { page } = await bench.open(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await addRequestHeader(page, 'authorization', 'Bearer t0p-s3cret');
  await page.keyboard.press('Control+s');
  await bench.notice(page, /Link copied: \d+ characters. Nothing was uploaded/).waitFor();
  const without = await clipboard();
  expect(without).toMatch(/#1[\w-]+$/);
  await openShare(page);
  const share = dialog(page, 'Share');
  await share.getByText('authorization of Show my headers').waitFor();
  expect(await linkField(page).inputValue()).toBe(without);
  await keepScreenshot(page, 'share-secrets');
  await share.getByRole('radio', { name: /Put them in/ }).check();
  await bench.eventually(() => linkField(page).inputValue()).not.toBe(without);
  await bench.button(share, 'Copy link').click();
  await bench.eventually(clipboard).not.toBe(without);
  await bench.button(share, 'Copy bug report as Markdown').click();
  await bench.eventually(clipboard).toContain('**Answer**');
  const report = await clipboard();
  expect(report).toContain('HTTP/1.1 200 OK');
  expect(report).toMatch(/sha256 `[0-9a-f]{64}`/);
  expect(report).not.toContain('t0p-s3cret');
});

test('an address may ask for an example, a file, lines, a tab and colours', async () => {
  const asked = '?example=hello-world&file=filter.ts&L=3-5&tab=logs&theme=dark&evil=1';
  const { page, complaints } = await arrive(`http://weir.test/${asked}`);
  await bench.statusLine(page).waitFor();
  expect(await nameOf(page)).toBe('Hello world');
  expect(await bench.tab(bench.region(page, 'Result'), 'Logs').getAttribute('aria-selected')).toBe('true');
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
  await bench.editorIsReady(page);
  await page.locator('.selected-text').first().waitFor({ state: 'attached' });
  expect(complaints).toEqual([]);
});
