import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { filterDefaults, newTcpTalk, type Project, requestDefaults } from '../../src/model/index.ts';
import { parseRun, textOfRun } from '../../src/state/history/kept-run.ts';
import { type App, differences, type PastRun, sha256 } from '../../src/state/index.ts';
import { exampleOf, exampleProject, memoryStorage, noDetails, stageOf } from './fakes.ts';

const runsOf = ({ store }: App): readonly PastRun[] => store.getState().history.runs;

/** A connection through a filter. */
async function openedTcp(): Promise<App> {
  const script = new Uint8Array(readFileSync('conformance/wasm/script.wasm'));
  const hash = await sha256(script);
  const module = { kind: 'wasm', fileName: 'script.wasm', sha256: hash, size: script.length } as const;
  const project: Project = {
    ...exampleProject,
    filters: [],
    networkFilters: [{ ...filterDefaults, id: 'n', name: 'guard', module }],
    requests: [{ ...requestDefaults, id: 'r1', name: 'ping', method: 'TCP', url: '', tcp: newTcpTalk }],
    selectedRequest: 'r1',
  };
  const { app } = stageOf({
    examples: [exampleOf({ project, modules: [script] })],
    storage: memoryStorage(undefined),
    runner: {
      run: (input) => Promise.resolve({ kind: 'report', report: run(input.project, input.scenario, input.seed) }),
      inspect: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      describe: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      ...noDetails,
    },
  });
  await app.commands.start();
  return app;
}

test('a connection is in the history, and compared with another: end, steps, bytes either way, calls, cost', async () => {
  const app = await openedTcp();
  await expect.poll(() => runsOf(app)).toHaveLength(1);
  const { commands } = app;
  commands.setFilter('n', { configuration: 'downstream_data close down' });
  await commands.run();
  await expect.poll(() => runsOf(app)).toHaveLength(2);
  const [later, earlier] = runsOf(app);
  if (!later || !earlier) throw new Error('a run is missing');
  expect([earlier, later].map(({ filters, exchanges }) => [filters, exchanges[0]?.tcp?.end])).toEqual([
    [['guard'], 'closed by the client'],
    [['guard'], 'closed by guard'],
  ]);
  const told = differences(earlier, later, 0).map(({ section, changes }) => [
    section,
    changes.flatMap(({ kind, text }) => (kind === 'removed' ? [`-${text}`] : kind === 'added' ? [`+${text}`] : [])),
  ]);
  const of = Object.fromEntries(told) as Record<string, string[]>;
  expect(Object.keys(of)).toEqual(['end', 'talk', 'upstreamReceived', 'received', 'calls', 'logs', 'cost', 'filters']);
  expect(of['end']?.slice(0, 2)).toEqual(['-closed by the client', '-flags -, 5 bytes in, 5 out']);
  expect(of['received']).toEqual(['-pong\\x0a']);
  expect(of['upstreamReceived']).toEqual(['-ping\\x0a']);
  expect(of['filters']?.at(-1)).toBe('+  downstream_data close down');
  // What was kept is read again whole.
  expect(parseRun({ number: 2, text: textOfRun(later) })?.exchanges).toEqual(later.exchanges);
});

test('the console says what the client of a connection got', async () => {
  const app = await openedTcp();
  const told = () => app.store.getState().console.lines.map(({ text }) => text);
  await expect.poll(told).toContain('run: TCP ping -> 5 bytes');
  app.commands.setFilter('n', { configuration: 'downstream_data close down' });
  await app.commands.run();
  await expect.poll(told).toContain('run: TCP ping -> 0 bytes');
});
