import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser } from 'playwright-core';
import { launchBrowser, visit } from './browser.ts';
import { headerRules } from './doors-host.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('the site works from a sub-path, asks its own host only and breaks no rule of its policy', async () => {
  const { page, complaints, requests } = await visit(browser);
  await page.waitForFunction(() => (document.getElementById('root')?.childNodes.length ?? 0) > 0);
  await page.getByText('AssemblyScript compiler ready').waitFor();
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

const guide = readFileSync('docs/hosting.md', 'utf8');
const sample = (language: string) => guide.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';

test('the policy that the guide shows is the one that the page carries', () => {
  const built = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(readFileSync('dist/index.html', 'utf8'));
  expect(sample('').replaceAll(/\s+/g, ' ').trim()).toBe(built?.[1]?.replaceAll('&#39;', "'"));
});

test.each(['nginx', 'caddyfile', 'apache'])('the sample for %s sends what the others send', (server) => {
  const rules = headerRules(sample('_headers'));
  const ofPath = (path: string, name: string) =>
    rules.find((rule) => rule.path === path)?.headers.find(([one]) => one === name)?.[1] ?? 'absent';
  const csp = 'content-security-policy';
  const everywhere = ofPath('/*', csp);
  const values = [
    everywhere,
    ...['/assets/*', '/isolation/*'].map((path) => `${everywhere}, ${ofPath(path, csp)}`),
    ofPath('/assets/*', 'cache-control'),
    ofPath('/*', 'x-content-type-options'),
    ofPath('/*', 'referrer-policy'),
  ];
  for (const value of values) expect(sample(server)).toContain(`"${value}"`);
});
