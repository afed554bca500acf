import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { keepScreenshot, launchBrowser, widths } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const dialog = (page: Page): Locator => page.getByRole('dialog');
const name = (page: Page): Promise<string> => page.locator('.project-name').inputValue();
const kept = async (page: Page): Promise<string[]> =>
  dialog(page)
    .getByRole('list', { name: /^Projects/ })
    .locator('.kept-name')
    .allTextContents();

async function rename(page: Page, to: string): Promise<void> {
  await bench.field(page, 'Project name').fill(to);
  await page.keyboard.press('Enter');
  await page.getByText('Saved locally').waitFor();
}

async function openProjects(page: Page): Promise<void> {
  await bench.button(page, 'Projects').click();
  await dialog(page).getByRole('heading', { name: 'Projects' }).waitFor();
}

async function act(page: Page, on: string, item: string | RegExp): Promise<void> {
  await bench.button(dialog(page), `Actions for ${on}`).click();
  await bench.menuItem(page, item).click();
}

test('projects are listed, searched, renamed, duplicated, deleted and had back, each under its own id', async () => {
  const { page, complaints } = await bench.open(browser);
  await page.getByText('Copy: not saved until you change it').waitFor();
  await openProjects(page);
  await dialog(page).getByText('Nothing is kept here yet').waitFor();
  await keepScreenshot(page, 'projects-empty');
  await page.keyboard.press('Escape');

  await rename(page, 'First');
  await bench.openExample(page, 'Add a header');
  await rename(page, 'Second');
  await openProjects(page);
  await bench.eventually(() => kept(page)).toEqual(['Second', 'First']);

  await act(page, 'First', 'Duplicate');
  await bench.eventually(() => kept(page)).toEqual(['First copy', 'Second', 'First']);
  await act(page, 'First', /^Rename/);
  await bench.field(dialog(page), 'New name of First').fill('Third');
  await page.keyboard.press('Enter');
  await bench.eventually(() => kept(page)).toEqual(['Third', 'First copy', 'Second']);
  await keepScreenshot(page, 'projects');

  await dialog(page).getByRole('searchbox').fill('cop');
  await bench.eventually(() => kept(page)).toEqual(['First copy']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Delete');
  await dialog(page).getByText('First copy was deleted.').waitFor();
  await dialog(page).getByRole('searchbox').fill('');
  await bench.eventually(() => kept(page)).toEqual(['Third', 'Second']);
  await bench.button(dialog(page), 'Undo').click();
  await bench.eventually(() => kept(page)).toEqual(['Third', 'First copy', 'Second']);

  // By keys alone: down to the second, a new name, given up by Escape, then open it.
  await dialog(page).getByRole('searchbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('F2');
  await bench.field(dialog(page), 'New name of First copy').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).getByRole('searchbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await bench.eventually(() => name(page)).toBe('Third');
  await page.reload();
  await bench.statusLine(page).waitFor();
  expect(await name(page)).toBe('Third');
  expect(complaints).toEqual([]);
});

test('the open project deleted makes place for another, and comes back as it was', async () => {
  const { page } = await bench.open(browser);
  await rename(page, 'Precious');
  await openProjects(page);
  await act(page, 'Precious', /^Delete/);
  await bench.eventually(() => name(page)).toBe('Add a header');
  await bench.button(dialog(page), 'Undo').click();
  await bench.eventually(() => name(page)).toBe('Precious');
});

test('two tabs on one project: the later save wins, the other text is a version, and both say so', async () => {
  const { page: one, complaints } = await bench.openEditor(browser);
  await rename(one, 'Shared');
  const two = await one.context().newPage();
  two.setDefaultTimeout(bench.SLOW_MS);
  await two.goto(inject('site'));
  await bench.statusLine(two).waitFor();
  expect(await name(two)).toBe('Shared');

  await rename(one, 'From one');
  await two.getByText('Another tab saved a later text').waitFor();
  await bench.notice(two, 'Another tab saved this project').waitFor();
  expect(await name(two)).toBe('Shared');

  await rename(two, 'From two');
  await bench.notice(two, 'Another tab had saved a text of its own').waitFor();
  await bench.notice(one, 'yours is kept as a version').waitFor();
  await one.getByText('Another tab saved a later text').waitFor();
  await keepScreenshot(one, 'two-tabs');

  await rename(one, 'One again');
  await two.getByText('Another tab saved a later text').waitFor();
  await two.reload();
  await bench.eventually(() => name(two)).toBe('One again');

  await openProjects(two);
  await act(two, 'One again', 'Versions');
  const versions = dialog(two).getByRole('list', { name: /^Versions/ });
  await bench.eventually(() => versions.getByText('From another tab').count()).toBe(2);
  await versions
    .getByRole('button', { name: /From another tab/ })
    .last()
    .click();
  await dialog(two).getByText('It was named “From one”.').waitFor();
  await keepScreenshot(two, 'versions');
  await bench.button(dialog(two), 'Go back to this version').click();
  await bench.eventually(() => name(two)).toBe('From one');
  await two.getByText('Saved locally').waitFor();
  await bench.notice(one, 'Another tab saved this project').first().waitFor();
  expect(complaints).toEqual([]);
});

test('the window at the smallest width', async () => {
  const { page } = await bench.open(browser, { viewport: { width: widths.narrow, height: 844 }, colorScheme: 'dark' });
  await bench
    .field(page, 'Project name')
    .fill('A project with a name that is far too long for one line of a small screen');
  await page.keyboard.press('Enter');
  await bench.chooseInMenu(page, 'Project', 'Open a project');
  await bench.eventually(async () => (await kept(page)).length).toBe(1);
  const { scrollWidth, clientWidth } = await dialog(page).evaluate((it) => ({
    scrollWidth: it.scrollWidth,
    clientWidth: it.clientWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
  await keepScreenshot(page, 'projects-narrow');
});
