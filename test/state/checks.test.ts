import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { run } from '../../src/envoy/index.ts';
import { checksFile, generators, generatorIds, downloadOf, fileOf } from '../../src/export/index.ts';
import {
  type ChainFilter,
  filterDefaults,
  newTcpTalk,
  type Project,
  type Report,
  requestDefaults,
} from '../../src/model/index.ts';
import { judge } from '../../src/state/checks/judge.ts';
import { type App, sha256 } from '../../src/state/index.ts';
import { exampleOf, exampleProject, memoryStorage, noDetails, type Stage, stageOf } from './fakes.ts';

const wasm = new Uint8Array(readFileSync('gallery/prime-authorizer/rust-0.1.0/prime_authorizer.wasm'));
const script = new Uint8Array(readFileSync('conformance/wasm/script.wasm'));
const row = (name: string, value: string) => ({ enabled: true, name, value });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weir-checks-'));
  mkdirSync(join(folder, 'modules'));
  writeFileSync(join(folder, 'modules/prime_authorizer.wasm'), wasm);
  writeFileSync(join(folder, 'modules/script.wasm'), script);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The product with the real proxy, and the prime authorizer in its chain. */
async function opened(parts: Partial<Project> = {}): Promise<Stage> {
  const [first] = exampleProject.filters;
  if (!first) throw new Error('the example has no filter');
  const filter: ChainFilter = {
    ...first,
    name: 'prime_authorizer',
    rootId: 'prime_authorizer',
    module: { kind: 'wasm', fileName: 'prime_authorizer.wasm', sha256: await sha256(wasm), size: wasm.length },
  };
  const request = (id: string, token: string) => ({
    ...requestDefaults,
    id,
    name: `token ${token}`,
    url: 'http://localhost:8080/',
    headers: [row('token', token)],
  });
  const project: Project = {
    ...exampleProject,
    filters: [filter],
    requests: [request('prime', '32323'), request('none', '323232')],
    selectedRequest: 'prime',
    upstream: { kind: 'fixed', isBytes: false, status: 200, headers: [row('x-from', 'upstream')], body: 'Welcome' },
    ...parts,
  };
  const stage = stageOf({
    examples: [exampleOf({ project, modules: [wasm, script] })],
    storage: memoryStorage(undefined),
    runner: {
      run: (input) => Promise.resolve({ kind: 'report', report: run(input.project, input.scenario, input.seed) }),
      inspect: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      describe: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      ...noDetails,
    },
    loadExports: () => Promise.resolve({ generators, generatorIds, downloadOf, fileOf, checksFile }),
  });
  await stage.app.commands.start();
  return stage;
}

const expectations = {
  prime: {
    status: 200,
    headers: { 'x-from': 'upstream', 'powered-by': null },
    upstreamCalls: 1,
    body: { equals: 'no' },
  },
  none: {
    status: 403,
    localReply: { filter: 0, status: 403 },
    logs: [{ contains: 'token: 323232', level: 'trace' }, 'never said'],
    hostcalls: { proxy_send_local_response: 1, proxy_log: { atLeast: 100 } },
    headers: { 'powered-by': 'proxy-wasm' },
  },
} as const;

const checks = [
  { name: 'a prime', request: 'prime', expect: expectations.prime },
  { name: 'no prime', request: 'none', expect: expectations.none },
  { name: 'once more', request: 'none', expect: { status: 200 } },
];

interface Told {
  readonly step: number;
  readonly subject: string;
  readonly of?: string;
  readonly expected: unknown;
  readonly actual: unknown;
  readonly holds: boolean;
}

/** What the command line says of the file that the page hands out. */
async function toldByCommandLine({ app, files }: Stage): Promise<{ told: Told[]; code: number }> {
  await app.commands.saveChecks();
  const file = files.at(-1);
  expect(file?.name).toBe('Example.checks.yaml');
  const path = join(folder, 'example.checks.yaml');
  writeFileSync(path, file?.bytes ?? '');
  const args = ['scripts/weir.mjs', 'run', path, '--wasm', join(folder, 'modules'), '--json'];
  let text: string;
  let code = 0;
  try {
    text = execFileSync(process.execPath, args, { encoding: 'utf8' });
  } catch (error) {
    const { stdout, status } = error as { stdout: string; status: number };
    [text, code] = [stdout, status];
  }
  const { files: all } = JSON.parse(text) as { files: { findings: Told[] }[] };
  return { told: all.flatMap(({ findings }) => findings).filter(({ step }) => step >= 0), code };
}

