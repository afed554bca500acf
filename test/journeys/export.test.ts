import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser, Download, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { keepScreenshot, launchBrowser, widths } from './browser.ts';
import { seriousBarriers } from './barriers.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const configuration = '{"limit": 7, "why": "a \\"quoted\\" word"}';

const exportWindow = (page: Page): Locator => page.getByRole('dialog', { name: 'Export' });
const target = (page: Page, name: string): Locator => bench.button(exportWindow(page), name);
const fileTab = (page: Page, name: string): Locator => exportWindow(page).getByRole('tab', { name, exact: true });
const content = (page: Page, name: string): Locator => bench.region(page, `Content of ${name}`);

/** The compiler is fetched first, and then optimises. */
const filesAreThere = (page: Page) => fileTab(page, 'envoy.yaml').waitFor({ timeout: 3 * bench.SLOW_MS });

async function openExport(page: Page): Promise<Locator> {
  await bench.button(page, 'Export').click();
  await filesAreThere(page);
  return exportWindow(page);
}

async function downloaded(
  page: Page,
  click: () => Promise<void>,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const coming: Promise<Download> = page.waitForEvent('download');
  await click();
  const download = await coming;
  return { name: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())) };
}

const take = (page: Page, name: string) => downloaded(page, () => target(page, `Download ${name}`).click());

interface WasmConfig {
  readonly name: string;
  readonly root_id: string;
  readonly configuration: { readonly value: string };
  readonly vm_config: {
    readonly code: { readonly local: { readonly filename?: string; readonly inline_bytes?: string } };
  };
}

/** The Wasm filters of a bootstrap. */
function wasmFilters(text: string): WasmConfig[] {
  const found: WasmConfig[] = [];
  JSON.stringify(parse(text), (key, value: unknown) => {
    if (key === 'config' && typeof value === 'object' && value !== null && 'vm_config' in value) {
      found.push(value as WasmConfig);
    }
    return value;
  });
  return found;
}

const magic = [0, 0x61, 0x73, 0x6d];

test(
  'the chain is looked at and downloaded for Envoy, as files, as one file, and module by module',
  { timeout: 120_000 },
  async () => {
    const { page, complaints } = await bench.openEditor(browser, {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const chain = bench.region(page, 'Filter chain');
    await chain.getByRole('button', { name: /^add-header .*Settings$/ }).click();
    await bench.field(bench.region(page, 'Settings of add-header'), 'Configuration').fill(configuration);

    const dialog = await openExport(page);
    await dialog.getByText('Everything in this project has its place here.').waitFor();
    await bench.field(dialog, 'Port').fill('7000');
    await content(page, 'envoy.yaml').getByText('port_value: 7000').waitFor();
    await bench.field(dialog, 'Your service').fill('no port');
    await dialog.getByText('An address is host:port.').waitFor();
    await bench.field(dialog, 'Your service').fill('my.service:81');
    await content(page, 'envoy.yaml').getByText('address: my.service').waitFor();

    await target(page, 'Copy envoy.yaml').click();
    await bench.notice(page, 'Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('port_value: 7000');
    const one = await take(page, 'envoy.yaml');
    expect(new TextDecoder().decode(one.bytes)).toBe(copied);

    const zip = await take(page, 'weir-envoy.zip');
    expect(zip.name).toBe('weir-envoy.zip');
    const files = unzipSync(zip.bytes);
    expect(new TextDecoder().decode(files['weir-envoy/envoy.yaml'])).toBe(copied);
    const [filter, ...others] = wasmFilters(copied);
    expect(others).toEqual([]);
    expect(filter).toMatchObject({
      name: 'add-header',
      root_id: 'add-header',
      configuration: { value: configuration },
    });
    const module = files[`weir-envoy/${filter?.vm_config.code.local.filename ?? ''}`];
    expect(Array.from((module ?? new Uint8Array()).subarray(0, 4))).toEqual(magic);
    expect(module?.length).toBeLessThan(30_000);

    await target(page, 'Bootstrap, one file').click();
    const inline = await take(page, 'envoy.yaml');
    const [inlined] = wasmFilters(new TextDecoder().decode(inline.bytes));
    expect(inlined).toMatchObject({ name: 'add-header', configuration: { value: configuration } });
    const carried = Buffer.from(inlined?.vm_config.code.local.inline_bytes ?? '', 'base64');
    expect(carried.equals(Buffer.from(module ?? []))).toBe(true);

    await target(page, 'Modules alone').click();
    const wasm = await take(page, 'add-header.wasm');
    expect(wasm.name).toBe('add-header.wasm');
    expect(Buffer.from(wasm.bytes).equals(carried)).toBe(true);

    // What is switched off is told, and so is what does not compile.
    const on = bench.region(page, 'Filter chain').getByRole('switch', { name: 'add-header is on' });
    await page.keyboard.press('Escape');
    await on.click();
    await openExport(page);
    await dialog.getByText('add-header: switched off, so not in the files.').waitFor();
    await page.keyboard.press('Escape');
    await on.click();
    await bench.pasteOver(page, 'export const broken: u32 = "no number";\n');
    await bench.button(page, 'Export').click();
    await dialog.getByRole('alert').getByText('Nothing was exported. filter.ts does not compile.').waitFor();
    expect(await dialog.getByRole('tab').count()).toBe(0);
    expect(complaints).toEqual([]);
  },
);

test(
  'each target shows its files, by keyboard alone, in a window that keeps nobody out',
  { timeout: 120_000 },
  async () => {
    const { page, complaints } = await bench.open(browser, { colorScheme: 'light', reducedMotion: 'reduce' });
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox').fill('Export');
    await page.keyboard.press('Enter');
    await filesAreThere(page);
    const dialog = exportWindow(page);
    expect(await seriousBarriers(page, '.dialog.window'), 'light').toEqual([]);
    await keepScreenshot(page, 'export-light');
    const targets = dialog.getByRole('navigation', { name: 'Targets' }).getByRole('button');
    for (const one of await targets.all()) {
      await one.press('Enter');
      const title = await one.innerText();
      if (title === 'Modules alone') continue;
      const first = dialog.getByRole('tab').first();
      await first.waitFor();
      expect(await content(page, await first.innerText()).innerText(), title).toMatch(/\S/);
    }
    await page.emulateMedia({ colorScheme: 'dark' });
    // The colours are on their way for a moment.
    await bench.eventually(() => seriousBarriers(page, '.dialog.window'), 5000).toEqual([]);
    await keepScreenshot(page, 'export-dark');

    // On a small screen the targets are a list to choose from.
    await page.setViewportSize({ width: widths.narrow, height: 844 });
    await dialog.getByRole('combobox', { name: 'Target' }).selectOption('compose');
    await fileTab(page, 'compose.yaml').waitFor();
    expect(await seriousBarriers(page, '.dialog.window'), 'narrow').toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
    await keepScreenshot(page, 'export-narrow');

    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  },
);
