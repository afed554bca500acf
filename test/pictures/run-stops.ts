import { panelsProject } from '../journeys/panels-project.ts';
import * as bench from '../journeys/workbench.ts';
import { tabs, dock, command, open, row, toChain, type Stop } from './reach.ts';

/** All that looks at a run, at one that leaves something everywhere. */
export const runStops: readonly Stop[] = [
  {
    name: 'rich result',
    async reach(page) {
      await open(page, panelsProject);
      await bench.tab(bench.region(page, 'Result'), 'Headers').click();
    },
  },
  { name: 'rich chain', reach: toChain },
  ...tabs('Request', ['Headers', 'Query', 'Body', 'Trailers', 'Options', 'Upstream', 'Checks']),
  ...tabs('Result', ['Headers', 'Body', 'Logs', 'Upstream', 'Warnings']),
  ...dock({
    timeline: 'Show the timeline',
    clock: 'Show the clock',
    properties: 'Show the properties',
    'shared data': 'Show shared data and queues',
    metrics: 'Show the metrics',
    workers: 'Show workers and their VMs',
    'access log': 'Show the access log',
    cost: 'Show what callbacks cost',
    console: 'Go to the console',
  }),
  {
    name: 'timeline row',
    async reach(page) {
      await command(page, 'Show the timeline');
      const wanted = row(page, /^proxy_set_shared_data/);
      const rows = page.getByRole('treegrid', { name: 'What happened' });
      await rows.press('Home');
      // Only rows on show are there.
      for (let i = 0; i < 40 && (await wanted.count()) === 0; i++) await rows.press('ArrowDown');
      await wanted.click();
    },
  },
  {
    name: 'timeline closer',
    async reach(page) {
      // Where there is room for one of the two, the state is on show.
      const choice = bench.region(page, 'Timeline').getByText('This row', { exact: true });
      if (await choice.isVisible()) await choice.click();
      await bench.button(page, 'Look closer').click();
      await page.waitForTimeout(600);
    },
  },
  {
    name: 'sequence',
    async reach(page) {
      await bench.button(bench.region(page, 'Timeline'), 'Sequence').click();
      await page.getByRole('img', { name: 'Sequence of the run' }).waitFor();
    },
  },
];
