import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const palette = (page: Page) => page.getByRole('dialog', { name: 'Commands' });

/** Where the focus is: the nearest named part of the page. */
const focusedPart = (page: Page) =>
  page.evaluate(() => {
    const part = document.activeElement?.closest('section:is([aria-labelledby], [aria-label]), header, footer');
    const heading = document.getElementById(part?.getAttribute('aria-labelledby') ?? '');
    return heading?.textContent ?? part?.getAttribute('aria-label') ?? part?.tagName.toLowerCase() ?? '';
  });

test('Ctrl+K finds a command, Escape gives it up, the focus returns', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  const url = bench.field(bench.region(page, 'Request'), 'URL');
  await url.focus();
  await page.keyboard.press('Control+k');
  await palette(page).waitFor();
  await page.keyboard.press('Escape');
  await palette(page).waitFor({ state: 'detached' });
  await bench.eventually(() => url.evaluate((it) => it === document.activeElement), 2000).toBe(true);
  await bench.editor(page).focus();
  await page.keyboard.press('Control+k');
  await palette(page).waitFor();
  await page.keyboard.type('prime');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await palette(page).waitFor({ state: 'detached' });
  await bench.eventually(() => bench.field(page, 'Project name').inputValue()).toMatch(/^Only primes may pass/);
  expect(complaints).toEqual([]);
});

test('Ctrl+Enter sends the request from anywhere, also from inside the editor', async () => {
  const { page } = await bench.openEditor(browser, { viewport: { width: 1440, height: 1600 } });
  const runs = async () => (await bench.printed(page)).filter((line) => line.startsWith('run: GET')).length;
  await bench.growConsole(page);
  await bench.eventually(runs).toBe(1);
  for (const place of [bench.field(page, 'Project name'), bench.editor(page), bench.terminal(page)]) {
    const before = await runs();
    await place.focus();
    await page.keyboard.press('Control+Enter');
    await bench.eventually(runs).toBe(before + 1);
  }
  expect(await bench.terminal(page).inputValue()).toBe('');
});

test('Ctrl+S is harmless: the page has saved already', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  for (const place of [bench.editor(page), bench.field(page, 'Project name')]) {
    await place.focus();
    const isKept = await page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          addEventListener(
            'keydown',
            (event) => event.key === 's' && setTimeout(() => resolve(event.defaultPrevented)),
            {
              capture: true,
            },
          );
          setTimeout(() => resolve(false), 3000);
          document.activeElement?.dispatchEvent(
            new KeyboardEvent('keydown', {
              key: 's',
              code: 'KeyS',
              keyCode: 83,
              ctrlKey: true,
              bubbles: true,
              cancelable: true,
              composed: true,
            }),
          );
        }),
    );
    expect(isKept, 'the browser does not open its own dialog').toBe(true);
  }
  expect(complaints).toEqual([]);
});

test('Tab reaches every panel, leaves the editor after Escape, and comes round', async () => {
  const { page } = await bench.openEditor(browser);
  await page.evaluate(() => document.querySelector<HTMLElement>('header input')?.focus());
  const visited: string[] = [];
  for (let at = 0; at < 90 && visited.at(-1) !== 'Console'; at++) {
    await page.keyboard.press('Tab');
    const inEditor = await bench.editor(page).evaluate((it) => it === document.activeElement);
    if (inEditor) await page.keyboard.press('Escape');
    const part = await focusedPart(page);
    if (part !== visited.at(-1)) visited.push(part);
  }
  expect([...new Set(visited)].filter((part) => part !== '')).toEqual(
    expect.arrayContaining(['header', 'Filter chain', 'Files', 'Editor', 'Request', 'Result', 'Console']),
  );
  expect(await page.evaluate(() => document.activeElement?.textContent?.includes('import {'))).not.toBe(true);
});

test('Tab indents in the editor until Escape is pressed', async () => {
  const { page } = await bench.openEditor(browser);
  await bench.placeCursor(page, 2, 1);
  await page.keyboard.press('Tab');
  expect(await bench.editor(page).evaluate((it) => it === document.activeElement)).toBe(true);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(['Editor', 'Problems']).toContain(await focusedPart(page));
  expect(await bench.editor(page).evaluate((it) => it === document.activeElement)).toBe(false);
  await page.keyboard.press('Tab');
  expect(await focusedPart(page)).not.toBe('Editor');
});

test('panes are resized by arrow keys', async () => {
  const { page } = await bench.open(browser);
  const line = page.getByRole('separator', { name: 'Height of the console' });
  const height = async () => (await bench.region(page, 'Console').boundingBox())?.height ?? 0;
  const before = await height();
  await line.focus();
  await page.keyboard.press('ArrowUp');
  await bench.eventually(height).toBeGreaterThan(before);
});

test('Ctrl+K while a window is still loading: the palette is on top and has the keys, the window waits', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  let arrive = (): void => undefined;
  const held = new Promise<void>((resolve) => (arrive = resolve));
  await page.route(/\/ShortcutsWindow-/, async (route) => {
    await held;
    await route.continue();
  });
  const asked = page.waitForRequest(/\/ShortcutsWindow-/);
  await bench.chooseInMenu(page, 'Help', 'Show all keys');
  await asked;
  await page.keyboard.press('Control+k');
  await palette(page).waitFor();
  const arrived = page.waitForResponse(/\/ShortcutsWindow-/);
  arrive();
  await arrived;
  await page.keyboard.type('zzzz');
  await palette(page).getByText('Nothing fits.').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(1);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  expect(await page.getByRole('dialog').count()).toBe(1);
  expect(complaints).toEqual([]);
});
