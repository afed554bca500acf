// What a person lives through in the first five minutes, told by what is on screen. How long each step takes is
// printed at the end and kept in .cache/bench-results/moments.json.
import { readFileSync } from 'node:fs';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { corpus } from '../state/curl-corpus.ts';
import { keepScreenshot, launchBrowser, visit } from './browser.ts';
import { noteFigure, noteFigures, printFigures, scrollFrames, timed, watchLongTasks } from './figures.ts';
import { stuckFilter } from './stuck-filter.ts';
import * as bench from './workbench.ts';

const source = readFileSync('gallery/add-header/filter.ts', 'utf8');
const lineOf = (text: string) => source.slice(0, source.indexOf(text)).split('\n').length;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  printFigures('moments');
});

const chain = (page: Page) => bench.region(page, 'Filter chain');
const result = (page: Page) => bench.region(page, 'Result');
const request = (page: Page) => bench.region(page, 'Request');
const journey = (page: Page) => bench.region(page, 'Header journey');
const journeySays = (text: string) => `document.querySelector('.journey')?.textContent.includes('${text}')`;
const statusSays = (text: string) => `document.querySelector('.status-line')?.textContent.includes('${text}')`;

/** The cell of a header that a filter made. */
const madeCell = (page: Page, header: string): Locator =>
  journey(page)
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: header, exact: true }) })
    .locator('td[data-change="added"] button, td[data-change="changed"] button')
    .first();

/** A slow way to the site, as it is at home: 10 Mbit/s, 40 ms there and back. */
async function slowNetwork(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const perSecond = 10_000_000 / 8;
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 40,
    downloadThroughput: perSecond,
    uploadThroughput: perSecond,
  });
}

