import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { visit, type Visit } from './browser.ts';

/** How long a person waits for a compile on a slow machine with two cores. */
export const SLOW_MS = 15_000;

/** What a visitor fetches before the first result does not contain any of these. */
export const heavyFiles = /\/assets\/(?:MonacoEditor|editor[.-]|editor\.worker|ts\.worker|Terminal|compile\.worker)/;

/** Opens the page and waits for the first result. */
export async function open(
  browser: Browser,
  options: BrowserContextOptions & { prepare?: (page: Page) => Promise<unknown> } = {},
): Promise<Visit> {
  const visited = await visit(browser, '', options);
  visited.page.setDefaultTimeout(SLOW_MS);
  await statusLine(visited.page).waitFor();
  return visited;
}

/** As `open`, with the editor ready to be typed into. */
export async function openEditor(browser: Browser, options: BrowserContextOptions = {}): Promise<Visit> {
  const visited = await open(browser, options);
  await editorIsReady(visited.page);
  return visited;
}

interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly contrast?: 'no-preference' | 'more';
}

/** Changes the colours that the system wants, and waits until the page and its editors have followed. */
export async function lookLike(page: Page, look: Look): Promise<void> {
  await page.emulateMedia(look);
  await page.waitForFunction((isDark) => {
    const editors = [...document.querySelectorAll('.monaco-editor')];
    return editors.every((one) => one.matches('.vs-dark, .hc-black') === isDark);
  }, look.colorScheme === 'dark');
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

export const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
export const button = (inside: Page | Locator, name: string | RegExp): Locator =>
  inside.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
export const menuItem = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('menuitem', { name }).or(page.getByRole('menuitemradio', { name }));
export const tab = (inside: Locator, name: string): Locator => inside.getByRole('tab', { name });
/** A field to type in; one that the browser offers words for has another role from the moment when they are there. */
export const field = (inside: Page | Locator, name: string): Locator =>
  inside.getByRole('textbox', { name, exact: true }).or(inside.getByRole('combobox', { name, exact: true }));

export const editor = (page: Page): Locator => page.getByRole('textbox', { name: /Press Escape, then Tab/ });
/** What takes the keys in the editor has no size of its own. */
export const editorIsReady = (page: Page): Promise<void> => editor(page).waitFor({ state: 'attached' });
export const terminal = (page: Page): Locator => field(page, 'Terminal input');
/** How the run ended; the log says with a status of its own how many of its lines are shown. */
export const statusLine = (page: Page): Locator =>
  region(page, 'Result').getByRole('status').and(page.locator('.status-line'));
export const troubles = (page: Page): Locator => region(page, 'Result').getByRole('alert');
export const notice = (page: Page, text: string | RegExp): Locator =>
  page
    .getByRole('region', { name: /Notifications/ })
    .getByRole('listitem')
    .filter({ hasText: text });

/** A header's cells in the journey, as a screen reader says them: `added Hello`. */
export async function journeyOf(page: Page, header: string): Promise<string[]> {
  const rows = region(page, 'Header journey').getByRole('row');
  const cells = rows.filter({ has: page.getByRole('rowheader', { name: header, exact: true }) }).getByRole('cell');
  const texts = await cells.evaluateAll((all) =>
    all.map((cell) => {
      const copy = cell.cloneNode(true) as Element;
      copy.querySelectorAll('[aria-hidden]').forEach((hidden) => hidden.remove());
      return copy.textContent;
    }),
  );
  return texts.map((text) => text.trim());
}

/** The places of the request's way, such as `client`, `1 add-header`, `upstream`. */
export async function stagesOf(page: Page): Promise<string[]> {
  const row = region(page, 'Header journey').getByRole('row').first();
  const names = await row.getByRole('columnheader').allInnerTexts();
  return names.slice(1).map((name) => name.replaceAll(/\s*→\s*|\n/g, ' ').trim());
}

/** The answer, the added header and the log line of the example that stands there at first. */
export async function seesTheResult(page: Page): Promise<void> {
  expect(await statusLine(page).innerText()).toContain('200 OK');
  expect(await journeyOf(page, 'x-hello')).toEqual([
    'not there',
    'added Hello from the filter',
    'unchanged Hello from the filter',
  ]);
  expect(await region(page, 'Console').innerText()).toContain('wasm log add-header add-header: 8 request headers');
}

/** Asks again until it is as expected. */
export const eventually = <T>(ask: () => Promise<T>, timeout = SLOW_MS) => expect.poll(ask, { timeout, interval: 50 });

/** Puts the cursor somewhere by keys alone, both counted from 1. */
export async function placeCursor(page: Page, line: number, column: number): Promise<void> {
  await editor(page).focus();
  await page.keyboard.press('Control+Home');
  for (let at = 1; at < line; at++) await page.keyboard.press('ArrowDown');
  for (let at = 1; at < column; at++) await page.keyboard.press('ArrowRight');
}

/** Types over the first place in the text of the open file. */
export async function typeOver(page: Page, source: string, from: string, to: string): Promise<void> {
  const before = source.slice(0, source.indexOf(from)).split('\n');
  await placeCursor(page, before.length, (before.at(-1) ?? '').length + 1);
  for (let at = 0; at < from.length; at++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.type(to);
}

/** Replaces the whole text of the open file by what the clipboard holds. */
export async function pasteOver(page: Page, source: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), source);
  await editor(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
}

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Chooses files for "Upload a .wasm". */
export async function uploadWasm(page: Page, files: readonly Upload[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button(page, 'Upload a .wasm').click();
  const payload = files.map(({ name, bytes }) => ({ name, mimeType: 'application/wasm', buffer: Buffer.from(bytes) }));
  await (await chooser).setFiles(payload);
}

/** Chooses in the menu that has everything. */
export async function chooseInMenu(page: Page, group: string, title: string): Promise<void> {
  await button(page, 'Menu').click();
  await page.getByRole('menuitem', { name: group, exact: true }).press('ArrowRight');
  await page.getByRole('menuitem', { name: title }).click();
}

export async function openExample(page: Page, title: string): Promise<void> {
  await button(page, 'Examples').click();
  await menuItem(page, new RegExp(`^${title} [A-Z]`)).click(); // its summary follows the title
  await eventually(() => field(page, 'Project name').inputValue()).toBe(title);
  await statusLine(page).waitFor();
}

/** Types a line into the terminal. */
export async function enterLine(page: Page, line: string): Promise<void> {
  await terminal(page).fill(line);
  await terminal(page).press('Enter');
}

/** Gives the console all the room there is, by its line and the keyboard. */
export async function growConsole(page: Page): Promise<void> {
  await page.getByRole('separator', { name: 'Height of the console' }).focus();
  await page.keyboard.press('Home');
}

/** The lines on show in the terminal. */
export async function printed(page: Page): Promise<string[]> {
  const rows = await region(page, 'Console').getByRole('listitem').allTextContents();
  return rows.map((row) => row.replaceAll('\u00a0', ' ').trimEnd());
}

/** Those behind a line that was typed. */
export async function printedSince(page: Page, prompt: string): Promise<string[]> {
  const lines = await printed(page);
  const at = lines.lastIndexOf(`❯ ${prompt}`);
  return at < 0 ? [] : lines.slice(at + 1).filter((line) => line !== '');
}
