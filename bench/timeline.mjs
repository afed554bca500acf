// node bench/timeline.mjs [FRAMES]: scrolls the timeline and the log of a run of 10,000 rows, and steps through it, in the
// built page in a real Chromium. Prints the times of the frames beside those of the least that a list of rows can be.
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { ensureBuilt } from '../scripts/built.mjs';
import { bundleTs } from '../scripts/bundle-ts.mjs';
import { ensureChromium } from '../scripts/chromium.mjs';
import { serve } from '../scripts/serve.mjs';

const GOAL_MS = 20; // of 95 in 100 frames
const PIXELS_A_FRAME = 150;
const frames = Number(process.argv[2] ?? 300);

ensureBuilt();
const { manyRowsHash } = await import(pathToFileURL(await bundleTs('bench/page/many-rows.ts')).href);
const site = await serve({ root: 'dist' });
const browser = await chromium.launch({
  executablePath: ensureChromium(),
  args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--no-first-run'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const protocol = await page.context().newCDPSession(page);
await protocol.send('Performance.enable', { timeDomain: 'threadTicks' });

/** What the page's thread was busy with so far, in milliseconds. */
async function work() {
  const { metrics } = await protocol.send('Performance.getMetrics');
  const seconds = Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  return ['TaskDuration', 'ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'].map(
    (name) => (seconds[name] ?? 0) * 1000,
  );
}

/** Does something in each frame and prints how long the frames took. */
async function measure(name, target, each) {
  const before = await work();
  const times = await target.evaluate(each, { frames, pixels: PIXELS_A_FRAME });
  const after = await work();
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const [busy, script, style, layout] = after.map((ms, i) => (ms - before[i]) / times.length);
  console.log(
    `${name.padEnd(34)} p50 ${at(0.5).toFixed(1)} p95 ${at(0.95).toFixed(1)} most ${at(1).toFixed(1)} ms; ` +
      `busy ${busy.toFixed(1)} ms a frame: script ${script.toFixed(1)}, style ${style.toFixed(1)}, layout ${layout.toFixed(1)}`,
  );
  return at(0.95);
}

/** Runs in the page: scrolls an element down and up. @param {Element} box */
async function scrolled(box, { frames, pixels }) {
  const times = [];
  box.scrollTop = 0;
  let last = await new Promise(requestAnimationFrame);
  for (let i = 0; i < frames; i++) {
    box.scrollTop += i < frames / 2 ? pixels : -pixels;
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}

/** Runs in the page: holds a key down. @param {Element} list */
async function stepped(list, { frames }) {
  const times = [];
  let last = await new Promise(requestAnimationFrame);
  for (let i = 0; i < frames; i++) {
    const key = i < frames / 2 ? 'ArrowDown' : 'ArrowUp';
    list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    const now = await new Promise(requestAnimationFrame);
    times.push(now - last);
    last = now;
  }
  return times;
}

/** Rows of plain text that are moved and written anew as they are scrolled, without a framework and without a page. */
const LEAST = `<!doctype html><style>
  body { margin: 0; font: 12px monospace }
  #box { height: 300px; width: 900px; overflow: auto; contain: strict }
  #space { position: relative; height: 240000px }
  #space div { position: absolute; inset: 0 0 auto; height: 24px; contain: strict }
</style><div id="box"><div id="space"></div></div><script>
  const rows = Array.from({ length: 20 }, () => space.appendChild(document.createElement('div')));
  const draw = () => {
    const first = Math.floor(box.scrollTop / 24);
    for (let i = first; i < first + rows.length; i++) {
      const row = rows[i % rows.length];
      row.textContent = 'row ' + i;
      row.style.transform = 'translateY(' + i * 24 + 'px)';
    }
  };
  box.addEventListener('scroll', draw);
  draw();
</script>`;

try {
  await page.setContent(LEAST);
  await measure('the least: a list of plain text', page.locator('#box'), scrolled);

  await page.goto(site.url + manyRowsHash());
  const result = page.getByRole('region', { name: 'Result', exact: true });
  await result.getByRole('status').getByText('10,000 hostcalls').waitFor({ timeout: 120_000 });
  await page.getByRole('tab', { name: 'Timeline' }).click();
  const grid = page.getByRole('region', { name: 'Timeline', exact: true }).getByRole('treegrid');
  await grid.waitFor();
  const figures = [await measure('the timeline, scrolled', grid.locator('xpath=..'), scrolled)];
  await grid.press('Home');
  figures.push(await measure('the timeline, a key held down', grid, stepped));
  await page.getByRole('tab', { name: /^Logs/ }).click();
  await result.getByText(/line 0$/).waitFor();
  const box = await result.getByText(/line 0$/).evaluateHandle((line) => {
    let box = line;
    while (box !== null && (box.scrollHeight <= box.clientHeight + 1 || getComputedStyle(box).overflowY === 'visible'))
      box = box.parentElement;
    return box;
  });
  figures.push(await measure('the log of 5,000 lines, scrolled', box, scrolled));
  if (figures.some((figure) => !(figure <= GOAL_MS))) process.exitCode = 1;
  console.log(`goal: p95 of at most ${GOAL_MS} ms`);
} finally {
  await browser.close();
  await site.close();
}
