import * as bench from '../journeys/workbench.ts';
import { dock, broken, command, openExample, openWindow, toChain, type Stop } from './reach.ts';

/** Checks, runs compared, a result that is stale or waits, and the pages of the settings. */
export const stateStops: readonly Stop[] = [
  {
    name: 'checks empty',
    async reach(page) {
      await command(page, 'Go to the request');
      await bench.tab(bench.region(page, 'Request'), 'Checks').click();
    },
  },
  {
    name: 'checks',
    async reach(page) {
      await command(page, 'Go to the result');
      await bench.button(page, 'Expect this: status 200').click();
      await command(page, 'Go to the request');
      await bench.field(bench.region(page, 'Request'), 'URL').fill('http://localhost:8080/status/404');
      await bench.region(page, 'Request').getByText('was 404').waitFor();
    },
  },
  {
    name: 'check changed',
    async reach(page) {
      await bench.button(page, /^Change: status/).click();
    },
  },
  ...dock({ history: 'Show earlier runs' }),
  {
    name: 'compare',
    async reach(page) {
      await bench.button(page, 'Compare with the run before').first().click();
      await page.getByText('Response headers').first().waitFor();
    },
  },
  {
    name: 'stale, with problems',
    async reach(page) {
      await command(page, 'Go to the editor');
      await bench.editorIsReady(page);
      await bench.pasteOver(page, broken);
      await bench.region(page, 'Problems').getByRole('listitem').first().waitFor({ timeout: 60_000 });
    },
  },
  { name: 'stale result', reach: (page) => command(page, 'Go to the result') },
  {
    name: 'versions',
    async reach(page) {
      await openWindow(page, 'Open a project');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Actions for/ })
        .first()
        .click();
      await page.getByRole('menuitem', { name: /ersions/ }).click();
      await page.waitForTimeout(300);
    },
  },
  {
    name: 'settings of a filter',
    async reach(page) {
      await openExample(page, 'Add a header');
      await toChain(page);
      await bench
        .region(page, 'Filter chain')
        .getByRole('button', { name: /Settings$/ })
        .first()
        .click();
      await page.getByRole('region', { name: 'Settings of add-header' }).waitFor();
    },
  },
  {
    name: 'settings, wrong json',
    async reach(page) {
      const settings = bench.region(page, 'Settings of add-header');
      await bench.field(settings, 'Configuration').fill('{"a": }');
      await settings.getByText('Line 1, column 7').waitFor();
    },
  },
  {
    name: 'settings capabilities',
    async reach(page) {
      const settings = bench.region(page, 'Settings of add-header');
      const chosen = settings.getByRole('radio', { name: /^Only what is chosen/ });
      await chosen.check();
      await settings.locator('summary', { hasText: 'WASI' }).click();
      await settings.locator('summary', { hasText: 'WASI' }).scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'clusters',
    async reach(page) {
      await toChain(page);
      await bench.button(bench.region(page, 'Filter chain'), /^Clusters/).click();
      const clusters = bench.region(page, 'Clusters');
      await bench.button(clusters, 'Add a cluster').click();
      await clusters.getByRole('combobox', { name: 'Answers' }).selectOption('By script');
    },
  },
  {
    name: 'routes',
    async reach(page) {
      await toChain(page);
      await bench.button(bench.region(page, 'Filter chain'), /^Routes/).click();
      await bench.button(bench.region(page, 'Routes'), 'Add a route').click();
    },
  },
  {
    name: 'workers and network',
    async reach(page) {
      await toChain(page);
      await bench.button(bench.region(page, 'Filter chain'), /^Workers/).click();
      await bench.region(page, 'Workers').getByRole('slider').waitFor();
    },
  },
  {
    name: 'clock, answering',
    async reach(page) {
      await toChain(page);
      await command(page, 'Show the clock');
      await page.getByRole('checkbox', { name: 'Hold the requests to upstream' }).check();
      await bench.button(page, /^Answer: upstream/).click();
    },
  },
  { name: 'waiting result', reach: (page) => command(page, 'Go to the result') },
];
