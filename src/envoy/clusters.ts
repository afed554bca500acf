import type { ClusterSpec, ReplySpec, UpstreamRequest } from '../model/index.ts';
import type { EventQueue } from './event-queue.ts';
import type { H2SeenRequest } from './h2-upstream.ts';
import { reflect } from './reflect.ts';
import { ScriptedReplies } from './scripted-replies.ts';
import type { SeenRequest } from './seen-request.ts';
import { type UpstreamSink, UpstreamStream } from './upstream-stream.ts';

/** A service behind a cluster: answers by a script, reflects what it gets, or is not there. */
export class Cluster {
  readonly name: string;
  readonly address: string;
  readonly hostName: string;
  /** Requests in the order in which they came. */
  seen: (SeenRequest | H2SeenRequest)[] = [];
  /** How many there were in all. */
  count = 0;
  isConnected = false;
  /** Some answers do not wait for the whole request. */
  readonly isHasty: boolean;
  /** One is kept alive: an engine forgets how objects look that have all gone, and the machine code made for them. */
  latest: UpstreamStream | undefined;
  /** Requests that have come whole and have no answer: it is held back, delayed, or will never come. */
  readonly waiting = new Set<UpstreamStream>();
  readonly #spec: ClusterSpec;
  readonly #replies: ScriptedReplies;
  readonly queue: EventQueue;

  constructor(name: string, spec: ClusterSpec, queue: EventQueue, port: number) {
    this.name = name;
    this.#spec = spec;
    this.isHasty = spec.replies?.some(({ early }) => early === true) === true;
    this.#replies = new ScriptedReplies(spec.replies ?? [{ status: 200, body: [`hello from ${name}`] }]);
    this.queue = queue;
    this.address = `127.0.0.1:${port}`;
    this.hostName = name;
  }

  /** Reached over HTTP/2 through another proxy, as the recorder does: it adds headers of its own both ways. */
  get isGated(): boolean {
    return this.#spec.http2 === true;
  }

  /** Speaks HTTP/2 itself. */
  get isHttp2(): boolean {
    return this.#spec.h2_stub === true;
  }

  /** Answers only when it is told to. */
  get holds(): boolean {
    return this.#spec.hold === true;
  }

  /** Nobody listens. */
  get refuses(): boolean {
    return this.#spec.refuse === true;
  }

  open(sink: UpstreamSink): UpstreamStream {
    return (this.latest = new UpstreamStream(this, sink));
  }

  keep(request: SeenRequest | H2SeenRequest): void {
    if (this.seen.length === 0) this.seen = [request];
    else this.seen.push(request);
  }

  /** The answer to a request that has arrived whole. */
  reply(request: SeenRequest | H2SeenRequest, turn: number): ReplySpec {
    if (this.#spec.reflect === true) return reflect(request.finished());
    return this.#replies.answer(turn, () => request.finished());
  }
}

/** The clusters by name. */
export class Clusters {
  readonly #clusters = new Map<string, Cluster>();

  constructor(specs: Readonly<Record<string, ClusterSpec>>, queue: EventQueue) {
    let port = 20000;
    for (const [name, spec] of Object.entries(specs)) this.#clusters.set(name, new Cluster(name, spec, queue, ++port));
  }

  find(name: string): Cluster | undefined {
    return this.#clusters.get(name);
  }

  get names(): readonly string[] {
    return [...this.#clusters.keys()];
  }

  /** Requests without an answer, cluster by cluster, in the order in which they came. */
  get waiting(): UpstreamStream[] {
    return [...this.#clusters.values()].flatMap(({ waiting }) => [...waiting].sort((a, b) => a.index - b.index));
  }

  /** Whether somebody waits at a cluster that answers only when it is told to. */
  get isHolding(): boolean {
    for (const { holds, waiting } of this.#clusters.values()) if (holds && waiting.size > 0) return true;
    return false;
  }

  /** Answers a request that waits; false when there is none of that number. */
  decide(cluster: string, request: number, reply: ReplySpec): boolean {
    const stream = [...(this.find(cluster)?.waiting ?? [])].find(({ index }) => index === request);
    stream?.decide(reply);
    return stream !== undefined;
  }

  /** Lets go of the requests that came; what they were answered goes on from there. */
  forget(): void {
    for (const cluster of this.#clusters.values()) if (cluster.seen.length > 0) cluster.seen = [];
  }

  seen(): Record<string, UpstreamRequest[]> {
    const all: Record<string, UpstreamRequest[]> = {};
    for (const [name, cluster] of this.#clusters) all[name] = cluster.seen.map((request) => request.finished());
    return all;
  }
}
