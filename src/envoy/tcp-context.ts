import { Status } from '../host/index.ts';
import { Callback, ExchangeEvent, type CallbackIndex, type Span } from '../model/index.ts';
import type { BodyBuffer } from './body-buffer.ts';
import { BufferType, Context } from './context.ts';
import type { HeaderMap } from './header-map.ts';
import { writeProperty } from './properties.ts';
import type { RootContext } from './root-context.ts';
import type { StreamInfo } from './stream-info.ts';
import type { NetworkFilter, TcpChain } from './tcp-chain.ts';
import type { ClosedBy } from './tcp-connection.ts';
import { callVm } from './vm-call.ts';

/** A wasm filter at work on one TCP connection (Envoy's Context as a network filter). */
export class TcpContext extends Context implements NetworkFilter {
  readonly root: RootContext;
  readonly #chain: TcpChain;
  #isCreated = false;
  #isFailing = false;
  #isClosed = false;
  /** Buffers that the guest may reach: from the callback that got them until one lets them go. */
  #fromClient: BodyBuffer | undefined;
  #fromUpstream: BodyBuffer | undefined;
  #holdsConnection = false;

  constructor(root: RootContext, chain: TcpChain) {
    super(root.proxy, root.vm, root.plugin, root.vm.vm.nextContextId());
    this.root = root;
    this.#chain = chain;
  }

  get stream(): StreamInfo {
    return this.#chain.info;
  }

  get isLogging(): boolean {
    return false;
  }

  onNewConnection(): boolean {
    if (!this.vm.isFailed) {
      this.#isCreated = true;
      this.vm.vm.register(this);
      this.proxy.trace.exchange(-1, ExchangeEvent.context, this.plugin.filter, this.vm.vm.index, this.id);
      callVm(this, Callback.onContextCreate, this.root.id);
    }
    const goesOn = this.#call(Callback.onNewConnection);
    this.#holdsConnection = !goesOn;
    return goesOn;
  }

  onData(data: BodyBuffer, isEnd: boolean): boolean {
    if (!this.#isCreated) return true;
    this.#fromClient = data;
    const goesOn = this.#call(Callback.onDownstreamData, data.length, isEnd);
    if (goesOn) this.#fromClient = undefined;
    return goesOn;
  }

  onWrite(data: BodyBuffer, isEnd: boolean): boolean {
    if (!this.#isCreated) return true;
    this.#fromUpstream = data;
    const goesOn = this.#call(Callback.onUpstreamData, data.length, isEnd);
    if (goesOn) this.#fromUpstream = undefined;
    // Envoy takes the end of the upstream's bytes for its going away, whatever the action was.
    if (isEnd) callVm(this, Callback.onUpstreamConnectionClose, CloseType.unknown);
    return goesOn;
  }

  /** The connection is gone: its close, then done, log and delete. The answer to done does not matter. */
  onClosed(by: ClosedBy): void {
    if (!this.#isCreated || this.#isClosed) return;
    this.#isClosed = true;
    callVm(this, Callback.onDownstreamConnectionClose, by === 'local' ? CloseType.local : CloseType.remote);
    callVm(this, Callback.onDone);
    callVm(this, Callback.onLog);
    callVm(this, Callback.onDelete);
    this.vm.vm.unregister(this.id);
  }

  /** Whether the callback lets go on: any action but Continue does not. */
  #call(callback: CallbackIndex, size?: number, isEnd?: boolean): boolean {
    if (this.vm.isFailed) return this.#failed();
    if (!this.vm.vm.exports(callback)) return true;
    const action = this.vm.call(callback, this, size, isEnd === true ? 1 : 0);
    const goesOn = this.vm.isFailed ? this.#failed() : action === 0;
    this.vm.finishCall();
    return goesOn;
  }

  /** The VM is dead: the connection is closed, unless the plugin has the old fail_open. */
  #failed(): boolean {
    if (this.plugin.legacyOpen) return true;
    if (!this.#isFailing) {
      this.#isFailing = true;
      this.#chain.close('flush');
    }
    return false;
  }

  override log(level: number, message: Span): void {
    this.proxy.trace.log(this.vm.vm.index, this.id, this.plugin.filter, false, level, message);
  }

  asLogger(): Context {
    return this;
  }

  filterOf(vm: number, contextId: number): number {
    return this.vm.vm.index === vm && this.id === contextId ? this.plugin.filter : -1;
  }

  stuckFilter(): number {
    const holdsClient = this.#fromClient !== undefined && this.#fromClient.length > 0;
    const holdsUpstream = this.#fromUpstream !== undefined && this.#fromUpstream.length > 0;
    const holds = this.#holdsConnection || holdsClient || holdsUpstream;
    return holds && !this.root.isBusy ? this.plugin.filter : -1;
  }

  writable(): HeaderMap | undefined {
    return undefined;
  }

  readable(map: number): HeaderMap | undefined {
    return this.answerMap(map);
  }

  body(type: number): BodyBuffer | undefined {
    if (type === BufferType.downstreamData) return this.#fromClient;
    return type === BufferType.upstreamData ? this.#fromUpstream : undefined;
  }

  protected bodyChanged(): void {}

  /** Only what comes from the client can be let go; the types of HTTP are Ok and do nothing. */
  continueStream(type: number): Status {
    if (type > StreamType.upstream) return Status.BadArgument;
    if (type === StreamType.upstream) return Status.Unimplemented;
    if (type === StreamType.downstream) {
      this.vm.afterCall(() => {
        this.#holdsConnection = false;
        this.#chain.resume(this);
      });
    }
    return Status.Ok;
  }

  /** Either side means the whole connection. */
  closeStream(type: number): Status {
    if (type > StreamType.upstream) return Status.BadArgument;
    if (type >= StreamType.downstream) this.vm.afterCall(() => this.#chain.close('flush'));
    return Status.Ok;
  }

  clearRouteCache(): Status {
    return Status.Ok;
  }

  setProperty(path: Span, value: Span): Status {
    return writeProperty(this, path, value);
  }

  /** There is no request that could be answered. */
  sendLocalResponse(): Status {
    return Status.Ok;
  }
}

/** As the guest is told who closed. */
const CloseType = { unknown: 0, local: 1, remote: 2 } as const;
const StreamType = { request: 0, response: 1, downstream: 2, upstream: 3 } as const;

/** Stands where a filter's VM is dead and its policy is closed: every connection is closed, the VM is not entered. */
export class ClosedTcpFilter implements NetworkFilter {
  readonly #chain: TcpChain;

  constructor(chain: TcpChain) {
    this.#chain = chain;
  }

  onNewConnection(): boolean {
    this.#chain.close('flush');
    return false;
  }

  onData(): boolean {
    return true;
  }
}
