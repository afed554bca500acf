import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyProject, filterDefaults, type Project, requestDefaults } from '../../src/model/index.ts';
import { encodeLink, plainView } from '../../src/share/link/index.ts';
import { seriousBarriers } from './barriers.ts';
import { keepScreenshot, launchBrowser, widths } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const timeline = (page: Page): Locator => bench.region(page, 'Timeline');
const grid = (page: Page): Locator => timeline(page).getByRole('treegrid');
const row = (page: Page, name: RegExp): Locator => grid(page).getByRole('row', { name }).first();
const state = (page: Page): Locator => bench.region(page, 'State here');
const details = (page: Page): Locator => bench.region(page, 'This row');

async function openTimeline(page: Page): Promise<void> {
  await bench.region(page, 'Console').getByRole('tab', { name: 'Timeline' }).click();
  await grid(page).waitFor();
}

test('every call of the run is a row, a filter chooses among them, and steps show the state as of a row', async () => {
  const { page, complaints } = await bench.open(browser);
  await openTimeline(page);
  await row(page, /^proxy_on_request_headers num_headers \d+, end_of_stream 1 Continue/).waitFor();
  const set = row(page, /^proxy_replace_header_map_value RequestHeaders, "x-hello", .* Ok/);

  // Before its row the header is not there; with it, it is, with its sign; behind it, it is no news.
  await set.click();
  await bench.eventually(() => state(page).innerText()).toMatch(/\+\s*added\s*x-hello\s*Hello from the filter/);
  await grid(page).press('ArrowUp');
  await bench.eventually(() => state(page).innerText()).not.toContain('x-hello');
  await grid(page).press('ArrowDown');
  await grid(page).press('ArrowDown');
  await bench.eventually(() => state(page).innerText()).toMatch(/\n\s*x-hello/);
  expect(await state(page).innerText()).not.toMatch(/added\s*x-hello/);

  // From callback to callback, to the start, and to the end of the run.
  await grid(page).press(']');
  await row(page, /^proxy_on_response_headers/)
    .and(page.locator('[aria-selected="true"]'))
    .waitFor();
  await grid(page).press('Home');
  await row(page, /^Start-up/)
    .and(page.locator('[aria-selected="true"]'))
    .waitFor();
  await grid(page).press('ArrowRight');
  await row(page, /proxy_on_vm_start/).waitFor();
  await grid(page).press('Escape');
  expect(await state(page).innerText()).toContain('As of the end of the run');
  expect(await state(page).innerText()).toContain('x-filtered-by');
  const scrubber = timeline(page).getByRole('slider', { name: 'Step through the run' });
  expect(await scrubber.getAttribute('aria-valuetext')).toBe('End of the run');
  await scrubber.focus();
  await scrubber.press('ArrowLeft');
  expect(await scrubber.getAttribute('aria-valuetext')).toMatch(/^Step \d+ of \d+: Shutdown/);

  // The filter: what it finds, what it completes, what it does not know.
  const filter = timeline(page).getByRole('combobox', { name: 'Filter rows' });
  await filter.fill('kind:hostcall fn:hea');
  await bench
    .eventually(() =>
      timeline(page)
        .getByText(/^\d+ of \d+ rows$/)
        .innerText(),
    )
    .toMatch(/^3 of /);
  await filter.fill('status:!ok');
  await grid(page).getByText('No row fits').or(timeline(page).getByText('No row fits the filter.')).waitFor();
  await filter.fill('ki');
  await timeline(page)
    .getByRole('option', { name: /^kind:/ })
    .waitFor();
  await filter.press('ArrowDown');
  await filter.press('Enter');
  expect(await filter.inputValue()).toBe('kind:');
  await filter.fill('who:me');
  await timeline(page).getByRole('alert').getByText('There is no “who:”').waitFor();
  await filter.fill('');
  expect(await seriousBarriers(page, '.timeline')).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a row opens to all that is known of it, down to the memory of the guest', async () => {
  const { page, complaints } = await bench.open(browser);
  await openTimeline(page);
  await row(page, /^proxy_replace_header_map_value/).click();
  const text = async () => (await details(page).innerText()).replaceAll(/\s+/g, ' ');
  expect(await text()).toContain('map RequestHeaders (0)');
  expect(await text()).toContain('x-hello');
  expect(await text()).toContain('proxy_replace_header_map_value(map, name, value) → status');
  expect(await text()).toContain('ABI 0.1.0, 0.2.0, 0.2.1');
  await bench.button(details(page), 'Look closer').click();
  await bench.eventually(text).toMatch(/As WebAssembly passed them 0, /);
  expect(await text()).toMatch(/78 2d 68 65 6c 6c 6f +x-hello/);
  expect(complaints).toEqual([]);
});

