import type { BodyBuffer } from './body-buffer.ts';
import type { EventQueue } from './event-queue.ts';
import type { NetworkFilter, TcpChain } from './tcp-chain.ts';
import { NetworkConnection, type ClosedBy } from './tcp-connection.ts';
import { TcpSocket } from './tcp-socket.ts';

/** The service behind the TCP proxy. */
export interface TcpUpstream {
  readonly cluster: string;
  readonly address: string;
  /** Takes the other end of a new connection; false when nobody listens. */
  accept(socket: TcpSocket): boolean;
}

/** Envoy's tcp_proxy at the end of the chain: one connection to the upstream for each of a client. */
export class TcpProxy implements NetworkFilter {
  readonly #chain: TcpChain;
  readonly #queue: EventQueue;
  readonly #service: TcpUpstream;
  #upstream: NetworkConnection | undefined;

  constructor(chain: TcpChain, queue: EventQueue, service: TcpUpstream) {
    this.#chain = chain;
    this.#queue = queue;
    this.#service = service;
    chain.connection.allowsHalfClose = true;
    // Nothing is read from the client before there is somewhere to put it.
    chain.connection.disableReads();
  }

  onNewConnection(): boolean {
    this.#chain.info.clusterName = this.#service.cluster;
    this.#chain.info.upstreamAddress = this.#service.address;
    this.#queue.after(0, () => this.#connect());
    return false;
  }

  #connect(): void {
    if (!this.#chain.isOpen) return;
    const { info } = this.#chain;
    const [own, other] = TcpSocket.pair(this.#queue);
    if (!this.#service.accept(other)) {
      info.addFlag('UF');
      info.addFlag('URX');
      info.upstreamFailure = 'delayed connect error: Connection refused';
      this.#chain.close('now');
      return;
    }
    info.upstreamLocalAddress = `127.0.0.1:${30000 + info.connectionId}`;
    this.#upstream = new NetworkConnection(this.#queue, own, {
      onRead: (fresh) => this.#fromUpstream(fresh),
      onClosed: () => this.#upstreamClosed(),
    });
    this.#upstream.allowsHalfClose = true;
    this.#chain.connection.enableReads();
  }

  onData(data: BodyBuffer, isEnd: boolean): boolean {
    if (this.#upstream === undefined) return false;
    this.#chain.left('request', data, isEnd);
    this.#upstream.write(data, isEnd);
    return false;
  }

  #fromUpstream(fresh: Uint8Array): void {
    const upstream = this.#upstream;
    if (upstream === undefined) return;
    this.#chain.arrived('response', fresh, upstream.isReadEnded);
    this.#chain.write(upstream.readBuffer, upstream.isReadEnded);
  }

  #upstreamClosed(): void {
    const wasReset = this.#upstream?.wasReset === true;
    this.#upstream = undefined;
    if (!this.#chain.isOpen) return;
    if (wasReset) this.#chain.info.addFlag('UR');
    this.#chain.close(wasReset ? 'abort' : 'flush');
  }

  /** The client's connection is closed, and takes the one to the upstream with it. */
  onClosed(by: ClosedBy): void {
    const upstream = this.#upstream;
    this.#upstream = undefined;
    // A RST goes on as one.
    if (this.#chain.connection.wasReset) upstream?.close('abort');
    else upstream?.close(by === 'remote' ? 'flush' : 'now');
  }
}

/** Envoy's echo filter: what a client sends comes back. */
export class TcpEcho implements NetworkFilter {
  readonly #chain: TcpChain;

  constructor(chain: TcpChain) {
    this.#chain = chain;
  }

  onNewConnection(): boolean {
    return true;
  }

  onData(data: BodyBuffer, isEnd: boolean): boolean {
    this.#chain.write(data, isEnd);
    return false;
  }
}
