import type { Connection } from './client.ts';
import type { H2Refusal } from './h2-codec.ts';
import type { EventQueue } from './event-queue.ts';
import type { HttpStream } from './http-stream.ts';
import { DELAYED_CLOSE_MS } from './wire.ts';

/** What the streams beside the one at fault get as details. */
const CODEC_ERROR = 'codec_error:The_user_callback_function_failed';

/** One HTTP/2 connection of a client, with any number of streams. */
export class H2Connection implements Connection {
  readonly id: number;
  readonly worker: number;
  /** Envoy takes nothing more from it. */
  isClosing = false;
  /** How Envoy closed it; undefined while it stands, or when the client went first. */
  closed: 'eof' | 'reset' | undefined;
  /** Streams that were opened so far. */
  opened = 0;
  readonly #queue: EventQueue;
  readonly #streams: { readonly stream: HttpStream | undefined; readonly onClosed: () => void }[] = [];
  #sentAfterCut = false;
  #isLeft = false;

  constructor(queue: EventQueue, { id, worker }: Pick<Connection, 'id' | 'worker'>) {
    this.#queue = queue;
    this.id = id;
    this.worker = worker;
  }

  /** A stream was opened; `onClosed` is told when Envoy closes the connection. */
  carry(stream: HttpStream | undefined, onClosed: () => void): void {
    this.opened++;
    this.#streams.push({ stream, onClosed });
    if (this.isClosing) this.sentInVain();
  }

  /** The client sends something that Envoy does not read any more. */
  sentInVain(): void {
    this.#sentAfterCut = true;
  }

  /** The codec refuses what came on a stream: that stream ends, then all others, and the connection a second later. */
  cut(culprit: HttpStream, details: H2Refusal): void {
    if (this.isClosing) return;
    this.isClosing = true;
    culprit.clientGone({ flag: 'DPE', details });
    for (const { stream } of this.#streams) stream?.clientGone({ flag: 'DPE', details: CODEC_ERROR });
    this.#queue.after(DELAYED_CLOSE_MS, () => {
      if (this.#isLeft) return;
      this.closed = this.#sentAfterCut ? 'reset' : 'eof';
      for (const { onClosed } of this.#streams) onClosed();
    });
  }

  /** The client closes it: what is still open hears of it. */
  leave(): void {
    if (this.#isLeft) return;
    this.#isLeft = true;
    for (const { stream } of this.#streams) stream?.clientGone();
  }
}
