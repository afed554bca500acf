import type { PluginFailure, RequestSpec, RunProject, Scenario } from '../model/index.ts';
import { Client, type Connection, type RequestClient } from './client.ts';
import { H2Client, streamOfRequest } from './h2-client.ts';
import { H2Connection } from './h2-connection.ts';
import { HttpStream } from './http-stream.ts';
import { Process, type ProcessOptions } from './process.ts';
import { StreamInfo } from './stream-info.ts';

/** One request on its way through the proxy. */
export interface Sent {
  readonly client: RequestClient;
  readonly stream: HttpStream;
  readonly info: StreamInfo;
  /** Its connection had been closed before. */
  readonly isGone: boolean;
}

/**
 * A proxy that takes one request after another. A run is a session that plays a scenario at the recorder's pace; on its
 * own it is for whoever sends requests without end.
 */
export class Session {
  readonly process: Process;
  #connections = 0;
  #exchanges = 0;
  /** Open connections of each worker: a new one goes to the worker that has fewest. */
  readonly #load: number[];

  constructor(project: RunProject, scenario: Scenario, seed: number, options: ProcessOptions) {
    this.process = new Process(project, scenario, seed, options);
    this.#load = this.process.workers.map(() => 0);
  }

  start(): PluginFailure[] {
    return this.process.start();
  }

  connect(): Connection {
    const worker = this.#load.indexOf(Math.min(...this.#load));
    this.#load[worker] = (this.#load[worker] ?? 0) + 1;
    return { id: ++this.#connections, worker, isClosing: false };
  }

  /** The connection will be closed behind the request that it carries: it counts no more. */
  leave(connection: Connection): void {
    this.#load[connection.worker] = (this.#load[connection.worker] ?? 1) - 1;
  }

  /** A request that is ready to be sent. */
  prepare(spec: RequestSpec, connection: Connection): Sent {
    const { proxy, queue } = this.process;
    if (spec.http !== '2') return this.prepareClient(new Client(proxy, spec, connection), connection);
    const own = new H2Connection(queue, connection);
    return this.prepareClient(new H2Client(proxy, streamOfRequest(spec), own, true), own);
  }

  prepareClient(client: RequestClient, connection: Connection): Sent {
    const { proxy, queue, workers } = this.process;
    const isGone = connection.isClosing;
    const headers = client.requestHeaders();
    const info = new StreamInfo(proxy.routes, headers, { startMs: queue.now, connectionId: connection.id });
    if (client.isHttp2) info.protocol = 'HTTP/2';
    const worker = workers[connection.worker];
    const stream = new HttpStream(proxy, info, client, {
      thread: worker,
      isEmpty: isGone || client.refusal !== undefined,
      exchange: this.#exchanges++,
    });
    return { client, stream, info, isGone };
  }

  /** Sends it: its head at once, the rest in virtual time. */
  send({ client, stream, info, isGone }: Sent): void {
    if (isGone) client.fail();
    else client.send(stream, info.requestHeaders);
  }

  /** Lets time pass until the client has its answer. */
  finish({ client }: Sent): void {
    const { queue } = this.process;
    while (!client.isFinished && queue.step(Infinity));
  }

  /** Lets go of everything that a report would show of the requests so far. */
  forget(): void {
    this.process.forget();
  }
}
