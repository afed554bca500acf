import { CallGate, RunStopped, Trace } from '../host/index.ts';
import {
  MarkKind,
  NO_BYTES,
  type Exchange,
  type PluginFailure,
  type Report,
  type RequestSpec,
  type RunProject,
  type Scenario,
  type Stopped,
  type Warning,
} from '../model/index.ts';
import { Client, type Connection } from './client.ts';
import { Clusters } from './clusters.ts';
import { EventQueue } from './event-queue.ts';
import { HttpStream } from './http-stream.ts';
import { localReplyRewriter } from './local-reply-config.ts';
import { Metrics } from './metrics.ts';
import { pluginOf } from './plugin.ts';
import type { Proxy } from './proxy.ts';
import { Random } from './random.ts';
import { recorderRoutes, Routes } from './routes.ts';
import { SharedData } from './shared-data.ts';
import { SharedQueues } from './shared-queue.ts';
import { StreamInfo } from './stream-info.ts';
import { Modules, Thread } from './thread.ts';

/** Hostcalls that one callback may make before the run is stopped. */
const HOSTCALL_LIMIT = 1_000_000;
const PAGES_LIMIT = 16384;
const LEVELS = ['trace', 'debug', 'info', 'warning', 'error', 'critical', 'off'];

export interface RunOptions {
  /** Told of every callback before it is entered, so that a stuck one can be named. */
  readonly announce?: (callNumber: number, vm: number, callback: string, contextId: number) => void;
  /** End before the callback of this number: what is left of a run whose callback never returned. */
  readonly stopBefore?: number;
  /** Milliseconds that the stuck callback was given; for the report. */
  readonly callbackLimitMs?: number;
  /** Start what Envoy starts beside the worker: a canary VM for each plugin and the main thread's VMs. */
  readonly asEnvoy?: boolean;
  /** False: nothing is kept but the answers. */
  readonly trace?: boolean;
}

/**
 * Runs a scenario through the simulated proxy. A pure function: the same project, scenario and seed give byte for byte
 * the same report, wherever it runs. Time is virtual; nothing is read or written but the arguments.
 */
export function run(project: RunProject, scenario: Scenario, seed: number, options: RunOptions = {}): Report {
  const simulation = new Simulation(project, scenario, seed, options);
  return simulation.run();
}

interface Running {
  readonly request: number;
  readonly client: Client;
  readonly stream: HttpStream;
  readonly info: StreamInfo;
  readonly traceFrom: number;
  readonly startMs: number;
}

class Simulation {
  readonly #scenario: Scenario;
  readonly #seed: number;
  readonly #options: RunOptions;
  readonly #queue = new EventQueue();
  readonly #trace: Trace;
  readonly #gate: CallGate;
  readonly #clusters: Clusters;
  readonly #metrics = new Metrics();
  readonly #proxy: Proxy;
  readonly #thread: Thread;
  readonly #main: Thread;
  readonly #canaries: readonly Thread[];
  readonly #vms: { readonly thread: string }[] = [];
  readonly #exchanges: Running[] = [];
  readonly #warnings: Warning[] = [];
  readonly #notSimulated = new Set<string>();
  #lastActivity = 0;
  #lastCount = 0;
  #connections = 0;
  /** The connection that the last request kept open. */
  #kept: Connection | undefined;

