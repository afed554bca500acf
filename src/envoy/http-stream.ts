import { NO_BYTES, type LocalReply, type Warning, sameBytes } from '../model/index.ts';
import { BodyBuffer } from './body-buffer.ts';
import type { ChainMember, Downstream } from './chain-member.ts';
import { FilterWalk, type Direction, type WalkEnds } from './filter-walk.ts';
import { H2_STREAM_LIMIT } from './h2-codec.ts';
import { HeaderMap } from './header-map.ts';
import { FAR_END, Journey } from './journey.ts';
import { detailsOf, envoyReply, missingStatus, responseOf, type Reply } from './local-reply.ts';
import { ascii, hasStatus, Name, startsWith, statusOf } from './names.ts';
import type { Proxy } from './proxy.ts';
import type { Refusal } from './refusals.ts';
import { Router } from './router.ts';
import type { StreamInfo } from './stream-info.ts';

/** The thread that a stream lives on: its filters, and its access loggers, whose turn is between the filters' log and end. */
interface StreamThread {
  chain(stream: HttpStream): readonly (ChainMember | undefined)[];
  log(info: StreamInfo): void;
}

/**
 * One HTTP stream: the filters around it, in both directions, local replies, the end. Follows Envoy's connection
 * manager and FilterManager.
 */
export class HttpStream implements WalkEnds {
  readonly info: StreamInfo;
  /** Which exchange of the run it is. */
  readonly index: number;
  /** Requests that the router sent upstream. */
  forwarded: readonly { readonly cluster: string; readonly index: number }[] = NONE_FORWARDED;
  readonly #proxy: Proxy;
  readonly #downstream: Downstream;
  readonly members: readonly (ChainMember | undefined)[];
  readonly #request: FilterWalk;
  readonly #response: FilterWalk;
  readonly #router: Router;
  readonly #thread: StreamThread | undefined;
  readonly journey: Journey | undefined;
  #isGrpc = false;
  #isHead = false;
  #prepared: Reply | undefined;
  #replied: Omit<LocalReply, 'details'> | undefined;
  #isRequestAborted = false;
  #isResponseAborted = false;
  #responseStarted = false;
  #headersSent = false;
  #localComplete = false;
  #isEnded = false;
  #isReset = false;

  constructor(
    proxy: Proxy,
    info: StreamInfo,
    downstream: Downstream,
    chain: {
      readonly thread: StreamThread | undefined;
      /** Nothing reaches a filter. */
      readonly isEmpty: boolean;
      readonly exchange: number;
    },
  ) {
    this.#proxy = proxy;
    this.journey = proxy.observes ? new Journey(proxy.trace, chain.exchange) : undefined;
    this.info = info;
    this.#downstream = downstream;
    this.#thread = chain.thread;
    this.members = chain.isEmpty ? [] : (chain.thread?.chain(this) ?? []);
    this.index = chain.exchange;
    const limit = downstream.isHttp2 ? H2_STREAM_LIMIT : proxy.bufferLimit;
    this.#request = new FilterWalk('request', this.members, this, limit);
    this.#response = new FilterWalk('response', this.members, this, limit);
    this.#router = new Router(proxy, this);
  }

  walk(direction: Direction): FilterWalk {
    return direction === 'request' ? this.#request : this.#response;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  get isHead(): boolean {
    return this.#isHead;
  }

  receiveHeaders(map: HeaderMap, endStream: boolean): void {
    this.#isHead = sameBytes(map.get(Name.method) ?? NO_BYTES, HEAD);
    this.#isGrpc = startsWith(map.get(Name.contentType) ?? NO_BYTES, GRPC);
    const { refused } = this.#downstream;
    if (refused !== undefined) {
      this.#refuse(refused, map, endStream);
      return;
    }
    // The connection manager looks the route up before the filters do anything.
    void this.info.route;
    this.#request.startHeaders(map, endStream);
  }

