import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { encodeLink, plainView } from '../../src/share/link/index.ts';
import { seriousBarriers } from './barriers.ts';
import { keepScreenshot, launchBrowser } from './browser.ts';
import { pains, type Pain } from './pains/pains.ts';
import * as bench from './workbench.ts';

let browser: Browser;
let page: Page;
let complaints: string[];
beforeAll(async () => {
  browser = await launchBrowser();
  ({ page, complaints } = await bench.openEditor(browser));
});
afterAll(() => browser.close());

const result = () => bench.region(page, 'Result');

/** Opens a project by its link, in the page that is there: its compiler is warm. */
async function openPain({ project }: Pain): Promise<void> {
  const link = encodeLink({ project, view: plainView, modules: {} });
  if (link.kind !== 'link') throw new Error(link.kind);
  await page.evaluate((hash) => (location.hash = hash), link.hash);
  await bench.eventually(() => bench.field(page, 'Project name').inputValue()).toBe(project.name);
}

/** What is said, with blanks as one reads them. */
const said = () =>
  result()
    .innerText()
    .then((text) => text.replaceAll(/\s+/g, ' '));

test.each(pains.map((pain) => [pain.name, pain] as const))('pain %s is explained on screen', async (name, pain) => {
  await openPain(pain);
  if (pain.tab !== undefined) await bench.tab(result(), pain.tab).click();
  for (const sentence of pain.says) await bench.eventually(said).toMatch(sentence);
  await keepScreenshot(page, `pain-${name}`);
  expect(await seriousBarriers(page), name).toEqual([]);
});

test('pain 8: without a debugger, from the trap to its line, and from a call to its place in the run', async () => {
  const trap = pains.find(({ name }) => name === '10-unreachable');
  if (trap === undefined) throw new Error('no such pain');
  await openPain(trap);
  const frame = bench.button(bench.troubles(page), /^filter\.ts:\d+$/).first();
  await frame.waitFor();
  const line = (await frame.innerText()).split(':')[1] ?? '';
  await frame.click();
  await bench.eventually(() => page.locator('.active-line-number').first().innerText()).toBe(line);
  await bench.button(bench.troubles(page), /^proxy_remove_header_map_value/).click();
  await page.mouse.move(1, 1); // what the pointer is over would be lit instead
  // The cursor stands at that call: what it made is lit.
  await page.locator('.journey td[data-lit]').first().waitFor();
  await keepScreenshot(page, 'pain-8-no-debugger');
});

/** A project whose filter lets everything pass, for a guest to come behind it. */
const harmless = () => pains.find(({ name }) => name === '2-buffering');

test('pain 5: a guest that is entered again is told so, with the callbacks one in the other', async () => {
  const before = harmless();
  if (before) await openPain(before);
  await bench.uploadWasm(page, [
    { name: 're-entered.wasm', bytes: readFileSync('test/journeys/pains/re-entered.wasm') },
  ]);
  await bench.eventually(said).toMatch(/BorrowMutError|already borrowed/);
  await bench.eventually(said).toMatch(/It was entered again while it ran/);
  await bench.eventually(said).toMatch(/proxy_on_request_headers → proxy_on_grpc_close/);
  await keepScreenshot(page, 'pain-5-re-entered');
});

test('pain 17: an import that Envoy does not have is named, with why', async () => {
  const before = harmless();
  if (before) await openPain(before);
  await bench.uploadWasm(page, [{ name: 'unknown.wasm', bytes: readFileSync('conformance/wasm/unknown_import.wasm') }]);
  await bench.eventually(said).toMatch(/The module imports \S+, which its ABI version does not have/);
  await keepScreenshot(page, 'pain-17-missing-import');
});

test('what can be mended with a click is: a cluster that is missing, a root id that nobody registered', async () => {
  const open = async (name: string) => {
    const pain = pains.find((one) => one.name === name);
    if (pain !== undefined) await openPain(pain);
    await bench.tab(result(), 'Warnings').click();
  };
  await open('4-where-calls-go');
  await bench.button(result(), 'Add a cluster named api.example.com').click();
  await bench.eventually(said).not.toMatch(/There is no cluster named/);
  await open('16-root-id');
  await bench.button(result(), 'Set the root id to quota').click();
  await bench.eventually(said).not.toMatch(/has no root context/);
});

test('the reference tells what Envoy does at a call', async () => {
  const [pain] = pains;
  if (pain === undefined) throw new Error('no pains');
  await openPain(pain);
  await bench.tab(result(), 'Warnings').click();
  await bench.button(result(), 'proxy_replace_header_map_value').click();
  const window = page.getByRole('dialog', { name: 'proxy_replace_header_map_value' });
  await window.getByText('Sets a header to one value').waitFor();
  await window.getByText('RequestHeaders').waitFor();
  expect(await seriousBarriers(page), 'the reference').toEqual([]);
  await keepScreenshot(page, 'reference');
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});
