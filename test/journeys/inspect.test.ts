import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser, widths } from './browser.ts';
import * as bench from './workbench.ts';

const rust = 'gallery/hello-world/rust-0.1.0/hello_world.wasm';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const inspector = (page: Page) => page.getByRole('dialog', { name: 'Module inspector' });
const factOf = (page: Page, term: string) =>
  inspector(page).locator('dl div', { hasText: term }).first().getByRole('definition').innerText();

/** Drags a file over the page and lets it fall on a place. */
async function dropOn(target: Locator, name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await target.page().evaluateHandle(
    ([fileName, base64]) => {
      const data = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      const transfer = new DataTransfer();
      transfer.items.add(new File([data], fileName, { type: 'application/wasm' }));
      return transfer;
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer });
}

async function inspectFilter(page: Page, name: string): Promise<void> {
  await bench.button(bench.region(page, 'Filter chain'), `Actions for ${name}`).click();
  await bench.menuItem(page, 'Inspect the module').click();
  await inspector(page).getByText('Envoy 1.40 would').waitFor();
}

test('the compiled filter tells all of itself, on a phone, by keys alone, and its text is searched', async () => {
  const size = { width: widths.narrow, height: 844 };
  const { page, complaints } = await bench.open(browser, { viewport: size, colorScheme: 'dark' });
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('inspect the module');
  await page.keyboard.press('Enter');
  await inspector(page).getByText('Envoy 1.40 would load it.').waitFor();
  expect(await factOf(page, 'ABI version')).toBe('0.2.1');
  expect(await factOf(page, 'Language')).toContain('AssemblyScript');
  expect(await factOf(page, 'Entry')).toContain('_initialize');
  await keepScreenshot(page, 'inspect-narrow-dark');
  await bench.tab(inspector(page), 'Overview').focus();
  await page.keyboard.press('ArrowRight');
  const log = inspector(page).getByRole('row', { name: /env\.proxy_log / });
  expect(await log.innerText()).toContain('Envoy has it');
  await keepScreenshot(page, 'inspect-narrow-dark-imports');
  await page.keyboard.press('ArrowRight');
  await inspector(page)
    .getByRole('row', { name: /proxy_on_context_create Envoy calls it/ })
    .waitFor();
  await page.keyboard.press('End');
  const text = inspector(page).getByRole('region', { name: 'Text of the module' });
  await text.waitFor();
  const isWide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
  expect(isWide).toBe(false);
  await page.setViewportSize({ width: widths.wide, height: 900 });
  await inspector(page).getByRole('searchbox', { name: 'Find a function' }).fill('proxy_on_response_headers');
  await inspector(page).getByRole('searchbox').press('Enter');
  await bench.eventually(() => text.evaluate((box) => box.scrollTop)).toBeGreaterThan(0);
  // The line of the function is in sight, third from above.
  const lines = (await text.innerText()).split('\n');
  const above = await text.evaluate((box) => Number.parseInt(box.querySelector('pre')?.style.top ?? '', 10));
  const mark = await text.evaluate((box) => Number.parseInt(box.querySelector('span')?.style.top ?? '', 10));
  expect(lines[(mark - above) / 18]).toMatch(/^ \(func \$\d+ \(param \$0 i32\) \(param \$1 i32\) \(param \$2 i32\)/);
  await keepScreenshot(page, 'inspect-dark-text');
  await page.keyboard.press('Escape');
  expect(await inspector(page).count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('three files at once: two filters, one refusal that can be inspected, and the Rust one told', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.uploadWasm(page, [
    { name: 'hello_world.wasm', bytes: readFileSync(rust) },
    { name: 'unknown_import.wasm', bytes: readFileSync('conformance/wasm/unknown_import.wasm') },
    { name: 'no_abi.wasm', bytes: readFileSync('conformance/wasm/no_abi.wasm') },
  ]);
  const refusal = bench.notice(page, 'no_abi.wasm was not added.');
  await refusal.waitFor();
  await bench.button(bench.region(page, 'Filter chain'), 'Actions for unknown_import').waitFor();
  await bench.button(refusal, 'Inspect').click();
  await inspector(page).getByText('Envoy 1.40 would refuse it.').waitFor();
  expect(await inspector(page).innerText()).toContain('Wasm VM failed Missing or unknown Proxy-Wasm ABI version');
  await bench.button(inspector(page), 'Close the inspector').click();
  await inspectFilter(page, 'unknown_import');
  expect(await inspector(page).innerText()).toMatch(/Failed to load Wasm module due to a missing import: env\.\w+/);
  await keepScreenshot(page, 'inspect-refused');
  await inspector(page)
    .getByRole('combobox', { name: 'Filter' })
    .selectOption({ label: '2 hello_world (hello_world.wasm)' });
  await bench.eventually(() => factOf(page, 'SDK')).toBe('proxy-wasm 0.1.0');
  expect(await factOf(page, 'Language')).toBe('Rust, its producers section says so');
  await keepScreenshot(page, 'inspect-rust');
  expect(complaints).toEqual([]);
});

test('a module that is gone from the browser is asked for, and only that one is taken', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.uploadWasm(page, [{ name: 'hello_world.wasm', bytes: readFileSync(rust) }]);
  await bench.eventually(() => bench.stagesOf(page)).toContain('2 hello_world');
  await page.getByText('Saved locally').waitFor();
  await page.evaluate(async () => {
    for (const { name } of await indexedDB.databases()) {
      await new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name ?? '');
        opening.addEventListener('error', () => reject(new Error(`${name} cannot be opened`)));
        opening.addEventListener('success', () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('modules')) return resolve();
          const clearing = database.transaction('modules', 'readwrite');
          clearing.objectStore('modules').clear();
          clearing.addEventListener('complete', () => resolve());
        });
      });
    }
  });
  await page.reload();
  complaints.length = 0; // what was still loading
  const ask = page.getByRole('region', { name: 'Module of hello_world' });
  await ask.first().waitFor();
  expect(await ask.count()).toBe(2); // in the chain and in the result
  expect(await ask.first().innerText()).toMatch(
    /This project needs hello_world\.wasm, 64\.4 kB, with the sha256\s+[0-9a-f]{64}/,
  );
  await keepScreenshot(page, 'module-asked');
  const chooser = page.waitForEvent('filechooser');
  await bench.button(ask.first(), 'Choose hello_world.wasm').click();
  const buffer = readFileSync('conformance/wasm/minimal.wasm');
  await (await chooser).setFiles({ name: 'other.wasm', mimeType: 'application/wasm', buffer });
  await bench.notice(page, 'other.wasm is not the file that the project needs').waitFor();
  await dropOn(ask.last(), 'hello_world.wasm', readFileSync(rust));
  await bench.eventually(() => ask.count()).toBe(0);
  await bench.eventually(() => bench.stagesOf(page)).toContain('2 hello_world');
  await bench.eventually(() => bench.journeyOf(page, 'x-hello')).toContain('changed Hello world from localhost:8080');
  expect(complaints).toEqual([]);
});
