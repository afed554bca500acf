import type { Vm } from '../host/index.ts';
import type { CallbackIndex } from '../model/index.ts';
import type { Context } from './context.ts';
import { MetricIds } from './metrics.ts';
import type { RootContext } from './root-context.ts';

/**
 * One VM of one thread with what Envoy keeps beside it: its root contexts, and the actions that hostcalls put off until
 * the guest has returned (local replies, resumes).
 */
export class PluginVm {
  readonly vm: Vm;
  readonly roots = new Map<string, RootContext>();
  readonly metricIds = new MetricIds();
  readonly vmConfiguration: Uint8Array;
  /** Virtual time at which it was made. */
  readonly loadedAt: number;
  /** Set by a local reply or a close: the action of the running callback does not count. */
  stopNextIteration = false;
  /** The context whose callback runs, whatever the effective one is. */
  running: Context | undefined;
  #actions: (() => void)[] = [];
  /** How many of them have happened. */
  #done = 0;
  #depth = 0;
  #lastHttpCall = 0;
  #lastGrpcCall = 0;
  #lastGrpcStream = 0;

  constructor(vm: Vm, vmConfiguration: Uint8Array, loadedAt: number) {
    this.vm = vm;
    this.vmConfiguration = vmConfiguration;
    this.loadedAt = loadedAt;
  }

  get isFailed(): boolean {
    return this.vm.trap !== undefined;
  }

  get isInside(): boolean {
    return this.#depth > 0;
  }

  /** Tokens of HTTP calls are 4, 8, 12, ...: the low bits tell the kind of call. */
  nextHttpCallToken(): number {
    return ++this.#lastHttpCall * 4;
  }

  nextGrpcCallToken(): number {
    return ++this.#lastGrpcCall * 4 + 1;
  }

  nextGrpcStreamToken(): number {
    return ++this.#lastGrpcStream * 4 + 2;
  }

  /** Puts something off until the guest has returned. */
  afterCall(action: () => void): void {
    this.#actions.push(action);
  }

  /** Calls the guest; the caller runs `finishCall` when it has looked at the result. */
  call(callback: CallbackIndex, context: Context, a?: number, b?: number, c?: number, d?: number): number {
    const outer = this.running;
    this.running = context;
    this.#depth++;
    // What is thrown here ends the whole run: nobody asks again who was running.
    const result = this.vm.call(callback, context, a, b, c, d);
    this.#depth--;
    this.running = outer;
    return result;
  }

  /** What was put off happens now. */
  finishCall(): void {
    this.stopNextIteration = false;
    if (this.#actions.length === 0) return;
    // An action may call the guest, and what that puts off is finished there: both take the next one from here.
    for (let action = this.#actions[this.#done++]; action !== undefined; action = this.#actions[this.#done++]) action();
    this.#actions = [];
    this.#done = 0;
  }
}
