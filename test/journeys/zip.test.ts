import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { main } from 'assemblyscript/asc';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const source = readFileSync('gallery/add-header/filter.ts', 'utf8');

async function exportZip(page: Page): Promise<Uint8Array> {
  await bench.button(page, 'Export').click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await bench.button(dialog, /^Zip/).click();
  const download = bench.button(dialog, 'Download weir-project.zip');
  await download.waitFor({ timeout: 3 * bench.SLOW_MS });
  await keepScreenshot(page, 'export-zip');
  const coming = page.waitForEvent('download');
  await download.click();
  const bytes = await readFile(await (await coming).path());
  await page.keyboard.press('Escape');
  return new Uint8Array(bytes);
}

async function drop(page: Page, name: string, bytes: Uint8Array): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([fileName, base64]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))], fileName));
      return transfer;
    },
    [name, Buffer.from(bytes).toString('base64')] as const,
  );
  const target = bench.region(page, 'Editor');
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer });
}

/** What the build script of a zip makes of the zip's own files, in Node. */
async function builtInNode(files: Readonly<Record<string, Uint8Array>>): Promise<ReadonlyMap<string, unknown>> {
  const textOf = (path: string) => {
    const bytes = files[`weir-project/${path}`];
    return bytes && new TextDecoder().decode(bytes);
  };
  const { scripts } = JSON.parse(textOf('package.json') ?? '') as { scripts: { build: string } };
  const written = new Map<string, unknown>();
  const { error } = await main(scripts.build.split(' ').slice(1), {
    readFile: (path, folder) => textOf(`${folder}/${path}`) ?? null,
    writeFile: (path, contents) => void written.set(path.replace('../', ''), contents),
    listFiles: () => [],
  });
  expect(error).toBeNull();
  return written;
}

let zip = new Uint8Array();

test('a project leaves as a zip; Node makes of its sources what the page made', { timeout: 120_000 }, async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.editor(page).focus();
  await bench.typeOver(page, source, 'x-hello', 'x-from-the-page');
  await bench.eventually(() => bench.journeyOf(page, 'x-from-the-page')).not.toEqual([]);
  zip = new Uint8Array(await exportZip(page));
  await page.context().close();
  const files = unzipSync(zip);
  expect(new TextDecoder().decode(files['weir-project/src/filter.ts'])).toContain('x-from-the-page');
  expect(Object.keys(files)).toContain('weir-project/tools/weir/main.mjs');
  const made = await builtInNode(files);
  expect([...made.keys()]).toEqual(['add-header.wasm']);
  const wasm = files['weir-project/add-header.wasm'];
  expect(Buffer.compare(Buffer.from(made.get('add-header.wasm') as Uint8Array), Buffer.from(wasm ?? []))).toBe(0);
  expect(complaints).toEqual([]);
});

test('the zip opens elsewhere; half of it does not', { timeout: 120_000 }, async () => {
  const { page, complaints } = await bench.open(browser);
  await drop(page, 'theirs.zip', zip);
  await bench.notice(page, 'theirs.zip is open, as a copy').waitFor();
  await bench.eventually(() => bench.journeyOf(page, 'x-from-the-page'), 3 * bench.SLOW_MS).not.toEqual([]);
  await keepScreenshot(page, 'zip-opened');
  await drop(page, 'half.zip', zip.subarray(0, zip.length / 2));
  await bench.notice(page, /^half\.zip was not opened\./).waitFor();
  expect(complaints).toEqual([]);
});

test('a zip is picked by a verb of the palette', async () => {
  const { page } = await bench.open(browser);
  await page.keyboard.press('ControlOrMeta+k');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('option', { name: 'Open a zip' }).click();
  await (await chooser).setFiles({ name: 'none.zip', mimeType: 'application/zip', buffer: Buffer.from('none') });
  await bench.notice(page, /^none\.zip was not opened\. It is neither a zip nor a project\./).waitFor();
});
