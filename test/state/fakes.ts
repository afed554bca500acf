import { printRows } from '../../src/ui/print-rows.ts';
import { setImmediate } from 'node:timers';
// Fetched beforehand, so that no test waits for it.
import '../../src/state/look/run-marks.ts';
import '../../src/state/look/source-of.ts';
import '../../src/state/saved/saved-project.ts';
import type { Exchange, Project, Report, TraceData } from '../../src/model/index.ts';
import { bytesOfText, emptyProject, filterDefaults, requestDefaults } from '../../src/model/index.ts';
import type { CompilerState, Compiler, RunAnswer, RunInput } from '../../src/protocol/index.ts';
import { readProjectFile } from '../../src/share/zip/index.ts';
import { type App, createApp, type Example, type OutputFile, type Services } from '../../src/state/index.ts';
import { accessLine } from '../model/access-line.ts';
import type { RunToKeep, StorageNews, Version } from '../../src/state/ports.ts';
import { hashOf, isDeleted, isRecord, ruleOn, type StoredRecord } from '../../src/state/saved/save-rule.ts';

type Compile = Compiler['compile'];
type CompileAnswer = Awaited<ReturnType<Compile>>;

/** A call that the test answers when it likes. */
interface Pending<I, O> {
  readonly input: I;
  answer(output: O): Promise<void>;
}

/** Lets everything that can happen without time passing happen. */
export async function settle(): Promise<void> {
  // A part that is fetched when it is needed comes over the event loop, not as a microtask.
  for (let i = 0; i < 10; i++) await new Promise((resolve) => setImmediate(resolve));
}

function pendingCalls<I, O>(): { readonly calls: Pending<I, O>[]; call(input: I): Promise<O> } {
  const calls: Pending<I, O>[] = [];
  const call = (input: I): Promise<O> =>
    new Promise((resolve) => {
      calls.push({
        input,
        async answer(output) {
          resolve(output);
          await settle();
        },
      });
    });
  return { calls, call };
}

export const wasmOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(bytesOfText(text));

export function built(wasm: string, dependencies: readonly string[] = ['filter.ts']): CompileAnswer {
  return { kind: 'done', result: { wasm: wasmOf(wasm), diagnostics: [], dependencies, toolchain: 't' } };
}

export function broken(message: string, dependencies: readonly string[] = ['filter.ts']): CompileAnswer {
  const place = { file: 'filter.ts', start: 0, length: 1, line: 1, column: 1 };
  const diagnostics = [{ ...place, code: 1, category: 'error', message } as const];
  return { kind: 'done', result: { diagnostics, dependencies, toolchain: 't' } };
}

const noTrace: TraceData = { words: new Int32Array(), bytes: new Uint8Array(), count: 0 };

function exchangeOf(request: number): Exchange {
  const response = {
    status: 200,
    reason: 'OK',
    headers: [],
    body: bytesOfText(`answer ${request + 1}\n`),
    trailers: [],
    framing: 'length',
    end: 'complete',
    connectionAfter: 'open',
    extraBytes: new Uint8Array(),
    informational: [],
  } as const;
  const access = { code: 200, details: '', flags: '', cluster: '', route: '', method: '', path: '' };
  return {
    request,
    method: 'GET',
    path: '/',
    response,
    requestJourney: [],
    responseJourney: [],
    bodies: [],
    forwarded: [],
    access: { ...access, bytesIn: 0, bytesOut: 0, terminated: '', line: accessLine },
    traceFrom: 0,
    traceTo: 0,
    startMs: 0,
    durationMs: 0,
  };
}

/** The report of a run in which every request got 200. */
export function reportOf({ scenario, seed }: RunInput): RunAnswer {
  const report: Report = {
    scenario: scenario.name,
    seed,
    startup: 'ready',
    failures: [],
    plugins: [],
    vms: [],
    connections: [],
    tcpUpstream: [],
    exchanges: (scenario.requests ?? []).map((_, request) => exchangeOf(request)),
    upstream: {},
    trace: noTrace,
    warnings: [],
    refusals: [],
    notSimulated: [],
    stats: {},
    reproducible: true,
    elapsedMs: 0,
  };
  return { kind: 'report', report };
}

