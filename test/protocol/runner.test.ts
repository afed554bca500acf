import { expect, test, vi } from 'vitest';
import {
  type Call,
  type RunApi,
  type RunInput,
  Runner,
  type RunStop,
  type WorkerLike,
} from '../../src/protocol/index.ts';
import type { ModuleInfo, Report } from '../../src/model/index.ts';
import { fakeWorkers, never, pause } from './fake-worker.ts';

const inputOf = (name: string): RunInput => ({ project: { modules: {} }, scenario: { name }, seed: 1 });

const reportOf = (scenario: string, stop?: RunStop): Report => ({
  scenario,
  seed: 1,
  startup: 'ready',
  failures: [],
  vms: [],
  plugins: [],
  connections: [],
  tcpUpstream: [],
  exchanges: [],
  upstream: {},
  trace: { words: new Int32Array(), bytes: new Uint8Array(), count: stop ? stop.before - 1 : 0 },
  warnings: [],
  refusals: [],
  notSimulated: [],
  stats: {},
  reproducible: stop === undefined,
  elapsedMs: 0,
});

/** The API of the run worker, where a run may take its time as a real one does when it is stuck. */
type SlowApi = {
  run(input: Parameters<RunApi['run']>[0], call: Call<number>): Report | Promise<Report>;
  inspect(bytes: Uint8Array): ModuleInfo | Promise<never>;
  describe(bytes: Uint8Array): unknown;
};

/** Runs by name: `stuck` never returns from its third callback, `silent` does nothing, `long` has many callbacks. */
function runnerOf(limits: { callbackMs?: number; quietMs?: number } = {}) {
  const ran: string[] = [];
  const workers = fakeWorkers<SlowApi>((nth) => ({
    async run({ scenario: { name }, stop }, call) {
      ran.push(`${nth}:${name}${stop ? ` before ${stop.before} (${stop.limitMs} ms)` : ''}`);
      if (name === 'fails') throw new Error('a fault of ours');
      if (name === 'silent' || (name === 'always stuck' && stop)) return never();
      const callbacks = name === 'long' ? 6 : 2;
      for (let number = 1; number <= callbacks; number++) {
        call.emit(number);
        if (name === 'long') await pause(60);
      }
      if (name.endsWith('stuck')) {
        call.emit(3);
        if (!stop) return never();
      }
      return reportOf(name, stop);
    },
    inspect: (bytes) => (bytes.length === 0 ? never() : { ...info, size: bytes.length }),
    describe: (bytes) => (bytes.length === 0 ? never() : { describedBy: nth }),
  }));
  return {
    runner: new Runner({ spawn: workers.spawn, limits: { callbackMs: 150, quietMs: 400, ...limits } }),
    ran,
    workers,
  };
}

const info: ModuleInfo = {
  size: 0,
  abi: '0.2.1',
  imports: [],
  exports: [],
  callbacks: [],
  entry: undefined,
  allocator: 'malloc',
  memory: undefined,
  language: undefined,
  producers: [],
  sections: [],
  hasNames: false,
  hasStart: false,
};

test('a run is answered with its report, in one worker; a spare stands by after the first', async () => {
  const { runner, ran, workers } = runnerOf();
  expect(workers.count.spawned).toBe(1);
  expect(await runner.run(inputOf('a'))).toEqual({ kind: 'report', report: reportOf('a') });
  expect(await runner.run(inputOf('b'))).toMatchObject({ kind: 'report', report: { scenario: 'b' } });
  expect(ran).toEqual(['1:a', '1:b']);
  expect(workers.count).toEqual({ spawned: 2, terminated: 0 });
});

test('a callback that does not return ends the worker; the run is repeated up to it, and the next run works', async () => {
  const { runner, ran, workers } = runnerOf();
  await runner.run(inputOf('a'));
  expect(await runner.run(inputOf('stuck'))).toMatchObject({
    kind: 'report',
    report: { scenario: 'stuck', reproducible: false, trace: { count: 2 } },
  });
  expect(await runner.run(inputOf('b'))).toMatchObject({ kind: 'report', report: { scenario: 'b' } });
  expect(ran).toEqual(['1:a', '1:stuck', '2:stuck before 3 (150 ms)', '2:b']);
  expect(workers.count.terminated).toBe(1);
});

