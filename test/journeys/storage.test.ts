import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { keepScreenshot, launchBrowser } from './browser.ts';
import * as bench from './workbench.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const name = (page: Page): Promise<string> => page.locator('.project-name').inputValue();

async function rename(page: Page, to: string): Promise<void> {
  await bench.field(page, 'Project name').fill(to);
  await page.keyboard.press('Enter');
}

/** A page of the site that is not the product. */
async function bare(): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(new URL('icon.svg', inject('site')).href);
  return page;
}

/** Opens the product beside it. */
async function productBeside(page: Page): Promise<Page> {
  const product = await page.context().newPage();
  product.setDefaultTimeout(bench.SLOW_MS);
  await product.goto(inject('site'));
  await bench.eventually(() => name(product)).not.toBe('');
  return product;
}

/** The database as the first version of the page left it; stays open where it is to be in the way. */
const firstDatabase = ({ current, staysOpen }: { current: unknown; staysOpen: boolean }) =>
  new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open('weir', 1);
    opening.addEventListener('upgradeneeded', () => {
      for (const table of ['projects', 'aside', 'modules']) opening.result.createObjectStore(table);
    });
    opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')));
    opening.addEventListener('success', () => {
      const writing = opening.result.transaction('projects', 'readwrite');
      writing.objectStore('projects').put(current, 'current');
      writing.addEventListener('complete', () => {
        if (!staysOpen) opening.result.close();
        resolve();
      });
    });
  });

/** Keys of a table, and of what is on its way there. */
const keysOf = (table: string) =>
  new Promise<string[]>((resolve, reject) => {
    const opening = indexedDB.open('weir');
    opening.addEventListener('error', () => reject(opening.error ?? new Error('not opened')));
    opening.addEventListener('success', () => {
      const reading = opening.result.transaction(table).objectStore(table).getAllKeys();
      reading.addEventListener('success', () => {
        opening.result.close();
        resolve([...reading.result.map(String), ...Object.keys(localStorage).filter((key) => key.includes('way'))]);
      });
    });
  });

const fixture = (file: string) =>
  JSON.parse(readFileSync(`test/share/fixtures/schema-1/${file}.json`, 'utf8')) as { project: { id: string } };

test('what the first version of the page kept, and what it had on its way, is there whatever its names are', async () => {
  const page = await bare();
  const odd = fixture('names-that-links-refuse');
  const { project } = fixture('edited-example');
  await page.evaluate(firstDatabase, { current: odd, staysOpen: false });
  const text = JSON.stringify({ project: { ...project, name: 'In a hurry' }, example: 'add-header' });
  await page.evaluate((value) => localStorage.setItem('weir:on-its-way', value), text);
  const product = await productBeside(page);
  expect(await name(product)).toBe('In a hurry');
  expect(await page.evaluate(keysOf, 'projects')).toEqual([project.id, odd.project.id]);

  await bench.button(product, 'Projects').click();
  await product.getByRole('dialog').getByText('x'.repeat(1500)).click();
  await bench.eventually(() => name(product)).toBe('x'.repeat(1500));
  await bench.region(product, 'Files').getByText('Filter mit Leerzeichen.ts').waitFor();
  await rename(product, 'Brought over');
  await product.getByText('Saved locally').waitFor();
  await product.reload();
  await bench.eventually(() => name(product)).toBe('Brought over');
});

test('an earlier version of the page that is still open is named as the reason, and waited for', async () => {
  const page = await bare();
  await page.evaluate(firstDatabase, { current: fixture('edited-example'), staysOpen: true });
  const product = await productBeside(page);
  await bench.notice(product, 'an earlier version of this page is open in another tab').first().waitFor();
  await page.close();
  await rename(product, 'Patient');
  await product.getByText('Saved locally').waitFor();
});

