import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { headerRules, startHost } from './doors-host.ts';
import { launchBrowser } from './browser.ts';
import { eventually, journeyOf, statusLine, troubles } from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const framePath = /src="\.\/(isolation\/[^"]+)"/.exec(readFileSync('dist/index.html', 'utf8'))?.[1] ?? 'absent';

test('the frame answers from a sandbox only: as the site it would run what a stranger gives it', async () => {
  const host = await startHost();
  const page = await browser.newPage();
  await page.goto(`${host.url}probe/blank.html`);
  const answers = await page.evaluate(async (address) => {
    const ask = (sandbox: string | undefined) => {
      const frame = document.createElement('iframe');
      if (sandbox !== undefined) frame.setAttribute('sandbox', sandbox);
      frame.src = address;
      const { port1, port2 } = new MessageChannel();
      frame.addEventListener('load', () => frame.contentWindow?.postMessage('weir-isolation', '*', [port2]));
      document.body.append(frame);
      return new Promise((resolve) => {
        port1.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
        setTimeout(() => resolve('silence'), 2500);
      });
    };
    return Promise.all([ask('allow-scripts'), ask(undefined), ask('allow-scripts allow-same-origin')]);
  }, `${host.url}${framePath}`);
  expect(answers).toEqual([{ kind: 'here' }, 'silence', 'silence']);
  host.close();
});

test('when the frame goes, as it does when its process dies, the run says so and the next one has a fresh one', async () => {
  const host = await startHost();
  const page = await browser.newPage();
  await page.goto(host.url);
  await statusLine(page).waitFor();
  await eventually(() => journeyOf(page, 'x-hello')).toContain('added Hello from the filter');
  await page.evaluate(() => {
    const frame = document.getElementById('isolation');
    if (frame instanceof HTMLIFrameElement) frame.contentWindow?.location.replace('about:blank');
  });
  await eventually(() => Promise.resolve(page.frames().some((one) => one.url().includes(framePath)))).toBe(false);
  await page.getByRole('switch', { name: 'add-header is on' }).click();
  await troubles(page).getByText('The run').waitFor();
  await page.waitForTimeout(3500); // until nobody answered
  await page.getByRole('switch', { name: 'add-header is on' }).click();
  await eventually(() => troubles(page).innerText()).toBe('');
  expect(await journeyOf(page, 'x-hello')).toContain('added Hello from the filter');
  host.close();
});

test('on a host that forbids frames nothing runs, and the page says why', async () => {
  const host = await startHost(headerRules('/isolation/*\n  X-Frame-Options: DENY'));
  const page = await browser.newPage();
  await page.goto(host.url);
  await troubles(page).getByText('a host that forbids frames').waitFor();
  host.close();
});
