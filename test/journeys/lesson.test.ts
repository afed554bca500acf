import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seriousBarriers } from './barriers.ts';
import { keepScreenshot, launchBrowser, visit, type Visit, widths } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const solution = readFileSync('lessons/proxy-wasm-101/01-first-header/solution/filter.ts', 'utf8');
const first = '?lesson=proxy-wasm-101/first-header';

const lesson = (page: Page) => bench.region(page, 'Lesson');
const task = (page: Page, number: number) =>
  lesson(page).getByRole('heading', { level: 3, name: new RegExp(`^${number}\\.`) });
/** What a screen reader hears of a task: its title and how it stands. */
const stateOf = async (page: Page, number: number) => (await task(page, number).innerText()).split('\n').at(-1);

async function openLesson(path: string, options: Parameters<typeof visit>[2] = {}): Promise<Visit> {
  const visited = await visit(browser, path, options);
  visited.page.setDefaultTimeout(bench.SLOW_MS);
  await task(visited.page, 1).waitFor();
  return visited;
}

test('a newcomer opens a lesson by a link, fails, takes a hint, solves by typing, goes on; a reload keeps all', async () => {
  const started = performance.now();
  const { page, complaints } = await openLesson(first);
  await bench.statusLine(page).waitFor();
  const openedMs = performance.now() - started;
  await bench.eventually(() => stateOf(page, 1)).toBe('not done yet');
  expect(await bench.field(page, 'Project name').inputValue()).toBe('First header');
  expect(await bench.button(lesson(page), 'Next').isDisabled()).toBe(true);
  await bench.editorIsReady(page);

  // The right header with a wrong value: told what was expected, and what was seen.
  await bench.placeCursor(page, 7, 1);
  await page.keyboard.type("this.setHttpRequestHeader('x-hello', 'word');\n");
  await lesson(page).getByText('The upstream did not get x-hello').first().waitFor();
  await bench
    .eventually(() => lesson(page).locator('dl').first().innerText())
    .toMatch(/expected\s+world\s+seen\s+word/);

  await lesson(page).getByRole('button', { name: 'Hint (3)' }).first().click();
  await lesson(page).getByText('The line belongs into').waitFor();

  await page.keyboard.press('Escape');
  await bench.placeCursor(page, 7, 42);
  const typed = performance.now();
  await page.keyboard.type('l');
  await bench.eventually(() => stateOf(page, 1)).toBe('done');
  const judgedMs = performance.now() - typed;
  expect(await stateOf(page, 2)).toBe('not done yet');
  expect(await lesson(page).locator('output').last().textContent()).toContain('Done: task 1');
  await keepScreenshot(page, 'lesson');

  // What failed is shown in the run: the row, with the lesson's own request.
  await lesson(page)
    .getByRole('button', { name: /row where it went wrong/ })
    .click();
  await bench.eventually(() => page.getByRole('textbox', { name: 'URL' }).inputValue()).toContain('/health');

  await bench.pasteOver(page, `${solution}// mine\n`);
  await bench.eventually(() => stateOf(page, 3)).toBe('done');
  await lesson(page).getByText('All done').waitFor();
  await bench.eventually(() => page.locator('.saved').getAttribute('data-saved')).toBe('saved');

  await page.reload();
  await task(page, 1).waitFor();
  await bench.eventually(() => stateOf(page, 3)).toBe('done');
  await bench.editorIsReady(page);
  await bench.eventually(() => page.locator('.view-lines').innerText()).toContain('mine');

  const next = performance.now();
  await bench.button(lesson(page), 'Next').click();
  await lesson(page).getByRole('heading', { level: 2, name: 'Read and reply' }).waitFor();
  await bench.eventually(() => stateOf(page, 1)).toBe('not done yet');
  const nextMs = performance.now() - next;
  await bench.button(page, 'Learn').click();
  await page.getByRole('dialog').getByText('passed').first().waitFor();
  expect(complaints).toEqual([]);
  console.log(
    `lesson: open and run ${openedMs.toFixed(0)} ms, key to tick ${judgedMs.toFixed(0)} ms, next ${nextMs.toFixed(0)} ms`,
  );
});

test('own work is not touched by a lesson; solving asks first, takes no compiler, and can be undone', async () => {
  const { page } = await bench.openEditor(browser);
  await page.getByRole('switch', { name: 'add-header is on' }).click();
  await bench.eventually(() => page.locator('.saved').getAttribute('data-saved')).toBe('saved');

  const refused: string[] = [];
  await page.route(/compile\.worker/, (route) => {
    refused.push(route.request().url());
    return route.abort();
  });
  await bench.button(page, 'Learn').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^2\. Read and reply/ })
    .click();
  await task(page, 1).waitFor();
  await bench.eventually(() => stateOf(page, 1)).toBe('not done yet');
  await bench.button(lesson(page), 'Solve').click();
  await bench.button(page, 'Show the solution').click();
  await lesson(page).getByText('Done, with the solution').waitFor();
  expect(refused).toEqual([]);
  await bench.notice(page, 'The solution is in its place').getByRole('button', { name: 'Undo' }).click();
  await bench.eventually(() => bench.button(lesson(page), 'Next').isDisabled()).toBe(true);

  await bench.button(page, 'Projects').click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Add a header/ })
    .first()
    .click();
  await page.getByRole('switch', { name: 'add-header is on', checked: false }).waitFor();
  expect(await lesson(page).count()).toBe(0);
});

test.each(['wide', 'medium', 'narrow'] as const)(
  'a lesson has no serious barrier: %s, light and dark',
  async (width) => {
    const { page, complaints } = await openLesson('?lesson=proxy-wasm-101/bodies', {
      viewport: { width: widths[width], height: 900 },
      reducedMotion: 'reduce', // no colour on its way from one look to the other
    });
    await bench.eventually(() => stateOf(page, 1)).toBe('not done yet');
    for (const colorScheme of ['light', 'dark'] as const) {
      await bench.lookLike(page, { colorScheme });
      expect(await seriousBarriers(page), colorScheme).toEqual([]);
      await keepScreenshot(page, `lesson-${width}-${colorScheme}`);
    }
    await bench.button(page, 'Learn').click();
    await page.getByRole('dialog').waitFor();
    for (const colorScheme of ['dark', 'light'] as const) {
      await bench.lookLike(page, { colorScheme });
      expect(await seriousBarriers(page, '[role="dialog"]'), colorScheme).toEqual([]);
    }
    expect(complaints).toEqual([]);
  },
);

test('by keys alone: a task is opened, a request sent, a hint read', async () => {
  const { page } = await openLesson('?lesson=proxy-wasm-101/reply-yourself');
  await bench.eventually(() => stateOf(page, 1)).toBe('not done yet');
  await task(page, 2).getByRole('button').focus();
  await page.keyboard.press('Enter');
  await bench.button(lesson(page), 'Send with a key').focus();
  await page.keyboard.press('Enter');
  await bench.eventually(() => page.getByRole('textbox', { name: 'URL' }).inputValue()).toContain('/headers');
  await bench.button(lesson(page), 'Hint (3)').last().focus();
  await page.keyboard.press('Enter');
  await lesson(page).getByText('is a good model').waitFor();
  await page.keyboard.press('Enter');
  await lesson(page).getByText('The key is not there when').waitFor();
});
