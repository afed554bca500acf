import * as bench from '../journeys/workbench.ts';
import { command, openExample, openPain, openWindow, toChain, type, type Stop } from './reach.ts';

/** The terminal, failures explained, lessons, and what is empty. */
export const endStops: readonly Stop[] = [
  { name: 'terminal help', reach: (page) => type(page, 'help') },
  { name: 'terminal man', reach: (page) => type(page, 'man curl') },
  { name: 'terminal curl', reach: (page) => type(page, 'curl -v /books') },
  {
    name: 'terminal offers',
    async reach(page) {
      await bench.terminal(page).pressSequentially('logs --');
      await bench.terminal(page).press('Tab');
      await page.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'reference',
    async reach(page) {
      await page.keyboard.press('Escape');
      await bench.terminal(page).fill('');
      await openPain(page, '3-bad-argument');
      await bench
        .region(page, 'Result')
        .getByRole('button', { name: /proxy_/ })
        .first()
        .click();
      await page.waitForTimeout(500);
    },
  },
  ...['1-headers-have-left', '7-paused-for-ever', '10-unreachable', '16-root-id'].map((name): Stop => ({
    name: `explained ${name}`,
    reach: (page) => openPain(page, name),
  })),
  { name: 'console with a trap', reach: (page) => command(page, 'Go to the console') },
  {
    name: 'local reply',
    async reach(page) {
      await openExample(page, 'Only primes may pass, in Rust');
      await type(page, 'curl -H "token: 4" /headers');
      await command(page, 'Go to the result');
      await page
        .getByText(/LOCAL REPLY/)
        .first()
        .waitFor();
    },
  },
  {
    name: 'lessons',
    async reach(page) {
      await openWindow(page, 'Learn');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'lesson',
    async reach(page) {
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^1\. First header/ })
        .click();
      await bench.region(page, 'Lesson').getByRole('heading', { level: 3, name: /^1\./ }).waitFor();
      await bench
        .statusLine(page)
        .waitFor({ state: 'attached' })
        .catch(() => undefined);
      await page.waitForTimeout(1000);
    },
  },
  {
    name: 'lesson with a hint',
    async reach(page) {
      const hint = bench.region(page, 'Lesson').getByRole('button', { name: /^Hint/ }).first();
      await hint.click();
      await hint.click();
      await hint.scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'lesson bodies',
    async reach(page) {
      await type(page, 'lesson bodies');
      await command(page, 'Go to the lesson');
      await bench.region(page, 'Lesson').getByRole('heading', { level: 2, name: /odies/ }).waitFor();
      await page.waitForTimeout(1000);
    },
  },
  {
    name: 'empty project',
    async reach(page) {
      await command(page, 'New project');
      await page.waitForTimeout(600);
      await command(page, 'Go to the result');
    },
  },
  { name: 'empty chain', reach: toChain },
  { name: 'empty request', reach: (page) => command(page, 'Go to the request') },
  { name: 'empty timeline', reach: (page) => command(page, 'Show the timeline') },
  { name: 'empty history', reach: (page) => command(page, 'Show earlier runs') },
];
