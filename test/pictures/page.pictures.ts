import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, widths } from '../journeys/browser.ts';
import * as bench from '../journeys/workbench.ts';
import { endStops } from './end-stops.ts';
import { runStops } from './run-stops.ts';
import { stateStops } from './state-stops.ts';
import { windowStops } from './window-stops.ts';

const stops = [...windowStops, ...stateStops, ...runStops, ...endStops];

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const heights = { [widths.wide]: 900, [widths.medium]: 768, [widths.narrow]: 844 } as const;
const schemes = ['light', 'dark'] as const;
const looks = [
  ...Object.values(widths).flatMap((width) =>
    schemes.map((colorScheme) => ({ name: `${width}-${colorScheme}`, width, colorScheme })),
  ),
  { name: '1440-forced', width: widths.wide, colorScheme: 'dark', forcedColors: 'active' },
  { name: '1024-contrast', width: widths.medium, colorScheme: 'light', contrast: 'more' },
  { name: '390-contrast', width: widths.narrow, colorScheme: 'dark', contrast: 'more' },
] as const;

test.each(looks)('pictures: $name', { timeout: 900_000 }, async ({ name: look, width, ...media }) => {
  const folder = `.cache/pictures/${look}`;
  mkdirSync(folder, { recursive: true });
  const { page, complaints } = await bench.open(browser, {
    ...media,
    viewport: { width, height: heights[width] },
    reducedMotion: 'reduce',
  });
  const unreached: string[] = [];
  for (const [at, { name, reach }] of stops.entries()) {
    await reach(page).catch((reason: unknown) => unreached.push(`${name}: ${String(reason).slice(0, 300)}`));
    await page.waitForTimeout(150); // late parts and menus have their place by then
    await page.screenshot({ path: `${folder}/${String(at).padStart(2, '0')}-${name.replaceAll(/[^\w]+/g, '-')}.png` });
  }
  expect(unreached).toEqual([]);
  expect(complaints).toEqual([]);
});
