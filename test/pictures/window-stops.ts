import { readFileSync } from 'node:fs';
import * as bench from '../journeys/workbench.ts';
import { closeAll, command, openWindow, toChain, type Stop } from './reach.ts';

/** The first page, its menus and its windows. */
export const windowStops: readonly Stop[] = [
  { name: 'first result', reach: (page) => command(page, 'Go to the result') },
  { name: 'editor', reach: (page) => command(page, 'Go to the editor').then(() => bench.editorIsReady(page)) },
  { name: 'chain', reach: toChain },
  {
    name: 'chain menu',
    async reach(page) {
      await bench
        .button(bench.region(page, 'Filter chain'), /^Actions for/)
        .first()
        .click();
      // The first menu is fetched: opened, it would take the next click.
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'add a filter',
    async reach(page) {
      await closeAll(page);
      await bench.button(page, 'Add a filter').first().click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'menu',
    async reach(page) {
      await closeAll(page);
      await bench.button(page, 'Menu').click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'menu opened',
    async reach(page) {
      await page.getByRole('menuitem', { name: 'View', exact: true }).press('ArrowRight');
      await page.waitForTimeout(150);
    },
  },
  {
    name: 'examples',
    async reach(page) {
      await closeAll(page);
      await bench.button(page, 'Examples').click();
      await page.getByRole('menuitem').first().waitFor();
    },
  },
  {
    name: 'palette',
    async reach(page) {
      await closeAll(page);
      await page.keyboard.press('Control+k');
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'palette with nothing found', reach: (page) => page.keyboard.type('qqqq') },
  { name: 'shortcuts', reach: (page) => openWindow(page, 'Show all keys') },
  { name: 'projects', reach: (page) => openWindow(page, 'Open a project') },
  {
    name: 'share',
    async reach(page) {
      await openWindow(page, 'Share a link');
      await page.getByRole('img', { name: 'QR code of the link' }).waitFor();
    },
  },
  {
    name: 'export',
    async reach(page) {
      await openWindow(page, 'Export for a real Envoy');
      await page.getByRole('tab', { name: 'envoy.yaml', exact: true }).waitFor({ timeout: 60_000 });
    },
  },
  {
    name: 'export kubernetes',
    async reach(page) {
      const targets = page.getByRole('dialog').locator('.export-targets');
      if (await targets.isVisible()) await targets.getByRole('button').nth(3).click();
      else await page.getByRole('dialog').getByRole('combobox').first().selectOption({ index: 3 });
      await page.waitForTimeout(600);
    },
  },
  { name: 'import', reach: (page) => openWindow(page, 'Import a configuration') },
  {
    name: 'import read',
    async reach(page) {
      const text = readFileSync('test/import/fixtures/a-hello-world.yaml', 'utf8');
      await bench.field(page.getByRole('dialog'), 'Configuration').fill(text);
      await page.getByText('Drop hello_world.wasm here').waitFor();
    },
  },
  {
    name: 'inspect',
    async reach(page) {
      await openWindow(page, 'Inspect the module of a filter');
      await page.getByText('Envoy 1.40 would').waitFor();
    },
  },
  {
    name: 'inspect text',
    async reach(page) {
      await page.getByRole('tab', { name: 'WAT' }).click();
      await page.getByRole('region', { name: 'Text of the module' }).waitFor();
    },
  },
];