test('a private window that refuses the database: the page works and says that it keeps nothing', async () => {
  const refuse = () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('A mutation operation was attempted', 'InvalidStateError');
    };
  };
  const { page } = await bench.open(browser, { prepare: (it) => it.addInitScript(refuse) });
  await bench.notice(page, 'This browser keeps nothing here').waitFor();
  await rename(page, 'Fleeting');
  await page.getByText('Not saved: this browser refuses storage').waitFor();
  expect(await name(page)).toBe('Fleeting');
  await bench.button(page, 'Projects').click();
  await page.getByRole('dialog').getByText('a private window may be the reason').waitFor();
});

test('a full disk is told, what is on screen stays, and saving goes on when there is room', async () => {
  const origin = new URL(inject('site')).origin;
  const setRoom = async (page: Page, room: { quotaSize?: number }) => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Storage.overrideQuotaForOrigin', { origin, ...room });
  };
  const { page } = await bench.open(browser, { prepare: (it) => setRoom(it, { quotaSize: 1 }) });
  await rename(page, 'Too much');
  await bench.notice(page, 'There is no room left').waitFor();
  await page.getByText('Not saved: this browser refuses storage').waitFor();
  expect(await name(page)).toBe('Too much');
  await keepScreenshot(page, 'full-disk');
  // What found no room is not lost either: the page had it on its way.
  await page.reload();
  await bench.eventually(() => name(page)).toBe('Too much');
  await setRoom(page, {});
  await rename(page, 'After');
  await page.getByText('Saved locally').waitFor();
  await page.reload();
  await bench.eventually(() => name(page)).toBe('After');
});

/** Modules: named by a version, by nothing, by a run; a project deleted long ago, with a version and a run. */
const plant = ([named, orphan, ran]: readonly string[]) =>
  new Promise<void>((resolve) => {
    const opening = indexedDB.open('weir');
    opening.addEventListener('success', () => {
      const tables = ['projects', 'versions', 'runs', 'modules', 'upkeep'];
      const writing = opening.result.transaction(tables, 'readwrite');
      const put = (table: string, value: unknown, key?: IDBValidKey) => writing.objectStore(table).put(value, key);
      put('modules', Uint8Array.of(1), named ?? '');
      put('modules', Uint8Array.of(2), orphan ?? '');
      put('modules', Uint8Array.of(3), ran ?? '');
      const run = { number: 1, id: 'r', isPinned: 0, size: 1, text: '' };
      put('runs', { ...run, project: 'gone' });
      put('runs', { ...run, project: 'mine', text: JSON.stringify({ project: { filters: [{ sha256: ran }] } }) });
      put('upkeep', { [orphan ?? '']: 1 }, 'orphans');
      put('projects', { project: {}, revision: 1, writer: '', changedAt: 1, deletedAt: 1 }, 'gone');
      put('versions', { at: 1 }, ['gone', 'x']);
      put('versions', { at: 1, project: { filters: [{ module: { sha256: named } }] } }, ['mine', 'y']);
      writing.addEventListener('complete', () => {
        opening.result.close();
        resolve();
      });
    });
  });

test('what nobody can want any more is thrown away some time, and nothing else', async () => {
  const { page } = await bench.open(browser, { prepare: (it) => it.clock.install() });
  await rename(page, 'Mine');
  await page.getByText('Saved locally').waitFor();
  const [mine] = await page.evaluate(keysOf, 'projects');
  const [named, orphan, ran] = ['a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)];
  await page.evaluate(plant, [named, orphan, ran]);
  await page.clock.fastForward(60_000);
  await bench.eventually(() => page.evaluate(keysOf, 'modules')).toEqual([named, ran]);
  expect(await page.evaluate(keysOf, 'projects')).toEqual([mine]);
  expect((await page.evaluate(keysOf, 'versions')).filter((key) => key.includes('gone'))).toEqual([]);
  expect(await page.evaluate(keysOf, 'versions')).toContain('mine,y');
  expect((await page.evaluate(keysOf, 'runs')).filter((key) => /^(?:gone|mine),/.test(key))).toEqual(['mine,1']);
});
