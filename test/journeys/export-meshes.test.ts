import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crdErrors, objectsOf } from '../export/crd-check.ts';
import { moduleIn, readLayout } from '../export/oci-reader.ts';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The files of an archive below its one folder. */
async function filesOf(page: Page, name: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const coming = page.waitForEvent('download');
  await bench.button(page.getByRole('dialog', { name: 'Export' }), `Download ${name}.zip`).click();
  const download = await coming;
  const files = unzipSync(new Uint8Array(await readFile(await download.path())));
  return new Map(Object.entries(files).map(([path, bytes]) => [path.replace(`${name}/`, ''), bytes]));
}

const below = (files: ReadonlyMap<string, Uint8Array>, folder: string) =>
  new Map([...files].flatMap(([path, bytes]) => (path.startsWith(folder) ? [[path.slice(folder.length), bytes]] : [])));

test('images and resources for a mesh are made in the page, and what they lose is told before', async () => {
  const { page, complaints } = await bench.open(browser);
  const chain = bench.region(page, 'Filter chain');
  await chain.getByRole('button', { name: /^add-header .*Settings$/ }).click();
  await bench.field(bench.region(page, 'Settings of add-header'), 'Configuration').fill('plain text');
  await bench.button(page, 'Export').click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const choose = async (target: string, first: string) => {
    await bench.button(dialog, target).click();
    await dialog.getByRole('tab', { name: first, exact: true }).waitFor({ timeout: 3 * bench.SLOW_MS });
  };

  await choose('Image layouts', 'push.sh');
  await dialog.getByText('add-header: only the code is in the image').waitFor();
  const oci = await filesOf(page, 'weir-oci');
  const wasm = Buffer.from(oci.get('add-header/plugin.wasm') ?? []);
  const image = readLayout(below(oci, 'add-header/image/'));
  expect(wasm.length).toBeGreaterThan(1000);
  expect(moduleIn(image).equals(wasm)).toBe(true);
  expect(moduleIn(readLayout(below(oci, 'add-header/artifact/'))).equals(wasm)).toBe(true);
  await keepScreenshot(page, 'export-oci');

  await choose('WasmPlugin', 'wasmplugin.yaml');
  await dialog.getByText(/^add-header: .*no JSON object/).waitFor();
  await keepScreenshot(page, 'export-wasmplugin');
  const istio = await filesOf(page, 'weir-istio-wasmplugin');
  const [plugin] = objectsOf(Buffer.from(istio.get('wasmplugin.yaml') ?? []).toString());
  expect(plugin && crdErrors(plugin)).toEqual([]);
  expect(plugin?.['spec']).toMatchObject({
    url: 'oci://registry.example.com/weir/add-header:0.1.0',
    sha256: image.digest.replace('sha256:', ''),
    pluginName: 'add-header',
  });
  expect(readLayout(below(istio, 'oci/add-header/')).digest).toBe(image.digest);
  expect(complaints).toEqual([]);
});