const inPage = ({ store }: App) =>
  Object.values(store.getState().checks.outcomes)
    .flatMap(({ findings }) => findings)
    .map(({ subject, of, expected, actual, holds }) =>
      JSON.stringify({ subject, of, expected, actual: actual ?? null, holds }),
    )
    .toSorted();

const inTerminal = (told: readonly Told[]) =>
  told
    .map(({ subject, of, expected, actual, holds }) => JSON.stringify({ subject, of, expected, actual, holds }))
    .toSorted();

test.each([
  ['each request by itself', false],
  ['a sequence', true],
])('the command line says of the exported checks what the page says: %s', async (_, isSequence) => {
  const stage = await opened({ checks, isSequence });
  const summary = await stage.app.commands.runChecks();
  const { told, code } = await toldByCommandLine(stage);
  expect(inTerminal(told)).toEqual(inPage(stage.app));
  expect(told.length).toBe(summary.total);
  expect(told.filter(({ holds }) => !holds).length).toBe(summary.failed);
  expect(summary.failed).toBe(4);
  expect(code).toBe(1);
});

test('checks that hold end with 0', async () => {
  const stage = await opened({ checks: [{ name: 'a', request: 'none', expect: { status: 403 } }] });
  expect(await stage.app.commands.runChecks()).toEqual({ total: 1, failed: 0, notRun: 0 });
  expect((await toldByCommandLine(stage)).code).toBe(0);
});

test('a TCP connection in a sequence takes no check of the requests around it', async () => {
  const talk = { client: [{ kind: 'send', as: 'text', data: 'ping' }], upstream: [] } as const;
  const request = (id: string, token: string) => ({
    ...requestDefaults,
    id,
    name: id,
    url: '/',
    headers: [row('token', token)],
  });
  const stage = await opened({
    requests: [
      { ...requestDefaults, id: 'tcp', name: 'tcp', method: 'TCP', url: '', tcp: talk },
      request('none', '323232'),
      request('prime', '32323'),
    ],
    selectedRequest: 'prime',
    isSequence: true,
    checks: [
      { name: 'a', request: 'none', expect: { status: 403 } },
      { name: 'b', request: 'prime', expect: { status: 200 } },
    ],
  });
  expect(await stage.app.commands.runChecks()).toEqual({ total: 2, failed: 0, notRun: 0 });
  expect((await toldByCommandLine(stage)).code).toBe(0);
  const { run: shown } = stage.app.store.getState();
  expect([shown.exchange, shown.connection]).toEqual([1, -1]);
  stage.app.commands.selectRequest('tcp');
  expect(stage.app.store.getState().run).toMatchObject({ exchange: -1, connection: 0 });
});

/** A connection through a filter that holds the first bytes and counts in shared data. */
async function openedTcp(parts: Partial<Project> = {}): Promise<Stage> {
  const module = {
    kind: 'wasm',
    fileName: 'script.wasm',
    sha256: await sha256(script),
    size: script.length,
  } as const;
  const client = [{ kind: 'send', as: 'text', data: 'pi' }, ...newTcpTalk.client] as const;
  const configuration = 'downstream_data#1 sset hits 7 0\ndownstream_data#1 ret 1';
  return opened({
    filters: [],
    networkFilters: [{ ...filterDefaults, id: 'n', name: 'counter', vmId: 'tcp', configuration, module }],
    requests: [{ ...requestDefaults, id: 'tcp', name: 'ping', method: 'TCP', url: '', tcp: { ...newTcpTalk, client } }],
    selectedRequest: 'tcp',
    ...parts,
  });
}

