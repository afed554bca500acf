import { NO_BYTES, joinBytes } from '../model/index.ts';
import type { EventQueue } from './event-queue.ts';

/**
 * One end of a TCP connection as the kernel shows it: what was sent arrives at the other end in order and in the same
 * moment, a FIN behind the bytes. Bytes for an end that has been closed are answered with a RST.
 */
export class TcpSocket {
  /** Told when something has arrived; may look at it later. */
  onReadable: () => void = () => undefined;
  /** The other end has said its last. */
  isEnded = false;
  /** The other end has broken the connection. */
  isReset = false;
  readonly #queue: EventQueue;
  #peer: TcpSocket = this;
  #inbox: Uint8Array[] = [];
  #hasEnded = false;
  #isClosed = false;

  private constructor(queue: EventQueue) {
    this.#queue = queue;
  }

  /** Two ends of a connection that stands. */
  static pair(queue: EventQueue): readonly [TcpSocket, TcpSocket] {
    const a = new TcpSocket(queue);
    const b = new TcpSocket(queue);
    a.#peer = b;
    b.#peer = a;
    return [a, b];
  }

  /** False when the connection is broken or this end was closed: a write fails. */
  get isWritable(): boolean {
    return !this.isReset && !this.#isClosed;
  }

  send(bytes: Uint8Array): void {
    if (!this.isWritable || this.#hasEnded) return;
    this.#deliver((peer) => {
      if (peer.#isClosed) peer.#deliver((sender) => sender.#break());
      else peer.#inbox.push(bytes);
    });
  }

  /** No more bytes from here (a FIN). */
  end(): void {
    if (!this.isWritable || this.#hasEnded) return;
    this.#hasEnded = true;
    this.#deliver((peer) => {
      peer.isEnded = true;
    });
  }

  close(): void {
    if (this.#isClosed) return;
    // What nobody has read is lost, and the kernel says so.
    if (this.#inbox.length > 0) return this.abort();
    this.end();
    this.#isClosed = true;
  }

  /** Closed with a RST instead of a FIN. */
  abort(): void {
    if (this.#isClosed) return;
    if (!this.isReset) this.#deliver((peer) => peer.#break());
    this.#isClosed = true;
    this.#inbox = [];
  }

  /** What has arrived since it was asked last. */
  take(): Uint8Array {
    if (this.#inbox.length === 0) return NO_BYTES;
    const bytes = joinBytes(this.#inbox);
    this.#inbox = [];
    return bytes;
  }

  #break(): void {
    this.isReset = true;
  }

  #deliver(arrive: (peer: TcpSocket) => void): void {
    const peer = this.#peer;
    this.#queue.after(0, () => {
      if (peer.isReset) return;
      arrive(peer);
      if (!peer.#isClosed) peer.onReadable();
    });
  }
}
