import type {
  CallSites,
  CloseLook,
  Failure,
  Measurement,
  ModuleDescription,
  ModuleInfo,
  PropertyReadings,
  Repetition,
  Report,
} from '../model/index.ts';
import { Client, type WorkerLike } from './rpc.ts';
import type { LookInput, NeedsWhole, RunApi, RunDetails, RunInput, RunStop, WholeRunApi } from './run-api.ts';
import { Watch } from './watch.ts';

/** Why a run has no report. */
export type RunFailure =
  /** Out of memory, or a fault of ours. */
  | { readonly kind: 'run-crashed'; readonly message: string }
  /** No callback was at fault, and still there was no end. */
  | { readonly kind: 'run-too-long'; readonly limitMs: number };

export type RunAnswer =
  | { readonly kind: 'report'; readonly report: Report }
  /** A later run took its place. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'failed'; readonly failure: RunFailure };

interface RunnerOptions {
  readonly spawn: () => WorkerLike;
  /** Loads the worker that has everything, for when the first one declines. */
  readonly loadWhole?: () => Promise<() => WorkerLike>;
  readonly limits?: Partial<RunnerLimits>;
}

interface RunnerLimits {
  readonly callbackMs: number;
  /** Until the first callback: a large module takes its time to compile. Also for a repeated run as a whole. */
  readonly quietMs: number;
  /** How long the worker that takes close looks stays. */
  readonly lookerMs: number;
}

const defaults: RunnerLimits = { callbackMs: 1_000, quietMs: 10_000, lookerMs: 60_000 };

/** How one attempt ended. */
type Attempt =
  | RunAnswer
  | NeedsWhole
  /** The callback of this number was entered and did not return in time. */
  | { readonly kind: 'stuck'; readonly callback: number };

/**
 * Runs scenarios in a worker. A callback that never returns costs the worker: the same run is then repeated in a fresh
 * one up to that callback, so that the report shows everything before it. A spare worker stands by.
 */
export class Runner {
  #spawn: () => WorkerLike;
  #loadWhole: (() => Promise<() => WorkerLike>) | undefined;
  readonly #limits: RunnerLimits;
  #client: Client<RunApi>;
  #spare: Client<RunApi> | undefined;
  #looker: Promise<Client<WholeRunApi>> | undefined;
  #lookerEnds: ReturnType<typeof setTimeout> | undefined;
  #latest = 0;
  #isRunning = false;

  constructor({ spawn, loadWhole, limits }: RunnerOptions) {
    this.#spawn = spawn;
    this.#loadWhole = loadWhole;
    this.#limits = { ...defaults, ...limits };
    this.#client = new Client(spawn);
  }

  /** Runs at once; a run that is still under way ends as superseded. Never rejected. */
  async run(input: RunInput): Promise<RunAnswer> {
    const id = ++this.#latest;
    if (this.#isRunning) this.#replaceWorker('a later run takes its place');
    this.#isRunning = true;
    const answer = await this.#attempts(id, input);
    if (id !== this.#latest) return { kind: 'superseded' };
    this.#isRunning = false;
    // Not before the first run: nothing may compete with the first result.
    this.#standBy();
    return answer;
  }

  /** What a .wasm says of itself, or why it is none that can run. Never waits for a run. */
  async inspect(bytes: Uint8Array): Promise<ModuleInfo | Failure | RunFailure> {
    const client = this.#standBy();
    return this.#inTime(client, () => client.call('inspect', bytes));
  }

  /** All that can be told of a .wasm, by a worker of its own that ends with the answer. */
  describe(bytes: Uint8Array): Promise<ModuleDescription | RunFailure> {
    return this.#once((client) => client.call('describe', bytes));
  }

  /** Properties where callbacks of a run were about to be entered, by repeating it in a worker of its own. */
  readProperties(input: Parameters<RunDetails['readProperties']>[0]): Promise<PropertyReadings | RunFailure> {
    return this.#once((client) => client.call('readProperties', input));
  }

  /** How long the callbacks of a run take, by repeating it in a worker of its own. */
  measure(input: Parameters<RunDetails['measure']>[0]): Promise<Measurement | RunFailure> {
    return this.#once((client) => client.call('measure', input));
  }

  /** Sends the requests of a run over and over, in a worker of its own. Tells how many rounds are done. */
  repeat(
    input: Parameters<RunDetails['repeat']>[0],
    onRound: (round: number) => void,
  ): Promise<Repetition | RunFailure> {
    return this.#once((client, watch) => {
      const onEvent = (round: number) => {
        watch.restart();
        onRound(round);
      };
      return client.call('repeat', input, { onEvent });
    });
  }

  /**
   * Repeats a run up to the record at `at` and tells what its call looks like from the guest's side; undefined when no
   * guest wrote it. In a worker of its own, which stays for a while: one look follows another.
   */
  look(input: LookInput): Promise<CloseLook | undefined | RunFailure> {
    return this.#looks((client) => client.call('look', input));
  }

  /** From where the modules of a run called the proxy, by repeating it in the worker that looks. */
  callSites(input: RunInput): Promise<CallSites | RunFailure> {
    return this.#looks((client) => client.call('callSites', input));
  }

