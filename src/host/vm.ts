import {
  Callback,
  callbackArity,
  CALLBACKS,
  type AbiVersion,
  type CallbackIndex,
  type Failure,
  type Trap,
} from '../model/index.ts';
import { Frame, Mode } from './abi/frame.ts';
import type { CallGate } from './call-gate.ts';
import { GuestMemory } from './guest-memory.ts';
import { instantiate, NO_INSTANCE, type GuestFunction } from './instance.ts';
import { ENVOY_MAX_PAGES, type LoadedModule } from './load-module.ts';
import type { ContextServices } from './services.ts';
import type { Watcher } from './lookout.ts';
import { trapOf, type CodeNames } from './traps.ts';
import type { Trace } from './trace.ts';

export interface VmOptions {
  readonly module: LoadedModule;
  readonly index: number;
  readonly trace: Trace;
  /** WASI environ. */
  readonly environment: readonly (readonly [string, string])[];
  /** Capability restriction; undefined: everything is allowed. */
  readonly allowedCapabilities: ReadonlySet<string> | undefined;
  /** Run-wide counter and limits. */
  readonly gate: CallGate;
  /** Pages of 64 KiB; growth past them is refused. Envoy has 16384. */
  readonly maxPages: number;
  /** Looks for one record of this run; `wasm` is the module's name. */
  readonly watch?: { readonly watcher: Watcher; readonly wasm: string } | undefined;
}

const ERROR_LEVEL = 4;

/**
 * One instance of a module with its memory and its contexts. Once `trap` is set it is dead: nothing may call into it,
 * though the callback in which an allocation trapped still runs to its end, as in Envoy.
 */
export class Vm {
  readonly index: number;
  readonly abi: AbiVersion;
  trap: Trap | undefined;
  readonly #options: VmOptions;
  readonly #gate: CallGate;
  readonly #trace: Trace;
  readonly #memory: GuestMemory;
  #functions: readonly (GuestFunction | undefined)[] = [];
  readonly #arities: readonly number[];
  readonly #code: CodeNames;
  #frame: Frame | undefined;
  #boot: ContextServices | undefined;
  #nextId = 1;

  constructor(options: VmOptions) {
    this.#options = options;
    this.#gate = options.gate;
    this.#trace = options.trace;
    this.index = options.index;
    this.abi = options.module.abi;
    this.#memory = new GuestMemory((size) => this.#allocate(size), options.gate);
    this.#arities = CALLBACKS.map((row) => callbackArity(row, this.abi));
    const { shift } = options.module.compiled(options.maxPages);
    this.#code = { names: () => options.module.sections.functionNames(), shift };
  }

  /** Pages of 64 KiB that the guest may have. */
  get maxPages(): number {
    return this.#options.maxPages;
  }

  /** Whether Envoy would let it have more: its maximum is a limit of ours, and not the module's own. */
  get isKeptSmall(): boolean {
    return this.maxPages < Math.min(ENVOY_MAX_PAGES, this.#options.module.info.memory?.max ?? ENVOY_MAX_PAGES);
  }

  /** Lets go of a dead guest and its memory, which nothing can reach any more. */
  release(): void {
    this.#functions = [];
    this.#memory.release();
  }

  /** Pages of 64 KiB that the guest has now. */
  get memoryPages(): number {
    return this.#memory.pages;
  }

  /** The context that hostcalls act for: the effective one, or the running callback's. */
  get current(): ContextServices {
    return this.#started().current;
  }

  /** 1, 2, 3, ...: root and stream contexts in one sequence. */
  nextContextId(): number {
    return this.#nextId++;
  }

  /** Makes a context known to `proxy_set_effective_context`. */
  register(context: ContextServices): void {
    this.#started().register(context);
  }

  unregister(id: number): void {
    this.#started().unregister(id);
  }

  has(id: number): boolean {
    return this.#started().has(id);
  }

  /** Whether the guest exports a callback and is allowed to be called through it. */
  exports(callback: CallbackIndex): boolean {
    return this.#functions[callback] !== undefined;
  }

  /**
   * Instantiates the module and runs its entry point, on behalf of the VM's own context. A start section may make
   * hostcalls before the host knows the memory; the entry point may make only those of Envoy's short list.
   */
  start(boot: ContextServices): Failure | undefined {
    const { trace, gate, environment } = this.#options;
    const memory = this.#memory;
    const frame = new Frame({ memory, trace, vm: this.index, abi: this.abi, gate, environment, boot });
    this.#frame = frame;
    this.#boot = boot;
    const { module, maxPages, allowedCapabilities, watch: asked } = this.#options;
    const code = this.#code;
    const watch = asked && { ...asked, watched: { vm: this.index, wasm: asked.wasm, trace, gate, memory, code } };
    const instance = instantiate({ module, frame, maxPages, allowedCapabilities, watch }, code);
    if ('kind' in instance) return this.#notStarted(instance);
    this.#functions = instance;
    const entries = this.exports(Callback.initialize)
      ? [Callback.initialize, this.exports(Callback.main) ? Callback.main : Callback.mainVoid]
      : [Callback.start];
    frame.mode = Mode.starting;
    for (const entry of entries) {
      if (this.trap === undefined) this.#run(frame, entry, boot, 0, 0, 0, 0, 0);
    }
    frame.mode = Mode.anything;
    return (
      this.trap && { kind: 'start-trapped', trap: this.trap, envoy: 'Wasm VM failed Failed to initialize Wasm code' }
    );
  }

  /**
   * Calls the guest for a context: its id first, then as many of the arguments as the ABI version's callback has.
   * Returns the result, or what an absent callback counts as. On a trap the VM is dead and the result is 0.
   */
  call(callback: CallbackIndex, context: ContextServices, a = 0, b = 0, c = 0, d = 0): number {
    if (this.trap !== undefined) throw new Error(`${CALLBACKS[callback]?.name ?? ''}: the VM is dead`);
    if (this.#functions[callback] === undefined) return CALLBACKS[callback]?.absent ?? 0;
    return this.#run(this.#started(), callback, context, context.id, a, b, c, d);
  }

  #notStarted(trap: Trap): Failure {
    this.trap = trap;
    this.#options.trace.host(this.index, ERROR_LEVEL, NO_INSTANCE);
    return { kind: 'start-trapped', trap, envoy: NO_INSTANCE };
  }

  #started(): Frame {
    if (this.#frame === undefined) throw new Error('the VM was not started');
    return this.#frame;
  }

  #run(
    frame: Frame,
    callback: CallbackIndex,
    context: ContextServices,
    first: number,
    a: number,
    b: number,
    c: number,
    d: number,
  ): number {
    const target = this.#functions[callback];
    if (target === undefined) return 0;
    const gate = this.#gate;
    const trace = this.#trace;
    const arity = this.#arities[callback] ?? 0;
    gate.enter(this.index, callback, context);
    const { effective, running, callback: outer } = frame;
    const hostcalls = gate.hostcalls;
    frame.effective = undefined;
    frame.running = context;
    frame.callback = callback;
    gate.hostcalls = 0;
    if (trace.enabled) trace.call(this.index, context.id, callback, arity, first, a, b, c, d);
    let result = 0;
    let trapped = false;
    try {
      result = callGuest(target, callback, arity, first, a, b, c, d);
    } catch (error) {
      this.#died(error, CALLBACKS[callback]?.name ?? '', context.id);
      trapped = true;
    }
    if (gate.left !== undefined) gate.left();
    if (gate.stopped !== undefined) throw gate.stopped;
    gate.hostcalls = hostcalls;
    frame.callback = outer;
    frame.running = running;
    frame.effective = effective;
    if (trace.enabled) trace.ret(this.index, context.id, callback, result, trapped);
    return result;
  }

