import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousBarriers } from './barriers.ts';
import { keepScreenshot, launchBrowser, visit, widths } from './browser.ts';
import { linkOf, panelsProject } from './panels-project.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The first compile of a visit loads the compiler. */
const COMPILE_MS = 45_000;

async function arrive(options: Parameters<typeof visit>[2] = {}) {
  const visited = await visit(browser, linkOf(panelsProject), options);
  visited.page.setDefaultTimeout(bench.SLOW_MS);
  await bench.statusLine(visited.page).waitFor({ timeout: COMPILE_MS });
  return visited;
}

const shown = (page: Page, name: string): Locator => page.getByRole('tabpanel', { name, exact: true });

async function show(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name, exact: true }).click();
  const panel = shown(page, name);
  await panel.waitFor();
  return panel;
}

const rowOf = (table: Locator, name: string | RegExp): Locator =>
  table.getByRole('row').filter({ has: table.page().getByRole('rowheader', { name, exact: true }) });
/** Texts of what is there, once the panel has been fetched. */
async function textsOf(all: Locator): Promise<string[]> {
  await all.first().waitFor();
  return (await all.allInnerTexts()).map((text) => text.trim());
}
const cellsOf = (row: Locator): Promise<string[]> => textsOf(row.getByRole('cell'));
const open = (panel: Locator, name: string | RegExp) => panel.getByRole('button', { name }).first().click();

test(
  'every panel shows the run: values, who made them, and the way to their rows',
  async () => {
    const { page, complaints } = await arrive();

    const properties = await show(page, 'Properties');
    const list = properties.getByRole('table', { name: 'Properties' });
    await bench.eventually(() => cellsOf(rowOf(list, /: Ok request\.path$/))).toContain('/cart?id=7');
    // What a filter asked for in vain has the nearest name beside it.
    await properties.getByRole('searchbox').fill('request.pth');
    const detail = properties.getByRole('region', { name: 'request.pth' });
    await bench.button(detail, 'request.path').waitFor();
    expect(await detail.innerText()).toContain('NotFound');
    await properties.getByRole('searchbox').fill('request.headers.user-agent');
    await bench.button(properties, 'Read request.headers.user-agent').click();
    const agent = properties.getByRole('region', { name: 'request.headers.user-agent' });
    await bench.eventually(() => agent.innerText()).toContain('curl/8.5.0');
    await properties.getByRole('searchbox').fill('request.adress');
    await properties.getByText('Envoy has no property request.adress.').waitFor();
    await properties.getByRole('searchbox').fill('');
    await keepScreenshot(page, 'panel-properties');

    const shared = await show(page, 'Shared data');
    const visits = await cellsOf(rowOf(shared.getByRole('table', { name: 'Shared data' }), 'visits'));
    expect(visits[0]).toBe('{"last": "/nothing/here"}');
    expect(visits[2]).toBe('✕ 2 refused 3');
    await open(shared, 'visits');
    expect(await shared.getByRole('region', { name: 'visits' }).innerText()).toContain('CasMismatch');
    await open(shared, 'orders');
    expect(await shared.getByRole('region', { name: 'orders' }).innerText()).toContain('/cart?id=7');
    await keepScreenshot(page, 'panel-shared-data');

    const metrics = await show(page, 'Metrics');
    const table = metrics.getByRole('table', { name: 'Metrics' });
    expect(await cellsOf(rowOf(table, 'wasmcustom.shop.requests_total'))).toContain('shop_requests_total{} 3');
    expect(await cellsOf(rowOf(table, 'wasmcustom.shop.open_requests'))).toContain('0');
    await rowOf(table, 'wasmcustom.shop.requests_total').hover();
    await bench.button(metrics, 'Expect this: metric shop.requests_total is 3 at the end').click();
    await bench
      .eventually(() => bench.region(page, 'Request').getByRole('tabpanel').innerText())
      .toContain('metric shop.requests_total is 3');
    await open(metrics, 'wasmcustom.shop.path_length');
    expect(await metrics.getByRole('region', { name: 'wasmcustom.shop.path_length' }).innerText()).toContain(
      'shop_path_length_bucket{le="25"} 3',
    );
    await page.keyboard.press('ArrowUp');
    await metrics.getByRole('region', { name: 'wasmcustom.shop.open_requests' }).waitFor();
    await keepScreenshot(page, 'panel-metrics');

    const workers = await show(page, 'Workers');
    await workers.getByText('Each has its own globals and its own memory').waitFor();
    const lanes = workers.getByRole('table', { name: 'Figures of each VM' }).getByRole('rowheader');
    expect(await textsOf(lanes)).toEqual(
      expect.arrayContaining([expect.stringContaining('worker0'), expect.stringContaining('worker1')]),
    );
    await keepScreenshot(page, 'panel-workers');

    const log = await show(page, 'Access log');
    const lines = await textsOf(log.getByRole('table', { name: 'Access log' }).getByRole('rowheader'));
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^\[2026-01-01T00:00:\S+Z\] "GET \/books HTTP\/1\.1" 418 - 0 8 /);
    expect(await log.innerText()).toContain('wasm log audit audit: audit: via_upstream');
    await keepScreenshot(page, 'panel-access-log');

    const cost = await show(page, 'Cost');
    await bench.button(cost, 'Measure time').click();
    await bench.button(cost, 'Measure again').waitFor();
    expect(await cost.getByRole('status').innerText()).toMatch(
      /^Means of [\d,]+ repetitions, by a clock with steps of /,
    );
    await bench.button(cost, 'Repeat 1,000 times').click();
    // It stops by itself after ten seconds, however far it is.
    await cost.getByRole('region', { name: 'Memory by repetition' }).waitFor({ timeout: COMPILE_MS });
    expect(await cost.innerText()).toMatch(/418 \([\d,]+ times\)/);
    await keepScreenshot(page, 'panel-cost');

    expect(complaints).toEqual([]);
  },
  3 * COMPILE_MS,
);

test(
  'as of the cursor a metric has the value that it had then',
  async () => {
    const { page } = await arrive();
    const metrics = await show(page, 'Metrics');
    await open(metrics, 'wasmcustom.shop.requests_total');
    const changes = metrics.getByRole('table', { name: 'Changes' });
    await changes.getByRole('row').nth(2).getByRole('button').click();
    const again = await show(page, 'Metrics');
    await again.getByText('As of the cursor').waitFor();
    const table = again.getByRole('table', { name: 'Metrics' });
    expect(await cellsOf(rowOf(table, 'wasmcustom.shop.requests_total'))).toContain('shop_requests_total{} 1');
    await bench.button(again, 'Show the end of the run').click();
    await bench
      .eventually(() => cellsOf(rowOf(table, 'wasmcustom.shop.requests_total')))
      .toContain('shop_requests_total{} 3');
  },
  2 * COMPILE_MS,
);

test.each([
  ['wide and light', widths.wide, 'light'],
  ['narrow and dark', widths.narrow, 'dark'],
] as const)(
  '%s, no panel has a barrier, and none is wider than the page',
  async (_, width, colorScheme) => {
    const { page } = await arrive({ viewport: { width, height: 900 }, colorScheme });
    if (width === widths.narrow) await page.getByRole('navigation').getByRole('button', { name: 'Console' }).click();
    for (const name of ['Properties', 'Shared data', 'Metrics', 'Workers', 'Access log', 'Cost']) {
      const panel = await show(page, name);
      await panel.getByRole('table').first().waitFor();
      expect(await seriousBarriers(page), name).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, name).toBeLessThanOrEqual(0);
    }
  },
  3 * COMPILE_MS,
);
