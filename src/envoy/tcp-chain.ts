import type { BodyPiece } from '../model/index.ts';
import type { BodyBuffer } from './body-buffer.ts';
import type { BodyPieces } from './body-pieces.ts';
import type { Context } from './context.ts';
import type { EventQueue } from './event-queue.ts';
import type { StreamInfo } from './stream-info.ts';
import { NetworkConnection, type ClosedBy, type ConnectionOwner } from './tcp-connection.ts';
import type { TcpSocket } from './tcp-socket.ts';

/** A network filter. What it does not let go on (false) stays in the buffer. */
export interface NetworkFilter {
  onNewConnection(): boolean;
  /** Bytes from the client: all that are held. */
  onData(data: BodyBuffer, isEnd: boolean): boolean;
  /** Bytes for the client. */
  onWrite?(data: BodyBuffer, isEnd: boolean): boolean;
  onClosed?(by: ClosedBy): void;
  /** The context of a guest that could read what there is at the end. */
  asLogger?(): Context;
  /** Index in the report of the plugin that a context belongs to; -1: not this one's. */
  filterOf?(vm: number, contextId: number): number;
  /** Its index in the report when it holds something and nothing is under way that could let it go; -1 otherwise. */
  stuckFilter?(): number;
}

interface How {
  readonly queue: EventQueue;
  readonly onEnd: () => void;
  /** Absent: nobody looks. */
  readonly pieces: BodyPieces | undefined;
}

interface Place {
  readonly filter: NetworkFilter;
  isStarted: boolean;
}

/**
 * A client's connection and the network filters on it (Envoy's FilterManagerImpl): bytes from the client walk down the
 * chain, bytes for it walk up. All filters look at one and the same buffer, and only the last one empties it.
 */
export class TcpChain implements ConnectionOwner {
  readonly info: StreamInfo;
  readonly connection: NetworkConnection;
  readonly #queue: EventQueue;
  readonly #places: Place[] = [];
  readonly #onEnd: () => void;
  readonly #pieces: BodyPieces | undefined;
  #isEnded = false;

  constructor(socket: TcpSocket, info: StreamInfo, how: How) {
    this.info = info;
    this.#queue = how.queue;
    this.#onEnd = how.onEnd;
    this.#pieces = how.pieces;
    this.connection = new NetworkConnection(how.queue, socket, this);
  }

  /** The connection was accepted: the filters in their order, and the first of them begins. */
  start(filters: readonly NetworkFilter[]): void {
    for (const filter of filters) this.#places.push({ filter, isStarted: false });
    if (filters.length === 0) this.close('now');
    else this.#read(0);
  }

  get isOpen(): boolean {
    return this.connection.isOpen;
  }

  get isEnded(): boolean {
    return this.#isEnded;
  }

  onRead(fresh: Uint8Array): void {
    this.arrived('request', fresh, this.connection.isReadEnded);
    this.#read(0);
  }

  /** Bytes have come in at one end of the chain. */
  arrived(direction: BodyPiece['direction'], bytes: Uint8Array, endStream: boolean): void {
    this.#pieces?.add({ direction, at: 'in', filter: -1, size: bytes.length, endStream }, () => bytes);
  }

  /** All filters have let them go. */
  left(direction: BodyPiece['direction'], data: BodyBuffer, endStream: boolean): void {
    this.#pieces?.add({ direction, at: 'out', filter: -1, size: data.length, endStream }, () => data.bytes());
  }

  /** What a filter held goes on to the filters behind it. */
  resume(filter: NetworkFilter): void {
    const at = this.#places.findIndex((place) => place.filter === filter);
    if (at >= 0) this.#read(at + 1);
  }

  #read(from: number): void {
    if (!this.isOpen) return;
    const { readBuffer } = this.connection;
    // Envoy counts what lies in the buffer, and so what was held a second time.
    if (from === 0) this.info.bytesReceived += readBuffer.length;
    for (const place of this.#places.slice(from)) {
      if (!place.isStarted) {
        place.isStarted = true;
        if (!place.filter.onNewConnection() || !this.isOpen) return;
      }
      const isEnd = this.connection.isReadEnded;
      if (readBuffer.length === 0 && !isEnd) continue;
      if (!place.filter.onData(readBuffer, isEnd) || !this.isOpen) return;
    }
  }

  /** Bytes for the client, through the filters, the last of the chain first. What is held stays in `data`. */
  write(data: BodyBuffer, isEnd: boolean): void {
    if (!this.isOpen) return;
    for (const { filter } of this.#places.toReversed())
      if (filter.onWrite?.(data, isEnd) === false || !this.isOpen) return;
    this.info.bytesSent += data.length;
    this.left('response', data, isEnd);
    this.connection.write(data, isEnd);
  }

  close(how: 'flush' | 'now' | 'abort'): void {
    this.connection.close(how);
  }

  onClosed(by: ClosedBy): void {
    for (const { filter } of this.#places) filter.onClosed?.(by);
    this.#queue.after(0, () => {
      this.info.endMs = this.#queue.now;
      this.#isEnded = true;
      this.#onEnd();
    });
  }

  get filters(): readonly NetworkFilter[] {
    return this.#places.map(({ filter }) => filter);
  }

  filterOf(vm: number, contextId: number): number {
    return this.#first((filter) => filter.filterOf?.(vm, contextId));
  }

  stuckFilter(): number {
    return this.isOpen ? this.#first((filter) => filter.stuckFilter?.()) : -1;
  }

  #first(indexOf: (filter: NetworkFilter) => number | undefined): number {
    return this.#places.map(({ filter }) => indexOf(filter) ?? -1).find((index) => index >= 0) ?? -1;
  }
}
