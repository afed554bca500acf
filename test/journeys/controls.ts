import type { Locator, Page } from 'playwright-core';
import * as bench from './workbench.ts';

/** What a click can set off besides what stands on the page. */
export interface Effects {
  downloads: number;
}

export interface Control {
  readonly role: string;
  readonly name: string;
  /** How many of the same role and name come before it. */
  readonly at: number;
}

const roles = ['button', 'switch', 'tab', 'checkbox', 'link'] as const;
type Role = (typeof roles)[number];

const isRole = (role: string): role is Role => roles.some((one) => one === role);

export const locate = (page: Page, { role, name, at }: Control): Locator =>
  isRole(role)
    ? page.getByRole(role, { name, exact: true }).nth(at)
    : page.locator('summary', { hasText: name }).nth(at);

/** All that can be clicked now, as a screen reader lists it. Each needs a name. */
export async function controlsOf(page: Page): Promise<Control[]> {
  const found: Control[] = [];
  for (const line of (await page.locator('body').ariaSnapshot()).split('\n')) {
    const [, role = '', name = ''] = /^\s*- (\w+) ("(?:[^"\\]|\\.)*")?/.exec(line) ?? [];
    if (!isRole(role)) continue;
    if (/\[disabled\]/.test(line)) continue;
    const text = name === '' ? '' : String(JSON.parse(name));
    found.push({ role, name: text, at: found.filter((one) => one.role === role && one.name === text).length });
  }
  return found;
}

/**
 * What a person, sighted or not, can tell of the page: its parts, their states and values, its colours, where the
 * focus is. Tooltips come and go with the mouse and do not count.
 */
async function impressionOf(page: Page, effects: Effects): Promise<string> {
  const snapshot = await page.locator('body').ariaSnapshot();
  const lines = snapshot.split('\n').filter((line) => !/^\s*- tooltip/.test(line));
  const rest = await page.evaluate(async () => {
    const field = document.activeElement;
    const isField = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
    const clipboard = await navigator.clipboard.readText().catch(() => '');
    const isEditor = field?.matches('.native-edit-context') === true;
    return [
      getComputedStyle(document.body).backgroundColor,
      isField || isEditor ? field.getAttribute('aria-label') : '',
      clipboard,
    ];
  });
  return [...lines, ...rest, effects.downloads].join('\n');
}

/** Whether the page differs from an impression before long. */
export async function changesFrom(page: Page, before: string, effects: Effects, withinMs = 2500): Promise<boolean> {
  const until = Date.now() + withinMs;
  while (Date.now() < until) {
    if ((await impressionOf(page, effects)) !== before) return true;
    await page.waitForTimeout(30);
  }
  return false;
}

/** Opens the default example again. */
export async function beginAnew(page: Page): Promise<void> {
  await closeOverlays(page);
  await bench.openExample(page, 'Add a header');
  for (const tabs of await page.getByRole('tablist').all()) await tabs.getByRole('tab').first().click();
}

async function closeOverlays(page: Page): Promise<void> {
  while ((await page.getByRole('menu').count()) + (await page.getByRole('dialog').count()) > 0) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
  }
}

/** Waits until nothing moves any more, and returns the impression of the page. */
export async function atRest(page: Page, effects: Effects): Promise<string> {
  await page.mouse.move(700, 500);
  await closeOverlays(page);
  let last = '';
  for (;;) {
    const notices = bench.button(page, 'Close toast');
    if ((await notices.count()) > 0)
      await notices
        .first()
        .click({ timeout: 1000 })
        .catch(() => undefined);
    const next = await impressionOf(page, effects);
    const isBusy = /Running…|Saving…|Compiling…|Not saved yet|Waiting|Close toast/.test(next);
    if (next === last && !isBusy) return next;
    last = next;
    await page.waitForTimeout(60);
  }
}