test('a module is described by a worker of its own, which ends with the answer', async () => {
  const { runner, workers } = runnerOf();
  await runner.run(inputOf('a'));
  const { spawned } = workers.count;
  expect(await runner.describe(new Uint8Array(1))).toEqual({ describedBy: spawned + 1 });
  expect(await runner.describe(new Uint8Array())).toEqual({ kind: 'run-too-long', limitMs: 400 });
  expect(workers.count).toEqual({ spawned: spawned + 2, terminated: 2 });
});

test('a module is described by the worker that has everything, and told when that cannot be loaded', async () => {
  const { workers } = runnerOf();
  const spawn = workers.spawn;
  const whole = fakeWorkers<SlowApi>(() => ({
    run: () => reportOf('whole'),
    inspect: () => info,
    describe: () => ({ describedBy: 'whole' }),
  }));
  let isOnline = false;
  const loadWhole = () => (isOnline ? Promise.resolve(whole.spawn) : Promise.reject(new Error('offline')));
  const runner = new Runner({ spawn, loadWhole });
  expect(await runner.describe(new Uint8Array(1))).toEqual({ kind: 'run-crashed', message: 'offline' });
  isOnline = true;
  expect(await runner.describe(new Uint8Array(1))).toEqual({ describedBy: 'whole' });
});

test('with the real limits a stuck callback is answered within 2 s', async () => {
  const { runner } = runnerOf({ callbackMs: 1000 });
  await runner.run(inputOf('a'));
  const started = performance.now();
  expect(await runner.run(inputOf('stuck'))).toMatchObject({ kind: 'report', report: { reproducible: false } });
  expect(performance.now() - started).toBeLessThan(2000);
});

test('a run longer than the limit is none of its business when every callback returns in time', async () => {
  const { runner } = runnerOf();
  const started = performance.now();
  expect(await runner.run(inputOf('long'))).toMatchObject({ kind: 'report', report: { reproducible: true } });
  expect(performance.now() - started).toBeGreaterThan(300);
});

test('time in which the page itself sleeps does not count', async () => {
  const { runner } = runnerOf({ callbackMs: 300 });
  const answer = runner.run(inputOf('long'));
  await pause(30);
  // The clock jumps by minutes between two ticks, as it does when a laptop wakes up.
  const now = performance.now.bind(performance);
  const jump = vi.spyOn(performance, 'now').mockImplementation(() => now() + 600_000);
  try {
    expect(await answer).toMatchObject({ kind: 'report', report: { reproducible: true } });
  } finally {
    jump.mockRestore();
  }
});

test('a module that takes long to compile before the first callback is not a stuck callback', async () => {
  const { runner } = runnerOf();
  const started = performance.now();
  expect(await runner.run(inputOf('silent'))).toEqual({
    kind: 'failed',
    failure: { kind: 'run-too-long', limitMs: 400 },
  });
  expect(performance.now() - started).toBeGreaterThan(390);
  expect(await runner.run(inputOf('b'))).toMatchObject({ kind: 'report' });
});

test('a repeated run that has no end either is given up', async () => {
  const { runner } = runnerOf();
  expect(await runner.run(inputOf('always stuck'))).toEqual({
    kind: 'failed',
    failure: { kind: 'run-too-long', limitMs: 400 },
  });
});

test('a later run wins: the earlier one is superseded at once, even when it is stuck', async () => {
  const { runner, ran } = runnerOf();
  await runner.run(inputOf('a'));
  const earlier = runner.run(inputOf('stuck'));
  await pause(20);
  const later = runner.run(inputOf('b'));
  expect(await earlier).toEqual({ kind: 'superseded' });
  expect(await later).toMatchObject({ kind: 'report', report: { scenario: 'b' } });
  await pause(200);
  expect(ran).toEqual(['1:a', '1:stuck', '2:b']);
});

