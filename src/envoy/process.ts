import { type Announce, CallGate, RUN_MAX_PAGES, Trace, type Watcher } from '../host/index.ts';
import type {
  ClockReport,
  PendingCall,
  PluginFailure,
  PluginReport,
  Refusal,
  RunProject,
  Scenario,
  Trap,
  VmReport,
  Warning,
} from '../model/index.ts';
import { BodyPool } from './body-pool.ts';
import { Clusters } from './clusters.ts';
import { EventQueue } from './event-queue.ts';
import type { ForeignLibrary } from './foreign.ts';
import { localReplyRewriter } from './local-reply-config.ts';
import { memoryBudget, threadsOf } from './memory-plan.ts';
import { Metrics } from './metrics.ts';
import { planOf, type Plan } from './plan.ts';
import type { Proxy } from './proxy.ts';
import { Random } from './random.ts';
import { recorderRoutes, Routes } from './routes.ts';
import { SharedData } from './shared-data.ts';
import { SharedQueues } from './shared-queue.ts';
import { Modules, Thread } from './thread.ts';
import { xdsOf } from './xds.ts';

/** Hostcalls that one callback may make before the run is stopped. */
const HOSTCALL_LIMIT = 1_000_000;
/** Callbacks that a run may have: filters that keep each other busy do not end by themselves. */
const CALLBACK_LIMIT = 500_000;
/** Bytes that the guests of a run may hand over: what they make the proxy keep is no more than that. */
const BYTE_LIMIT = 512 * 1024 * 1024;
const MOST_REFUSALS = 200;
const MOST_WARNINGS = 1000;
/** A guest's names may be megabytes long; nobody reads more of them. */
const MOST_CHARACTERS = 1000;
const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

export interface ProcessOptions {
  /** Envoy's foreign functions. */
  readonly foreign?: ForeignLibrary;
  readonly announce?: Announce;
  /** Told when the callback that was entered last has returned or trapped. */
  readonly left?: () => void;
  readonly stopBefore?: number;
  readonly asEnvoy?: boolean;
  readonly trace?: boolean;
  /** Requests are forgotten once they are answered: `forget` is called, and their bodies are nobody's any more. */
  readonly forgets?: boolean;
  /**
   * Pages of 64 KiB that all VMs may have together: 4096 when absent, and with `asEnvoy` as many as Envoy gives. One
   * VM has at most Envoy's 16384.
   */
  readonly memoryLimitPages?: number;
  /** Stands around what modules import and export. */
  readonly watcher?: Watcher;
}

function shortened(facts: Refusal['facts']): Refusal['facts'] {
  const entries = Object.entries(facts);
  return Object.fromEntries(
    entries.map(([name, fact]) => [name, typeof fact === 'string' ? fact.slice(0, MOST_CHARACTERS) : fact]),
  );
}

/** One simulated Envoy: its threads with their VMs, its clusters, and what they all share. */
export class Process {
  readonly queue: EventQueue;
  readonly proxy: Proxy;
  readonly plan: Plan;
  readonly workers: readonly Thread[];
  readonly trace: Trace;
  readonly gate: CallGate;
  readonly metrics = new Metrics();
  readonly clusters: Clusters;
  readonly #vmThreads: string[] = [];
  readonly warnings: Warning[] = [];
  readonly refusals: Refusal[] = [];
  readonly notSimulated = new Set<string>();
  readonly #main: Thread;
  readonly #canaries: Thread[] = [];
  readonly #modules: Modules;
  readonly #asEnvoy: boolean;
  readonly #bodies: BodyPool;

