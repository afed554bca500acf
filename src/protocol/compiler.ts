import type { CompileApi, CompileInput, CompileResult, WatInput, WatResult } from './compile-api.ts';
import { Client, type WorkerLike } from './rpc.ts';
import { Watch } from './watch.ts';

/** Why there is no result of the compiler, good or bad. */
export type CompilerFailure =
  | { readonly kind: 'compile-too-long'; readonly limitMs: number }
  /** Out of memory, or the compiler broke down; `message` is its own last word. */
  | { readonly kind: 'compiler-crashed'; readonly message: string }
  /** It could not be loaded or started: the next compile tries again. */
  | { readonly kind: 'compiler-unavailable'; readonly message: string };

/** Size of the compiler's script before it is compressed for the way: no header tells that. */
export const COMPILER_BYTES = 13_680_000;

type CompileAnswer =
  | { readonly kind: 'done'; readonly result: CompileResult }
  /** A later build of the same entry and mode took its place before it began. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'failed'; readonly failure: CompilerFailure };

export type WatAnswer =
  | WatResult
  /** Somebody asked for another text before this one was begun. */
  | { readonly kind: 'superseded' }
  /** Its text would be too large to be made in a page. */
  | { readonly kind: 'too-large'; readonly size: number; readonly limit: number }
  | { readonly kind: 'failed'; readonly failure: CompilerFailure };

export type CompilerState =
  | { readonly kind: 'idle' }
  /** Both 0 when the files are at hand and only the worker starts. */
  | { readonly kind: 'loading'; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'compiling' }
  | { readonly kind: 'failed'; readonly failure: CompilerFailure };

export interface CompilerOptions {
  /** Fetches the compiler, telling progress, and returns how to start a worker with it. Done once, unless it fails. */
  readonly load: (onProgress: (loadedBytes: number, totalBytes: number) => void) => Promise<() => WorkerLike>;
  /** What a fresh worker builds while nobody waits, so that the first real build finds warm code. */
  readonly warmUp?: CompileInput;
  readonly limits?: Partial<CompilerLimits>;
}

interface CompilerLimits {
  /** For starting the worker, and for its first build: all code is cold. */
  readonly firstMs: number;
  readonly compileMs: number;
  /** The worker's memory grows a little with every build: after so many, an idle one is replaced. */
  readonly compiles: number;
  /** How long without a build counts as idle. */
  readonly idleMs: number;
}

const defaults: CompilerLimits = { firstMs: 60_000, compileMs: 15_000, compiles: 100, idleMs: 5_000 };

interface Job {
  /** It needs a worker whose memory has not grown. */
  readonly isBuild: boolean;
  readonly work: (seat: Seat) => Promise<void>;
  /** When it is not done. */
  readonly answer: (answer: { kind: 'superseded' } | Failed) => void;
}

type Failed = { readonly kind: 'failed'; readonly failure: CompilerFailure };
type Answered<T> = { readonly kind: 'done'; readonly result: T } | Failed;

/** The text of a larger module has hundreds of megabytes. */
const MAX_WAT_BYTES = 4 * 1024 * 1024;
/** After a module like this the worker's memory has grown too much for builds; it has more parts of the text. */
const LARGE_WAT_BYTES = 512 * 1024;

/** A worker with what is known of it. */
interface Seat {
  readonly client: Client<CompileApi>;
  compiles: number;
  isWorn: boolean;
}

