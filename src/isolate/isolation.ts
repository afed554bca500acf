import { Watch, type WorkerLike } from '../protocol/index.ts';
import { HELLO, type Notice, type Order } from './messages.ts';

/** Time in which a worker must have said that it is there, its frame's loading included. */
const startMs = 30_000;

type Fail = (message: string) => void;

/**
 * Workers in a sandboxed frame: no network, no storage, no site. They are lost together when the frame is; the next
 * one to be started brings a fresh frame.
 */
export class Isolation {
  #frame: HTMLIFrameElement;
  #line: MessagePort | undefined;
  #isLost = false;
  #nextId = 1;
  /** Given before the frame was there. */
  #waiting: { readonly order: Order; readonly port?: MessagePort }[] = [];
  readonly #failures = new Map<number, Fail>();

  constructor(frame: HTMLIFrameElement) {
    this.#frame = frame;
    addEventListener('message', ({ source, data }) => {
      if (source === this.#frame.contentWindow && data === HELLO) this.#connect();
    });
    // The frame may have said that it is there before anybody listened.
    this.#connect();
  }

  /** Starts a worker from a classic script or, without one, a run worker. */
  start(script?: Blob): WorkerLike {
    if (this.#isLost) this.#renew();
    const id = this.#nextId++;
    const { port1: port, port2: theirs } = new MessageChannel();
    const watch = new Watch(startMs, () => this.#lose('The frame for filters did not start in time.'));
    port.addEventListener('message', () => watch.end(), { once: true });
    const end = (): void => {
      watch.end();
      this.#failures.delete(id);
      port.close();
    };
    this.#order({ kind: 'start', id, ...(script && { script }) }, theirs);
    return {
      postMessage: (message, transfer) => port.postMessage(message, transfer),
      addEventListener: (event, listener) => {
        if (event === 'error') {
          this.#failures.set(id, (message) => {
            end();
            listener({ message });
          });
          return;
        }
        port.addEventListener(event, listener);
        port.start();
      },
      terminate: () => {
        end();
        this.#order({ kind: 'end', id });
      },
    };
  }

  #order(order: Order, port?: MessagePort): void {
    if (this.#line === undefined) this.#waiting.push({ order, ...(port && { port }) });
    else this.#line.postMessage(order, port ? [port] : []);
  }

  #connect(): void {
    const { port1: line, port2: theirs } = new MessageChannel();
    line.addEventListener('message', ({ data }: MessageEvent<Notice>) => {
      if (data.kind === 'here') this.#begin(line);
      else this.#failures.get(data.id)?.(data.message);
    });
    line.start();
    // Its origin is none that could be named; what goes there is a line and nothing else.
    this.#frame.contentWindow?.postMessage(HELLO, '*', [theirs]);
  }

  #begin(line: MessagePort): void {
    this.#line = line;
    // Where the platform tells: the process of the frame has died.
    line.addEventListener('close', () => line === this.#line && this.#lose('The frame for filters was closed.'));
    for (const { order, port } of this.#waiting.splice(0)) this.#order(order, port);
  }

  /** Whoever waits for a worker hears of it. */
  #lose(message: string): void {
    this.#isLost = true;
    this.#line = undefined;
    this.#waiting = [];
    // What one of them begins anew is not lost.
    const failing = [...this.#failures.values()];
    for (const fail of failing) fail(message);
  }

  #renew(): void {
    this.#isLost = false;
    const fresh = this.#frame.cloneNode();
    if (!(fresh instanceof HTMLIFrameElement)) return;
    this.#frame.replaceWith(fresh);
    this.#frame = fresh;
  }
}
