import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Tall enough for what the commands print. */
const tall = { viewport: { width: 1440, height: 1800 } };

async function prints(page: Page, line: string, expected: readonly string[]): Promise<void> {
  await bench.enterLine(page, line);
  await bench.eventually(() => bench.printedSince(page, line)).toEqual(expect.arrayContaining([...expected]));
}

test('the terminal sends what people paste: both tokens of the prime authorizer', async () => {
  const { page, complaints } = await bench.open(browser, tall);
  await bench.growConsole(page);
  await bench.openExample(page, 'Only primes may pass');
  await prints(page, 'curl  -H "token":"323232"', ['Access forbidden.']);
  expect(await bench.statusLine(page).innerText()).toContain('LOCAL REPLY 403 from 1 prime_authorizer');
  expect(await bench.statusLine(page).innerText()).toContain('upstream not called');
  await prints(page, 'curl  -H "token":"32323"', ['"Welcome to WASM land"']);
  expect(await bench.statusLine(page).innerText()).toContain('200 OK');
  await prints(page, 'curl -i -H "token: 323232"', [
    'HTTP/1.1 403 Forbidden',
    'powered-by: proxy-wasm',
    'Access forbidden.',
  ]);
  await prints(page, "curl -v -H 'token: 32323' http://shop.example/cart", [
    '> GET /cart HTTP/1.1',
    '> host: shop.example',
    '> token: 32323',
    '< HTTP/1.1 200 OK',
    '"Welcome to WASM land"',
  ]);
  await prints(page, 'diff 2 3', ['status', '- 403 Forbidden', '+ 200 OK']);
  await keepScreenshot(page, 'terminal');
  expect(complaints).toEqual([]);
});

test('a trap answers 503, so does the next request of the same proxy, and the page says why', async () => {
  const { page } = await bench.open(browser, tall);
  await bench.growConsole(page);
  await bench.openExample(page, 'Only primes may pass, in Rust');
  await prints(page, 'curl -i -H "token: abc"', ['HTTP/1.1 503 Service Unavailable']);
  const explanation = bench.troubles(page);
  await bench.eventually(() => explanation.innerText()).toMatch(/prime_authorizer failed in proxy_on_request_headers/);
  await bench.eventually(() => explanation.innerText()).toMatch(/The VM is dead: .* 503/);
  await prints(page, 'curl -i -H "token: 32323"', ['HTTP/1.1 503 Service Unavailable']);
  expect(await bench.statusLine(page).innerText()).toContain('503 Service Unavailable');
  await bench.eventually(() => explanation.innerText()).toMatch(/The VM is dead: .* 503/);
  expect((await bench.printed(page)).join('\n')).toContain('panicked at');
  await keepScreenshot(page, 'trap');
  await bench.button(bench.region(page, 'Result'), 'Start over with a fresh proxy').click();
  await prints(page, 'curl -H "token: 32323" -i', ['HTTP/1.1 200 OK', '"Welcome to WASM land"']);
});

test('help lists the words, a wrong word is told apart, arrows bring back what was typed', async () => {
  const { page } = await bench.open(browser, tall);
  await bench.growConsole(page);
  await bench.enterLine(page, 'help');
  await bench
    .eventually(async () => (await bench.printedSince(page, 'help')).join('\n'))
    .toMatch(/curl {2,}Send a request/);
  await bench.enterLine(page, 'man run');
  await bench.eventually(async () => (await bench.printedSince(page, 'man run')).join('\n')).toMatch(/run \[REQUEST\]/);
  await prints(page, 'wget /', ['wget: no such word; "help" lists those there are']);
  await bench.terminal(page).press('ArrowUp');
  await bench.eventually(() => bench.terminal(page).inputValue()).toBe('wget /');
  await bench.terminal(page).press('ArrowUp');
  await bench.eventually(() => bench.terminal(page).inputValue()).toBe('man run');
  await bench.button(bench.region(page, 'Console'), 'Clear').click();
  await bench.eventually(async () => (await bench.printed(page)).join('\n')).not.toContain('no such word');
});

test('Tab completes what is begun, Ctrl+R finds what was typed', async () => {
  const { page } = await bench.open(browser, tall);
  const line = bench.terminal(page);
  const offered = page.getByRole('listbox').getByRole('option');
  await line.pressSequentially('lo');
  await line.press('Tab');
  await bench.eventually(() => line.inputValue()).toBe('logs ');
  await line.pressSequentially('--');
  await line.press('Tab');
  await bench
    .eventually(() => offered.allTextContents())
    .toEqual(expect.arrayContaining([expect.stringMatching(/^--level/)]));
  await line.press('Tab');
  await line.press('Enter');
  await bench.eventually(() => line.inputValue()).toBe('logs --level ');
  await line.pressSequentially('info');
  await line.press('Enter');
  await line.press('Control+r');
  await line.pressSequentially('level');
  await bench.eventually(() => offered.allTextContents()).toEqual(['logs --level info']);
  await line.press('Tab');
  await bench.eventually(() => line.inputValue()).toBe('logs --level info');
  await line.press('Escape');
  expect(await line.evaluate((it) => it === document.activeElement)).toBe(false);
});
