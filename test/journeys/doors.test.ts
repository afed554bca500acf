import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from './browser.ts';
import { anywhere, documentDoors, leavingDoors, probe, workerDoors } from './doors.ts';
import { headerRules, startHost } from './doors-host.ts';
import { eventually } from './workbench.ts';

type Host = Awaited<ReturnType<typeof startHost>>;
type Doors = typeof workerDoors;
type Outcomes = Record<string, string>;

const documented = /```_headers\n(.*?)```/s.exec(readFileSync('docs/hosting.md', 'utf8'))?.[1] ?? '';
const hosts = [
  { title: 'a host without headers', rules: [] },
  { title: 'a host with the headers of docs/hosting.md', rules: headerRules(documented) },
];

let browser: Browser;
let other: Host;
const table = new Map<string, Record<string, string>>();
beforeAll(async () => {
  browser = await launchBrowser();
  other = await startHost();
});
afterAll(async () => {
  await browser.close();
  other.close();
  mkdirSync('test-results', { recursive: true });
  const places = [...table.keys()];
  const names = [...new Set([...table.values()].flatMap((outcomes) => Object.keys(outcomes)))];
  const rows = [
    ['door', ...places],
    ['---', ...places.map(() => '---')],
  ].concat(names.map((name) => [name, ...places.map((place) => table.get(place)?.[name] ?? '')]));
  writeFileSync('test-results/doors.md', `${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`);
});

const places = (own: Host, patienceMs = 2000) => ({ own: own.url, other: other.url, patienceMs });

/** The doors that are open: those that say so, and those through which somebody arrived. */
function openOf(place: string, said: Outcomes, doors: Doors, own: Host): string[] {
  const outcomes: Outcomes = Object.fromEntries(
    doors.map(({ name }) => {
      const hasArrived = own.doors.has(name) || other.doors.has(name);
      return [name, hasArrived ? 'open' : (said[name] ?? 'not tried')];
    }),
  );
  table.set(place, { ...table.get(place), ...outcomes });
  return Object.entries(outcomes).flatMap(([name, outcome]) => (/^(?:open|not tried)$/.test(outcome) ? [name] : []));
}

async function tryDoors(
  { place, doors, own, patienceMs }: { place: string; doors: Doors; own: Host; patienceMs?: number },
  run: (probe: string) => Promise<unknown>,
): Promise<string[]> {
  own.doors.clear();
  other.doors.clear();
  return openOf(place, (await run(probe(doors, places(own, patienceMs)))) as Outcomes, doors, own);
}

/** Going away ends the document that was asked, and with it the answer. */
const leave = (where: Page | Frame, name: string) => (text: string) =>
  where.evaluate(text).catch((error: unknown) => {
    if (!String(error).includes('context was destroyed')) throw error;
    return { [name]: 'shut: the document is gone' };
  });

/** Somebody at the site who answers a knock on the channel. */
const listen = (page: Page) =>
  page.evaluate(() => {
    const channel = new BroadcastChannel('doors');
    channel.onmessage = () => channel.postMessage('come in');
  });

const inBlobWorker = (where: Page | Frame) => (text: string) =>
  where.evaluate(async (code) => {
    const url = URL.createObjectURL(new Blob([`${code}.then(postMessage)`], { type: 'text/javascript' }));
    const worker = new Worker(url);
    // The scripts that come in say 1.
    return new Promise((resolve) => worker.addEventListener('message', ({ data }) => data !== 1 && resolve(data)));
  }, text);

async function openSite({ url }: Host): Promise<{ page: Page; frame: Frame }> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  await page.locator('.status-line').waitFor();
  const frame = page.frames().find((one) => one.url().includes('/isolation/'));
  if (frame === undefined) throw new Error('there is no frame for filters');
  await listen(page);
  return { page, frame };
}

async function openBlank({ url }: Host): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(`${url}probe/blank.html`);
  await listen(page);
  return page;
}

const namesOf = (doors: Doors) => doors.map(({ name }) => name);

test('the same probe finds the doors open where nothing shuts them', async () => {
  const own = await startHost();
  const page = await openBlank(own);
  const patienceMs = 8000;
  const inWorker = { place: 'control worker', doors: workerDoors, own, patienceMs };
  expect(await tryDoors(inWorker, inBlobWorker(page))).toEqual(namesOf(workerDoors));
  await page.evaluate(() => {
    document.body.append(Object.assign(document.createElement('iframe'), { src: 'blank.html?inner' }));
  });
  await eventually(() => Promise.resolve(page.frames()[1]?.url())).toContain('inner');
  const [, frame] = page.frames();
  const inFrame = { place: 'control frame', own, patienceMs };
  for (const doors of [anywhere, documentDoors])
    expect(await tryDoors({ ...inFrame, doors }, async (text) => frame?.evaluate(text))).toEqual(namesOf(doors));
  for (const door of leavingDoors) {
    const fresh = await openBlank(own);
    const leaving = { ...inFrame, doors: [door] };
    expect(await tryDoors(leaving, leave(fresh, door.name))).toEqual([door.name]);
  }
  own.close();
});

describe.each(hosts)('on $title', ({ rules }) => {
  const place = (name: string) => `${name}, ${rules.length === 0 ? 'no headers' : 'headers'}`;

  test('the worker that runs filters and the one that compiles them reach nothing', async () => {
    const report = (who: string) => {
      const text = probe(workerDoors, places(own));
      return `;${text}.then((outcomes) => console.log('doors of ${who}', JSON.stringify(outcomes)));`;
    };
    const own = await startHost(rules, (path, body) => {
      // What the frame takes for the text of the worker ends with the first script element.
      if (path.startsWith('/isolation/'))
        return String(body).replace('</script>', () => `${report('run worker')}</script>`);
      return path.includes('/compile.worker') ? Buffer.concat([body, Buffer.from(report('compiler'))]) : body;
    });
    other.doors.clear();
    const page = await (await browser.newContext()).newPage();
    const said = new Map<string, Outcomes>();
    page.on('console', (message) => {
      const [, who, json] = /^doors of ([\w ]+) (\{.*)$/.exec(message.text()) ?? [];
      if (who !== undefined && json !== undefined) said.set(who, JSON.parse(json) as Outcomes);
    });
    await page.goto(own.url);
    await listen(page);
    await eventually(() => Promise.resolve([...said.keys()].toSorted()), 40_000).toEqual(['compiler', 'run worker']);
    for (const [who, outcomes] of said) expect(openOf(place(who), outcomes, workerDoors, own), who).toEqual([]);
    expect(await page.locator('.status-line').textContent(), 'and the filter has run').toContain('200');
    own.close();
  });

  test('the policy alone holds a worker from which nothing was taken away, and the frame reaches nothing', async () => {
    const own = await startHost(rules);
    const { page, frame } = await openSite(own);
    const worker = { place: place('policy alone'), doors: workerDoors, own };
    expect(await tryDoors(worker, inBlobWorker(frame))).toEqual([]);
    const inFrame = { place: place('frame'), own };
    for (const doors of [anywhere, documentDoors])
      expect(await tryDoors({ ...inFrame, doors }, (text) => frame.evaluate(text))).toEqual([]);
    for (const door of leavingDoors)
      expect(await tryDoors({ ...inFrame, doors: [door] }, leave(frame, door.name))).toEqual([]);
    expect(page.url()).toBe(own.url);
    own.close();
  });
});