  async #looks<T>(ask: (client: Client<WholeRunApi>) => Promise<T>): Promise<T | RunFailure> {
    clearTimeout(this.#lookerEnds);
    const looker = (this.#looker ??= this.#whole());
    const letGo = () => {
      if (this.#looker === looker) this.#looker = undefined;
    };
    try {
      const client = await looker;
      const answer = await this.#inTime(client, () => ask(client));
      clearTimeout(this.#lookerEnds);
      this.#lookerEnds = setTimeout(() => {
        letGo();
        client.stop('nobody looks any more');
      }, this.#limits.lookerMs);
      if (!client.isAlive) letGo();
      return answer;
    } catch (error) {
      letGo();
      return crashed(error);
    }
  }

  /** Asks a worker that has everything one thing; it ends with the answer, or when that takes too long. */
  async #once<T>(ask: (client: Client<WholeRunApi>, watch: Watch) => Promise<T>): Promise<T | RunFailure> {
    try {
      const client = await this.#whole();
      const answer = await this.#inTime(client, (watch) => ask(client, watch));
      client.stop('it was asked one thing');
      return answer;
    } catch (error) {
      return crashed(error);
    }
  }

  /** A worker that has everything. */
  async #whole(): Promise<Client<WholeRunApi>> {
    return new Client<WholeRunApi>((await this.#loadWhole?.()) ?? this.#spawn);
  }

  /** What a worker answers; it ends when it takes too long. */
  async #inTime<A extends object, T>(client: Client<A>, ask: (watch: Watch) => Promise<T>): Promise<T | RunFailure> {
    const { quietMs } = this.#limits;
    let isTooLong = false;
    const watch = new Watch(quietMs, () => {
      isTooLong = true;
      client.stop('it took too long');
    });
    try {
      return await ask(watch);
    } catch (error) {
      return isTooLong ? { kind: 'run-too-long', limitMs: quietMs } : crashed(error);
    } finally {
      watch.end();
    }
  }

  async #attempts(id: number, input: RunInput): Promise<RunAnswer> {
    let first = await this.#attempt(id, input);
    if (first.kind === 'needs-whole') first = await this.#wholeAttempt(id, input);
    if (first.kind === 'needs-whole') return failed({ kind: 'run-crashed', message: 'no worker has what it needs' });
    if (first.kind !== 'stuck') return first;
    const again = await this.#attempt(id, input, { before: first.callback, limitMs: this.#limits.callbackMs });
    if (again.kind !== 'stuck' && again.kind !== 'needs-whole') return again;
    return failed({ kind: 'run-too-long', limitMs: this.#limits.quietMs });
  }

  /** From here on every worker is one that has everything. */
  async #wholeAttempt(id: number, input: RunInput): Promise<Attempt> {
    const load = this.#loadWhole;
    if (load === undefined) return { kind: 'needs-whole' };
    try {
      const spawn = await load();
      if (this.#loadWhole !== undefined) this.#useWhole(spawn);
    } catch (error) {
      return failed(crashed(error));
    }
    return this.#attempt(id, input);
  }

  #useWhole(spawn: () => WorkerLike): void {
    this.#loadWhole = undefined;
    this.#spawn = spawn;
    this.#spare?.stop('another kind of worker takes its place');
    this.#spare = undefined;
    this.#replaceWorker('another kind of worker takes its place');
  }

  async #attempt(id: number, input: RunInput, stop?: RunStop): Promise<Attempt> {
    if (id !== this.#latest) return { kind: 'superseded' };
    const { callbackMs, quietMs } = this.#limits;
    const client = this.#freshOrSame();
    let callback = 0;
    let isTooLong = false;
    let watch: Watch | undefined;
    try {
      // Loading has a time of its own.
      await client.ready;
      watch = new Watch(quietMs, () => {
        isTooLong = true;
        this.#replaceWorker('a callback does not return');
      });
      const answer = await client.call(
        'run',
        { ...input, ...(stop && { stop }) },
        {
          onEvent(number) {
            callback = number;
            watch?.restart(stop ? quietMs : callbackMs);
          },
        },
      );
      return 'kind' in answer ? answer : { kind: 'report', report: answer };
    } catch (error) {
      if (id !== this.#latest) return { kind: 'superseded' };
      if (!isTooLong) return failed(crashed(error));
      return callback > 0 ? { kind: 'stuck', callback } : failed({ kind: 'run-too-long', limitMs: quietMs });
    } finally {
      watch?.end();
    }
  }

  #freshOrSame(): Client<RunApi> {
    if (!this.#client.isAlive) this.#replaceWorker('it has ended');
    return this.#client;
  }

  #replaceWorker(reason: string): void {
    this.#client.stop(reason);
    this.#client = this.#standBy();
    this.#spare = undefined;
  }

  #standBy(): Client<RunApi> {
    if (!this.#spare?.isAlive) this.#spare = new Client(this.#spawn);
    return this.#spare;
  }
}

function failed(failure: RunFailure): RunAnswer {
  return { kind: 'failed', failure };
}

function crashed(error: unknown): RunFailure {
  return { kind: 'run-crashed', message: error instanceof Error ? error.message : String(error) };
}
