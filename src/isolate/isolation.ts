import { Watch, type WorkerLike } from '../protocol/index.ts';
import { HELLO, type Notice, type Order } from './messages.ts';

/** Time in which a worker must have said that it is there, its frame's loading included. */
const startMs = 30_000;

/** Time in which a frame that has loaded must answer. */
const answerMs = 3_000;

const words = {
  absent: 'the frame for filters did not load; a host that forbids frames or their scripts prevents it',
  late: 'the frame for filters did not start in time',
  closed: 'the frame for filters was closed',
};

type Fail = (message: string) => void;

/**
 * Workers in a sandboxed frame: no network, no storage, no site. They are lost together when the frame is; the next
 * one to be started brings a fresh frame.
 */
export class Isolation {
  #frame: HTMLIFrameElement;
  #line: MessagePort | undefined;
  #answerWatch: Watch | undefined;
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
    // The page has not loaded before its frame has.
    const whenLoaded = () => this.#line ?? this.#expectAnswer();
    if (document.readyState === 'complete') whenLoaded();
    else addEventListener('load', whenLoaded, { once: true });
  }

  /** Starts a worker from a classic script or, without one, a run worker. */
  start(script?: Blob): WorkerLike {
    if (this.#isLost) this.#renew();
    const id = this.#nextId++;
    const { port1: port, port2: theirs } = new MessageChannel();
    const watch = new Watch(startMs, () => this.#lose(words.late));
    port.addEventListener('message', () => watch.end(), { once: true });
    let isEnded = false;
    const end = (): void => {
      isEnded = true;
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
        if (isEnded) return;
        end();
        this.#order({ kind: 'end', id });
        if (this.#line) this.#expectAnswer();
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
      else if (data.kind === 'ended') this.#answerWatch?.end();
      else this.#failures.get(data.id)?.(data.message);
    });
    line.start();
    // Its origin is none that could be named; what goes there is a line and nothing else.
    this.#frame.contentWindow?.postMessage(HELLO, '*', [theirs]);
  }

  /** No event tells that the process of a frame has died: whoever ends a worker that is silent finds out. */
  #expectAnswer(): void {
    this.#answerWatch?.end();
    const message = this.#line === undefined ? words.absent : words.closed;
    this.#answerWatch = new Watch(answerMs, () => this.#lose(message));
  }

  #begin(line: MessagePort): void {
    this.#answerWatch?.end();
    this.#line = line;
    for (const { order, port } of this.#waiting.splice(0)) this.#order(order, port);
  }

  /** Whoever waits for a worker hears of it. */
  #lose(message: string): void {
    this.#answerWatch?.end();
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
    fresh.addEventListener('load', () => this.#line ?? this.#expectAnswer(), { once: true });
    this.#frame.replaceWith(fresh);
    this.#frame = fresh;
  }
}
