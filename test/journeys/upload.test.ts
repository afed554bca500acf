import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

const rust = 'gallery/hello-world/rust-0.1.0/hello_world.wasm';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Drags a file over the page and lets it fall. */
async function drop(page: Page, { name, bytes }: bench.Upload): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const data = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([data], fileName, { type: 'application/wasm' }));
      return transfer;
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
  const target = bench.region(page, 'Editor');
  await target.dispatchEvent('dragenter', { dataTransfer });
  await page.getByText(/^Drop a \.wasm/).waitFor();
  await target.dispatchEvent('dragover', { dataTransfer });
  await target.dispatchEvent('drop', { dataTransfer });
}

async function greets(page: Page): Promise<void> {
  await bench.eventually(() => bench.stagesOf(page)).toEqual(['client', '1 add-header', '2 hello_world', 'upstream']);
  await bench.eventually(() => bench.journeyOf(page, 'x-hello')).toContain('changed Hello world from localhost:8080');
  await bench.tab(bench.region(page, 'Result'), 'Body').click();
  await bench
    .eventually(() => bench.region(page, 'Result').innerText())
    .toContain('"X-Hello": "Hello world from localhost:8080"');
}

test('a Rust filter is picked, told about, run, and still there after a reload', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.uploadWasm(page, [{ name: 'hello_world.wasm', bytes: readFileSync(rust) }]);
  await bench.notice(page, 'hello_world.wasm is now the filter hello_world').waitFor();
  await greets(page);
  const chain = bench.region(page, 'Filter chain');
  await chain.getByRole('button', { name: /^hello_world .*Settings$/ }).click();
  const settings = bench.region(page, 'Settings of hello_world');
  const rootId = settings.getByRole('combobox', { name: 'Root id' });
  expect(await rootId.inputValue()).toBe('hello_world');
  const told = (term: string) => settings.locator('dl div', { hasText: term }).getByRole('definition').innerText();
  expect(await told('ABI')).toBe('0.1.0');
  expect(await told('Language')).toContain('Rust');
  expect(await told('Size')).toBe('64.4 kB');
  await settings.getByText(/^Imports/).click();
  await settings.getByText('env.proxy_log', { exact: true }).waitFor();
  await settings.getByText(/^Callbacks/).click();
  await settings.getByText('proxy_on_request_headers', { exact: true }).waitFor();
  await keepScreenshot(page, 'uploaded');

  await rootId.fill('');
  await rootId.fill('hello_world');
  await page.getByText('Saved locally').waitFor();
  await page.reload();
  await bench.statusLine(page).waitFor();
  await bench.tab(bench.region(page, 'Result'), 'Headers').click();
  await greets(page);
  expect(complaints).toEqual([]);
});

test('a file dropped on the page becomes a filter', async () => {
  const { page, complaints } = await bench.open(browser);
  await drop(page, { name: 'hello_world.wasm', bytes: readFileSync(rust) });
  await greets(page);
  expect(await page.getByText(/^Drop a \.wasm/).count()).toBe(0);
  expect(complaints).toEqual([]);
});

const refusals: readonly (bench.Upload & { readonly sentence: RegExp })[] = [
  {
    name: 'notes.wasm',
    bytes: new TextEncoder().encode('no module at all'),
    sentence: /^notes\.wasm was not added\. The file is not a WebAssembly module/,
  },
  {
    name: 'large.wasm',
    bytes: new Uint8Array(8 * 1024 * 1024 + 1),
    sentence: /^large\.wasm was not added\. The file has 8\.\d+ MiB; at most 8(?:\.0)? MiB run here\./,
  },
  {
    name: 'no_abi.wasm',
    bytes: readFileSync('conformance/wasm/no_abi.wasm'),
    sentence: /^no_abi\.wasm was not added\. The module exports no proxy_abi_version_/,
  },
  {
    name: 'bad_abi.wasm',
    bytes: readFileSync('conformance/wasm/bad_abi.wasm'),
    sentence: /^bad_abi\.wasm was not added\. The module exports no proxy_abi_version_/,
  },
];

test('a file that cannot be a filter gets one clear sentence, and the chain stays as it is', async () => {
  const { page, complaints } = await bench.open(browser);
  for (const { sentence, ...file } of refusals) {
    await bench.uploadWasm(page, [file]);
    const notice = bench.notice(page, file.name);
    await notice.waitFor();
    expect(await notice.innerText()).toMatch(sentence);
  }
  await keepScreenshot(page, 'refused-files');
  expect(await bench.stagesOf(page)).toEqual(['client', '1 add-header', 'upstream']);
  expect(complaints).toEqual([]);
});