/** Notes when the result stands there, and how much of the page has moved by itself. */
const watchOpening = () => {
  const opening = { resultAt: 0, shift: 0 };
  Object.assign(globalThis, { opening });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) opening.shift += 'value' in entry ? Number(entry.value) : 0;
  }).observe({ type: 'layout-shift', buffered: true });
  const look = () => {
    if (document.querySelector('.journey')?.textContent.includes('Hello from the filter'))
      opening.resultAt = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

interface Opening {
  readonly paintAt: number;
  readonly resultAt: number;
  readonly shift: number;
}

const openingOf = (page: Page): Promise<Opening> =>
  page.evaluate<Opening>(`({
    ...opening,
    paintAt: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  })`);

test('moment 1: a visitor sees the answer, the added header and the log without having clicked', async () => {
  const { page, complaints, requests } = await visit(browser, '', {
    async prepare(fresh) {
      await fresh.addInitScript(watchOpening);
      await slowNetwork(fresh);
    },
  });
  const isLogged = () => bench.region(page, 'Console').getByText('8 request headers').waitFor();
  await bench.statusLine(page).waitFor();
  await isLogged();
  await bench.seesTheResult(page);
  await bench.editorIsReady(page);
  await page.waitForLoadState('networkidle');
  await bench.seesTheResult(page);
  expect(await page.getByRole('dialog').count()).toBe(0);
  await keepScreenshot(page, 'first-result');
  const cold = await openingOf(page);
  expect(cold.shift).toBeLessThan(0.05);
  noteFigure(1, 'first paint, cold', cold.paintAt, 1500);
  noteFigure(1, 'result visible, cold', cold.resultAt, 2500);
  noteFigure(1, 'layout shift', cold.shift, 0.05, '');
  await page.reload();
  await bench.statusLine(page).waitFor();
  await isLogged();
  await bench.seesTheResult(page);
  const warm = await openingOf(page);
  noteFigure(1, 'first paint, warm', warm.paintAt, 500);
  noteFigure(1, 'result visible, warm', warm.resultAt, 1000);
  expect(complaints).toEqual([]);
  const site = inject('site');
  expect(requests.filter((url) => !url.startsWith(site) && !/^(?:blob|data):/.test(url))).toEqual([]);
});

/** Notes the milliseconds from the pointer's arrival at a cell to the change that lights it. */
const watchHovers = () => {
  const times: number[] = [];
  let arrived = 0;
  Object.assign(globalThis, { hoverTimes: times });
  const isCell = (target: EventTarget | null) => target instanceof Element && target.closest('[data-spot]') !== null;
  document.addEventListener('pointerover', (event) => isCell(event.target) && (arrived = performance.now()), true);
  new MutationObserver((changes) => {
    const isLit = changes.some(({ target }) => target instanceof HTMLElement && target.dataset['lit'] !== undefined);
    if (!isLit || arrived === 0) return;
    times.push(performance.now() - arrived);
    arrived = 0;
  }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-lit'] });
};

test('moment 2: a cell of the journey tells who made it and lights its row; a click goes there', async () => {
  const { page, complaints } = await bench.open(browser);
  await madeCell(page, 'x-hello').hover();
  const tip = page.getByRole('tooltip');
  await tip.getByText(/filter 1 add-header: proxy_\w+ in proxy_on_request_headers, step \d+/).waitFor();
  await keepScreenshot(page, 'journey-tip');
  await chain(page).hover();
  await tip.waitFor({ state: 'detached' });
  await page.evaluate(watchHovers);
  for (let i = 0; i < 10; i++) for (const header of ['x-hello', 'x-filtered-by']) await madeCell(page, header).hover();
  const times = await page.evaluate<number[]>('hoverTimes');
  expect(times.length).toBeGreaterThan(10);
  noteFigures(2, 'pointer on a cell -> lit', times, 50);

  await madeCell(page, 'x-hello').click();
  await chain(page).hover();
  await journey(page).locator('td[data-lit]').first().waitFor();
  await keepScreenshot(page, 'journey-to-timeline');
  expect(complaints).toEqual([]);
});

test('moment 3: a word changed in the editor arrives at the upstream', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  const longest = await watchLongTasks(page);
  const first = () => bench.typeOver(page, source, 'Hello from', 'Greetings from');
  noteFigure(3, 'first edit -> new result', await timed(page, first, journeySays('Greetings from')), 8000);
  await bench
    .eventually(() => bench.journeyOf(page, 'x-hello'))
    .toEqual(['not there', 'added Greetings from the filter', 'unchanged Greetings from the filter']);
  const times: number[] = [];
  for (const letter of 'abcdefgh')
    times.push(
      await timed(
        page,
        () => page.keyboard.type(letter),
        journeySays(`Greetings from${'abcdefgh'.split(letter)[0]}${letter}`),
      ),
    );
  noteFigures(3, 'edit -> new result', times, 2000);
  noteFigure(3, 'longest task while compiling', await longest(), 50);
  expect(await result(page).getByText('Stale').count()).toBe(0);
  expect(await bench.region(page, 'Problems').innerText()).toContain('Compiles');
  expect(complaints).toEqual([]);
});

test('moment 4: broken code is marked where it is broken, the old result stays as stale, and mending it brings the next', async () => {
  const { page } = await bench.openEditor(browser);
  const line = lineOf("'x-hello'");
  const marked = page.locator('.monaco-editor .squiggly-error');
  const isMarked = `document.querySelector('.monaco-editor .squiggly-error') !== null`;
  const mistake = () => bench.typeOver(page, source, 'setHttpRequestHeader', 'setHttpRequestHeadr');
  noteFigure(4, 'mistake -> underlined', await timed(page, mistake, isMarked), 2000);
  const problem = bench.region(page, 'Problems').getByRole('listitem').getByRole('button');
  await problem.waitFor();
  expect(await problem.innerText()).toContain(`filter.ts:${line}:`);
  expect(await problem.innerText()).toContain("Property 'setHttpRequestHeadr' does not exist");
  await bench.eventually(() => marked.count()).toBe(1);
  const mark = await marked.boundingBox();
  const broken = await page.locator('.view-line', { hasText: 'setHttpRequestHeadr' }).boundingBox();
  expect(Math.abs((mark?.y ?? 0) - (broken?.y ?? -100))).toBeLessThan(20);

  await result(page).getByText('Stale').waitFor();
  expect(await bench.statusLine(page).innerText()).toContain('200 OK');
  expect(await bench.journeyOf(page, 'x-hello')).toContain('added Hello from the filter');
  await keepScreenshot(page, 'broken-code');

  await bench.placeCursor(page, 1, 1);
  await problem.click();
  const isFresh = `document.querySelector('.result-pane [data-stale]') === null`;
  await page.keyboard.press('Control+ArrowRight');
  await page.keyboard.press('ArrowLeft');
  noteFigure(4, 'mended -> green', await timed(page, () => page.keyboard.type('e'), isFresh), 2000);
  await bench.eventually(() => problem.count()).toBe(0);
  await bench.eventually(() => result(page).getByText('Stale').count()).toBe(0);
  expect(await marked.count()).toBe(0);
  expect(await bench.journeyOf(page, 'x-hello')).toContain('added Hello from the filter');
});

test('moment 5: a pasted curl command fills the request, wherever it is pasted', async () => {
  const { page, complaints } = await bench.open(browser);
  const posts = corpus.filter(({ sends }) => sends.startsWith('POST '));
  // Each to another address than the one before, so that its coming shows.
  const texts = posts
    .filter(({ sends }, i) => sends.split('\n')[0] !== posts[i - 1]?.sends.split('\n')[0])
    .slice(0, 10);
  const times: number[] = [];
  for (const { text, sends } of texts) {
    const url = JSON.stringify(sends.split('\n')[0]?.replace('POST ', '') ?? '');
    const paste = () =>
      page.evaluate((plain) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', plain);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      }, text);
    const isThere = `document.querySelector('.url')?.value === ${url} && document.querySelector('.method')?.value === 'POST'`;
    times.push(await timed(page, paste, isThere));
    await page.evaluate(() => document.querySelector<HTMLInputElement>('.url')?.blur());
  }
  noteFigures(5, 'curl pasted -> filled in', times, 200);
  expect(complaints).toEqual([]);
});

test('moment 6: a local reply is told in words to everybody, and later places are hatched', async () => {
  const { page, complaints } = await bench.open(browser);
  await bench.openExample(page, 'Only primes may pass');
  await bench.enterLine(page, 'curl -H "token: 7"');
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('200 OK');
  const send = () => bench.enterLine(page, 'curl -H "token: 4"');
  noteFigure(6, 'sent -> local reply told', await timed(page, send, statusSays('LOCAL REPLY 403')), 500);
  const badge = /LOCAL REPLY 403 from 1 \S+ - upstream not called/;
  await bench.statusLine(page).getByText(badge).first().waitFor();
  await bench
    .eventually(() => bench.statusLine(page).innerText())
    .toMatch(/Result: 403 Forbidden, LOCAL REPLY 403 from 1/);
  expect(await journey(page).locator('td[data-change="skipped"]').count()).toBeGreaterThan(0);
  const rows = journey(page).locator('tbody[data-section="response"] tr');
  const status = rows
    .filter({ has: page.getByRole('rowheader', { name: ':status', exact: true }) })
    .getByRole('button')
    .first();
  // Scrolling takes the tip away: first there, then over it.
  await status.scrollIntoViewIfNeeded();
  await chain(page).hover();
  await status.hover();
  await page
    .getByRole('tooltip')
    .getByText(/proxy_send_local_response in proxy_on_request_headers/)
    .waitFor();
  await keepScreenshot(page, 'local-reply');
  expect(complaints).toEqual([]);
});

const talkative = stuckFilter("for (let i = 0; i < 5000; i++) logInfo('line ' + i.toString());");

test('moment 7: a log line leads to the line that wrote it, and many of them scroll', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  const openLogs = () => bench.tab(result(page), 'Logs').click();
  const isOpen = `document.querySelector('.log-lines li') !== null`;
  noteFigure(7, 'Logs -> lines on show', await timed(page, openLogs, isOpen), 300);
  const line = bench.button(page, /request headers for/);
  const wanted = lineOf('logInfo(`');
  const isThere = `document.querySelector('.active-line-number')?.textContent === '${wanted}'`;
  noteFigure(7, 'first log line -> its source', await timed(page, () => line.click(), isThere), 300);
  await bench.eventually(() => page.locator('.active-line-number').innerText()).toBe(`${wanted}`);
  const times: number[] = [];
  for (let i = 0; i < 5; i++) {
    await bench.placeCursor(page, 1, 1);
    times.push(await timed(page, () => line.click(), isThere));
  }
  noteFigures(7, 'log line -> its source', times, 300);

  await bench.pasteOver(page, talkative);
  // All lines are there, and the keys, the search and the scrollbar lead to each of them.
  await bench.button(page, /line 0$/).press('End');
  await bench
    .button(page, /line 4999$/)
    .and(page.locator(':focus'))
    .waitFor();
  const find = result(page).getByRole('searchbox', { name: 'Find in the lines' });
  await find.fill('LINE 123');
  await result(page)
    .getByText(/^1[12] of 5,0\d\d lines$/)
    .waitFor();
  await find.fill('');
  const box = page.locator('.log-box');
  await box.evaluate((lines) => lines.scrollTo(0, 0));
  noteFigures(7, 'frame while 5,000 lines scroll', await box.evaluate(scrollFrames), 20);
  expect(complaints).toEqual([]);
});

test('moment 8: a second filter comes with two clicks, goes up by keys, and has its column', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  await bench.button(page, 'Add a filter').click();
  const choose = () => bench.menuItem(page, /^Hello world [A-Z]/).click();
  noteFigure(8, 'filter chosen -> its column', await timed(page, choose, journeySays('hello_world')), 500);
  const stages = () => bench.stagesOf(page);
  await bench.eventually(stages).toEqual(['client', '1 add-header', '2 hello_world', 'upstream']);
  const card = chain(page).getByRole('button', { name: /^hello_world .*Settings$/ });
  await card.focus();
  const up = () => page.keyboard.press('Alt+ArrowUp');
  noteFigure(8, 'moved up -> new result', await timed(page, up, journeySays('1hello_world')), 500);
  await bench.eventually(stages).toEqual(['client', '1 hello_world', '2 add-header', 'upstream']);
  await bench.eventually(() => bench.journeyOf(page, 'x-hello')).toContain('changed Hello from the filter');
  expect(complaints).toEqual([]);
});

