import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { colourBarriers, seriousBarriers } from './barriers.ts';
import { launchBrowser, widths } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Stop {
  readonly name: string;
  readonly reach: (page: Page) => Promise<unknown>;
}

const openParts = (part: string, tabs: readonly string[]): Stop[] =>
  tabs.map((name) => ({
    name: `${part}: ${name}`,
    reach: (page) => bench.tab(bench.region(page, part), name).click(),
  }));

/** One walk through the page, with a look around at each stop. */
const stops: readonly Stop[] = [
  { name: 'the default page', reach: () => Promise.resolve() },
  {
    name: 'the palette',
    reach: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'all keys',
    reach: async (page) => {
      await page.keyboard.press('Escape');
      await bench.chooseInMenu(page, 'Help', 'Show all keys');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    },
  },
  {
    name: 'a menu inside the menu, and what is offered to the terminal',
    reach: async (page) => {
      await page.keyboard.press('Escape');
      await bench.terminal(page).pressSequentially('logs --');
      await bench.terminal(page).press('Tab');
      await page.getByRole('listbox').waitFor();
    },
  },
  {
    name: 'the palette once more',
    reach: async (page) => {
      await page.keyboard.press('Escape');
      await bench.terminal(page).fill('');
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'the module inspector',
    reach: async (page) => {
      await page.keyboard.type('inspect the module');
      await page.keyboard.press('Enter');
      await page.getByText('Envoy 1.40 would load it.').waitFor();
    },
  },
  {
    name: 'the text of a module',
    reach: async (page) => {
      await page.getByRole('tab', { name: 'WAT' }).click();
      await page.getByRole('region', { name: 'Text of the module' }).waitFor();
    },
  },
  {
    name: 'the examples',
    reach: async (page) => {
      await page.keyboard.press('Escape');
      await bench.button(page, 'Examples').click();
      await page.getByRole('menu').waitFor();
    },
  },
  {
    name: 'the settings of a filter, with a configuration that is no JSON and a chosen set of capabilities',
    reach: async (page) => {
      await page.keyboard.press('Escape');
      await bench
        .region(page, 'Filter chain')
        .getByRole('button', { name: /Settings$/ })
        .click();
      const settings = bench.region(page, 'Settings of add-header');
      await bench.field(settings, 'Configuration').fill('{"a": }');
      await settings.getByText('Line 1, column 7').waitFor();
      await settings.getByRole('radio', { name: /^Only what is chosen/ }).check();
      await settings.locator('summary', { hasText: 'WASI' }).click();
    },
  },
  {
    name: 'clusters with a scripted reply',
    reach: async (page) => {
      await bench.button(bench.region(page, 'Filter chain'), /^Clusters/).click();
      const clusters = bench.region(page, 'Clusters');
      await bench.button(clusters, 'Add a cluster').click();
      await clusters.getByRole('combobox', { name: 'Answers' }).selectOption('By script');
      await clusters.getByRole('region', { name: /^Reply 1/ }).waitFor();
    },
  },
  {
    name: 'routes',
    reach: async (page) => {
      await bench.button(bench.region(page, 'Filter chain'), /^Routes/).click();
      await bench.button(bench.region(page, 'Routes'), 'Add a route').click();
      await bench.region(page, 'Routes').getByRole('article', { name: 'Route 1' }).waitFor();
    },
  },
  {
    name: 'workers',
    reach: async (page) => {
      await bench.button(bench.region(page, 'Filter chain'), /^Workers/).click();
      await bench.region(page, 'Workers').getByRole('slider').waitFor();
    },
  },
  {
    name: 'the clock with a pending call that is being answered',
    reach: async (page) => {
      await bench.button(page, 'Close the settings').click();
      await page.getByRole('tab', { name: 'Clock' }).click();
      await page.getByRole('checkbox', { name: 'Hold the requests to upstream' }).check();
      await bench.button(page, /^Answer: upstream/).click();
      await page.getByRole('region', { name: 'Your answer' }).waitFor();
    },
  },
  {
    name: 'broken code, its problems and a stale result',
    reach: async (page) => {
      await page.getByRole('checkbox', { name: 'Hold the requests to upstream' }).uncheck();
      await page.getByRole('tab', { name: 'Console' }).click();
      await bench.pasteOver(page, 'export const broken: u32 = "no number";\n');
      await bench.region(page, 'Result').getByText('Stale').waitFor();
      await bench.region(page, 'Problems').getByRole('listitem').first().waitFor();
    },
  },
  ...openParts('Request', ['Body', 'Trailers', 'Upstream']),
  {
    name: 'a trap with its explanation',
    reach: async (page) => {
      await bench.openExample(page, 'Only primes may pass, in Rust');
      await bench.enterLine(page, 'curl -H "token: abc"');
      await bench.troubles(page).getByText('The VM is dead').waitFor();
    },
  },
  ...openParts('Result', ['Body', 'Logs', 'Upstream', 'Warnings']),
  {
    name: 'a notice',
    reach: async (page) => {
      await bench.button(page, 'Actions for prime_authorizer').click();
      await bench.menuItem(page, /^Remove/).click();
      await bench.notice(page, 'Removed').waitFor();
    },
  },
  {
    name: 'the share window',
    reach: async (page) => {
      await bench.button(page, 'Share').click();
      await page.getByRole('img', { name: 'QR code of the link' }).waitFor();
    },
  },
];

const looks = [
  { name: 'light', colorScheme: 'light', contrast: 'no-preference' },
  { name: 'dark', colorScheme: 'dark', contrast: 'no-preference' },
  { name: 'light with more contrast', colorScheme: 'light', contrast: 'more' },
  { name: 'dark with more contrast', colorScheme: 'dark', contrast: 'more' },
] as const;

test('nothing keeps people out of any part of the page, in any look', { timeout: 240_000 }, async () => {
  const { page } = await bench.openEditor(browser, { reducedMotion: 'reduce' });
  for (const { name, reach } of stops) {
    await reach(page);
    for (const [i, { name: look, ...media }] of looks.entries()) {
      await bench.lookLike(page, media);
      // Names and roles are the same in every look.
      expect(await (i === 0 ? seriousBarriers(page) : colourBarriers(page)), `${name}, ${look}`).toEqual([]);
    }
  }
});

test('nothing keeps people out: each panel of a small screen, light and dark', async () => {
  const viewport = { width: widths.narrow, height: 844 };
  const { page } = await bench.open(browser, { viewport, reducedMotion: 'reduce' });
  const isOpen = async (name: string) => {
    await bench.lookLike(page, { colorScheme: 'light' });
    expect(await seriousBarriers(page), `${name}, light`).toEqual([]);
    await bench.lookLike(page, { colorScheme: 'dark' });
    expect(await colourBarriers(page), `${name}, dark`).toEqual([]);
  };
  for (const name of ['Code', 'Request', 'Result', 'Trace', 'Console']) {
    await bench.button(page.getByRole('navigation', { name: 'Panes' }), new RegExp(`^${name}`)).click();
    if (name === 'Code') await bench.editorIsReady(page);
    await isOpen(name);
  }
  await bench.button(page, 'Edit the chain').click();
  await isOpen('Chain');
});
