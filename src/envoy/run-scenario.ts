import { RunStopped } from '../host/index.ts';
import {
  MarkKind,
  type AnswerSpec,
  type ClockReport,
  type Exchange,
  type H2ConnectionReport,
  type H2StreamSpec,
  type PluginFailure,
  type Report,
  type RequestSpec,
  type RunProject,
  type Scenario,
  type Stopped,
} from '../model/index.ts';
import { warningsOf } from './after-warnings.ts';
import { accessOf } from './access-log.ts';
import type { Connection } from './client.ts';
import { H2Client } from './h2-client.ts';
import { H2Connection } from './h2-connection.ts';
import { readingsOf } from './readings.ts';
import type { Process, ProcessOptions } from './process.ts';
import { Session, type Sent } from './session.ts';
import { TcpTraffic } from './tcp-traffic.ts';

export interface RunOptions extends ProcessOptions {
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
  return new Simulation(project, scenario, seed, options).run();
}

interface Running extends Sent {
  readonly request: number;
  readonly traceFrom: number;
  readonly startMs: number;
}

/** Plays a scenario's requests against a process, at the recorder's pace. */
class Simulation {
  readonly #scenario: Scenario;
  readonly #seed: number;
  readonly #options: RunOptions;
  readonly #session: Session;
  readonly #process: Process;
  readonly #exchanges: Running[] = [];
  readonly #tcp: TcpTraffic;
  /** Connections that were given a name; all stay open to the end. */
  readonly #named = new Map<string, Connection>();
  /** The connection that the last request kept open. */
  #kept: Connection | undefined;
  /** HTTP/2 connections with several streams; an exchange is -1 until its stream has started. */
  readonly #h2: { readonly request: number; readonly exchanges: number[]; readonly connection: H2Connection }[] = [];
  /** Requests and connections so far: what the marks count. */
  #count = 0;
  #stats: Report['stats'] | undefined;
  #clock: ClockReport | undefined;
  #lastActivity = 0;
  #lastCount = 0;

  constructor(project: RunProject, scenario: Scenario, seed: number, options: RunOptions) {
    this.#scenario = scenario;
    this.#seed = seed;
    this.#options = options;
    this.#session = new Session(project, scenario, seed, options);
    this.#process = this.#session.process;
    this.#tcp = new TcpTraffic(scenario, this.#process, () => this.#sawActivity());
  }

  run(): Report {
    let failures: PluginFailure[] = [];
    let stopped: Stopped | undefined;
    try {
      failures = this.#session.start();
      if (failures.length === 0) this.#requests();
    } catch (error) {
      if (!(error instanceof RunStopped)) throw error;
      stopped = this.#stoppedBy(error);
    }
    return this.#report(failures, stopped);
  }

  #requests(): void {
    const { queue, trace } = this.#process;
    this.#quiet(120);
    for (const [index, spec] of (this.#scenario.requests ?? [{}]).entries()) this.#request(index, spec);
    this.#clock = this.#process.clock();
    if (this.#scenario.stays_open !== true) {
      for (const running of this.#exchanges) this.#until(() => running.client.isFinished);
      for (const run of this.#tcp.runs) this.#until(() => run.isFinished);
      this.#runFor(this.#scenario.after_ms ?? 0);
      this.#quiet(90);
      queue.runUntil(queue.now + 50);
    }
    // What the filters do while the proxy goes away is nothing that anybody could ask it for.
    this.#stats = this.#process.metrics.values();
    trace.mark(MarkKind.shutdown, 0, 'shutdown');
    this.#process.shutdown(() => this.#tcp.close());
  }

  #request(index: number, spec: RequestSpec): void {
    const { trace } = this.#process;
    if (spec.wait_ms !== undefined) {
      trace.mark(MarkKind.wait, spec.wait_ms, `wait ${spec.wait_ms} ms`);
      this.#runFor(spec.wait_ms);
      this.#quiet(90);
      return;
    }
    if (spec.step_ms !== undefined) {
      trace.mark(MarkKind.wait, spec.step_ms, `step ${spec.step_ms} ms`);
      this.#runFor(spec.step_ms);
      return;
    }
    if (spec.idle_ms !== undefined) {
      trace.mark(MarkKind.wait, spec.idle_ms, `until idle, at most ${spec.idle_ms} ms`);
      this.#idle(spec.idle_ms);
      return;
    }
    if (spec.answer !== undefined) {
      this.#answer(spec.answer);
      return;
    }
    if (spec.open !== undefined) {
      trace.mark(MarkKind.open, 0, `open connection ${spec.open}`);
      this.#named.set(spec.open, this.#session.connect());
      this.#runFor(50);
      this.#quiet(90);
      return;
    }
    if (spec.h2 !== undefined) {
      this.#startH2(index, spec.h2);
      return;
    }
    if (spec.tcp !== undefined) {
      this.#startTcp(index, spec);
      return;
    }
    const running = this.#start(index, spec);
    const { client } = running;
    if (spec.parallel === true) {
      this.#runFor(spec.gap_ms ?? 100);
      return;
    }
    this.#until(() => client.isFinished || this.#process.clusters.isHolding);
    if (!client.isFinished) {
      this.#runFor(90);
      return;
    }
    // The recorder looks for 80 ms whether the connection stays open.
    if (client.isConnectionAlive) this.#runFor(80);
    else this.#forget(spec);
    this.#quiet(90);
  }

  /** What is held back and gets no answer from here keeps its requests waiting. */
  #answer({ cluster, request, reply }: AnswerSpec): void {
    const { clusters, trace } = this.#process;
    const isThere = clusters.decide(cluster, request, reply);
    trace.mark(MarkKind.answer, request, `answer ${request} of ${cluster}${isThere ? '' : ': it does not wait'}`);
    this.#idle((reply.delay_ms ?? 0) + 90);
  }

  #idle(milliseconds: number): void {
    const { queue, clusters } = this.#process;
    const end = queue.now + milliseconds;
    const isBusy = (): boolean =>
      clusters.waiting.length > 0 || this.#exchanges.some(({ client }) => !client.isFinished);
    while (isBusy() && queue.step(end)) this.#sawActivity();
    if (isBusy()) queue.runUntil(end);
  }

