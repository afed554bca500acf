import { readFileSync } from 'node:fs';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** The rules that another look of the same page can break. */
const aboutColours: axe.RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/** What keeps people out, as `rule: the elements`; `within`: only there, such as in a window over everything else. */
export const seriousBarriers = (page: Page, within = 'html'): Promise<string[]> => barriers(page, within, {});

/** What keeps people out because of colours. */
export const colourBarriers = (page: Page): Promise<string[]> => barriers(page, 'html', aboutColours);

async function barriers(page: Page, within: string, options: axe.RunOptions): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    ([selector, more]) => window.axe.run(selector, { resultTypes: ['violations'], ...more }),
    [within, options] as const,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
