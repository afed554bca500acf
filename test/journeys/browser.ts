import { mkdirSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { inject } from 'vitest';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const widths = { wide: 1440, medium: 1024, narrow: 390 } as const;

export const launchBrowser = (more: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: inject('chromium'),
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...quiet, ...more],
  });

export interface Visit {
  readonly page: Page;
  /** What the page complained about: uncaught errors, console errors, requests that failed. */
  readonly complaints: string[];
  /** Every address asked for. */
  readonly requests: string[];
}

/** A fresh visitor with empty storage, at a path below the site; `prepare` runs before the first request. */
export async function visit(
  browser: Browser,
  path = '',
  { prepare, ...options }: BrowserContextOptions & { prepare?: (page: Page) => Promise<unknown> } = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: widths.wide, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on(
    'console',
    (message) => message.type() === 'error' && complaints.push(`${message.text()} ${message.location().url}`),
  );
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left ends what it was fetching.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
  });
  page.on('request', (request) => requests.push(request.url()));
  await prepare?.(page);
  await page.goto(new URL(path, inject('site')).href);
  return { page, complaints, requests };
}

/** Keeps a picture as test output: test-results/screenshots/NAME.png. */
export async function keepScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync('test-results/screenshots', { recursive: true });
  await page.screenshot({ path: `test-results/screenshots/${name}.png` });
}