  /** What the codec or the connection manager refuses reaches no filter; access loggers hear of it. */
  #refuse({ reply, flag, isRouted }: Refusal, map: HeaderMap, endStream: boolean): void {
    this.#request.observedEnd = endStream;
    if (flag !== undefined) this.info.addFlag(flag);
    if (isRouted === true) void this.info.route;
    this.journey?.passed('request', -1, map);
    this.reply(reply, -1);
  }

  receiveData(bytes: Uint8Array, endStream: boolean): void {
    if (this.#isEnded) return;
    this.info.bytesReceived += bytes.length;
    this.journey?.data('request', bytes, endStream);
    this.#request.startData(new BodyBuffer(bytes), endStream);
  }

  receiveTrailers(map: HeaderMap): void {
    if (this.#isEnded) return;
    this.info.requestTrailers = map;
    this.journey?.trailers('request', map);
    this.#request.startTrailers(map);
  }

  /** The client went away, reset its HTTP/2 stream, or sent what the codec does not take. */
  clientGone(how = { flag: 'DC', details: 'downstream_remote_disconnect' }): void {
    if (this.#isEnded) return;
    if (how.flag !== 'DPE') this.#warnOfDeadlock();
    this.info.addFlag(how.flag);
    this.info.details = how.details;
    this.#end();
  }

  /** A filter holds the stream and has nothing under way that could let it go. */
  #warnOfDeadlock(): void {
    for (const walk of [this.#request, this.#response]) {
      const filter = walk.holder();
      if (filter < 0 || this.members[filter]?.mayResume() !== false) continue;
      const facts = { direction: walk.direction };
      this.#proxy.warn({ kind: 'deadlock', exchange: this.index, filter, callback: '', facts });
    }
  }

  respondHeaders(map: HeaderMap, endStream: boolean): void {
    if (this.#localComplete || this.#responseStarted || this.#isEnded) return;
    this.#responseStarted = true;
    this.info.responseHeaders = map;
    if (endStream) this.#localComplete = true;
    this.#response.startHeaders(map, endStream);
  }

  respondData(data: BodyBuffer, endStream: boolean): void {
    if (this.#isEnded || this.#isResponseAborted) return;
    if (endStream) this.#localComplete = true;
    this.#startBody(data, endStream);
  }

  #startBody(data: BodyBuffer, endStream: boolean): void {
    this.journey?.data('response', data.bytes(), endStream);
    this.#response.startData(data, endStream);
  }

  respondTrailers(map: HeaderMap): void {
    if (this.#isEnded || this.#isResponseAborted) return;
    this.#localComplete = true;
    this.info.responseTrailers = map;
    this.journey?.trailers('response', map);
    this.#response.startTrailers(map);
  }

  addTrailers(direction: Direction): HeaderMap {
    const map = new HeaderMap();
    this.walk(direction).trailers = map;
    if (direction === 'response') this.info.responseTrailers = map;
    else this.info.requestTrailers = map;
    return map;
  }

  /** A filter lets its stream go on (proxy_continue_stream). */
  resume(direction: Direction, filter: number): void {
    if (this.#isEnded) return;
    if (direction === 'response' && !this.#responseStarted) {
      this.#warn('envoy-crashes', filter, 'proxy_continue_stream');
      return;
    }
    const walk = this.walk(direction);
    // Inside one of the filter's own callbacks the pause is not there yet: let go once it is.
    if (walk.isInCallback) this.#proxy.queue.after(0, () => this.#letGo(walk, filter));
    else this.#letGo(walk, filter);
  }

  #letGo(walk: FilterWalk, filter: number): void {
    if (this.#isEnded) return;
    if (walk.isHeld(filter)) {
      walk.resume(filter);
      return;
    }
    const facts = { direction: walk.direction };
    this.#proxy.warn({
      kind: 'resume-not-paused',
      exchange: this.index,
      filter,
      callback: 'proxy_continue_stream',
      facts,
    });
  }

  /** proxy_close_stream: the stream is reset without a response. */
  close(filter: number): void {
    if (this.#isEnded) return;
    const details = (this.info.details ??= 'wasm_close_stream');
    if (!this.#downstream.isHttp2) this.#warn('stream-reset', filter, 'proxy_close_stream');
    this.reset(details);
  }

  /** A filter's VM is dead and its policy is not open: 503, or nothing more when a response is on its way. */
  failStream(filter: number): void {
    this.#send(envoyReply(503, '', 'wasm_fail_stream'), filter);
  }

  /** A local reply by a filter, or by Envoy itself (filter -1). */
  reply(reply: Reply, filter: number): void {
    this.#send({ ...reply, details: detailsOf(reply.details) }, filter);
  }

  #send(reply: Reply, filter: number): void {
    if (this.#isEnded) {
      // From log, done or delete: Envoy logs the stream again, for ever or until it crashes.
      if (filter >= 0) this.#warn('envoy-crashes', filter, 'proxy_send_local_response');
      return;
    }
    this.info.details = reply.details;
    if (this.#prepared !== undefined) return;
    // A bad request may have left the connection in disorder: HTTP/1.1 does not go on with it.
    if (reply.code === 400 && !this.#downstream.isHttp2) this.#downstream.willClose();
    const [request, response] = [this.#request, this.#response];
    if (request.isInCallback) this.#isRequestAborted = true;
    else if (response.isInCallback) this.#isResponseAborted = true;
    const way = this.#headersSent ? 'nobody' : this.#responseStarted ? 'client' : 'filters';
    this.#replied = { filter, upstreamCalled: this.#router.wasCalled, status: reply.code, way };
    this.journey?.replied(filter, reply.code, this.#router.wasCalled);
    if (this.#headersSent) {
      this.#warn('local-reply-late', filter, '');
      this.reset(reply.details);
    } else if (!this.#responseStarted) {
      if (request.isInCallback) this.#prepared = reply;
      else this.#replyThroughFilters(reply);
    } else {
      this.#replyDirectly(reply);
    }
  }

  #warn(kind: Warning['kind'], filter: number, callback: string): void {
    this.#proxy.warn({ kind, exchange: this.index, filter, callback, facts: { details: this.info.details ?? '' } });
  }

  #replyThroughFilters(reply: Reply): void {
    const { headers, body } = this.#rewritten(reply);
    this.#responseStarted = true;
    this.info.responseHeaders = headers;
    this.info.code = reply.code;
    const endStream = body.length === 0 || this.#isHead;
    if (endStream) this.#localComplete = true;
    this.#response.startHeaders(headers, endStream);
    if (endStream || this.#isEnded || this.#isResponseAborted) return;
    this.#localComplete = true;
    this.#startBody(new BodyBuffer(body), true);
  }

  /** The filters have begun to see another response: this one goes to the client past them. */
  #replyDirectly(reply: Reply): void {
    const { headers, body } = this.#rewritten(reply);
    this.#isResponseAborted = true;
    this.info.responseHeaders = headers;
    const endStream = body.length === 0 || this.#isHead;
    this.#localComplete = true;
    this.#toClient(headers, endStream);
    if (!endStream) this.#bodyToClient(new BodyBuffer(body), true);
  }

  #rewritten(reply: Reply): { headers: HeaderMap; body: Uint8Array } {
    return responseOf(reply, this.#isGrpc, this.#proxy.rewriteLocalReply);
  }

  isOver(direction: Direction): boolean {
    if (this.#isEnded) return true;
    return direction === 'request' ? this.#localComplete && this.#responseStarted : this.#isResponseAborted;
  }

  isBrokenOff(direction: Direction): boolean {
    const prepared = this.#prepared;
    if (prepared !== undefined && direction === 'request') {
      this.#prepared = undefined;
      this.#replyThroughFilters(prepared);
      return true;
    }
    return this.#isEnded || (direction === 'request' ? this.#isRequestAborted : this.#isResponseAborted);
  }

  sendHeaders(direction: Direction, map: HeaderMap, endStream: boolean): void {
    if (direction === 'request') this.#router.headers(map, endStream);
    else if (hasStatus(map)) this.#toClient(map, endStream);
    else this.reply(missingStatus(), -1);
  }

  sendData(direction: Direction, data: BodyBuffer, endStream: boolean): void {
    if (direction === 'response') {
      this.#bodyToClient(data, endStream);
      return;
    }
    if (this.#router.isSending) {
      this.journey?.sent('request', 'data', data.length);
      this.journey?.passedData('request', FAR_END, data, endStream);
    }
    this.#router.data(data.take(), endStream);
  }

  sendTrailers(direction: Direction, map: HeaderMap): void {
    this.journey?.sent(direction, 'trailers');
    this.journey?.passedTrailers(direction, FAR_END, map);
    if (direction === 'request') {
      this.#router.trailers(map);
      return;
    }
    this.#downstream.trailers(map);
    this.#end();
  }

  /** Headers as the router sent them to the upstream: the end of the request's journey. */
  reachedUpstream(map: HeaderMap, cluster: string, index: number): void {
    const reached = { cluster, index };
    this.forwarded = this.forwarded.length === 0 ? [reached] : [...this.forwarded, reached];
    this.journey?.reachedUpstream(map);
  }

  tooLarge(direction: Direction): void {
    if (direction === 'request') this.reply(envoyReply(413, 'Payload Too Large', 'request_payload_too_large'), -1);
    else if (this.#headersSent) this.reset('response_payload_too_large');
    else this.reply(envoyReply(500, 'Internal Server Error', 'response_payload_too_large'), -1);
  }

  /** Position in the chain of the filter that a context belongs to, -1 when it is none of this stream's. */
  filterOf(vm: number, contextId: number): number {
    return this.members.findIndex((member) => member?.isContext(vm, contextId) === true);
  }

  get remoteComplete(): boolean {
    return this.#request.observedEnd;
  }

  #toClient(map: HeaderMap, endStream: boolean): void {
    this.#headersSent = true;
    this.info.code = statusOf(map);
    this.#downstream.headers(map, endStream);
    this.journey?.reachedClient(map);
    if (endStream) this.#end();
  }

  #bodyToClient(data: BodyBuffer, endStream: boolean): void {
    this.info.bytesSent += data.length;
    this.journey?.sent('response', 'data', data.length);
    this.journey?.passedData('response', FAR_END, data, endStream);
    this.#downstream.data(data, endStream);
    if (endStream) this.#end();
  }

  /** The stream ends without a proper end. */
  reset(details: string): void {
    this.info.details = details;
    this.#isReset = true;
    this.#downstream.reset();
    this.#end();
  }

  /** Everything has been said: log of all filters, then each is taken down. */
  #end(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.info.endMs = this.#proxy.queue.now;
    this.journey?.ended(this.info.code, this.#isReset);
    this.#router.destroy();
    for (const member of this.members) member?.accessLog();
    this.#thread?.log(this.info);
    for (const member of this.members) member?.destroy();
  }

  /** What the report shows of this stream beside the client's side. */
  shown(): ReturnType<Journey['report']> {
    const replied = this.#replied;
    const journey = this.journey ?? new Journey(this.#proxy.trace, this.index);
    const walks = { filters: this.members.length, request: this.#request, response: this.#response };
    return journey.report(walks, replied && { ...replied, details: this.info.details ?? '' });
  }
}

const NONE_FORWARDED: HttpStream['forwarded'] = [];

const HEAD = ascii('HEAD');
const GRPC = ascii('application/grpc');
