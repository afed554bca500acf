import { bytesOfLatin1 } from '../model/index.ts';
import { BodyBuffer } from './body-buffer.ts';
import type { Cluster } from './clusters.ts';
import type { Due, Timer } from './event-queue.ts';
import type { HeaderMap } from './header-map.ts';
import type { HttpStream } from './http-stream.ts';
import { hasOrders, takeOrders, type RouterOrders } from './router-orders.ts';
import { envoyReply } from './local-reply.ts';
import { decimal, Name, statusOf } from './names.ts';
import type { Proxy } from './proxy.ts';
import {
  connectFailure,
  missingRequestHeader,
  resetFlag,
  resetReply,
  resetText,
  type ResetReason,
} from './upstream-errors.ts';
import type { UpstreamSink, UpstreamStream, Waiter } from './upstream-stream.ts';

/** The router filter at the end of the chain: sends the request on, brings the answer back. */
export class Router implements UpstreamSink, Due {
  readonly #proxy: Proxy;
  readonly #stream: HttpStream;
  #upstream: UpstreamStream | undefined;
  #cluster: Cluster | undefined;
  #missing: ReturnType<typeof missingRequestHeader>;
  #timeout: Timer | undefined;
  #timeoutMs = 15000;
  /** What filters have told it, where they have. */
  #orders: RouterOrders | undefined;
  #sentAt = 0;
  #isRequestComplete = false;
  #responseStarted = false;
  /** A request was sent towards an upstream. */
  wasCalled = false;

  constructor(proxy: Proxy, stream: HttpStream) {
    this.#proxy = proxy;
    this.#stream = stream;
  }

  /** What reaches the router goes on to an upstream. */
  get isSending(): boolean {
    return this.#upstream !== undefined;
  }

  waiter(): Waiter {
    const [sinceMs, timeoutMs] = [this.#sentAt, this.#timeoutMs];
    return { kind: 'route', exchange: this.#stream.index, token: 0, sinceMs, timeoutMs };
  }

  headers(map: HeaderMap, endStream: boolean): void {
    const { info } = this.#stream;
    const route = info.route;
    if (route === undefined) {
      info.addFlag('NR');
      this.#stream.reply(envoyReply(404, '', 'route_not_found'), -1);
      return;
    }
    if (route.direct !== undefined) {
      const { status, body } = route.direct;
      this.#stream.reply({ code: status, details: 'direct_response', body, headers: [], grpcStatus: undefined }, -1);
      return;
    }
    const cluster = this.#proxy.clusters.find(route.cluster);
    if (cluster === undefined) {
      info.addFlag('NC');
      this.#stream.reply(envoyReply(503, '', 'cluster_not_found'), -1);
      return;
    }
    this.#timeoutMs = route.timeoutMs;
    if (hasOrders(map)) this.#obey(map);
    else if (route.timeoutMs > 0) map.set(Name.expectedTimeout, route.timeoutText);
    if (route.rewritesHost) map.set(Name.authority, bytesOfLatin1(cluster.hostName));
    this.#missing = missingRequestHeader(map);
    info.attempts = 1;
    info.upstreamAddress = cluster.address;
    this.#cluster = cluster;
    const upstream = cluster.open(this);
    this.#upstream = upstream;
    upstream.headers(map, endStream);
    if (endStream) this.#requestComplete();
  }

  /** What filters have told it by headers. */
  #obey(map: HeaderMap): void {
    const orders = takeOrders(map, this.#timeoutMs);
    this.#orders = orders;
    this.#timeoutMs = orders.timeoutMs;
    if (orders.timeoutMs > 0) map.set(Name.expectedTimeout, decimal(orders.timeoutMs));
    if (orders.asksForRetries) this.#proxy.notSimulated.add('retries (x-envoy-retry-on)');
  }

  onConnected(map: HeaderMap): boolean {
    if (this.#missing !== undefined) return this.#badRequest(this.#missing);
    const { info } = this.#stream;
    this.wasCalled = true;
    info.upstreamLocalAddress = '127.0.0.1:30000';
    info.upstreamSentMs = this.#proxy.queue.now;
    const cluster = this.#cluster;
    if (cluster !== undefined) this.#stream.reachedUpstream(map, cluster.name, cluster.seen.length);
    return true;
  }

  /** The codec refuses to write such a request. */
  #badRequest(problem: { body: string; details: string }): false {
    this.#stream.info.addFlag('DPE');
    this.#stream.reply(envoyReply(503, problem.body, problem.details), -1);
    return false;
  }

  data(bytes: Uint8Array, endStream: boolean): void {
    this.#upstream?.data(bytes, endStream);
    if (endStream) this.#requestComplete();
  }

  trailers(map: HeaderMap): void {
    this.#upstream?.trailers(map);
    this.#requestComplete();
  }

  #requestComplete(): void {
    this.#isRequestComplete = true;
    this.#sentAt = this.#proxy.queue.now;
    if (this.#upstream === undefined || this.#timeoutMs <= 0) return;
    this.#timeout = this.#proxy.queue.put(this.#timeoutMs, this);
  }

  /** The upstream took too long. */
  happen(): void {
    this.#upstream?.reset();
    this.#upstream = undefined;
    this.#stream.info.addFlag('UT');
    const { details = 'response_timeout', timeoutStatus = 504 } = this.#orders ?? {};
    const body = timeoutStatus === 504 ? 'upstream request timeout' : '';
    if (this.#responseStarted) this.#stream.reset(details);
    else this.#stream.reply(envoyReply(timeoutStatus, body, details), -1);
  }

  onHeaders(map: HeaderMap, endStream: boolean): void {
    this.#responseStarted = true;
    if (this.#isRequestComplete) map.set(Name.serviceTime, decimal(Math.round(this.#proxy.queue.now - this.#sentAt)));
    this.#stream.info.details = 'via_upstream';
    this.#stream.info.code = statusOf(map);
    if (endStream) this.#answered();
    this.#stream.respondHeaders(map, endStream);
  }

  onData(bytes: Uint8Array, endStream: boolean): void {
    if (endStream) this.#answered();
    this.#stream.respondData(new BodyBuffer(bytes), endStream);
  }

  onTrailers(map: HeaderMap): void {
    this.#answered();
    this.#stream.respondTrailers(map);
  }

  onReset(reason: ResetReason): void {
    this.#finished();
    const { info } = this.#stream;
    info.addFlag(resetFlag(reason));
    if (reason === 'refused') {
      info.upstreamFailure = 'delayed connect error: Connection refused';
      this.#stream.reply(connectFailure(), -1);
    } else if (this.#responseStarted) {
      this.#stream.reset(`upstream_reset_after_response_started{${resetText(reason).replaceAll(' ', '_')}}`);
    } else {
      this.#stream.reply(resetReply(reason), -1);
    }
  }

  #answered(): void {
    this.#stream.info.upstreamDoneMs = this.#proxy.queue.now;
    this.#finished();
  }

  #finished(): void {
    this.#proxy.queue.cancel(this.#timeout);
    this.#upstream = undefined;
  }

  /** The stream is over, whatever the upstream still does. */
  destroy(): void {
    this.#proxy.queue.cancel(this.#timeout);
    this.#upstream?.reset();
    this.#upstream = undefined;
  }
}
