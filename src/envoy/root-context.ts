import { Status } from '../host/index.ts';
import {
  bytesOfLatin1,
  Callback,
  copyOf,
  ExchangeEvent,
  NO_BYTES,
  type Span,
  textOfBytes,
  type Warning,
} from '../model/index.ts';
import { Context } from './context.ts';
import type { Timer } from './event-queue.ts';
import type { Expressions } from './foreign-expressions.ts';
import { GrpcCalls } from './grpc-call.ts';
import type { HeaderMap } from './header-map.ts';
import type { CallAnswer } from './http-call.ts';
import { MapType } from './map-type.ts';
import type { StreamInfo } from './stream-info.ts';
import { callVm } from './vm-call.ts';

/** The context of one plugin in one VM: start, configuration, timers, queues, answers to calls. */
export class RootContext extends Context {
  /** Inside proxy_on_configure: only then can the plugin configuration be read. */
  isConfiguring = false;
  /** The HTTP call's answer that is being delivered. */
  answer: CallAnswer | undefined;
  lastStatus: { code: number; message: Uint8Array } = { code: 0, message: NO_BYTES };
  /** What Envoy's own scratch buffer held last. */
  lastBuffer: Uint8Array = NO_BYTES;
  #tickPeriod = 0;
  #tick: Timer | undefined;
  #isPendingDone = false;
  #isDisposed = false;
  #isCreating = false;
  #logged: StreamInfo | undefined;
  readonly grpc = new GrpcCalls(this);
  /** HTTP calls that have not been answered. */
  readonly calls = new Set<{ drop(): void }>();
  /** Expressions that it has made. */
  expressions: Expressions | undefined;

  get root(): RootContext {
    return this;
  }

  /** The stream that is being logged: only then does a root context see one. */
  get stream(): StreamInfo | undefined {
    return this.#logged;
  }

  get isLogging(): boolean {
    return this.#logged !== undefined;
  }

  /** proxy_on_log of an access logger, for a stream that is over. */
  accessLog(info: StreamInfo): void {
    this.#logged = info;
    callVm(this, Callback.onLog);
    this.#logged = undefined;
  }

