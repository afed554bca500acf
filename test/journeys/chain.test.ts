import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const card = (page: Page, name: string) =>
  bench.region(page, 'Filter chain').getByRole('button', { name: new RegExp(`^${name} .*Settings$`) });

async function act(page: Page, filter: string, action: string): Promise<void> {
  await bench.button(page, `Actions for ${filter}`).click();
  await bench.menuItem(page, new RegExp(`^${action}`)).click();
}

test('a second filter is added, moved, switched off, removed and brought back', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.button(page, 'Add a filter').click();
  await bench.menuItem(page, /^Hello world [A-Z]/).click();
  const stages = () => bench.stagesOf(page);
  await bench.eventually(stages).toEqual(['client', '1 add-header', '2 hello_world', 'upstream']);
  await bench
    .eventually(() => bench.journeyOf(page, 'x-hello'))
    .toEqual([
      'not there',
      'added Hello from the filter',
      'changed Hello world from localhost:8080',
      'unchanged Hello world from localhost:8080',
    ]);
  await keepScreenshot(page, 'two-filters');

  await card(page, 'hello_world').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await bench.eventually(stages).toEqual(['client', '1 hello_world', '2 add-header', 'upstream']);
  await bench.eventually(() => bench.journeyOf(page, 'x-hello')).toContain('changed Hello from the filter');
  expect(await card(page, 'hello_world').evaluate((it) => it === document.activeElement)).toBe(true);
  await page.keyboard.press('Alt+ArrowDown');
  await bench.eventually(stages).toEqual(['client', '1 add-header', '2 hello_world', 'upstream']);

  await act(page, 'hello_world', 'Move up');
  await bench.eventually(stages).toEqual(['client', '1 hello_world', '2 add-header', 'upstream']);
  const grip = card(page, 'add-header');
  await grip.dragTo(card(page, 'hello_world'));
  await bench.eventually(stages).toEqual(['client', '1 add-header', '2 hello_world', 'upstream']);

  await page.getByRole('switch', { name: 'add-header is on' }).click();
  await bench.eventually(() => bench.journeyOf(page, 'x-filtered-by')).toEqual([]);
  await bench.eventually(stages).not.toContain('1 add-header');
  expect(await bench.journeyOf(page, 'x-hello')).toContain('added Hello world from localhost:8080');
  await page.getByRole('switch', { name: 'add-header is on' }).click();
  await bench.eventually(stages).toEqual(['client', '1 add-header', '2 hello_world', 'upstream']);

  await act(page, 'add-header', 'Remove');
  await bench.eventually(stages).toEqual(['client', '1 hello_world', 'upstream']);
  await bench.button(bench.notice(page, 'Removed add-header'), 'Undo').click();
  await bench.eventually(stages).toEqual(['client', '1 add-header', '2 hello_world', 'upstream']);
  expect(complaints).toEqual([]);
});

const reading = `import { logInfo, registerRootContext, RootContext } from './sdk/assembly';

class Reader extends RootContext {
  onConfigure(size: u32): bool {
    const text = this.getPluginConfiguration();
    logInfo('configured with ' + (text !== null ? text : 'nothing'));
    return true;
  }
}

registerRootContext('reader', () => new Reader());
`;

test('a new filter of its own compiles and runs, and its settings reach it', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.button(page, 'Add a filter').click();
  await bench.menuItem(page, /^New AssemblyScript filter/).click();
  await bench.eventually(() => bench.journeyOf(page, 'x-filter-2')).toContain('added seen');
  await card(page, 'filter-2').click();
  await bench.field(bench.region(page, 'Settings of filter-2'), 'Name').fill('second');
  await bench.eventually(() => bench.stagesOf(page)).toContain('2 second');
  const settings = bench.region(page, 'Settings of second');
  await settings.getByRole('combobox', { name: 'Root id' }).fill('reader');
  await bench.field(settings, 'VM id').fill('vm of its own');
  await bench.field(settings, 'Configuration').fill('{"limit": 7}');
  await settings.getByRole('radio', { name: /^Fail open/ }).check();
  await page.keyboard.press('Escape');
  await page.locator('.view-line', { hasText: 'x-filter-2' }).waitFor();
  await bench.pasteOver(page, reading);
  await bench.eventually(() => bench.region(page, 'Console').innerText()).toContain('configured with {"limit": 7}');
  expect(complaints).toEqual([]);
});
