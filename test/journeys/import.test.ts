import { readFileSync } from 'node:fs';
import type axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser, widths } from './browser.ts';
import * as bench from './workbench.ts';

const old = readFileSync('test/import/fixtures/a-hello-world.yaml', 'utf8');
const rust = readFileSync('gallery/hello-world/rust-0.1.0/hello_world.wasm');

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const importWindow = (page: Page): Locator => page.getByRole('dialog', { name: 'Import a configuration' });

async function openWindow(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('import a conf');
  await page.getByRole('option', { name: /^Import a conf/ }).waitFor();
  await page.keyboard.press('Enter');
  await importWindow(page).waitFor();
  return importWindow(page);
}

/** Pastes as a person does, wherever the focus is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((it) => navigator.clipboard.writeText(it), text);
  await page.keyboard.press('Control+v');
}

async function findingsOf(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync('node_modules/axe-core/axe.min.js', 'utf8'));
  const { violations } = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run('[role=dialog]', { resultTypes: ['violations'] }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test('a bootstrap of 2020 is pasted, mended, given its module, and runs', async () => {
  const { page, complaints } = await bench.open(browser);
  const dialog = await openWindow(page);
  await bench.field(dialog, 'Configuration').focus();
  await paste(page, old);
  await dialog.getByText('Drop hello_world.wasm here').waitFor();
  const repairs = dialog.getByRole('listitem').filter({ hasText: /static_resources|admin$/ });
  // Nine repairs, and a note at the route.
  expect(await repairs.count()).toBe(10);
  expect(await repairs.nth(2).innerText()).toMatch(/config\s*→\s*typed_config/);
  await dialog.getByText('auto_host_rewrite', { exact: true }).waitFor();
  await dialog.getByText('static-cluster (httpbin.org:80)').waitFor();
  await keepScreenshot(page, 'import');

  expect(await findingsOf(page)).toEqual([]);

  const chooser = page.waitForEvent('filechooser');
  await bench.button(dialog, 'Choose hello_world.wasm').click();
  await (await chooser).setFiles({ name: 'built.wasm', mimeType: 'application/wasm', buffer: rust });
  await dialog.getByText('built.wasm, 64.4 kB').waitFor();
  await bench.button(dialog, 'Open as a project').click();
  await bench.eventually(() => bench.stagesOf(page)).toEqual(['client', '1 hello_world', 'upstream']);
  await bench.eventually(() => bench.journeyOf(page, 'x-hello')).toContain('added Hello world from localhost:8080');
  expect(await field(page)).toBe('hello_world');
  expect(complaints).toEqual([]);
});

const field = (page: Page) => bench.field(page, 'Project name').inputValue();

test('the mended file is copied and saved; the text can be changed until it is right', async () => {
  const { page } = await bench.open(browser);
  const dialog = await openWindow(page);
  await bench.field(dialog, 'Configuration').fill('static_resources:\n  listeners: [\n  clusters: {}\n');
  await dialog
    .getByText(/^Line 3, column/)
    .first()
    .waitFor();
  expect(await bench.button(dialog, 'Open as a project').isDisabled()).toBe(true);
  await bench.field(dialog, 'Configuration').fill(old);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await bench.button(dialog, 'Copy repaired file').click();
  await bench.eventually(() => page.evaluate(() => navigator.clipboard.readText())).toContain('load_assignment:');
  const download = page.waitForEvent('download');
  await bench.button(dialog, 'Save repaired file').click();
  expect((await download).suggestedFilename()).toBe('repaired.yaml');
  expect(readFileSync(await (await download).path(), 'utf8')).toBe(
    await page.evaluate(() => navigator.clipboard.readText()),
  );
});

test('a configuration dropped or pasted on the page opens the window; without its module the project asks for it', async () => {
  const { page, complaints } = await bench.open(browser, { viewport: { width: widths.narrow, height: 844 } });
  const dataTransfer = await page.evaluateHandle((text) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([text], 'envoy.yaml', { type: 'application/yaml' }));
    return transfer;
  }, old);
  await page.locator('main').dispatchEvent('drop', { dataTransfer });
  await importWindow(page).getByText('Drop hello_world.wasm here').waitFor();
  await keepScreenshot(page, 'import-390');
  await page.keyboard.press('Escape');
  await importWindow(page).waitFor({ state: 'detached' });

  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await paste(page, old);
  await bench.button(importWindow(page), 'Open as a project').click();
  await bench
    .troubles(page)
    .getByText(/hello_world\.wasm/)
    .waitFor();
  expect(complaints).toEqual([]);
});