  /** While the root context is made: an SDK that knows no root context for the root id says so then. */
  override log(level: number, message: Span): void {
    super.log(level, message);
    if (!this.#isCreating || level < ERROR) return;
    const facts = missingRoot(message);
    const { filter } = this.plugin;
    if (facts !== undefined)
      this.proxy.warn({ kind: 'no-root-factory', exchange: -1, filter, callback: 'proxy_on_context_create', facts });
  }

  /** context_create, vm_start, configure. Says what refused, if anything did. */
  start(): 'started' | 'vm-start-refused' | 'configure-refused' | 'trapped' {
    const { vm } = this.vm;
    vm.register(this);
    this.proxy.trace.exchange(-1, ExchangeEvent.context, this.plugin.filter, vm.index, this.id);
    this.#isCreating = true;
    callVm(this, Callback.onContextCreate, 0);
    this.#isCreating = false;
    if (this.vm.isFailed) return 'trapped';
    const started = callVm(this, Callback.onVmStart, this.vm.vmConfiguration.length);
    if (this.vm.isFailed) return 'trapped';
    if (started === 0) return 'vm-start-refused';
    this.isConfiguring = true;
    const configured = callVm(this, Callback.onConfigure, this.plugin.configuration.length);
    this.isConfiguring = false;
    if (this.vm.isFailed) return 'trapped';
    return configured === 0 ? 'configure-refused' : 'started';
  }

  /** A call is under way, or a timer is set. */
  get isBusy(): boolean {
    return this.calls.size > 0 || this.grpc.size > 0 || this.#tick !== undefined;
  }

  /** The proxy goes away: done, and delete unless the guest asks to wait. */
  shutdown(): void {
    this.stopTick();
    if (this.vm.isFailed) return;
    const isDone = callVm(this, Callback.onDone) !== 0 || this.vm.isFailed;
    // What these callbacks ask for still leaves; no answer comes back.
    this.#isDisposed = true;
    if (isDone) this.#delete();
    else this.#isPendingDone = true;
  }

  /** Gone without a word: nothing reaches the guest any more, calls that have not left are not sent. */
  dispose(): void {
    this.stopTick();
    this.#isDisposed = true;
    for (const call of this.calls) call.drop();
    this.calls.clear();
    this.grpc.dispose();
  }

  /** proxy_done: Ok only while the answer to proxy_on_done was "not yet". */
  finishDone(): Status {
    if (!this.#isPendingDone) return Status.NotFound;
    this.#isPendingDone = false;
    this.vm.afterCall(() => this.#delete());
    return Status.Ok;
  }

  #delete(): void {
    callVm(this, Callback.onDelete);
    this.vm.vm.unregister(this.id);
  }

  /** The timer that is set. */
  get timer(): { readonly periodMs: number; readonly nextMs: number } | undefined {
    return this.#tick && { periodMs: this.#tickPeriod, nextMs: this.#tick.at };
  }

  setTick(milliseconds: number): void {
    this.stopTick();
    this.#tickPeriod = milliseconds;
    if (milliseconds > 0) this.#arm();
  }

  stopTick(): void {
    this.proxy.queue.cancel(this.#tick);
    this.#tick = undefined;
    this.#tickPeriod = 0;
  }

  #arm(): void {
    this.#tick = this.proxy.queue.after(this.#tickPeriod, () => {
      this.#tick = undefined;
      if (this.vm.isFailed) return;
      callVm(this, Callback.onTick);
      if (this.#tickPeriod > 0 && this.#tick === undefined) this.#arm();
    });
  }

  /** An item was put into a queue that this plugin registered; told asynchronously. */
  wake(token: number): void {
    this.proxy.queue.after(0, () => {
      if (!this.vm.isFailed && !this.#isDisposed) callVm(this, Callback.onQueueReady, token);
    });
  }

  /** An HTTP call came to its end. */
  deliver(token: number, answer: CallAnswer | undefined): void {
    if (this.vm.isFailed || this.#isDisposed) return;
    if (answer === undefined) this.lastStatus = { code: Status.BrokenConnection, message: bytesOfLatin1('reset') };
    this.answer = answer;
    const headers = answer?.headers.size ?? 0;
    const trailers = answer?.trailers?.size ?? 0;
    callVm(this, Callback.onHttpCallResponse, token, headers, answer?.body.length ?? 0, trailers);
    this.answer = undefined;
    this.lastStatus = { code: this.lastStatus.code, message: NO_BYTES };
  }

  writable(): undefined {
    return undefined;
  }

  readable(map: number): HeaderMap | undefined {
    const info = this.#logged;
    if (info === undefined || map > MapType.responseTrailers) return this.answerMap(map);
    if (map === MapType.requestHeaders) return info.requestHeaders;
    if (map === MapType.responseHeaders) return info.responseHeaders;
    return map === MapType.responseTrailers ? info.responseTrailers : undefined;
  }

  body(): undefined {
    return undefined;
  }

  protected bodyChanged(): void {}

  continueStream(type: number): Status {
    if (type === 3) return Status.Unimplemented;
    return type > 3 ? Status.BadArgument : Status.Ok;
  }

  closeStream(type: number): Status {
    return type > 3 ? Status.BadArgument : Status.Ok;
  }

  clearRouteCache(): Status {
    return Status.Ok;
  }

  setProperty(_path: Span, _value: Span): Status {
    return Status.NotFound;
  }

  sendLocalResponse(): Status {
    this.vm.stopNextIteration = true;
    return Status.Ok;
  }
}

const ERROR = 4;
const MOST_BYTES = 4096;

/** What an SDK says that has nothing registered for a root id: the id, and those that are registered. */
function missingRoot(message: Span): Warning['facts'] | undefined {
  if (message.size > MOST_BYTES) return undefined;
  const said = /^no root context takes the root id "(.*)"; this module registers: "(.*)"$/.exec(
    textOfBytes(copyOf(message)),
  );
  return said === null ? undefined : { rootId: said[1] ?? '', registered: (said[2] ?? '').split('", "').join(', ') };
}
