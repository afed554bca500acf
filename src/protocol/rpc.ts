/**
 * Typed calls across a worker boundary: one request has exactly one answer, whatever becomes of the worker, and any
 * number of progress events before it.
 */

/** What a method may do besides returning: report progress, and give buffers away instead of copying them. */
export interface Call<Event> {
  emit(event: Event): void;
  transfer(buffer: Transferable): void;
}

type Method = (input: never, call: Call<never>) => unknown;
type Input<M> = M extends (input: infer I, ...rest: never[]) => unknown ? I : never;
type Event<M> = M extends (input: never, call: Call<infer E>) => unknown ? E : never;
type Output<M> = M extends (...args: never[]) => infer R ? Awaited<R> : never;

type Message = { readonly data?: unknown; readonly message?: unknown; readonly ports?: readonly Port[] };
type Listener = (event: Message) => void;

/** The worker's end: `self` of a dedicated worker, or one port of a channel. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: Listener): void;
  start?(): void;
}

/** The page's end of a worker. Who makes it is the caller's business. */
export interface WorkerLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message' | 'messageerror' | 'error', listener: Listener): void;
  terminate(): unknown;
}

interface Request {
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
}
type Reply =
  | { readonly kind: 'ready' }
  | { readonly id: number; readonly kind: 'event'; readonly event: unknown }
  | { readonly id: number; readonly kind: 'done'; readonly output: unknown }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined };

/** Why a call has no result: we ended the worker, the worker died, or the method threw. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly kind: 'stopped' | 'crashed' | 'threw';

  constructor(kind: CallError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * Serves the methods of `api` on a port, and says so: what is posted to a worker before that can be lost. When another
 * port arrives on it, that one is served as well: who starts a worker need not be who calls it.
 */
export function serve<A extends Record<keyof A, Method>>(api: A, port: Port): void {
  // Both ends are built from one source, so the shapes need no check at run time.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const methods = api as unknown as Record<string, (input: unknown, call: Call<unknown>) => unknown>;
  const post = (reply: Reply, transfer: Transferable[] = []) => port.postMessage(reply, transfer);
  port.addEventListener('message', ({ data, ports }) => {
    const [other] = ports ?? [];
    if (other) serve(api, other);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    else void answer(data as Request);
  });
  port.start?.();
  post({ kind: 'ready' });

  async function answer({ id, method, input }: Request): Promise<void> {
    const given: Transferable[] = [];
    const call = {
      emit: (event: unknown) => post({ id, kind: 'event', event }),
      transfer: (buffer: Transferable) => void given.push(buffer),
    };
    try {
      const run = methods[method];
      if (run === undefined) throw new Error(`the worker has no method "${method}"`);
      post({ id, kind: 'done', output: await run(input, call) }, given);
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      post({ id, kind: 'failed', message, stack });
    }
  }
}

interface Waiting {
  done(output: unknown): void;
  fail(error: CallError): void;
  event(event: unknown): void;
}

/** The caller's end. Owns its worker: `stop` ends both. */
export class Client<A extends object> {
  /** Settles when the worker has loaded; rejected when it ended before. */
  readonly ready: Promise<void>;
  readonly #worker: WorkerLike;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #ended: CallError | undefined;

  constructor(spawn: () => WorkerLike) {
    this.#worker = spawn();
    this.ready = new Promise((resolve, reject) => {
      this.#waiting.set(0, { done: () => resolve(), fail: reject, event: () => undefined });
    });
    // Whoever does not ask for `ready` hears of the end from the calls.
    this.ready.catch(() => undefined);
    this.#worker.addEventListener('message', ({ data }) => {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      this.#receive(data as Reply);
    });
    this.#worker.addEventListener('error', ({ message }) => {
      this.#end(new CallError('crashed', typeof message === 'string' ? message : 'the worker could not be loaded'));
    });
    this.#worker.addEventListener('messageerror', () => {
      this.#end(new CallError('crashed', 'an answer of the worker could not be read'));
    });
  }

  /** True until `stop` or a crash. */
  get isAlive(): boolean {
    return this.#ended === undefined;
  }

  async call<K extends keyof A & string>(
    method: K,
    input: Input<A[K]>,
    {
      onEvent = () => undefined,
      transfer = [],
    }: { onEvent?: (event: Event<A[K]>) => void; transfer?: Transferable[] } = {},
  ): Promise<Output<A[K]>> {
    await this.ready;
    const output = await new Promise<unknown>((done, fail) => {
      if (this.#ended) {
        fail(this.#ended);
        return;
      }
      const id = this.#nextId++;
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion
      this.#waiting.set(id, { done, fail, event: (event) => onEvent(event as Event<A[K]>) });
      this.#worker.postMessage({ id, method, input } satisfies Request, transfer);
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    return output as Output<A[K]>;
  }

  /** Ends the worker; every unanswered call is rejected, so no caller waits for ever. */
  stop(reason: string): void {
    this.#end(new CallError('stopped', reason));
  }

  #end(error: CallError): void {
    if (this.#ended) return;
    this.#ended = error;
    this.#worker.terminate();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const call of waiting) call.fail(error);
  }

  #receive(reply: Reply): void {
    const id = reply.kind === 'ready' ? 0 : reply.id;
    const waiting = this.#waiting.get(id);
    if (waiting === undefined) return;
    if (reply.kind === 'event') {
      waiting.event(reply.event);
      return;
    }
    this.#waiting.delete(id);
    if (reply.kind === 'failed') {
      const error = new CallError('threw', reply.message);
      if (reply.stack !== undefined) error.stack = reply.stack;
      waiting.fail(error);
    } else waiting.done(reply.kind === 'done' ? reply.output : undefined);
  }
}
