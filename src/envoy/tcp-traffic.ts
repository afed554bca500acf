import {
  MarkKind,
  type RequestSpec,
  type Scenario,
  type TcpAccess,
  type TcpConnection,
  type TcpEnd,
  type TcpSpec,
  type TcpStep,
} from '../model/index.ts';
import { BodyPieces } from './body-pieces.ts';
import type { Connection } from './client.ts';
import { HeaderMap } from './header-map.ts';
import type { Process } from './process.ts';
import { readingsOf } from './readings.ts';
import { Routes } from './routes.ts';
import { StreamInfo } from './stream-info.ts';
import { TcpChain, type NetworkFilter } from './tcp-chain.ts';
import { play, quiet, ScriptedEnd, type Script, type Stage } from './tcp-end.ts';
import { TcpEcho, TcpProxy } from './tcp-proxy.ts';
import { TcpSocket } from './tcp-socket.ts';
import type { Thread } from './thread.ts';
import { TCP_SITE } from './xds.ts';

/** A client connection under way. */
export interface TcpRun {
  readonly request: number;
  readonly client: ScriptedEnd;
  readonly chain: TcpChain;
  readonly pieces: BodyPieces;
  /** What the service behind the proxy does with it. */
  readonly service: RequestSpec['tcp_upstream'];
  readonly connection: Connection;
  readonly traceFrom: number;
  readonly startMs: number;
  upstream: number;
  /** What the client had seen when its steps were over. */
  seen: TcpEnd | undefined;
  isFinished: boolean;
}

/** The listener of network filters at work: its clients, and the service behind its tcp_proxy. */
export class TcpTraffic {
  readonly runs: TcpRun[] = [];
  readonly #spec: TcpSpec;
  readonly #process: Process;
  /** Properties that are read at the end. */
  readonly #asked: readonly string[] | undefined;
  readonly #lastActivity: () => number;
  readonly #upstreams: ScriptedEnd[] = [];

  constructor(scenario: Scenario, process: Process, lastActivity: () => number) {
    this.#spec = scenario.tcp ?? {};
    this.#process = process;
    this.#asked = scenario.properties;
    this.#lastActivity = lastActivity;
  }

  /** A client connects. `number` is its place among all that the scenario sends. */
  open(spec: RequestSpec, at: { request: number; number: number; connection: Connection }): TcpRun {
    const { queue, trace, workers } = this.#process;
    const { request, number, connection } = at;
    const traceFrom = trace.position;
    trace.mark(MarkKind.connection, number, `connection ${number}`);
    const [own, other] = TcpSocket.pair(queue);
    const worker = workers[connection.worker];
    const info = this.#infoOf(connection);
    const pieces = new BodyPieces(trace);
    const run: TcpRun = {
      request,
      client: new ScriptedEnd(`client ${number}`, own, this.#stage(number)),
      chain: new TcpChain(other, info, {
        queue,
        onEnd: () => this.#spec.no_proxy !== true && worker?.logConnection(info),
        pieces: this.#process.proxy.observes ? pieces : undefined,
      }),
      pieces,
      service: spec.tcp_upstream ?? (this.#spec.refuse === true ? 'refuse' : undefined),
      connection,
      traceFrom,
      startMs: queue.now,
      upstream: -1,
      seen: undefined,
      isFinished: false,
    };
    this.runs.push(run);
    if (worker !== undefined) queue.after(0, () => run.chain.start(this.#filters(worker, run)));
    play(queue, this.#client(run, spec));
    return run;
  }

  #infoOf(connection: Connection): StreamInfo {
    const { id } = connection;
    const at = { startMs: this.#process.queue.now, connectionId: id };
    const info = new StreamInfo(NO_ROUTES, new HeaderMap(), at);
    info.site = TCP_SITE;
    info.protocol = undefined;
    return info;
  }

  #stage(number: number): Stage {
    const { queue, trace } = this.#process;
    return {
      queue,
      mark: (text) => trace.mark(MarkKind.step, number, text),
      lastActivity: this.#lastActivity,
    };
  }

  #filters(worker: Thread, run: TcpRun): NetworkFilter[] {
    const { chain } = run;
    const filters = this.#process.plan.tcpFilters.flatMap((plugin, i) =>
      plugin === undefined ? this.#otherFilter(i, chain) : (worker.networkFilter(plugin, chain) ?? []),
    );
    return this.#spec.no_proxy === true ? filters : [...filters, this.#proxy(run)];
  }

  #otherFilter(index: number, chain: TcpChain): NetworkFilter[] {
    const name = nameOf(this.#spec.filters?.[index]?.raw);
    if (name === 'envoy.filters.network.echo') return [new TcpEcho(chain)];
    const facts = { name };
    this.#process.proxy.warn({ kind: 'not-simulated', exchange: -1, filter: -1, callback: '', facts });
    return [];
  }

  #proxy(run: TcpRun): TcpProxy {
    return new TcpProxy(run.chain, this.#process.queue, {
      cluster: 'tcp_upstream',
      address: '127.0.0.1:20100',
      accept: (socket) => {
        if (run.service !== 'refuse') run.upstream = this.#accept(socket, run.service);
        return run.upstream >= 0;
      },
    });
  }