test('a run that comes while the earlier one is being repeated wins, too', async () => {
  const { runner } = runnerOf();
  const earlier = runner.run(inputOf('always stuck'));
  await pause(250);
  const later = runner.run(inputOf('b'));
  expect(await earlier).toEqual({ kind: 'superseded' });
  expect(await later).toMatchObject({ kind: 'report', report: { scenario: 'b' } });
});

test('a crash of the worker and a fault of ours are told, and the next run works', async () => {
  const { runner, workers } = runnerOf();
  const dying = runner.run(inputOf('silent'));
  await pause(20);
  workers.crash(1, 'out of memory');
  expect(await dying).toEqual({ kind: 'failed', failure: { kind: 'run-crashed', message: 'out of memory' } });
  expect(await runner.run(inputOf('fails'))).toEqual({
    kind: 'failed',
    failure: { kind: 'run-crashed', message: 'a fault of ours' },
  });
  expect(await runner.run(inputOf('b'))).toMatchObject({ kind: 'report' });
});

test('a module is inspected while a run is stuck', async () => {
  const { runner } = runnerOf();
  const stuck = runner.run(inputOf('stuck'));
  expect(await runner.inspect(new Uint8Array(5))).toMatchObject({ size: 5, abi: '0.2.1' });
  expect(await stuck).toMatchObject({ kind: 'report' });
});

test('an inspection that has no end is given up, and the next one works', async () => {
  const { runner } = runnerOf();
  expect(await runner.inspect(new Uint8Array())).toEqual({ kind: 'run-too-long', limitMs: 400 });
  expect(await runner.inspect(new Uint8Array(5))).toMatchObject({ size: 5 });
});

/** A runner whose first workers decline what needs more than they have. */
type Spawn = () => WorkerLike;
function twoKinds(loadWhole: (spawn: Spawn) => Promise<Spawn>) {
  const ran: string[] = [];
  const kindOf = (kind: string) =>
    fakeWorkers<{ run(input: RunInput): unknown; inspect(): never }>(() => ({
      run({ scenario: { name } }) {
        ran.push(`${kind}:${name}`);
        return kind === 'first' && name.includes('foreign') ? { kind: 'needs-whole' } : reportOf(name);
      },
      inspect: () => {
        throw new Error('not asked');
      },
    }));
  const whole = kindOf('whole');
  const runner = new Runner({ spawn: kindOf('first').spawn, loadWhole: () => loadWhole(whole.spawn) });
  return { runner, ran };
}

test('a run that the first worker declines goes to one that has everything, and so do all after it', async () => {
  const load = vi.fn();
  const { runner, ran } = twoKinds((spawn) => {
    load();
    return Promise.resolve(spawn);
  });
  expect(await runner.run(inputOf('plain'))).toMatchObject({ kind: 'report', report: { scenario: 'plain' } });
  expect(load).not.toHaveBeenCalled();
  expect(await runner.run(inputOf('foreign'))).toMatchObject({ kind: 'report', report: { scenario: 'foreign' } });
  expect(await runner.run(inputOf('plain again'))).toMatchObject({ kind: 'report' });
  expect(await runner.run(inputOf('foreign again'))).toMatchObject({ kind: 'report' });
  expect(ran).toEqual(['first:plain', 'first:foreign', 'whole:foreign', 'whole:plain again', 'whole:foreign again']);
  expect(load).toHaveBeenCalledTimes(1);
});

test('when the worker that has everything cannot be loaded, the run fails in words and can be tried again', async () => {
  let tries = 0;
  const { runner } = twoKinds((spawn) =>
    ++tries === 1 ? Promise.reject(new Error('offline')) : Promise.resolve(spawn),
  );
  expect(await runner.run(inputOf('foreign'))).toEqual({
    kind: 'failed',
    failure: { kind: 'run-crashed', message: 'offline' },
  });
  expect(await runner.run(inputOf('foreign'))).toMatchObject({ kind: 'report' });
});