  constructor(project: RunProject, scenario: Scenario, seed: number, options: ProcessOptions) {
    const observes = options.trace !== false;
    const trace = new Trace(observes);
    this.trace = trace;
    this.queue = new EventQueue(observes ? (now) => trace.time(Math.round(now)) : undefined);
    this.#bodies = new BodyPool(options.forgets === true);
    this.#asEnvoy = options.asEnvoy === true;
    this.gate = new CallGate({
      hostcallLimit: HOSTCALL_LIMIT,
      callbackLimit: CALLBACK_LIMIT,
      byteLimit: BYTE_LIMIT,
      ...(options.announce === undefined ? {} : { announce: options.announce }),
      ...(options.left === undefined ? {} : { left: options.left }),
      ...(options.stopBefore === undefined ? {} : { stopBefore: options.stopBefore }),
    });
    const clusters = { upstream: {}, ...scenario.clusters };
    this.clusters = new Clusters(clusters, this.queue);
    this.plan = planOf(scenario);
    const count = Math.max(1, Math.min(16, scenario.workers ?? 1));
    const memoryLimit = options.memoryLimitPages ?? (this.#asEnvoy ? Infinity : RUN_MAX_PAGES);
    this.proxy = {
      queue: this.queue,
      random: new Random(seed),
      trace: this.trace,
      gate: this.gate,
      clusters: this.clusters,
      routes: new Routes(scenario.envoy?.routes ?? recorderRoutes('alt' in clusters)),
      xds: xdsOf(scenario),
      sharedData: new SharedData(),
      queues: new SharedQueues(),
      metrics: this.metrics,
      bodies: this.#bodies,
      bufferLimit: scenario.limits === true ? 8192 : 1048576,
      logLevel: Math.max(0, LEVELS.indexOf(scenario.envoy?.wasm_log_level ?? 'trace')),
      observes,
      memory: memoryBudget(memoryLimit, project, threadsOf(this.plan, count)),
      rewriteLocalReply: localReplyRewriter(scenario.envoy?.hcm),
      notSimulated: this.notSimulated,
      watcher: options.watcher,
      foreign: options.foreign,
      nextVm: (thread) => this.#vmThreads.push(thread) - 1,
      refuse: (refusal) => {
        if (observes && this.refusals.length < MOST_REFUSALS)
          this.refusals.push({ ...refusal, facts: shortened(refusal.facts), at: this.trace.position });
      },
      warn: (warning) => {
        if (this.warnings.length < MOST_WARNINGS) this.warnings.push({ ...warning, at: this.trace.position });
      },
    };
    this.#modules = new Modules(project, this.proxy.memory);
    this.workers = Array.from({ length: count }, (_, i) => this.#thread(`worker${i}`));
    this.#main = this.#thread('main');
  }

  #thread(name: string): Thread {
    return new Thread(name, this.proxy, this.#modules, this.plan);
  }

  /**
   * Starts every plugin: on the main thread what lives there (all of it with `asEnvoy`, each behind a canary VM that is
   * thrown away once it is configured), then on the workers. Any failure means that Envoy would not start.
   */
  start(): PluginFailure[] {
    // Modules are compiled before anything runs, so that no callback waits for a big one.
    for (const plugin of this.plan.all) this.#modules.get(plugin.wasm);
    const { onMain, onWorkers } = this.plan;
    const isOnWorkers = new Set(onWorkers);
    for (const plugin of this.#asEnvoy ? onMain : onMain.filter((p) => !isOnWorkers.has(p))) {
      const failures = this.#asEnvoy ? this.#canary(plugin) : [];
      if (failures.length > 0) return failures;
      const failed = this.#main.start([plugin]);
      if (failed.length > 0) return failed;
    }
    return this.workers.flatMap((worker) => worker.start(onWorkers));
  }

  #canary(plugin: Plan['all'][number]): PluginFailure[] {
    const canary = this.#thread('canary');
    this.#canaries.push(canary);
    const failures = canary.start([plugin]);
    canary.dispose();
    return failures;
  }

  /** The proxy goes away: the connections that still stand, its workers, its main thread. */
  shutdown(closeConnections: () => void): void {
    closeConnections();
    this.queue.runUntil(this.queue.now);
    for (const worker of this.workers) worker.shutdown();
    this.queue.runUntil(this.queue.now);
    this.#main.shutdown();
  }

  /** Lets go of what a report would show of the requests so far. */
  forget(): void {
    this.trace.clear();
    this.gate.forget();
    this.clusters.forget();
    this.#bodies.takeBack();
    if (this.warnings.length > 0) this.warnings.length = 0;
  }

  get #threads(): readonly Thread[] {
    return [...this.workers, this.#main];
  }

  get #allThreads(): readonly Thread[] {
    return [...this.#threads, ...this.#canaries];
  }

  /** Index of the plugin that a root context belongs to, -1 when it is none. */
  filterOf(vm: number, contextId: number): number {
    return this.#threads.map((thread) => thread.filterOf(vm, contextId)).find((filter) => filter >= 0) ?? -1;
  }

  get traps(): Trap[] {
    return this.#threads.flatMap((thread) => thread.traps);
  }

  /** Says of which VMs it seems that they wanted more memory than they could have here. */
  warnOfMemory(): void {
    for (const thread of this.#threads) thread.warnOfMemory();
  }

  /** Every VM of the process, those that are gone among them, by index. */
  vms(): VmReport[] {
    const known = new Map(this.#allThreads.flatMap((thread) => thread.vms().map((vm) => [vm.index, vm])));
    return this.#vmThreads.map((thread, index) => {
      const { vmId = '', memoryPages = 0 } = known.get(index) ?? {};
      return { thread, vmId, memoryPages };
    });
  }

  /** How things stand now: what time it is, and what is still to come. */
  clock(): ClockReport {
    const { now } = this.queue;
    const calls = this.clusters.waiting.map((stream): PendingCall => {
      const { root, exchange = -1, ...call } = stream.pending();
      const { filter = -1, name = '' } = root?.plugin ?? {};
      return { ...call, exchange, vm: root?.vm.vm.index ?? -1, context: root?.id ?? 0, filter, plugin: name };
    });
    return { nowMs: now, timers: this.#threads.flatMap(({ timers }) => timers), calls };
  }

  reports(): PluginReport[] {
    const onMain = new Set(this.plan.onMain.filter((plugin) => !this.plan.onWorkers.includes(plugin)));
    return this.plan.all.map((plugin) =>
      (onMain.has(plugin) ? this.#main : (this.workers[0] ?? this.#main)).report(plugin),
    );
  }
}