  /** Plays the connection's own steps; without any the n-th connection plays the n-th list, the last one repeats. */
  #accept(socket: TcpSocket, own: readonly TcpStep[] | undefined): number {
    const number = this.#upstreams.length;
    const scripts = this.#spec.upstream ?? [];
    const end = new ScriptedEnd(`upstream ${number}`, socket, this.#stage(number));
    this.#upstreams.push(end);
    play(this.#process.queue, this.#serve(end, own ?? scripts[Math.min(number, scripts.length - 1)] ?? []));
    return number;
  }

  *#serve(end: ScriptedEnd, steps: readonly TcpStep[]): Script {
    yield 30;
    yield* quiet(this.#stage(0), 40);
    end.mark('accepted');
    yield* end.play(steps);
    end.closeWhenOver();
  }

  *#client(run: TcpRun, spec: RequestSpec): Script {
    const stage = this.#stage(0);
    const { client } = run;
    yield 100;
    yield* quiet(stage, 90);
    yield* client.play(spec.tcp ?? []);
    const most = stage.queue.now + (spec.linger_ms ?? 150);
    while (client.isOpen && stage.queue.now < most) yield 10;
    yield* quiet(stage, 90);
    run.seen = client.record();
    this.#warnOfDeadlock(run);
    if (client.isOpen) client.mark('closes (end of its steps)');
    client.close();
    yield 30;
    yield* quiet(stage, 90);
    run.isFinished = true;
  }

  /** The client has nothing more to send, a filter holds what there is, and nothing will let it go. */
  #warnOfDeadlock(run: TcpRun): void {
    const filter = run.chain.stuckFilter();
    const facts = { connection: this.runs.indexOf(run) };
    if (filter >= 0) this.#process.proxy.warn({ kind: 'deadlock', exchange: -1, filter, callback: '', facts });
  }

  /** The proxy goes away, and with it every connection that still stands, the youngest first. */
  close(): void {
    for (const { chain } of this.runs.toReversed()) chain.close('now');
  }

  /** Index in the report of the plugin that a context belongs to, -1 when it is none of these. */
  filterOf(vm: number, contextId: number): number {
    for (const { chain } of this.runs) {
      const filter = chain.filterOf(vm, contextId);
      if (filter >= 0) return filter;
    }
    return -1;
  }

  upstreams(): TcpEnd[] {
    return this.#upstreams.map((end) => end.record());
  }

  report(run: TcpRun, traceTo: number): TcpConnection {
    const { request, client, chain, pieces, upstream, seen, traceFrom, startMs } = run;
    const { info } = chain;
    const endMs = info.endMs < 0 ? this.#process.queue.now : info.endMs;
    return {
      request,
      client: seen ?? client.record(),
      upstream,
      ...(chain.isEnded && this.#spec.no_proxy !== true ? { access: accessOf(info) } : {}),
      ...readingsOf(this.#asked, chain.filters),
      bodies: pieces.all,
      traceFrom,
      traceTo,
      startMs,
      durationMs: endMs - startMs,
    };
  }
}

function nameOf(filter: unknown): string {
  const isNamed = typeof filter === 'object' && filter !== null && 'name' in filter;
  return isNamed && typeof filter.name === 'string' ? filter.name : '';
}

const NO_ROUTES = new Routes([]);

function accessOf(info: StreamInfo): TcpAccess {
  return {
    flags: info.flags.length === 0 ? '-' : info.flags.join(','),
    bytesIn: info.bytesReceived,
    bytesOut: info.bytesSent,
    cluster: info.clusterName ?? '',
    // The access log has no spaces in it.
    upstreamFailure: info.upstreamFailure.replaceAll(' ', '_'),
    upstreamHost: info.upstreamAddress ?? '-',
    durationMs: Math.round(info.endMs - info.startMs),
  };
}
