import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { type ChainFilter, type Project, replyDefaults, requestDefaults, requestsOf } from '../../src/model/index.ts';
import { type App, differences, type PastRun, type Services, sha256 } from '../../src/state/index.ts';
import { parseRun, textOfRun } from '../../src/state/history/kept-run.ts';
import { tooMuch } from '../../src/state/history/run-limits.ts';
import { sideBySide } from '../../src/ui/panels/history/side-by-side.ts';
import {
  emptyMemory,
  exampleOf,
  exampleProject,
  type Memory,
  memoryStorage,
  memoryTab,
  noDetails,
  stageOf,
} from './fakes.ts';

const wasm = new Uint8Array(readFileSync('gallery/prime-authorizer/rust-0.1.0/prime_authorizer.wasm'));
const row = (name: string, value: string) => ({ enabled: true, name, value });

async function opened(services: Partial<Services> = {}): Promise<App> {
  const [first] = exampleProject.filters;
  if (!first) throw new Error('the example has no filter');
  const filter: ChainFilter = {
    ...first,
    name: 'prime_authorizer',
    rootId: 'prime_authorizer',
    module: { kind: 'wasm', fileName: 'prime_authorizer.wasm', sha256: await sha256(wasm), size: wasm.length },
  };
  const request = { ...requestDefaults, url: 'http://localhost:8080/', headers: [row('token', '323232')] };
  const project: Project = {
    ...exampleProject,
    filters: [filter],
    requests: [{ ...request, id: 'r1', name: 'first' }],
    upstream: { kind: 'fixed', isBytes: false, status: 200, headers: [], body: 'Welcome\n' },
  };
  const { app } = stageOf({
    examples: [exampleOf({ project, modules: [wasm] })],
    storage: memoryStorage(undefined),
    runner: {
      run: (input) => Promise.resolve({ kind: 'report', report: run(input.project, input.scenario, input.seed) }),
      inspect: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      describe: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      ...noDetails,
    },
    ...services,
  });
  await app.commands.start();
  return app;
}

const runsOf = ({ store }: App): readonly PastRun[] => store.getState().history.runs;
const statuses = (app: App) => runsOf(app).map(({ exchanges, times }) => `${exchanges[0]?.status ?? 0} x${times}`);

async function send(app: App, token: string): Promise<void> {
  app.commands.editRequest('r1', { headers: [row('token', token)] });
  await app.commands.run();
}

test('each run is kept once, however often it is repeated', async () => {
  const app = await opened();
  await expect.poll(() => statuses(app)).toEqual(['403 x1']);
  await app.commands.run();
  await expect.poll(() => statuses(app)).toEqual(['403 x2']);
  await send(app, '7');
  await expect.poll(() => statuses(app)).toEqual(['200 x1', '403 x2']);
});

test('fifty are kept, and those that are pinned', async () => {
  const app = await opened();
  await expect.poll(() => statuses(app)).toHaveLength(1);
  const [first] = runsOf(app);
  await app.commands.pinRun(first?.id ?? '');
  for (let n = 0; n < 55; n++) {
    await send(app, String(1000 + n));
    await expect.poll(() => requestsOf(runsOf(app)[0]?.steps ?? [])[0]?.headers[0]?.value).toBe(String(1000 + n));
  }
  expect(runsOf(app)).toHaveLength(50);
  expect(runsOf(app).at(-1)).toMatchObject({ id: first?.id, isPinned: true });
  await app.commands.forgetRuns();
  expect(runsOf(app)).toHaveLength(1);
});

