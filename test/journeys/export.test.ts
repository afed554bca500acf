import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser, Download, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const configuration = '{"limit": 7, "why": "a \\"quoted\\" word"}';

async function exported(page: Page, item: RegExp): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const downloaded: Promise<Download> = page.waitForEvent('download');
  await bench.button(page, 'Export').click();
  await bench.menuItem(page, item).click();
  const download = await downloaded;
  await bench.notice(page, `${download.suggestedFilename()} was saved`).waitFor();
  return { name: download.suggestedFilename(), bytes: new Uint8Array(await readFile(await download.path())) };
}

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

test('the chain is downloaded for Envoy, as files, as one file, and module by module', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  const chain = bench.region(page, 'Filter chain');
  await chain.getByRole('button', { name: /^add-header .*Settings$/ }).click();
  await bench.field(chain, 'Configuration').fill(configuration);

  const zip = await exported(page, /^Envoy bootstrap envoy\.yaml with/);
  expect(zip.name).toMatch(/\.zip$/);
  const files = unzipSync(zip.bytes);
  const bootstrap = Object.keys(files).find((path) => path.endsWith('envoy.yaml')) ?? '';
  const [filter, ...others] = wasmFilters(new TextDecoder().decode(files[bootstrap]));
  expect(others).toEqual([]);
  expect(filter).toMatchObject({ name: 'add-header', root_id: 'add-header', configuration: { value: configuration } });
  const code = filter?.vm_config.code.local.filename ?? '';
  const module = Object.entries(files).find(([path]) => code.endsWith(path.replace(/^.*\//, '')))?.[1];
  expect(Array.from((module ?? new Uint8Array()).subarray(0, 4))).toEqual(magic);
  expect(module?.length).toBeLessThan(30_000);

  const inline = await exported(page, /^Envoy bootstrap, inline/);
  expect(inline.name).toMatch(/\.yaml$/);
  const [inlined] = wasmFilters(new TextDecoder().decode(inline.bytes));
  expect(inlined).toMatchObject({ name: 'add-header', configuration: { value: configuration } });
  const carried = Buffer.from(inlined?.vm_config.code.local.inline_bytes ?? '', 'base64');
  expect(carried.equals(Buffer.from(module ?? []))).toBe(true);

  const wasm = await exported(page, /^add-header\.wasm/);
  expect(wasm.name).toBe('add-header.wasm');
  expect(Buffer.from(wasm.bytes).equals(carried)).toBe(true);
  expect(complaints).toEqual([]);
});

test('a chain without a filter that is on says why nothing is exported', async () => {
  const { page } = await bench.open(browser);
  await page.getByRole('switch', { name: 'add-header is on' }).click();
  await bench.button(page, 'Export').click();
  await bench.menuItem(page, /^Envoy bootstrap, inline/).click();
  await bench.notice(page, 'Nothing was exported. No filter of the chain is switched on.').waitFor();
});