  /** Calls the guest's allocator for the host: an address, or 0 when it trapped or would not. */
  #allocate(size: number): number {
    const callback = this.exports(Callback.malloc) ? Callback.malloc : Callback.onMemoryAllocate;
    const target = this.#functions[callback];
    const frame = this.#frame;
    const boot = this.#boot;
    if (target === undefined || frame === undefined || boot === undefined) return 0;
    const { trace } = this.#options;
    const { effective, mode } = frame;
    frame.effective = boot;
    frame.mode = Mode.allocating;
    trace.call(this.index, boot.id, callback, 1, size);
    let address = 0;
    try {
      address = target(size) ?? 0;
    } catch (error) {
      this.#died(error, CALLBACKS[callback]?.name ?? '', boot.id);
      trace.ret(this.index, boot.id, callback, 0, true);
    }
    frame.mode = mode;
    frame.effective = effective;
    return address;
  }

  /** Notes why the VM is dead; rethrows what is not the guest's doing. */
  #died(error: unknown, callback: string, contextId: number): void {
    const { gate, trace } = this.#options;
    if (gate.stopped !== undefined) throw gate.stopped;
    const trap = trapOf(error, callback, contextId, this.#code);
    if (trap === undefined) throw error;
    this.trap ??= trap;
    trace.host(this.index, ERROR_LEVEL, trap.envoy.join('\n'));
  }
}

/**
 * Calls with no more arguments than the function has: WebAssembly would drop the rest, at a price. What every stream
 * calls has a line of its own, where the engine sees the same function each time and calls it without a detour.
 */
function callGuest(
  target: GuestFunction,
  callback: number,
  arity: number,
  first: number,
  a: number,
  b: number,
  c: number,
  d: number,
): number {
  switch (callback) {
    case Callback.onContextCreate:
      return (target(first, a) ?? 0) >>> 0;
    case Callback.onRequestHeaders:
      return ((arity === 2 ? target(first, a) : target(first, a, b)) ?? 0) >>> 0;
    case Callback.onRequestBody:
      return (target(first, a, b) ?? 0) >>> 0;
    case Callback.onResponseHeaders:
      return ((arity === 2 ? target(first, a) : target(first, a, b)) ?? 0) >>> 0;
    case Callback.onResponseBody:
      return (target(first, a, b) ?? 0) >>> 0;
    case Callback.onDone:
      return (target(first) ?? 0) >>> 0;
    case Callback.onLog:
      return (target(first) ?? 0) >>> 0;
    case Callback.onDelete:
      return (target(first) ?? 0) >>> 0;
    default:
      return callByArity(target, arity, first, a, b, c, d);
  }
}

function callByArity(
  target: GuestFunction,
  arity: number,
  first: number,
  a: number,
  b: number,
  c: number,
  d: number,
): number {
  switch (arity) {
    case 0:
      return (target() ?? 0) >>> 0;
    case 1:
      return (target(first) ?? 0) >>> 0;
    case 2:
      return (target(first, a) ?? 0) >>> 0;
    case 3:
      return (target(first, a, b) ?? 0) >>> 0;
    default:
      return (target(first, a, b, c, d) ?? 0) >>> 0;
  }
}