/** The compiler: one build at a time, in a worker that is replaced whenever it misbehaves. */
export class Compiler {
  readonly #load: CompilerOptions['load'];
  readonly #warmUp: CompileInput | undefined;
  readonly #limits: CompilerLimits;
  readonly #listeners = new Set<(state: CompilerState) => void>();
  /** By entry and mode: builds of other entries or for download are not superseded by an edit. */
  readonly #queue = new Map<string, Job>();
  #spawn: (() => WorkerLike) | undefined;
  #seat: Seat | undefined;
  #state: CompilerState = { kind: 'idle' };
  #isBusy = false;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ load, warmUp, limits }: CompilerOptions) {
    this.#load = load;
    this.#warmUp = warmUp;
    this.#limits = { ...defaults, ...limits };
  }

  get state(): CompilerState {
    return this.#state;
  }

  /** Tells every change of the state from now on; returns how to stop that. */
  subscribe(listener: (state: CompilerState) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Builds when the build that runs now is over. Always answered, never rejected. */
  compile(input: CompileInput): Promise<CompileAnswer> {
    return new Promise((answer) => {
      this.#enqueue(`${input.mode} ${input.entry}`, {
        answer,
        isBuild: true,
        work: async (seat) => {
          this.#enter({ kind: 'compiling' });
          const built = await this.#run(seat, (client) => client.call('compile', input));
          this.#enter(built.kind === 'failed' ? built : { kind: 'ready' });
          answer(built);
        },
      });
    });
  }

  /** Turns a module into text when the build that runs now is over. Always answered, never rejected. */
  wat(input: WatInput): Promise<WatAnswer> {
    const size = input.wasm.length;
    if (size > MAX_WAT_BYTES) return Promise.resolve({ kind: 'too-large', size, limit: MAX_WAT_BYTES });
    return new Promise((answer) => {
      this.#enqueue('wat', {
        answer,
        isBuild: false,
        work: async (seat) => {
          const made = await this.#run(seat, (client) => client.call('wat', input));
          if (made.kind !== 'done' || made.result.kind !== 'text') this.#end('it could not read a module');
          seat.isWorn ||= size > LARGE_WAT_BYTES;
          answer(made.kind === 'done' ? made.result : made);
        },
      });
    });
  }

  /** Loads and warms the compiler ahead of the first build; after a failure, tries again. */
  warmUp(): void {
    void this.#work();
  }

  #enqueue(key: string, job: Job): void {
    this.#queue.get(key)?.answer({ kind: 'superseded' });
    this.#queue.set(key, job);
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    clearTimeout(this.#idleTimer);
    do {
      // Only a worker that stands takes the next build out of the queue: until then a later one may take its place.
      const seat = await this.#seated();
      const [next] = this.#queue;
      if (seat === undefined) this.#refuse();
      else if (next === undefined) await this.#warm(seat);
      else if (seat.isWorn && next[1].isBuild) this.#end('its memory has grown');
      else {
        this.#queue.delete(next[0]);
        await next[1].work(seat);
      }
    } while (this.#queue.size > 0);
    this.#isBusy = false;
    this.#idleTimer = setTimeout(() => this.#recycle(), this.#limits.idleMs);
  }

  /** Nobody waits: the first build of a fresh worker is ours. */
  async #warm(seat: Seat): Promise<void> {
    if (seat.compiles > 0 || this.#warmUp === undefined) return;
    const warmUp = this.#warmUp;
    const built = await this.#run(seat, (client) => client.call('compile', warmUp));
    if (built.kind === 'failed') this.#enter(built);
  }

  /** There is no compiler: everything that waits has its answer. */
  #refuse(): void {
    if (this.#state.kind !== 'failed') return;
    const jobs = [...this.#queue.values()];
    this.#queue.clear();
    for (const { answer } of jobs) answer({ kind: 'failed', failure: this.#state.failure });
  }

  /** The worker, loaded and started when there is none; undefined when that fails. */
  async #seated(): Promise<Seat | undefined> {
    if (this.#seat?.client.isAlive) return this.#seat;
    this.#seat = undefined;
    this.#enter({ kind: 'loading', loadedBytes: 0, totalBytes: 0 });
    try {
      this.#spawn ??= await this.#load((loadedBytes, totalBytes) => {
        this.#enter({ kind: 'loading', loadedBytes, totalBytes });
      });
      const client = new Client<CompileApi>(this.#spawn);
      const watch = new Watch(this.#limits.firstMs, () => client.stop('it did not start in time'));
      await client.ready.finally(() => watch.end());
      this.#seat = { client, compiles: 0, isWorn: false };
      this.#enter({ kind: 'ready' });
    } catch (error) {
      this.#enter({ kind: 'failed', failure: { kind: 'compiler-unavailable', message: wordsOf(error) } });
    }
    return this.#seat;
  }

  async #run<T>(seat: Seat, ask: (client: Client<CompileApi>) => Promise<T>): Promise<Answered<T>> {
    const limitMs = seat.compiles === 0 ? this.#limits.firstMs : this.#limits.compileMs;
    seat.compiles++;
    let isTooLong = false;
    const watch = new Watch(limitMs, () => {
      isTooLong = true;
      this.#end('the build took too long');
    });
    try {
      return { kind: 'done', result: await ask(seat.client) };
    } catch (error) {
      // Whatever made it fail, its memory cannot be trusted any more.
      this.#end('the compiler broke down');
      const crashed = { kind: 'compiler-crashed', message: wordsOf(error) } as const;
      return { kind: 'failed', failure: isTooLong ? { kind: 'compile-too-long', limitMs } : crashed };
    } finally {
      watch.end();
    }
  }

  #recycle(): void {
    if (this.#seat === undefined || this.#seat.compiles < this.#limits.compiles) return;
    this.#end('its memory has grown');
    this.warmUp();
  }

  #end(reason: string): void {
    this.#seat?.client.stop(reason);
    this.#seat = undefined;
  }

  #enter(state: CompilerState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