  constructor(project: RunProject, scenario: Scenario, seed: number, options: RunOptions) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#options = options;
    const observes = options.trace !== false;
    this.#trace = new Trace(observes);
    this.#gate = new CallGate({
      hostcallLimit: HOSTCALL_LIMIT,
      ...(options.announce === undefined ? {} : { announce: options.announce }),
      ...(options.stopBefore === undefined ? {} : { stopBefore: options.stopBefore }),
    });
    const clusters = { upstream: {}, ...scenario.clusters };
    this.#clusters = new Clusters(clusters, this.#queue);
    this.#proxy = {
      queue: this.#queue,
      random: new Random(seed),
      trace: this.#trace,
      gate: this.#gate,
      clusters: this.#clusters,
      routes: new Routes(scenario.envoy?.routes ?? recorderRoutes('alt' in clusters)),
      sharedData: new SharedData(),
      queues: new SharedQueues(),
      metrics: this.#metrics,
      bufferLimit: scenario.limits === true ? 8192 : 1048576,
      logLevel: Math.max(0, LEVELS.indexOf(scenario.envoy?.wasm_log_level ?? 'trace')),
      observes,
      maxPages: PAGES_LIMIT,
      rewriteLocalReply: localReplyRewriter(scenario.envoy?.hcm),
      notSimulated: this.#notSimulated,
      nextVm: (thread) => this.#vms.push({ thread }) - 1,
      warn: (warning) => this.#warnings.push({ ...warning, at: this.#trace.position }),
    };
    const plugins = (scenario.filters ?? []).map((spec, index) => pluginOf(spec, index));
    const modules = new Modules(project);
    this.#thread = new Thread('worker0', this.#proxy, modules, plugins);
    this.#main = new Thread('main', this.#proxy, modules, plugins);
    this.#canaries = plugins.map((plugin) => new Thread('canary', this.#proxy, modules, [plugin]));
  }

  run(): Report {
    let failures: PluginFailure[] = [];
    let stopped: Stopped | undefined;
    try {
      failures = this.#startAll();
      if (failures.length === 0) this.#requests();
    } catch (error) {
      if (!(error instanceof RunStopped)) throw error;
      stopped = this.#stoppedBy(error);
    }
    return this.#report(failures, stopped);
  }

  /** Starts the threads; with `asEnvoy` the canaries first, thrown away once they are configured, then the main thread. */
  #startAll(): PluginFailure[] {
    if (this.#options.asEnvoy !== true) return this.#thread.start();
    for (const canary of this.#canaries) {
      const failures = canary.start();
      canary.dispose();
      if (failures.length > 0) return failures;
    }
    const failures = this.#main.start();
    return failures.length > 0 ? failures : this.#thread.start();
  }

  #requests(): void {
    this.#quiet(120);
    for (const [index, spec] of (this.#scenario.requests ?? [{}]).entries()) this.#request(index, spec);
    for (const running of this.#exchanges) this.#until(() => running.client.isFinished);
    this.#quiet(90);
    this.#queue.runUntil(this.#queue.now + 50);
    this.#trace.mark(MarkKind.shutdown, 0, 'shutdown');
    if (this.#options.asEnvoy === true) {
      this.#main.shutdown();
      this.#queue.runUntil(this.#queue.now);
    }
    this.#thread.shutdown();
  }

  #request(index: number, spec: RequestSpec): void {
    if (spec.wait_ms !== undefined) {
      this.#trace.mark(MarkKind.wait, spec.wait_ms, `wait ${spec.wait_ms} ms`);
      this.#runFor(spec.wait_ms);
      this.#quiet(90);
      return;
    }
    const running = this.#start(index, spec);
    if (spec.parallel === true) {
      this.#runFor(spec.gap_ms ?? 100);
      return;
    }
    this.#until(() => running.client.isFinished);
    // The recorder looks for 80 ms whether the connection stays open.
    if (running.client.isConnectionAlive) this.#runFor(80);
    this.#quiet(90);
  }

  #start(index: number, spec: RequestSpec): Running {
    const exchange = this.#exchanges.length;
    const traceFrom = this.#trace.position;
    this.#trace.mark(MarkKind.request, exchange, `request ${exchange}`);
    const startMs = this.#queue.now;
    const connection = this.#kept ?? { id: ++this.#connections, isClosing: false };
    const isGone = connection.isClosing;
    const client = new Client(this.#proxy, spec, connection);
    this.#kept = spec.keep === true ? connection : undefined;
    const headers = client.requestHeaders();
    const at = { startMs, connectionId: connection.id, clientAddress: `127.0.0.1:${40000 + connection.id}` };
    const info = new StreamInfo(this.#proxy.routes, headers, at);
    const members = (of: HttpStream) => (isGone ? [] : this.#thread.chain(of));
    const stream = new HttpStream(this.#proxy, info, client, { members, exchange });
    const running = { request: index, client, stream, info, traceFrom, startMs };
    this.#exchanges.push(running);
    if (isGone) client.fail();
    else client.send(stream, headers);
    this.#sawActivity();
    return running;
  }

  #until(isDone: () => boolean): void {
    while (!isDone() && this.#queue.step(Infinity)) this.#sawActivity();
  }

  #runFor(milliseconds: number): void {
    const end = this.#queue.now + milliseconds;
    while (this.#queue.step(end)) this.#sawActivity();
    this.#queue.runUntil(end);
  }

  /** Goes on until no guest has been called for a while, at most three seconds. */
  #quiet(milliseconds: number): void {
    const most = this.#queue.now + 3000;
    while (this.#queue.now < most && this.#queue.now - this.#lastActivity < milliseconds)
      this.#runFor(Math.min(most, this.#lastActivity + milliseconds) - this.#queue.now);
  }

  #sawActivity(): void {
    if (this.#gate.count === this.#lastCount) return;
    this.#lastCount = this.#gate.count;
    this.#lastActivity = this.#queue.now;
  }

  #stoppedBy(error: RunStopped): Stopped {
    const { kind, callback, contextId } = error;
    const limit = kind === 'callback-too-long' ? (this.#options.callbackLimitMs ?? 1000) : error.limit;
    return { kind, callback, contextId, filter: this.#filterOf(error.vm, contextId), limit };
  }

  #filterOf(vm: number, contextId: number): number {
    for (const { stream } of this.#exchanges) {
      const filter = stream.filterOf(vm, contextId);
      if (filter >= 0) return filter;
    }
    return this.#thread.filterOf(vm, contextId);
  }

  #report(failures: readonly PluginFailure[], stopped: Stopped | undefined): Report {
    const trace = this.#trace.snapshot();
    const traps = this.#thread.traps;
    const depends = traps.some((trap) => trap.kind === 'stack-overflow' || trap.kind === 'memory-refused');
    const warnings = [...this.#warnings];
    return {
      scenario: this.#scenario.name,
      seed: this.#seed,
      startup: failures.length === 0 ? 'ready' : 'failed',
      failures,
      vms: this.#vms,
      plugins: this.#thread.reports(),
      exchanges: this.#exchanges.map((running, i) =>
        this.#exchange(running, this.#exchanges[i + 1]?.traceFrom ?? trace.words.length),
      ),
      upstream: this.#clusters.seen(),
      trace,
      warnings,
      notSimulated: [...this.#notSimulated],
      stats: this.#metrics.values(),
      ...(stopped === undefined ? {} : { stopped }),
      reproducible: stopped === undefined && !depends,
      elapsedMs: Math.round(this.#queue.now),
    };
  }

  #exchange(running: Running, traceTo: number): Exchange {
    const { client, stream, info, traceFrom, startMs } = running;
    const endMs = client.finishedAt < 0 ? this.#queue.now : client.finishedAt;
    const text = (name: string): string => info.requestHeaders.joinedValue(bytes(name)) ?? '';
    return {
      request: running.request,
      method: client.method,
      path: client.path,
      response: client.result(),
      ...stream.journey(),
      access: {
        code: info.code,
        details: info.details ?? '',
        flags: info.flags.length === 0 ? '-' : info.flags.join(','),
        cluster: info.knownRoute?.cluster ?? '',
        route: info.knownRoute?.name ?? '',
        method: text(':method'),
        path: text(':path'),
        bytesIn: info.bytesReceived,
        bytesOut: info.bytesSent,
        terminated: '',
      },
      forwarded: stream.forwarded,
      traceFrom,
      traceTo,
      startMs,
      durationMs: Math.max(0, endMs - startMs),
    };
  }
}

function bytes(text: string): Uint8Array {
  return text === '' ? NO_BYTES : Uint8Array.from(text, (c) => c.charCodeAt(0));
}
