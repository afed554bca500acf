import { Status, type ContextServices } from '../host/index.ts';
import { Callback, copyOf, ExchangeEvent, latin1OfBytes, type CallbackIndex, type Span } from '../model/index.ts';
import type { BodyBuffer } from './body-buffer.ts';
import { BufferType, Context } from './context.ts';
import { DataStatus, HeadersStatus, TrailersStatus, type Direction, type StreamFilter } from './filter-walk.ts';
import type { HeaderMap } from './header-map.ts';
import type { HttpStream } from './http-stream.ts';
import { writeProperty } from './properties.ts';
import { MapType } from './map-type.ts';
import type { RootContext } from './root-context.ts';
import type { StreamInfo } from './stream-info.ts';
import { callVm } from './vm-call.ts';

/** Maps and body of one direction, as far as the guest may reach them now (abi: 5.2, 5.3). */
interface Reach {
  headers: HeaderMap | undefined;
  body: BodyBuffer | undefined;
  trailers: HeaderMap | undefined;
  /** Position in the trace where the headers went on to the next filter. */
  leftAt: number;
  /** The filter holds the body: it sees all of it, not the chunk. */
  isBuffering: boolean;
}

/** A wasm filter at work on one HTTP stream (Envoy's Context as a stream filter). */
export class StreamContext extends Context implements StreamFilter {
  readonly root: RootContext;
  readonly #http: HttpStream;
  readonly #request: Reach = {
    headers: undefined,
    body: undefined,
    trailers: undefined,
    leftAt: -1,
    isBuffering: false,
  };
  readonly #response: Reach = {
    headers: undefined,
    body: undefined,
    trailers: undefined,
    leftAt: -1,
    isBuffering: false,
  };
  #isCreated = false;
  #isStarted = false;
  #endOfStream = false;
  #isReplied = false;
  #isLogging = false;
  #isDestroyed = false;

  constructor(root: RootContext, http: HttpStream) {
    super(root.proxy, root.vm, root.plugin, root.vm.vm.nextContextId());
    this.root = root;
    this.#http = http;
  }

  get stream(): StreamInfo {
    return this.#http.info;
  }

  get isLogging(): boolean {
    return this.#isLogging;
  }

  #reach(direction: Direction): Reach {
    return direction === 'request' ? this.#request : this.#response;
  }

  #create(): void {
    if (this.#isCreated || this.vm.isFailed) return;
    this.#isCreated = true;
    this.vm.vm.register(this);
    this.proxy.trace.exchange(this.#http.index, ExchangeEvent.context, this.plugin.filter, this.vm.vm.index, this.id);
    callVm(this, Callback.onContextCreate, this.root.id);
  }

  headers(direction: Direction, map: HeaderMap, endStream: boolean): HeadersStatus {
    const reach = this.#reach(direction);
    if (direction === 'request') {
      this.#create();
      this.#isStarted = true;
    } else if (!this.#isStarted) {
      return HeadersStatus.Continue;
    }
    reach.headers = map;
    this.#endOfStream = endStream;
    const callback = direction === 'request' ? Callback.onRequestHeaders : Callback.onResponseHeaders;
    const action = this.#enter(callback, map.size, endStream ? 1 : 0);
    const status =
      action < 0
        ? action === OPEN
          ? 0
          : HeadersStatus.StopAllWatermark
        : headersStatus(action, this.plugin.allowStopIteration);
    this.#leave();
    if (status === HeadersStatus.Continue) {
      reach.headers = undefined;
      reach.leftAt = this.proxy.trace.position;
    }
    return status;
  }

  data(direction: Direction, data: BodyBuffer, endStream: boolean): DataStatus {
    if (!this.#isStarted) return DataStatus.Continue;
    const reach = this.#reach(direction);
    if (reach.isBuffering) this.#http.walk(direction).hold(data);
    reach.body = data;
    this.#endOfStream = endStream;
    const size = reach.isBuffering ? (this.#http.walk(direction).held?.length ?? 0) : data.length;
    const callback = direction === 'request' ? Callback.onRequestBody : Callback.onResponseBody;
    const action = this.#enter(callback, size, endStream ? 1 : 0);
    const status = action < 0 ? (action === OPEN ? 0 : DataStatus.StopNoBuffer) : dataStatus(action);
    reach.isBuffering = status === DataStatus.StopAndBuffer;
    this.#leave();
    if (status === DataStatus.Continue) reach.body = undefined;
    return status;
  }

  trailers(direction: Direction, map: HeaderMap): TrailersStatus {
    if (!this.#isStarted) return TrailersStatus.Continue;
    const reach = this.#reach(direction);
    reach.trailers = map;
    const callback = direction === 'request' ? Callback.onRequestTrailers : Callback.onResponseTrailers;
    const action = this.#enter(callback, map.size);
    const status = action === 0 || action === OPEN ? TrailersStatus.Continue : TrailersStatus.StopIteration;
    this.#leave();
    if (status === TrailersStatus.Continue) reach.trailers = undefined;
    return status;
  }

  /** Result of the callback; OPEN or CLOSED when the VM is dead and the policy decides. */
  #enter(callback: CallbackIndex, a: number, b?: number): number {
    if (this.vm.isFailed) return this.#failed();
    if (!this.vm.vm.exports(callback)) return 0;
    const result = this.vm.call(callback, this, a, b);
    if (this.vm.isFailed) return this.#failed();
    return this.vm.stopNextIteration ? STOPPED : result;
  }

  #leave(): void {
    this.vm.finishCall();
  }

  #failed(): number {
    // Its own 503 passes it on the way back.
    if (this.plugin.legacyOpen || this.#isReplied) return OPEN;
    this.#isReplied = true;
    this.#http.failStream(this.plugin.filter);
    return CLOSED;
  }

  override log(level: number, message: Span): void {
    this.proxy.trace.log(this.vm.vm.index, this.id, this.plugin.filter, false, level, message);
  }

  protected override leftAt(map: number): number {
    if (map === MapType.requestHeaders) return this.#request.leftAt;
    return map === MapType.responseHeaders ? this.#response.leftAt : -1;
  }

  /** The stream is over: proxy_on_log with the finished maps. */
  accessLog(): void {
    this.#create();
    if (this.vm.isFailed) return;
    this.#isLogging = true;
    callVm(this, Callback.onLog);
    this.#isLogging = false;
  }

  /** For those who look when everything is over: the finished maps stay within reach. */
  asLogger(): Context {
    this.#isLogging = true;
    return this;
  }

  /** The filter is taken down: done, delete. The answer to done does not matter for streams. */
  destroy(): void {
    if (this.#isDestroyed || !this.#isCreated) return;
    this.#isDestroyed = true;
    callVm(this, Callback.onDone);
    callVm(this, Callback.onDelete);
    this.vm.vm.unregister(this.id);
  }

  mayResume(): boolean {
    return !this.vm.isFailed && this.root.isBusy;
  }

  isContext(vm: number, contextId: number): boolean {
    return this.vm.vm.index === vm && this.id === contextId;
  }

  writable(map: number): HeaderMap | undefined {
    switch (map) {
      case MapType.requestHeaders:
        return this.#request.headers;
      case MapType.requestTrailers:
        return this.#trailersOf('request');
      case MapType.responseHeaders:
        return this.#response.headers;
      case MapType.responseTrailers:
        return this.#trailersOf('response');
      default:
        return undefined;
    }
  }

  /** Trailers may be made in the last body callback. */
  #trailersOf(direction: Direction): HeaderMap | undefined {
    const reach = this.#reach(direction);
    if (reach.trailers === undefined && reach.body !== undefined && this.#endOfStream && !this.#isLogging)
      reach.trailers = this.#http.addTrailers(direction);
    return reach.trailers;
  }

  readable(map: number): HeaderMap | undefined {
    if (map > MapType.responseTrailers) return this.answerMap(map);
    const info = this.#http.info;
    switch (map) {
      case MapType.requestHeaders:
        return this.#isLogging ? info.requestHeaders : this.#request.headers;
      case MapType.requestTrailers:
        return this.#isLogging ? undefined : this.#request.trailers;
      case MapType.responseHeaders:
        return this.#isLogging ? info.responseHeaders : this.#response.headers;
      default:
        return this.#isLogging ? info.responseTrailers : this.#response.trailers;
    }
  }

  body(type: number): BodyBuffer | undefined {
    const direction =
      type === BufferType.requestBody ? 'request' : type === BufferType.responseBody ? 'response' : undefined;
    if (direction === undefined) return undefined;
    const reach = this.#reach(direction);
    return reach.isBuffering ? this.#http.walk(direction).held : reach.body;
  }

  protected bodyChanged(type: number): void {
    const direction = type === BufferType.requestBody ? 'request' : 'response';
    if (this.#reach(direction).isBuffering) this.#http.walk(direction).checkLimit();
  }

  continueStream(type: number): Status {
    switch (type) {
      case 0:
        this.vm.afterCall(() => this.#http.resume('request', this.plugin.filter));
        break;
      case 1:
        this.vm.afterCall(() => this.#http.resume('response', this.plugin.filter));
        break;
      case 2:
        return Status.Ok;
      default:
        return type === 3 ? Status.Unimplemented : Status.BadArgument;
    }
    this.#request.headers = undefined;
    this.#request.body = undefined;
    this.#request.trailers = undefined;
    return Status.Ok;
  }

  closeStream(type: number): Status {
    if (type > 3) return Status.BadArgument;
    if (type > 1) return Status.Ok;
    this.vm.stopNextIteration = true;
    this.vm.afterCall(() => this.#http.close(this.plugin.filter));
    return Status.Ok;
  }

  clearRouteCache(): Status {
    this.#http.info.clearRoute();
    return Status.Ok;
  }

  setProperty(path: Span, value: Span): Status {
    return writeProperty(this, path, value);
  }

  sendLocalResponse(reply: Parameters<ContextServices['sendLocalResponse']>[0]): Status {
    const kept = {
      code: reply.code,
      details: latin1OfBytes(copyOf(reply.details)),
      body: copyOf(reply.body),
      headers: reply.headers,
      grpcStatus: reply.grpcStatus <= 16 ? reply.grpcStatus : undefined,
    };
    this.vm.stopNextIteration = true;
    this.vm.afterCall(() => {
      this.#isReplied = true;
      this.#http.reply(kept, this.plugin.filter);
    });
    return Status.Ok;
  }
}

const OPEN = -1;
const CLOSED = -2;
/** Any action beyond the known ones stops everything: the filter has replied or closed the stream. */
const STOPPED = 0x7fffffff;

/** Action to status (abi: 2.2): Pause stops everything unless the plugin asked for less; unknown ones stop everything. */
function headersStatus(action: number, allowStopIteration: boolean): HeadersStatus {
  switch (action) {
    case 0:
    case 2: // ContinueAndEndStream does nothing in Envoy
      return HeadersStatus.Continue;
    case 1:
      return allowStopIteration ? HeadersStatus.StopIteration : HeadersStatus.StopAllWatermark;
    case 3:
      return HeadersStatus.StopAllBuffer;
    default:
      return HeadersStatus.StopAllWatermark;
  }
}

function dataStatus(action: number): DataStatus {
  switch (action) {
    case 0:
      return DataStatus.Continue;
    case 1:
      return DataStatus.StopAndBuffer;
    case 2:
      return DataStatus.StopAndWatermark;
    default:
      return DataStatus.StopNoBuffer;
  }
}
