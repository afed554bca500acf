import { readFileSync } from 'node:fs';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

declare global {
  interface Window {
    readonly axe: typeof axe;
  }
}

/** What keeps people out, as `rule: the elements`; `within`: only there, such as in a window over everything else. */
export async function seriousBarriers(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    (selector) => window.axe.run(selector, { resultTypes: ['violations'] }),
    within,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
