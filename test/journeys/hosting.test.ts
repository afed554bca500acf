import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser, visit } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('the site works from a sub-path, asks its own host only and breaks no rule of its policy', async () => {
  const { page, complaints, requests } = await visit(browser);
  await page.waitForFunction(() => (document.getElementById('root')?.childNodes.length ?? 0) > 0);
  await page.waitForLoadState('networkidle');
  expect(complaints).toEqual([]);
  const site = inject('site');
  expect(requests.filter((url) => !url.startsWith(site) && !/^(?:blob|data):/.test(url))).toEqual([]);
  expect(requests.length).toBeGreaterThan(1);
});

test('the page forbids eval, inline scripts and other hosts', async () => {
  const { page } = await visit(browser);
  const refused = await page.evaluate(async () => {
    const inline = document.createElement('script');
    inline.textContent = 'globalThis.inlineRan = true';
    document.head.append(inline);
    await new Promise((resolve) => setTimeout(resolve)); // a debugger's own call may eval, the page's tasks may not
    const outcomes = await Promise.allSettled([
      // oxlint-disable-next-line no-eval -- the very thing the policy must refuse
      Promise.resolve().then((): unknown => eval('1')),
      fetch('http://127.0.0.1:9/'),
    ]);
    return { kinds: outcomes.map(({ status }) => status), inlineRan: 'inlineRan' in globalThis };
  });
  expect(refused).toEqual({ kinds: ['rejected', 'rejected'], inlineRan: false });
});
