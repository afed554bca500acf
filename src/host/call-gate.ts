import { CALLBACKS, type CallbackIndex, type Stopped } from '../model/index.ts';
import type { ContextServices } from './services.ts';

/** `looked`: whoever looks for one record has seen it. */
type StopKind = Stopped['kind'] | 'looked';

/** Thrown to unwind a whole run: a limit of ours was reached. Carries what the report says of it, but for the filter. */
export class RunStopped extends Error {
  override readonly name = 'RunStopped';
  readonly kind: StopKind;
  readonly callback: string;
  readonly contextId: number;
  readonly vm: number;
  /** As in `Stopped`, but 0 for `callback-too-long`: the caller knows its milliseconds. */
  readonly limit: number;

  constructor(facts: { kind: StopKind; callback: string; contextId: number; vm: number; limit: number }) {
    super(`${facts.kind}: ${facts.callback} of context ${facts.contextId}`);
    this.kind = facts.kind;
    this.callback = facts.callback;
    this.contextId = facts.contextId;
    this.vm = facts.vm;
    this.limit = facts.limit;
  }
}

/** Told of every callback before it is entered: its number, from 1, and for whom. */
export type Announce = (
  callNumber: number,
  vm: number,
  callback: string,
  contextId: number,
  context: ContextServices,
) => void;

export interface CallGateOptions {
  readonly announce?: Announce;
  /** Told when the callback that was entered last has returned or trapped. */
  readonly left?: () => void;
  /** The run ends before the callback of this number is entered. */
  readonly stopBefore?: number;
  /** Hostcalls that one callback may make. */
  readonly hostcallLimit: number;
  /** Callbacks that a run may have; as many as come when absent. */
  readonly callbackLimit?: number;
  /** Bytes that the guests of a run may hand to the host in all; as many as come when absent. */
  readonly byteLimit?: number;
}

/** The door that every callback of a run passes: counts, announces, and stops a run that reached a limit. */
export class CallGate {
  /** Callbacks entered so far. */
  count = 0;
  /** Hostcalls of the callback that runs. */
  hostcalls = 0;
  /** Bytes that guests handed over, each hostcall that makes the host keep something with a little on top. */
  bytes = 0;
  readonly hostcallLimit: number;
  readonly byteLimit: number;
  /** Why the run stopped, once it has. */
  stopped: RunStopped | undefined;
  readonly left: CallGateOptions['left'];
  #announce: CallGateOptions['announce'];
  #stopBefore: number;
  readonly #callbackLimit: number;
  #lastCallback: number;

  constructor(options: CallGateOptions) {
    this.hostcallLimit = options.hostcallLimit;
    this.byteLimit = options.byteLimit ?? Infinity;
    this.#callbackLimit = options.callbackLimit ?? Infinity;
    this.#lastCallback = this.#callbackLimit;
    this.left = options.left;
    this.#announce = options.announce;
    this.#stopBefore = options.stopBefore ?? 0;
  }

  /** Called before a callback is entered. */
  enter(vm: number, callback: CallbackIndex, context: ContextServices): void {
    this.count += 1;
    const contextId = context.id;
    if (this.#announce !== undefined) this.#announce(this.count, vm, nameOf(callback), contextId, context);
    if (this.count > this.#lastCallback)
      this.stop({
        kind: 'too-many-callbacks',
        callback: nameOf(callback),
        contextId,
        vm,
        limit: this.#callbackLimit,
      });
    if (this.count === this.#stopBefore)
      this.stop({ kind: 'callback-too-long', callback: nameOf(callback), contextId, vm, limit: 0 });
  }

  /** What was counted so far belongs to the past: limits count anew. */
  forget(): void {
    this.bytes = 0;
    this.#lastCallback = this.count + this.#callbackLimit;
  }

  /** Ends the run. */
  stop(facts: ConstructorParameters<typeof RunStopped>[0]): never {
    this.stopped = new RunStopped(facts);
    throw this.stopped;
  }
}

const nameOf = (callback: CallbackIndex): string => CALLBACKS[callback]?.name ?? '';
