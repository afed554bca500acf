import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { atRest, beginAnew, changesFrom, type Control, controlsOf, type Effects, locate } from './controls.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openAll(): Promise<{ readonly page: Page; readonly effects: Effects; readonly complaints: string[] }> {
  const { page, complaints } = await bench.openEditor(browser, { permissions: ['clipboard-read', 'clipboard-write'] });
  await page.getByText('AssemblyScript compiler ready').waitFor();
  const effects = { downloads: 0 };
  page.on('download', () => effects.downloads++);
  await bench.button(page, 'All commands').click();
  await page.getByRole('dialog').waitFor();
  return { page, effects, complaints };
}

const titleOf = ({ role, name }: Control) => `${role} "${name}"`;

type Prepare = (page: Page) => Promise<unknown>;

const addFilter: Prepare = async (page) => {
  await bench.button(page, 'Add a filter').click();
  await bench.menuItem(page, /^New AssemblyScript filter/).click();
  await bench.eventually(() => bench.stagesOf(page)).toContain('2 filter-2');
};
const addRequest: Prepare = async (page) => {
  await bench.button(page, 'New request').click();
  await bench.menuItem(page, 'HTTP request').click();
};

/** What was chosen already can be chosen once something else was. */
const chooseOther =
  (control: Control): Prepare =>
  async (page) => {
    if (control.name === 'filter.ts') {
      await beginAnew(page);
      await addFilter(page);
    }
    if (control.role !== 'tab') return;
    const tabs = locate(page, control).locator('xpath=..').getByRole('tab');
    if ((await locate(page, control).getAttribute('aria-selected')) !== 'true') return;
    const others = await tabs.all();
    for (const other of others) if ((await other.getAttribute('aria-selected')) !== 'true') return other.click();
  };

test('every control has a name, and a click on it does something', { timeout: 120_000 }, async () => {
  const { page, effects, complaints } = await openAll();
  await atRest(page, effects);
  const controls = await controlsOf(page);
  expect(controls.filter(({ name }) => name === '')).toEqual([]);
  expect(controls.length).toBeGreaterThan(25);
  const idle: string[] = [];
  for (const control of controls) {
    await atRest(page, effects);
    if ((await locate(page, control).count()) === 0) await beginAnew(page);
    await chooseOther(control)(page);
    const before = await atRest(page, effects);
    const chooser = asksForFile(control.name) ? page.waitForEvent('filechooser') : undefined;
    await locate(page, control).click();
    if (!(chooser ? await chooser : await changesFrom(page, before, effects))) idle.push(titleOf(control));
  }
  expect(idle).toEqual([]);
  expect(complaints).toEqual([]);
});

const asksForFile = (name: string) => name.startsWith('Upload a .wasm') || name === 'Open a zip';

/** What must have happened before an item has something to do. */
const preparations: Readonly<Record<string, Prepare>> = {
  'Move down': addFilter,
  'Move up': async (page) => {
    await addFilter(page);
    await page.getByRole('button', { name: /^filter-2 .*Settings$/ }).press('Alt+ArrowUp');
    await bench.eventually(() => bench.stagesOf(page)).toContain('1 filter-2');
  },
  Undo: addRequest,
  'Add a header': addRequest,
  Redo: async (page) => {
    await addRequest(page);
    await bench.enterLine(page, 'undo');
    await bench
      .notice(page, /^Undone/)
      .first()
      .waitFor();
  },
  'Begin with a fresh proxy': async (page) => {
    await bench.enterLine(page, 'curl /get');
    await page.getByRole('option', { name: /GET \/get/ }).waitFor({ state: 'attached' });
  },
  'Go to the console': (page) => page.getByRole('tab', { name: 'Timeline' }).click(),
  'filter.ts': addFilter,
};

/** What is so already, and nothing can make it otherwise here. */
const alreadySo: Readonly<Record<string, string>> = {
  "Use the system's colours": 'the page begins with them',
  'As the system has it': 'the page begins with it',
  'Use light colours': "they are the system's",
  Light: "they are the system's",
  'Show my headers': 'it is the request on show',
};

interface List {
  /** The control that opens it, if there is one. */
  readonly opener: (page: Page) => Locator | undefined;
  readonly open: Prepare;
  readonly items: (page: Page) => Locator;
}

/** Opens a list, and chooses each of its items from a page at rest. Returns those that did nothing. */
async function idleItems(page: Page, effects: Effects, { opener, open, items }: List): Promise<string[]> {
  await beginAnew(page);
  await open(page);
  await items(page).first().waitFor();
  const titles = (await items(page).allInnerTexts()).map(firstLine);
  expect(titles.filter((title) => title === '')).toEqual([]);
  const idle: string[] = [];
  for (const title of titles.filter((one) => alreadySo[one] === undefined)) {
    const prepare = preparations[title];
    if (prepare || (await opener(page)?.count()) === 0) await beginAnew(page);
    await prepare?.(page);
    const before = await atRest(page, effects);
    await open(page);
    const chooser = asksForFile(title) ? page.waitForEvent('filechooser') : undefined;
    await items(page).filter({ hasText: title }).first().click();
    await items(page).first().waitFor({ state: 'detached' });
    if (!(chooser ? await chooser : await changesFrom(page, before, effects, bench.SLOW_MS))) idle.push(title);
    // A window comes a moment after the menu has gone.
    await atRest(page, effects);
    await closeWindow(page);
  }
  return idle;
}

/** The window that an item opened keeps everything else from being reached. */
async function closeWindow(page: Page): Promise<void> {
  const window = page.locator('.dialog.window');
  if ((await window.count()) === 0) return;
  await page.keyboard.press('Escape');
  await window.waitFor({ state: 'detached' });
}

/** An item's title, without the method before it and the words below it. */
function firstLine(text: string): string {
  return text.split('\n').find((line) => line.trim() !== '' && !/^(?:GET|POST)$/.test(line)) ?? '';
}

const menus: readonly (string | RegExp)[] = [
  'Examples',
  'Theme',
  'Add a filter',
  'Actions for add-header',
  'Actions for filter.ts',
];

test('every item of every menu does something', { timeout: 240_000 }, async () => {
  const { page, effects, complaints } = await openAll();
  for (const name of menus) {
    const list = {
      opener: (it: Page) => bench.button(it, name),
      open: (it: Page) => bench.button(it, name).click(),
      items: (it: Page) => it.getByRole('menu').locator('[role^=menuitem]'),
    };
    expect(await idleItems(page, effects, list), String(name)).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('every command of the palette does something', { timeout: 240_000 }, async () => {
  const { page, effects, complaints } = await openAll();
  const list = {
    opener: () => undefined,
    open: (it: Page) => it.keyboard.press('Control+k'),
    items: (it: Page) => it.locator('.palette [role=option]:not([aria-disabled=true])'),
  };
  expect(await idleItems(page, effects, list)).toEqual([]);
  expect(complaints).toEqual([]);
});