export const exampleProject: Project = {
  ...emptyProject,
  id: 'example',
  name: 'Example',
  files: { 'filter.ts': 'one', 'notes.ts': 'unused' },
  filters: [
    {
      ...filterDefaults,
      id: 'f1',
      name: 'first',
      rootId: 'first',
      module: { kind: 'source', entry: 'filter.ts' },
    },
  ],
  requests: [
    { ...requestDefaults, id: 'r1', name: 'first', url: 'http://localhost:8080/a' },
    { ...requestDefaults, id: 'r2', name: 'second', url: 'http://localhost:8080/b' },
  ],
  selectedRequest: 'r1',
  upstream: { kind: 'reflect' },
};

export function exampleOf(loaded: Partial<Awaited<ReturnType<Example['load']>>> = {}): Example {
  const whole = { project: exampleProject, prebuilt: [], modules: [], ...loaded };
  return { id: 'example', title: 'Example', summary: '', load: () => Promise.resolve(whole) };
}

/** A runner that tells no details of a run. */
export const noDetails: Pick<Services['runner'], 'look' | 'callSites' | 'readProperties' | 'measure' | 'repeat'> = {
  look: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
  callSites: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
  readProperties: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
  measure: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
  repeat: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
};

export interface Stage {
  readonly app: App;
  readonly compiles: Pending<Parameters<Compile>[0], CompileAnswer>[];
  readonly runs: Pending<RunInput, RunAnswer>[];
  readonly saved: unknown[];
  readonly aside: unknown[];
  readonly copied: string[];
  readonly files: OutputFile[];
  enterCompiler(state: CompilerState): void;
}

/** The product with everything around it played by the test. */
export function stageOf(services: Partial<Services> = {}): Stage {
  const compiles = pendingCalls<Parameters<Compile>[0], CompileAnswer>();
  const runs = pendingCalls<RunInput, RunAnswer>();
  const [saved, aside, copied, files]: [unknown[], unknown[], string[], OutputFile[]] = [[], [], [], []];
  const listeners = new Set<(state: CompilerState) => void>();
  let id = 0;
  const app = createApp({
    compiler: {
      state: { kind: 'idle' },
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      compile: (input) => compiles.call(input),
      warmUp: () => undefined,
      wat: () => Promise.resolve({ kind: 'unreadable', message: 'not played' }),
    },
    runner: {
      run: (input) => runs.call(input),
      inspect: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      describe: () => Promise.resolve({ kind: 'run-crashed', message: 'not played' }),
      ...noDetails,
    },
    storage: memoryStorage(undefined, saved, aside),
    notes: memoryNotes(),
    examples: [exampleOf()],
    lessons: () => Promise.resolve({ workshops: [], load: () => Promise.resolve(undefined) }),
    judge: () => ({ run: (input) => Promise.resolve(reportOf(input)) }),
    pickFile: () => Promise.resolve(undefined),
    readZip: (bytes) => Promise.resolve(readProjectFile(bytes)),
    loadExports: () => Promise.reject(new Error('not played')),
    importer: () => Promise.reject(new Error('not played')),
    saveFile: (file) => void files.push(file),
    address: { read: () => ({ hash: '', search: '' }), base: 'http://weir.test/', clear: () => undefined },
    versions: { compiler: '0.28.20', sdk: '0.1.0' },
    clipboard: { write: (text) => Promise.resolve(void copied.push(text)) },
    printRows,
    explain: (trouble) => JSON.stringify(trouble),
    now: () => Date.now(),
    randomId: () => `id-${++id}`,
    ...services,
  });
  const enterCompiler = (state: CompilerState) => listeners.forEach((listener) => listener(state));
  return { app, compiles: compiles.calls, runs: runs.calls, saved, aside, copied, files, enterCompiler };
}

export function memoryNotes(texts = new Map<string, string>()): Services['notes'] {
  return { read: (key) => texts.get(key) ?? null, write: (key, text) => void texts.set(key, text) };
}

/** A browser's storage in memory. Tabs that share `records` share what they keep. */
export function memoryStorage(loaded: unknown, saved: unknown[] = [], aside: unknown[] = []): Services['storage'] {
  return memoryTab({
    ...emptyMemory(),
    records: new Map(loaded === undefined ? [] : [['kept', loaded]]),
    saved,
    aside,
  });
}

export interface Memory {
  readonly records: Map<string, unknown>;
  readonly versions: Map<string, Map<string, Version>>;
  /** Runs by project and number. */
  readonly runs: Map<string, Map<number, RunToKeep>>;
  readonly modules: Map<string, Uint8Array<ArrayBuffer>>;
  readonly saved: unknown[];
  readonly aside: unknown[];
  readonly listeners: Set<(news: StorageNews) => void>;
}

