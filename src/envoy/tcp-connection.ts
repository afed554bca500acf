import { BodyBuffer } from './body-buffer.ts';
import type { EventQueue } from './event-queue.ts';
import type { TcpSocket } from './tcp-socket.ts';

/** Who hears of what happens on a connection. */
export interface ConnectionOwner {
  /** Bytes, or the end of them, have come into the read buffer, behind what is held there. */
  onRead(fresh: Uint8Array): void;
  /** It is closed: by the proxy itself, or by the other end. */
  onClosed(by: ClosedBy): void;
}

export type ClosedBy = 'local' | 'remote';

/**
 * Envoy's side of a TCP connection (its ConnectionImpl): a read buffer that is heard of again with every arrival until
 * somebody takes its bytes, half-close in both directions, and the three ways to close.
 */
export class NetworkConnection {
  readonly readBuffer = new BodyBuffer();
  /** The other end has said its last. */
  isReadEnded = false;
  /** Without it the other end's FIN closes the connection. */
  allowsHalfClose = false;
  /** The other end closed it with a RST. */
  wasReset = false;
  readonly #queue: EventQueue;
  readonly #socket: TcpSocket;
  readonly #owner: ConnectionOwner;
  readonly #writeBuffer = new BodyBuffer();
  #isWriteEnded = false;
  #isFlushing = false;
  #readDisabled = 0;
  #state: 'open' | 'closing' | 'closed' = 'open';

  constructor(queue: EventQueue, socket: TcpSocket, owner: ConnectionOwner) {
    this.#queue = queue;
    this.#socket = socket;
    this.#owner = owner;
    socket.onReadable = () => this.#onReadable();
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  /** Counts: reading goes on when it has been enabled as often as it was disabled. */
  disableReads(): void {
    this.#readDisabled++;
  }

  enableReads(): void {
    if (--this.#readDisabled === 0) this.#queue.after(0, () => this.#onReadable());
  }

  #onReadable(): void {
    if (!this.isOpen || this.#readDisabled > 0) return;
    const socket = this.#socket;
    const bytes = socket.take();
    this.readBuffer.append(bytes);
    if (socket.isReset) {
      this.wasReset = true;
      if (bytes.length > 0) this.#owner.onRead(bytes);
      this.#closed('remote');
      return;
    }
    const isEnd = socket.isEnded && this.allowsHalfClose && !this.isReadEnded;
    if (isEnd) this.isReadEnded = true;
    if (bytes.length > 0 || isEnd) this.#owner.onRead(bytes);
    if ((socket.isEnded && !this.allowsHalfClose) || this.#isHalfClosedTwice) this.#closed('remote');
  }

  get #isHalfClosedTwice(): boolean {
    return this.isReadEnded && this.#isWriteEnded && this.#writeBuffer.length === 0;
  }

  /** Takes everything out of a buffer and sends it in the next turn. */
  write(data: BodyBuffer, isEnd: boolean): void {
    if (!this.isOpen || this.#isWriteEnded) return;
    this.#isWriteEnded = isEnd;
    this.#writeBuffer.moveFrom(data);
    if (this.#isFlushing) return;
    this.#isFlushing = true;
    this.#queue.after(0, () => this.#flush());
  }

  #flush(): void {
    this.#isFlushing = false;
    if (this.#state === 'closed') return;
    this.#sendPending();
    if (this.#isWriteEnded) this.#socket.end();
    if (this.#state === 'closing' || this.#isHalfClosedTwice) this.#closed('local');
  }

  #sendPending(): void {
    if (this.#writeBuffer.length > 0) this.#socket.send(this.#writeBuffer.take());
  }

  /** `flush`: once everything written has left; `now`: at once; `abort`: with a RST. */
  close(how: 'flush' | 'now' | 'abort'): void {
    if (this.#state === 'closed') return;
    if (how === 'flush' && this.#writeBuffer.length > 0) {
      this.#state = 'closing';
      return;
    }
    this.#sendPending();
    if (how === 'abort') this.#socket.abort();
    this.#closed('local');
  }

  #closed(by: ClosedBy): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#socket.close();
    this.#owner.onClosed(by);
  }
}