/** Longest time for which the page did not get round to anything, while it is asked every 20 ms. */
const watchPauses = () =>
  new Promise<number>((resolve) => {
    let last = performance.now();
    let longest = 0;
    const ends = last + 3000;
    const timer = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (now < ends) return;
      clearInterval(timer);
      resolve(longest);
    }, 20);
  });

test('moment 9: an endless loop is stopped with a sentence, the page answers meanwhile, and the mended filter runs', async () => {
  const { page, complaints } = await bench.openEditor(browser);
  const url = bench.field(request(page), 'URL');
  await bench.pasteOver(
    page,
    stuckFilter("if (this.getHttpRequestHeader(':path') == '/anything/loop') while (true) {}"),
  );
  await bench.eventually(() => bench.region(page, 'Console').innerText()).toContain('made for a request');
  const sentence = 'Stopped: proxy_on_request_headers of filter 1 ran longer than 1 s.';
  const started = Date.now();
  const pauses = page.evaluate(watchPauses);
  const isTold = `document.querySelector('.troubles')?.textContent.includes('ran longer than 1 s')`;
  const loop = async () => {
    await url.fill('http://localhost:8080/anything/loop');
    await bench.tab(result(page), 'Logs').click();
    await result(page).getByText('Lines from level').waitFor();
    expect(Date.now() - started, 'another tab opens while the filter loops').toBeLessThan(1500);
  };
  noteFigure(9, 'endless loop -> stopped and told', await timed(page, loop, isTold, ['input']), 2500);
  await bench.troubles(page).getByText(sentence).waitFor({ timeout: 5000 });
  expect(Date.now() - started).toBeLessThan(5000);
  const longest = await pauses;
  expect(longest, 'the longest pause of the page').toBeLessThan(1000);
  noteFigure(9, 'longest pause of the page meanwhile', longest, 50);
  await result(page).getByRole('tabpanel').getByText('made for a request').first().waitFor();
  await bench.statusLine(page).getByText('Not reproducible').waitFor();
  await keepScreenshot(page, 'endless-loop');

  const next = () => url.fill('http://localhost:8080/anything');
  noteFigure(9, 'next run', await timed(page, next, `!(${isTold})`), 300);

  await bench.pasteOver(page, stuckFilter("logInfo('mended');"));
  await bench.eventually(() => bench.statusLine(page).innerText()).toContain('200 OK');
  await result(page).getByRole('tabpanel').getByText('mended').waitFor();
  expect(await bench.troubles(page).innerText()).toBe('');
  expect(complaints).toEqual([]);
});