export const emptyMemory = (): Memory => ({
  records: new Map(),
  versions: new Map(),
  runs: new Map(),
  modules: new Map(),
  saved: [],
  aside: [],
  listeners: new Set(),
});

export function memoryTab(memory: Memory, writer = 'this tab'): Services['storage'] {
  const { records, versions, runs, modules, saved, aside, listeners } = memory;
  let mine: ((news: StorageNews) => void) | undefined;
  let here: string | undefined;
  const tell = (news: StorageNews) => listeners.forEach((listener) => listener !== mine && listener(news));
  const keep = (id: string, version: Version) => {
    const kept = versions.get(id) ?? new Map<string, Version>();
    versions.set(id, kept.set(hashOf(version), version));
  };
  const record = (id: string): StoredRecord | undefined => {
    const value = records.get(id);
    return isRecord(value) ? value : undefined;
  };
  const alive = () => [...records].filter(([id]) => record(id)?.deletedAt === undefined);
  return {
    loadLast() {
      const all = alive().map(([key, value]) => ({ key, value }));
      const at = ({ key }: { key: string }) => record(key)?.changedAt ?? Infinity;
      const last = all.find(({ key }) => key === here) ?? all.toSorted((a, b) => at(b) - at(a))[0];
      return Promise.resolve(last);
    },
    loadProject: (id) => Promise.resolve(records.get(id)),
    saveProject(one, base) {
      const { id } = one.project;
      saved.push(one);
      const { put, version, outcome } = ruleOn(records.get(id), { ...one, base, writer, at: Date.now() });
      if (put) records.set(id, put);
      if (version) keep(id, version);
      tell({ kind: 'saved', id, ...outcome });
      return Promise.resolve({ ...outcome, missing: [] });
    },
    rememberHere: (id) => void (here = id),
    loadModule: (sha) => Promise.resolve(modules.get(sha)),
    saveModule: (sha, wasm) => Promise.resolve(void modules.set(sha, wasm)),
    subscribe(listener) {
      listeners.add(listener);
      mine = listener;
      return () => void listeners.delete(listener);
    },
    shelf: () =>
      Promise.resolve({
        list: () => Promise.resolve(alive().map(([key, value]) => ({ key, value }))),
        deleted: () =>
          Promise.resolve([...records].filter(([, value]) => isDeleted(value)).map(([key, value]) => ({ key, value }))),
        remove(id) {
          const one = record(id);
          if (!one) return Promise.resolve();
          records.set(id, { ...one, deletedAt: Date.now(), revision: one.revision + 1, writer });
          tell({ kind: 'deleted', id, revision: one.revision + 1 });
          return Promise.resolve();
        },
        putBack(id) {
          const { deletedAt: _deletedAt, ...one } = record(id) ?? {};
          records.set(id, one);
          return Promise.resolve();
        },
        setAside(key) {
          aside.push(records.get(key));
          records.delete(key);
          return Promise.resolve();
        },
        asides: () => Promise.resolve(aside.map((value, at) => ({ at, value }))),
        bringBack(at) {
          const [value] = aside.splice(at, 1);
          if (isRecord(value)) records.set(value.project.id, value);
          return Promise.resolve();
        },
        keepVersion: (id, version) => Promise.resolve(keep(id, version)),
        versions: (id) => Promise.resolve([...(versions.get(id) ?? [])].map(([hash, value]) => ({ hash, value }))),
        keepRun(id, run) {
          const kept = runs.get(id) ?? new Map<number, RunToKeep>();
          const taken = kept.get(run.number);
          const number = taken && taken.id !== run.id ? Math.max(...kept.keys()) + 1 : run.number;
          runs.set(id, kept.set(number, { ...run, number }));
          return Promise.resolve(number);
        },
        runs(id, most = Infinity) {
          const kept = [...(runs.get(id)?.values() ?? [])].toSorted((one, other) => other.number - one.number);
          return Promise.resolve(kept.slice(0, most).map(({ number, text }) => ({ number, text })));
        },
        dropRuns: (id, numbers) => Promise.resolve(numbers.forEach((number) => runs.get(id)?.delete(number))),
        tidy: () => Promise.resolve(),
      }),
  };
}
