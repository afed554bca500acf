import type { Page } from 'playwright-core';
import type { Project } from '../../src/model/index.ts';
import { pains } from '../journeys/pains/pains.ts';
import { linkOf } from '../journeys/panels-project.ts';
import * as bench from '../journeys/workbench.ts';

/** Something of the page to take a picture of, reached from where the stop before it has left. */
export interface Stop {
  readonly name: string;
  readonly reach: (page: Page) => Promise<unknown>;
}

export async function closeAll(page: Page): Promise<void> {
  const open = page.locator('[role=dialog], [role=menu], [role=alertdialog]');
  for (let i = 0; i < 5 && (await open.count()) > 0; i++) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(100);
  }
}

/** Any command of the product, by its name in the palette: the same way at every width. */
export async function command(page: Page, title: string): Promise<void> {
  await closeAll(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(title);
  await page.getByRole('option', { name: title }).first().click();
  await page.getByRole('dialog', { name: 'Commands' }).waitFor({ state: 'detached' });
}

/** A command that opens a window: it is fetched when it is first opened. */
export async function openWindow(page: Page, title: string): Promise<void> {
  await command(page, title);
  await page.getByRole('dialog').waitFor();
}

export async function open(page: Page, project: Project): Promise<void> {
  await closeAll(page);
  await page.evaluate((hash) => (location.hash = hash), linkOf(project).slice(1));
  await bench.eventually(() => bench.field(page, 'Project name').inputValue(), 60_000).toBe(project.name);
  await page.waitForTimeout(300);
  await command(page, 'Go to the result');
  await bench.statusLine(page).or(bench.troubles(page)).filter({ visible: true }).first().waitFor({ timeout: 60_000 });
}

export async function openExample(page: Page, title: string): Promise<void> {
  await command(page, title);
  await bench.eventually(() => bench.field(page, 'Project name').inputValue()).toBe(title);
  await command(page, 'Go to the result');
}

export async function openPain(page: Page, name: string): Promise<void> {
  const pain = pains.find((one) => one.name === name);
  if (pain === undefined) throw new Error(`no pain ${name}`);
  await open(page, pain.project);
  if (pain.tab !== undefined) await bench.tab(bench.region(page, 'Result'), pain.tab).click();
  await bench.eventually(() => bench.region(page, 'Result').innerText(), 60_000).toMatch(/\S{20}|\S+ \S+ \S+ \S+/);
  await page.waitForTimeout(1500);
}

export async function toChain(page: Page): Promise<void> {
  await command(page, 'Go to the chain');
  const close = bench.button(page, /^(Close the settings|Back)$/);
  if (await close.isVisible()) await close.click();
}

export const tabs = (part: 'Request' | 'Result', names: readonly string[]): Stop[] =>
  names.map((name) => ({
    name: `${part.toLowerCase()} ${name.toLowerCase()}`,
    async reach(page) {
      await command(page, `Go to the ${part.toLowerCase()}`);
      await bench.tab(bench.region(page, part), name).click();
    },
  }));

export const dock = (titles: Readonly<Record<string, string>>): Stop[] =>
  Object.entries(titles).map(([name, title]) => ({
    name: `tools ${name}`,
    async reach(page) {
      await command(page, title);
      await page.getByRole('tabpanel').last().waitFor();
    },
  }));

export const row = (page: Page, name: RegExp) => bench.region(page, 'Timeline').getByRole('row', { name }).first();

export const type = async (page: Page, line: string) => {
  await command(page, 'Go to the console');
  await bench.enterLine(page, line);
};

export const broken = 'export const broken: u32 = "no number";\n';
