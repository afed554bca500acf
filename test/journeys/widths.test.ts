import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { keepScreenshot, launchBrowser, visit, widths } from './browser.ts';
import { linkOf, panelsProject } from './panels-project.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const themes = ['light', 'dark'] as const;
const heights = { wide: 900, medium: 768, narrow: 844 } as const;

/** By how many pixels the page is wider than the screen, and the controls that stand outside of it. */
const overflow = (page: Page) =>
  page.evaluate(() => {
    const tooWide = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) - innerWidth;
    const outside = [...document.querySelectorAll('header button, header input, nav button, footer')]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => one.getAttribute('aria-label') ?? one.textContent);
    return { tooWide: Math.max(0, tooWide), outside };
  });

/** Sizes and places of what can be pressed, with what it is called: nothing may be too small for a finger. */
const smallTargets = (page: Page) =>
  page.evaluate((smallest) => {
    const kinds = 'button, a[href], input, select, textarea, summary, [role=tab], [role=option], [tabindex="0"]';
    /** Whether what lies that far from its middle still belongs to it. */
    const reaches = (one: Element, side: number): boolean => {
      one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const { x, y, width, height } = one.getBoundingClientRect();
      const far = side / 2 - 1;
      const around = [
        [-far, 0],
        [far, 0],
        [0, -far],
        [0, far],
      ] as const;
      return around.every(([right, down]) => {
        const hit = document.elementFromPoint(x + width / 2 + right, y + height / 2 + down);
        return one.contains(hit);
      });
    };
    // A word inside a sentence is as high as its line.
    const isInSentence = (one: Element) => one.matches('.prose :is(a, button)');
    return [...document.querySelectorAll(kinds)]
      .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .filter((one) => one.closest('.monaco-editor') === null && !isInSentence(one))
      .map((one) => one.closest('label') ?? one)
      .filter((one) => {
        const { width, height } = one.getBoundingClientRect();
        return width > 0 && Math.min(width, height) < smallest && !reaches(one, smallest);
      })
      .map((one) => {
        const { width, height } = one.getBoundingClientRect();
        return `${one.ariaLabel ?? one.textContent}: ${width.toFixed(0)} x ${height.toFixed(0)}`;
      });
  }, 24);

test('whatever can be pressed on a small screen is large enough for a finger', async () => {
  const { page } = await visit(browser, linkOf(panelsProject), {
    viewport: { width: widths.narrow, height: heights.narrow },
    hasTouch: true,
    reducedMotion: 'reduce',
  });
  page.setDefaultTimeout(bench.SLOW_MS);
  await bench.statusLine(page).waitFor({ timeout: 3 * bench.SLOW_MS });
  const isLargeEnough = async (what: string) => expect(await smallTargets(page), what).toEqual([]);
  const bar = page.getByRole('navigation', { name: 'Panes' });
  const places = [
    ['Code', 'Editor'],
    ['Request', 'Request'],
    ['Result', 'Result'],
    ['Trace', 'Timeline'],
  ] as const;
  for (const [name, part] of places) {
    await bench.button(bar, new RegExp(`^${name}`)).tap();
    await bench.region(page, part).waitFor();
    await isLargeEnough(name);
    for (const tab of await page.getByRole('main').getByRole('tab').all()) {
      await tab.click();
      await page.locator('.loading').waitFor({ state: 'detached' });
      await isLargeEnough(`${name}: ${await tab.innerText()}`);
    }
  }
  await bench.button(page, 'Edit the chain').tap();
  await isLargeEnough('Chain');
  const chain = bench.region(page, 'Filter chain');
  for (const name of [/Settings$/, /^Clusters/, /^Routes/, /^Workers/]) {
    await bench.button(chain, name).first().tap();
    await bench.button(page, 'Back').waitFor();
    await isLargeEnough(String(name));
    await bench.button(page, 'Back').tap();
  }
});

test.each(['wide', 'medium'] as const)('everything has its place on a %s screen, light and dark', async (width) => {
  const viewport = { width: widths[width], height: heights[width] };
  const { page, complaints } = await bench.openEditor(browser, { viewport });
  await page.getByText('AssemblyScript compiler ready').waitFor();
  for (const theme of themes) {
    await bench.lookLike(page, { colorScheme: theme });
    expect(await overflow(page)).toEqual({ tooWide: 0, outside: [] });
    for (const name of ['Filter chain', 'Files', 'Editor', 'Request', 'Result', 'Console']) {
      const box = await bench.region(page, name).boundingBox();
      expect(box?.width, `width of ${name}`).toBeGreaterThan(150);
      expect(box?.height, `height of ${name}`).toBeGreaterThan(60);
    }
    await keepScreenshot(page, `${widths[width]}-${theme}`);
  }
  expect(complaints).toEqual([]);
});

test(`one panel at a time fills ${widths.narrow} px, light and dark`, async () => {
  const { page, complaints } = await bench.open(browser, {
    viewport: { width: widths.narrow, height: heights.narrow },
    hasTouch: true,
  });
  const bar = page.getByRole('navigation', { name: 'Panes' });
  const panels = [
    ['Code', bench.region(page, 'Editor')],
    ['Request', bench.region(page, 'Request')],
    ['Result', bench.region(page, 'Result')],
    ['Trace', bench.region(page, 'Timeline')],
    ['Console', bench.region(page, 'Console')],
  ] as const;
  const fits = async (name: string) => {
    for (const theme of themes) {
      await bench.lookLike(page, { colorScheme: theme });
      expect(await overflow(page), name).toEqual({ tooWide: 0, outside: [] });
      await keepScreenshot(page, `${widths.narrow}-${theme}-${name.toLowerCase()}`);
    }
  };
  for (const [name, panel] of panels) {
    await bench.button(bar, new RegExp(`^${name}`)).tap();
    await panel.waitFor();
    if (name === 'Code') await bench.editorIsReady(page);
    expect((await panel.boundingBox())?.height, `height of ${name}`).toBeGreaterThan(500);
    expect(await bench.button(bar, new RegExp(`^${name}`)).getAttribute('aria-pressed')).toBe('true');
    await fits(name);
  }
  await bench.button(page, 'Edit the chain').tap();
  await bench.region(page, 'Filter chain').waitFor();
  await fits('Chain');
  for (const one of await bar.getByRole('button').all()) {
    expect((await one.boundingBox())?.height, 'a target for a finger').toBeGreaterThanOrEqual(48);
  }
  expect(complaints).toEqual([]);
});

test('the theme is chosen, kept, and also that of editor and terminal', async () => {
  const { page } = await bench.openEditor(browser, { colorScheme: 'light' });
  const background = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((it) => getComputedStyle(it).backgroundColor);
  const light = await background('body');
  const lightEditor = await background('.monaco-editor');
  await bench.button(page, 'Theme').click();
  await page.getByText('Dark', { exact: true }).click();
  await bench.eventually(() => background('body')).not.toBe(light);
  await bench.eventually(() => background('.monaco-editor')).not.toBe(lightEditor);
  const dark = await background('body');
  await page.reload();
  await bench.statusLine(page).waitFor();
  expect(await background('body')).toBe(dark);
});