test('what is expected of a connection is judged on every run, and by the command line', async () => {
  const stage = await openedTcp();
  const { app } = stage;
  const { commands } = app;
  await commands.expectThis({ subject: 'closedBy', expected: 'client' });
  await commands.expectThis({ subject: 'upstreamReceived', of: 'equals', expected: 'pong' });
  await commands.expectThis({ subject: 'held', expected: true });
  await commands.expectThis({ subject: 'sharedData', expected: { vm_id: 'tcp', key: 'hits', value: '7' } });
  // The run is repeated, to read it.
  await commands.expectThis({ subject: 'properties', of: 'plugin_name', expected: 'counter' });
  await expect
    .poll(() => outcomeOf(app, 'tcp'))
    .toEqual([
      { claim: 'upstreamReceived equals', holds: false, hasRow: false },
      { claim: 'closedBy', holds: true, hasRow: false },
      { claim: 'held', holds: true, hasRow: true },
      { claim: 'sharedData', holds: true, hasRow: true },
      { claim: 'properties plugin_name', holds: true, hasRow: false },
    ]);
  expect(await commands.runChecks()).toEqual({ total: 5, failed: 1, notRun: 0 });
  const { told, code } = await toldByCommandLine(stage);
  expect(inTerminal(told)).toEqual(inPage(app));
  expect(code).toBe(1);
});

test('a property that a run did not read is open until the next one', async () => {
  const { app } = await openedTcp();
  const { commands, store } = app;
  await commands.run();
  await commands.expectThis({ subject: 'properties', of: 'plugin_name', expected: 'counter' }, 'tcp');
  await expect.poll(() => outcomeOf(app, 'tcp')?.length).toBe(1);
  const { checks } = store.getState().project.current;
  expect(checks.map(({ expect: one }) => one)).toEqual([{ properties: { plugin_name: 'counter' } }]);
  const result = store.getState().run.result;
  expect(result?.report.connections[0]?.properties?.map(({ path }) => path)).toEqual(['plugin_name']);
  const unread = result && { ...result, report: unasked(result.report) };
  expect(unread && Object.values(judge({ checks }, unread))).toMatchObject([{ findings: [] }]);
});

/** The report of a run that was asked for no property. */
const unasked = (report: Report): Report => ({
  ...report,
  connections: report.connections.map((connection) => {
    const { properties: _, ...unread } = connection;
    return unread;
  }),
});

const outcomeOf = ({ store }: App, request: string) =>
  store.getState().checks.outcomes[request]?.findings.map(({ subject, of, holds, at }) => ({
    claim: of === undefined ? subject : `${subject} ${of}`,
    holds,
    hasRow: at !== undefined,
  }));
const settle = () => new Promise((done) => setTimeout(done, 20));

test('what is expected from the screen is judged at once, on every run, and leads to its row', async () => {
  const { app } = await opened({ selectedRequest: 'none' });
  const { commands } = app;
  await commands.expectThis({ subject: 'status', expected: 403 });
  await commands.expectThis({ subject: 'headers', of: 'powered-by', expected: 'proxy-wasm' });
  await commands.expectThis({ subject: 'logs', expected: 'token: 323232' });
  await expect
    .poll(() => outcomeOf(app, 'none'))
    .toEqual([
      { claim: 'status', holds: true, hasRow: true },
      { claim: 'headers powered-by', holds: true, hasRow: true },
      { claim: 'logs', holds: true, hasRow: true },
    ]);
  expect(app.store.getState().project.current.checks).toHaveLength(1);

  commands.editRequest('none', { headers: [row('token', '7')] });
  await commands.run();
  await expect.poll(() => outcomeOf(app, 'none')?.map(({ holds }) => holds)).toEqual([false, false, false]);

  await commands.removeClaim(0, 1);
  await commands.changeClaim(0, 0, { subject: 'status', expected: 200 });
  await expect
    .poll(() => outcomeOf(app, 'none'))
    .toMatchObject([
      { claim: 'status', holds: true },
      { claim: 'logs', holds: false },
    ]);
  commands.undo();
  commands.undo();
  await expect.poll(() => outcomeOf(app, 'none')?.length).toBe(3);
});

test('a check that cannot be read, and one of a request that is gone, disturb nobody', async () => {
  const { app } = await opened({
    checks: [
      { name: 'odd', request: 'prime', expect: { statsu: 200 } },
      { name: 'gone', request: 'gone', expect: { status: 1 } },
      { name: 'good', request: 'prime', expect: { status: 200 } },
    ],
  });
  await settle();
  await expect.poll(() => outcomeOf(app, 'prime')).toEqual([{ claim: 'status', holds: true, hasRow: false }]);
});