test('going back brings the project as it was, and can be undone; the same is sent again through the chain of now', async () => {
  const app = await opened();
  await send(app, '7');
  await expect.poll(() => statuses(app)).toEqual(['200 x1', '403 x1']);
  const [prime, none] = runsOf(app);
  app.commands.addFile('late.ts', '// new');
  const { current } = app.store.getState().project;
  await app.commands.restoreRun(none?.id ?? '');
  const back = app.store.getState().project.current;
  expect(back).toEqual({ ...none?.project, id: back.id });
  app.commands.undo();
  expect(app.store.getState().project.current).toEqual(current);

  await app.commands.replayRun(none?.id ?? '');
  expect(app.store.getState().run.result?.report.exchanges[0]?.response.status).toBe(403);
  expect(app.store.getState().project.current).toEqual(current);
  await app.commands.replayRun(prime?.id ?? '');
  expect(app.store.getState().run.result?.report.exchanges[0]?.response.status).toBe(200);
});

test('two runs differ in what was sent and in what came of it', async () => {
  const app = await opened();
  await send(app, '7');
  await expect.poll(() => statuses(app)).toEqual(['200 x1', '403 x1']);
  const [later, earlier] = runsOf(app);
  if (!later || !earlier) throw new Error('there are no two runs');
  app.commands.compareRuns([later.id, earlier.id]);
  expect(app.store.getState().history.compared).toEqual([earlier.id, later.id]);

  const found = new Map(differences(earlier, later, 0).map(({ section, changes }) => [section, changes]));
  expect([...found.keys()]).toEqual(['answer', 'upstream', 'response', 'body', 'calls', 'logs', 'cost', 'requests']);
  const told = (section: 'answer' | 'body' | 'requests') =>
    found.get(section)?.map(({ kind, text }) => `${kind} ${text}`);
  expect(told('answer')).toEqual(expect.arrayContaining(['removed 403 Forbidden', 'added 200 OK']));
  expect(told('body')).toEqual(['removed Access forbidden.', 'added Welcome']);
  expect(told('requests')).toEqual(expect.arrayContaining(['removed token: 323232', 'added token: 7']));
  expect(differences(later, later, 0)).toEqual([]);
});

test('what went stands beside what came in its place', () => {
  const line = (kind: 'same' | 'added' | 'removed', text: string) => ({ kind, text });
  const changes = [
    line('same', 'a'),
    line('removed', 'b'),
    line('removed', 'c'),
    line('added', 'd'),
    line('same', 'e'),
  ];
  expect(sideBySide(changes).map(({ left, right }) => [left?.text, right?.text])).toEqual([
    ['a', 'a'],
    ['b', 'd'],
    ['c', undefined],
    ['e', 'e'],
  ]);
});

/** A project that this browser keeps, with the runs that `send` made of it. */
async function keptOn(memory: Memory): Promise<App> {
  const app = await opened({ storage: memoryTab(memory), randomId: () => crypto.randomUUID() });
  await app.commands.readRuns();
  return app;
}
const numbers = (app: App) => runsOf(app).map(({ number }) => number);
const keptNumbers = (memory: Memory) => [...memory.runs.values()].flatMap((runs) => [...runs.keys()]);

test('nothing is kept of a copy; its runs are kept with its first change, and are there after a reload', async () => {
  const memory = emptyMemory();
  const app = await keptOn(memory);
  expect(numbers(app)).toEqual([1]);
  expect(keptNumbers(memory)).toEqual([]);
  await send(app, '7');
  await app.commands.saveNow();
  await app.commands.readRuns();
  expect(keptNumbers(memory)).toEqual([1, 2]);
  const before = runsOf(app);

  const later = await keptOn(memory);
  // The run of the start was the very same as the last one: it counts.
  expect(runsOf(later)).toEqual([{ ...before[0], at: runsOf(later)[0]?.at, times: 2 }, before[1]]);
  await send(later, '9');
  await later.commands.readRuns();
  expect(numbers(later)).toEqual([3, 2, 1]);
  const first = runsOf(later)[2]?.id ?? '';
  await later.commands.restoreRun(first);
  expect(later.store.getState().project.current.requests[0]?.headers[0]?.value).toBe('323232');
  await later.commands.replayRun(first);
  expect(later.store.getState().run.result?.report.exchanges[0]?.response.status).toBe(403);
});