  /** The connection is gone: what would have used it opens another. */
  #forget({ conn }: RequestSpec): void {
    if (conn !== undefined) this.#named.delete(conn);
    else this.#kept = undefined;
  }

  #connectionFor(spec: RequestSpec): Connection {
    const kept = spec.http === '2' ? undefined : this.#kept;
    if (spec.conn === undefined) return kept ?? this.#session.connect();
    const named = this.#named.get(spec.conn) ?? this.#session.connect();
    this.#named.set(spec.conn, named);
    return named;
  }

  #start(index: number, spec: RequestSpec): Running {
    const traceFrom = this.#markRequest();
    const connection = this.#connectionFor(spec);
    const isKept = spec.keep === true && spec.http !== '2';
    if (spec.http !== '2') this.#kept = isKept ? connection : undefined;
    if (!isKept && spec.conn === undefined) this.#session.leave(connection);
    return this.#send(this.#session.prepare(spec, connection), index, traceFrom);
  }

  /** Where the trace of the request begins. */
  #markRequest(): number {
    const { queue, trace } = this.#process;
    const traceFrom = trace.position;
    trace.mark(MarkKind.request, this.#exchanges.length, `request ${this.#count++}`);
    // What the client before it left behind comes first.
    queue.runUntil(queue.now);
    return traceFrom;
  }

  #send(sent: Sent, request: number, traceFrom: number): Running {
    const running = { ...sent, request, traceFrom, startMs: this.#process.queue.now };
    this.#exchanges.push(running);
    this.#session.send(running);
    this.#sawActivity();
    return running;
  }

  /** Several streams over one HTTP/2 connection, which the client closes when all have ended. */
  #startH2(request: number, streams: readonly H2StreamSpec[]): void {
    const { proxy, queue, trace } = this.#process;
    let traceFrom: number | undefined = this.#markRequest();
    const own = this.#session.connect();
    this.#session.leave(own);
    const connection = new H2Connection(queue, own);
    const exchanges = streams.map(() => -1);
    this.#h2.push({ request, exchanges, connection });
    for (const [i, spec] of streams.entries())
      queue.after(spec.start_ms ?? 0, () => {
        exchanges[i] = this.#exchanges.length;
        const client = new H2Client(proxy, spec, connection, false);
        this.#send(this.#session.prepareClient(client, connection), request, traceFrom ?? trace.position);
        traceFrom = undefined;
      });
    this.#until(() => exchanges.every((at) => this.#exchanges[at]?.client.isFinished === true));
    // The recorder waits 80 ms for a late RST_STREAM.
    this.#runFor(80);
    this.#quiet(90);
    queue.after(0, () => connection.leave());
    this.#quiet(90);
  }

  #h2Connections(): H2ConnectionReport[] {
    return this.#h2.map(({ request, exchanges, connection: { closed } }) => ({
      request,
      exchanges: exchanges.filter((at) => at >= 0),
      ...(closed === undefined ? {} : { closed }),
    }));
  }

  #startTcp(request: number, spec: RequestSpec): void {
    const connection = this.#session.connect();
    const run = this.#tcp.open(spec, { request, number: this.#count++, connection });
    if (spec.parallel === true) this.#runFor(spec.gap_ms ?? 100);
    else this.#until(() => run.isFinished);
    this.#session.leave(connection);
  }

  #until(isDone: () => boolean): void {
    while (!isDone() && this.#process.queue.step(Infinity)) this.#sawActivity();
  }

  #runFor(milliseconds: number): void {
    const { queue } = this.#process;
    const end = queue.now + milliseconds;
    while (queue.step(end)) this.#sawActivity();
    queue.runUntil(end);
  }

  /** Goes on until no guest has been called for a while, at most three seconds. */
  #quiet(milliseconds: number): void {
    const { queue } = this.#process;
    const most = queue.now + 3000;
    while (queue.now < most && queue.now - this.#lastActivity < milliseconds)
      this.#runFor(Math.min(most, this.#lastActivity + milliseconds) - queue.now);
  }

  /** Looks whether a guest was called since; says when that was last. */
  #sawActivity(): number {
    const { gate, queue } = this.#process;
    if (gate.count === this.#lastCount) return this.#lastActivity;
    this.#lastCount = gate.count;
    return (this.#lastActivity = queue.now);
  }

  #stoppedBy(error: RunStopped): Stopped | undefined {
    const { kind, callback, contextId } = error;
    if (kind === 'looked') return undefined;
    const limit = kind === 'callback-too-long' ? (this.#options.callbackLimitMs ?? 1000) : error.limit;
    return { kind, callback, contextId, filter: this.#filterOf(error.vm, contextId), limit };
  }

  #filterOf(vm: number, contextId: number): number {
    for (const { stream } of this.#exchanges) {
      const filter = stream.filterOf(vm, contextId);
      if (filter >= 0) return filter;
    }
    const filter = this.#tcp.filterOf(vm, contextId);
    return filter >= 0 ? filter : this.#process.filterOf(vm, contextId);
  }

  #report(failures: readonly PluginFailure[], stopped: Stopped | undefined): Report {
    this.#process.warnOfMemory();
    const { metrics, clusters, notSimulated, queue, traps, warnings } = this.#process;
    const trace = this.#process.trace.snapshot();
    const upstream = clusters.seen();
    const starts = [...this.#exchanges, ...this.#tcp.runs].map(({ traceFrom }) => traceFrom).sort((a, b) => a - b);
    const next = new Map(starts.map((start, i) => [start, starts[i + 1] ?? trace.words.length]));
    const traceTo = (from: number): number => next.get(from) ?? trace.words.length;
    const exchanges = this.#exchanges.map((running) => this.#exchange(running, traceTo(running.traceFrom)));
    const depends =
      traps.some((trap) => trap.kind === 'stack-overflow' || trap.kind === 'memory-refused') ||
      warnings.some((warning) => warning.kind === 'memory-refused');
    return {
      scenario: this.#scenario.name,
      seed: this.#seed,
      startup: failures.length === 0 ? 'ready' : 'failed',
      failures,
      vms: this.#process.vms(),
      plugins: this.#process.reports(),
      exchanges,
      connections: this.#tcp.runs.map((run) => this.#tcp.report(run, traceTo(run.traceFrom))),
      tcpUpstream: this.#tcp.upstreams(),
      ...(this.#clock && { clock: this.#clock }),
      ...(this.#h2.length === 0 ? {} : { h2Connections: this.#h2Connections() }),
      upstream,
      trace,
      warnings: [...warnings, ...exchanges.flatMap((exchange, i) => warningsOf(exchange, i, upstream))],
      refusals: this.#process.refusals,
      notSimulated: [...notSimulated],
      stats: this.#stats ?? metrics.values(),
      ...(stopped === undefined ? {} : { stopped }),
      reproducible: stopped === undefined && !depends,
      elapsedMs: Math.round(queue.now),
    };
  }

  #exchange(running: Running, traceTo: number): Exchange {
    const { client, stream, info, traceFrom, startMs } = running;
    const endMs = client.finishedAt < 0 ? this.#process.queue.now : client.finishedAt;
    return {
      request: running.request,
      method: client.method,
      path: client.path,
      response: client.result(),
      ...stream.shown(),
      access: accessOf(info),
      ...readingsOf(this.#scenario.properties, stream.members),
      forwarded: stream.forwarded,
      traceFrom,
      traceTo,
      startMs,
      durationMs: Math.max(0, endMs - startMs),
    };
  }
}
