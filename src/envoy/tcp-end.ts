import { shownBytes, type TcpEnd, type TcpStep, joinBytes } from '../model/index.ts';
import type { EventQueue } from './event-queue.ts';
import type { TcpSocket } from './tcp-socket.ts';
import { pieceBytes } from './wire.ts';

/** What a scripted end asks of the run that it plays in. */
export interface Stage {
  readonly queue: EventQueue;
  mark(text: string): void;
  /** When a guest was called last. */
  lastActivity(): number;
}

/** Something that goes on in virtual time: yields the milliseconds until it wants to go on. */
export type Script = Generator<number, void>;

/** Plays a script; the first part of it at once. */
export function play(queue: EventQueue, script: Script): void {
  const { value, done } = script.next();
  if (done !== true) queue.after(value, () => play(queue, script));
}

/** Goes on once no guest has been called for a while, after three seconds at most. */
export function* quiet(stage: Stage, milliseconds: number): Script {
  const { queue } = stage;
  const most = queue.now + MOST_MS;
  while (queue.now < most && queue.now - stage.lastActivity() < milliseconds) yield POLL_MS;
}

const POLL_MS = 10;
const MOST_MS = 3000;
/** The ends' pace, as the recorder has it: each piece is to reach the proxy on its own. */
const QUIET_MS = 60;
const STEP_MS = 40;

/** One end of a TCP connection that plays a list of steps and remembers what it received. */
export class ScriptedEnd {
  readonly name: string;
  readonly #socket: TcpSocket;
  readonly #stage: Stage;
  readonly #pieces: Uint8Array[] = [];
  #end: TcpEnd['end'] = 'open';
  #stopped: string | undefined;
  #isClosed = false;
  #onOver: (() => void) | undefined;

  constructor(name: string, socket: TcpSocket, stage: Stage) {
    this.name = name;
    this.#socket = socket;
    this.#stage = stage;
    socket.onReadable = () => this.#onReadable();
  }

  get isOpen(): boolean {
    return this.#end === 'open';
  }

  #onReadable(): void {
    if (this.#isClosed) return;
    const bytes = this.#socket.take();
    if (bytes.length > 0) this.#pieces.push(bytes);
    // Behind an end nothing is read any more: a RST shows only with the next write.
    if (!this.isOpen) return;
    if (this.#socket.isReset) this.#end = 'reset';
    else if (this.#socket.isEnded) this.#end = 'eof';
    if (!this.isOpen) this.#over();
  }

  #over(): void {
    this.#onOver?.();
    this.#onOver = undefined;
  }

  /** Closes this end when nothing can come in any more. */
  closeWhenOver(): void {
    if (this.isOpen) this.#onOver = () => this.close();
    else this.close();
  }

  close(): void {
    this.#isClosed = true;
    this.#socket.close();
  }

  mark(text: string): void {
    this.#stage.mark(`${this.name}: ${text}`);
  }

  /** Plays the steps. One that cannot be done ends it, but for the notes. */
  *play(steps: readonly TcpStep[]): Script {
    for (const step of steps) {
      if (this.#stopped === undefined || step.note === true) yield* this.#step(step);
    }
  }

  *#step(step: TcpStep): Script {
    if (step.wait_ms !== undefined) {
      yield step.wait_ms;
      return;
    }
    if (step.wait_bytes !== undefined) yield* this.#waitBytes(step.wait_bytes);
    else if (step.wait_end === true) yield* this.#wait(() => !this.isOpen);
    else yield* this.#act(step);
    if (step.note !== true) yield STEP_MS;
  }

  *#act(step: TcpStep): Script {
    yield* quiet(this.#stage, step.gap_ms ?? QUIET_MS);
    if (step.send !== undefined) this.#send(pieceBytes(step.send));
    else if (step.half_close === true) this.#halfClose();
    else if (step.close === true) this.#close();
    else if (step.reset === true) this.#reset();
    else this.mark(`has ${JSON.stringify(shownBytes(this.#received))}, ${WORDS[this.#end]}`);
  }

  *#wait(isThere: () => boolean): Script {
    const { queue } = this.#stage;
    const most = queue.now + MOST_MS;
    while (!isThere() && queue.now < most) yield POLL_MS;
  }

  *#waitBytes(count: number): Script {
    const has = (): boolean => this.#received.length >= count;
    yield* this.#wait(() => has() || !this.isOpen);
    if (!has()) this.#stopped = `waiting for ${count} bytes`;
  }

  #send(bytes: Uint8Array): void {
    this.mark(`sends ${JSON.stringify(shownBytes(bytes))}`);
    if (this.#socket.isWritable) this.#socket.send(bytes);
    else this.#stopped = 'send: ConnectionResetError';
  }

  #halfClose(): void {
    this.mark('half-closes');
    this.#socket.end();
  }

  #close(): void {
    this.mark('closes');
    if (this.isOpen) this.#end = 'closed';
    this.close();
    this.#over();
  }

  #reset(): void {
    this.mark('resets');
    this.#end = 'was-reset';
    this.#isClosed = true;
    this.#socket.abort();
    this.#over();
  }

  get #received(): Uint8Array {
    return joinBytes(this.#pieces);
  }

  record(): TcpEnd {
    const stopped = this.#stopped;
    return { received: this.#received, end: this.#end, ...(stopped === undefined ? {} : { stopped }) };
  }
}

const WORDS: Readonly<Record<TcpEnd['end'], string>> = {
  open: 'open',
  eof: 'eof',
  reset: 'reset',
  closed: 'closed by itself',
  'was-reset': 'reset by itself',
};