test('what was read late numbers on, and costs nothing before somebody asks', async () => {
  const memory = emptyMemory();
  const app = await keptOn(memory);
  for (const token of ['7', '9', '11']) await send(app, token);
  await app.commands.saveNow();
  await app.commands.readRuns();
  const storage = memoryTab(memory);
  const asked: (number | undefined)[] = [];
  const later = await opened({
    randomId: () => crypto.randomUUID(),
    storage: {
      ...storage,
      shelf: async () => {
        const one = await storage.shelf();
        return { ...one, runs: (id, most) => (asked.push(most), one.runs(id, most)) };
      },
    },
  });
  await send(later, '13');
  await expect.poll(() => numbers(later)).toEqual([5, 4]);
  expect(asked).toEqual([1]);
  await later.commands.readRuns();
  expect(numbers(later)).toEqual([5, 4, 3, 2, 1]);
  await later.commands.readRuns();
  expect(asked).toEqual([1, undefined]);
});

test('clearing takes all but what is pinned, here and in the browser, and can be taken back', async () => {
  const memory = emptyMemory();
  const app = await keptOn(memory);
  for (const token of ['7', '9']) await send(app, token);
  await app.commands.saveNow();
  await app.commands.readRuns();
  await app.commands.pinRun(runsOf(app)[1]?.id ?? '');
  await app.commands.forgetRuns();
  expect([numbers(app), keptNumbers(memory)]).toEqual([[2], [2]]);
  await app.commands.bringBackRuns();
  expect([numbers(app), keptNumbers(memory).toSorted((one, other) => one - other)]).toEqual([
    [3, 2, 1],
    [1, 2, 3],
  ]);
  await app.commands.forgetRuns();
  await send(app, '13');
  await app.commands.readRuns();
  expect(numbers(app)).toEqual([4, 2]);
});

test('a browser that keeps nothing is told of, and the runs of this visit are there', async () => {
  const full = Object.assign(new Error('no room'), { name: 'QuotaExceededError' });
  const storage = memoryTab(emptyMemory());
  const app = await opened({ storage: { ...storage, shelf: () => Promise.reject(full) } });
  await send(app, '7');
  await app.commands.saveNow();
  await app.commands.readRuns();
  expect(numbers(app)).toEqual([2, 1]);
  expect(app.store.getState().history.trouble).toBe('full');
});

test('what was kept and cannot be read any more is left out', async () => {
  const memory = emptyMemory();
  const app = await keptOn(memory);
  await send(app, '7');
  await app.commands.saveNow();
  await app.commands.readRuns();
  const [runs] = memory.runs.values();
  const good = runs?.get(2)?.text ?? '';
  const broken = [
    '',
    '7',
    '{}',
    good.replace('"exchanges":[', '"exchanges":["x",'),
    good.replace('"schema":2', '"schema":9'),
  ];
  broken.forEach((text, i) => runs?.set(10 + i, { id: `b${i}`, number: 10 + i, isPinned: false, text }));
  // The run of the start takes the next number.
  expect(numbers(await keptOn(memory))).toEqual([15, 2, 1]);
});

const head = (number: number, size = 1, isPinned = false) => ({ number, size, isPinned });
const MiB = 2 ** 20;
const limits: readonly (readonly [what: string, runs: readonly ReturnType<typeof head>[], gone: readonly number[]])[] =
  [
    ['few stay', [head(2), head(1)], []],
    ['the oldest of 51 goes', Array.from({ length: 51 }, (_, i) => head(51 - i)), [1]],
    ['a pinned one stays', Array.from({ length: 51 }, (_, i) => head(51 - i, 1, i === 50)), [2]],
    [
      'of a hundred and one that are pinned the oldest goes',
      Array.from({ length: 101 }, (_, i) => head(i + 1, 1, true)),
      [1],
    ],
    ['what is too large together goes, the oldest first', [head(3, 3 * MiB), head(2, 3 * MiB), head(1, 3 * MiB)], [1]],
    ['pinned ones go last', [head(3, 3 * MiB), head(2, 3 * MiB), head(1, 3 * MiB, true)], [2]],
    ['the latest stays, however large', [head(3, 9 * MiB), head(2), head(1, 1, true)], [2, 1]],
  ];