test('the run is drawn as a sequence; a step in it moves the cursor, and it is saved as a file of its own', async () => {
  const { page, complaints } = await bench.open(browser);
  await openTimeline(page);
  await bench.button(timeline(page), 'Sequence').click();
  const drawing = page.getByRole('img', { name: 'Sequence of the run' });
  await drawing.waitFor();
  const words = await drawing.innerText().catch(() => drawing.textContent());
  for (const word of ['client', '1 add-header', 'upstream', 'request headers', 'on_request_headers → Continue'])
    expect(words).toContain(word);
  await drawing.locator('text').filter({ hasText: 'on_response_headers' }).click();
  await bench.eventually(() => state(page).innerText()).toContain('As of proxy_on_response_headers');
  // Keys go on from there, and the way is shown again when the tab has been left.
  const paper = bench.region(page, 'Sequence of the run');
  await paper.press('Home');
  await bench.eventually(() => state(page).innerText()).toMatch(/As of Request headers come in/i);
  await paper.press('ArrowDown');
  await bench.eventually(() => state(page).innerText()).toContain('As of proxy_on_request_headers');
  await page.getByRole('tab', { name: 'Metrics' }).click();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await drawing.waitFor();

  const download = page.waitForEvent('download');
  await bench.button(timeline(page), 'Save as SVG').click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Add-a-header-sequence.svg');
  const svg = readFileSync(await file.path(), 'utf8');
  expect(svg).toContain('prefers-color-scheme:dark');
  await page.goto(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`);
  await page.getByText('1 add-header').waitFor();
  await keepScreenshot(page, 'timeline-sequence-file');
  expect(complaints).toEqual([]);
});

const manyRows = `import { Action, HttpContext, setHttpContext } from './sdk/assembly';

class Many extends HttpContext {
  onHttpRequestHeaders(numHeaders: u32, endOfStream: bool): Action {
    for (let i = 0; i < 5000; i++) this.setHttpRequestHeader('x-count', i.toString());
    return Action.Continue;
  }
}

setHttpContext(() => new Many());
`;

const manyRowsProject: Project = {
  ...emptyProject,
  id: 'many-rows',
  name: 'Five thousand rows',
  files: { 'filter.ts': manyRows },
  filters: [{ ...filterDefaults, id: 'many', name: 'many', module: { kind: 'source', entry: 'filter.ts' } }],
  requests: [{ ...requestDefaults, id: 'one', name: 'one', url: 'http://localhost:8080/headers' }],
  selectedRequest: 'one',
};

test('five thousand rows are scrolled and stepped through; the times of the frames are printed', async () => {
  const link = encodeLink({ project: manyRowsProject, view: plainView, modules: {} });
  if (link.kind !== 'link') throw new Error(link.kind);
  const { page, complaints } = await bench.open(browser);
  await page.evaluate((hash) => (location.hash = hash), link.hash);
  await bench.eventually(() => bench.statusLine(page).innerText(), 120_000).toContain('5,000 hostcalls');
  await openTimeline(page);
  await bench.eventually(() => timeline(page).innerText()).toMatch(/5,0\d\d rows/);
  expect(await grid(page).getByRole('row').count()).toBeLessThan(60);

  const frames = await grid(page).evaluate(async (table) => {
    const box = table.parentElement;
    if (box === null) return [];
    const times: number[] = [];
    let last = performance.now();
    for (let i = 0; i < 300; i++) {
      box.scrollTop += 150;
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      times.push(now - last);
      last = now;
    }
    return times;
  });
  frames.sort((a, b) => a - b);
  const at = (share: number) => (frames[Math.floor(frames.length * share)] ?? 0).toFixed(1);
  console.log(
    `timeline, 5,000 rows: frames while scrolling p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(0.999)} ms`,
  );

  await grid(page).press('Escape');
  await grid(page).press('End');
  const steps = await page.evaluate(() => performance.now());
  for (let i = 0; i < 20; i++) await grid(page).press('ArrowUp');
  const took = (await page.evaluate(() => performance.now())) - steps;
  console.log(`timeline, 5,000 rows: a step ${(took / 20).toFixed(1)} ms, keys and protocol included`);
  expect(complaints).toEqual([]);
}, 180_000);

test.each(Object.values(widths))('it keeps nobody out, %i wide, light and dark', async (width) => {
  const { page } = await bench.open(browser, { viewport: { width, height: 900 } });
  if (width === widths.narrow) await bench.button(page, /^Trace/).click();
  else await page.getByRole('tab', { name: 'Timeline' }).click();
  await row(page, /^proxy_replace_header_map_value/).click();
  for (const colorScheme of ['light', 'dark'] as const) {
    await bench.lookLike(page, { colorScheme });
    expect(await seriousBarriers(page, '.timeline'), colorScheme).toEqual([]);
    await keepScreenshot(page, `timeline-${width}-${colorScheme}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
});