test.each(limits)('%s', (_, runs, gone) => {
  expect(tooMuch(runs)).toEqual(gone);
});

/** What a person may do to one proxy, each beginning with a fresh one. */
const sessions: readonly (readonly [what: string, act: (app: App) => Promise<void>])[] = [
  ['a request', (app) => app.commands.run()],
  [
    'time that passes by hand',
    async ({ commands }) => {
      await commands.wait(250);
      await commands.fastForward();
      await commands.wait(3);
    },
  ],
  [
    'commands of the terminal',
    async ({ commands }) => {
      await commands.enterLine('curl -H token:32323 /one');
      await commands.enterLine('curl -d body -H token:4 /two');
      await commands.wait(40);
    },
  ],
  [
    'an answer that was given by hand, behind one that ran out of time',
    async ({ commands, store }) => {
      await commands.holdCalls(['upstream']);
      const pending = () => {
        const [call] = store.getState().run.result?.report.clock?.calls ?? [];
        if (!call) throw new Error('nothing is pending');
        return call;
      };
      await commands.timeOutCall(pending());
      await commands.enterLine('curl -H token:7 /again');
      await commands.answerCall(pending(), { ...replyDefaults, status: 203, body: '\0\xff', isBytes: true });
      await commands.enterLine('curl -H token:11 /failing');
      await commands.failCall(pending());
      await commands.wait(10);
    },
  ],
];

test.each(sessions)('%s: replayed and restored, after a reload, too, it gives the same report', async (_, act) => {
  const memory = emptyMemory();
  const app = await keptOn(memory);
  app.commands.editRequest('r1', { headers: [row('token', '7')], name: 'prime' });
  await app.commands.run();
  await act(app);
  await app.commands.saveNow();
  await app.commands.readRuns();
  const [kept] = runsOf(app);
  const { result } = app.store.getState().run;
  if (!kept || !result) throw new Error('there is no run');

  const later = await keptOn(memory);
  await later.commands.readRuns();
  const again = runsOf(later).find(({ id }) => id === kept.id);
  expect(again?.steps).toEqual(kept.steps);
  const shown = () => {
    const { report, holds } = later.store.getState().run.result ?? {};
    return { report, holds };
  };
  for (const todo of ['replayRun', 'restoreRun'] as const) {
    await later.commands.holdCalls([]);
    later.commands.editRequest('r1', { headers: [row('token', '4')] });
    if (todo === 'replayRun') later.commands.undo();
    await later.commands[todo](kept.id);
    expect(shown()).toEqual({ report: result.report, holds: result.holds });
  }
});

test('runs that were kept before steps were are read as what they sent', () => {
  const { steps, holds: _holds, number, ...old } = keptBefore;
  const text = JSON.stringify({ ...old, requests: requestsOf(steps) });
  expect(parseRun({ number, text })).toEqual(keptBefore);
  expect(parseRun({ number, text: textOfRun(keptBefore) })).toEqual(keptBefore);
  const broken = JSON.stringify({ ...old, steps: [{ kind: 'answer', call: { cluster: 'a', request: 0 }, reply: 5 }] });
  expect(parseRun({ number, text: broken })).toBeUndefined();
});

const keptBefore: PastRun = {
  id: 'old',
  number: 3,
  at: 1,
  project: exampleProject,
  steps: exampleProject.requests.map((request) => ({ kind: 'request', request })),
  holds: [],
  filters: [],
  exchanges: [],
  isPinned: false,
  times: 1,
};
