import {
  Callback,
  callbackArity,
  CALLBACKS,
  hostcallIndex,
  HOSTCALLS,
  type AbiVersion,
  type CallbackIndex,
  type Failure,
  type Trap,
} from '../model/index.ts';
import { Frame, Mode } from './abi/frame.ts';
import { restrictedImport } from './abi/restricted.ts';
import type { CallGate } from './call-gate.ts';
import { GuestMemory } from './guest-memory.ts';
import { HOSTCALL_ROWS } from './hostcalls/all.ts';
import type { LoadedModule } from './load-module.ts';
import type { ContextServices } from './services.ts';
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
}

/** An exported function; arguments past its arity are ignored by WebAssembly. */
type GuestFunction = (a?: number, b?: number, c?: number, d?: number, e?: number) => number | undefined;

/** What neither side can be denied. */
const UNRESTRICTABLE = new Set(['pthread_equal', 'emscripten_notify_memory_growth', 'envoy_resolve_dns']);
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
  readonly #memory: GuestMemory;
  readonly #functions: (GuestFunction | undefined)[] = [];
  readonly #arities: readonly number[];
  readonly #code: CodeNames;
  #frame: Frame | undefined;
  #boot: ContextServices | undefined;
  #nextId = 1;

  constructor(options: VmOptions) {
    this.#options = options;
    this.index = options.index;
    this.abi = options.module.abi;
    this.#memory = new GuestMemory((size) => this.#allocate(size));
    this.#arities = CALLBACKS.map((row) => callbackArity(row, this.abi));
    const { shift } = options.module.compiled(options.maxPages);
    this.#code = { names: options.module.sections.functionNames, shift };
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
    const failure = this.#instantiate(frame);
    if (failure !== undefined) return failure;
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
    const { gate, trace } = this.#options;
    const name = CALLBACKS[callback]?.name ?? '';
    const arity = this.#arities[callback] ?? 0;
    gate.enter(this.index, name, context.id);
    const { current, running, callback: outer } = frame;
    const hostcalls = gate.hostcalls;
    frame.current = context;
    frame.running = context;
    frame.callback = name;
    gate.hostcalls = 0;
    trace.call(this.index, context.id, callback, arity, first, a, b, c, d);
    let result = 0;
    let trapped = false;
    try {
      result = (target(first, a, b, c, d) ?? 0) >>> 0;
    } catch (error) {
      this.#died(error, name, context.id);
      trapped = true;
    }
    if (gate.stopped !== undefined) throw gate.stopped;
    gate.hostcalls = hostcalls;
    frame.callback = outer;
    frame.running = running;
    frame.current = current;
    trace.ret(this.index, context.id, callback, result, trapped);
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
    const { current, mode } = frame;
    frame.current = boot;
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
    frame.current = current;
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

  #instantiate(frame: Frame): Failure | undefined {
    const { module, maxPages, trace } = this.#options;
    const { module: compiled } = module.compiled(maxPages);
    let instance: WebAssembly.Instance;
    try {
      instance = new WebAssembly.Instance(compiled, this.#imports(frame));
    } catch (error) {
      const trap = startTrap(error, frame.running.id, this.#code);
      if (trap === undefined) throw error;
      this.trap = trap;
      trace.host(this.index, ERROR_LEVEL, NO_INSTANCE);
      return { kind: 'start-trapped', trap, envoy: NO_INSTANCE };
    }
    for (const value of Object.values(instance.exports)) {
      if (value instanceof WebAssembly.Memory) this.#memory.attach(value);
    }
    this.#findFunctions(instance.exports);
    return undefined;
  }

  #findFunctions(exported: WebAssembly.Exports): void {
    const { allowedCapabilities } = this.#options;
    CALLBACKS.forEach((row, index) => {
      const value = Object.hasOwn(exported, row.name) ? exported[row.name] : undefined;
      const allowed = row.entry === true || allowedCapabilities === undefined || allowedCapabilities.has(row.name);
      const called = row.versions.includes(this.abi) && allowed;
      this.#functions[index] = called && isGuestFunction(value) ? value : undefined;
    });
  }

  #imports(frame: Frame): WebAssembly.Imports {
    const modules = new Map<string, [string, WebAssembly.ImportValue][]>();
    for (const item of this.#options.module.sections.imports) {
      const values = modules.get(item.module) ?? [];
      modules.set(item.module, values);
      if (item.kind === 'function') values.push([item.name, this.#importFunction(frame, item.module, item.name)]);
      else if (item.kind === 'memory') values.push([item.name, this.#importMemory(item.limits?.min, item.limits?.max)]);
      else if (item.kind === 'table') values.push([item.name, importTable(item)]);
    }
    return Object.fromEntries([...modules].map(([name, values]) => [name, Object.fromEntries(values)]));
  }

  #importFunction(frame: Frame, module: string, name: string): WebAssembly.ImportValue {
    const index = hostcallIndex(module, name) ?? -1;
    const info = HOSTCALLS[index];
    const row = HOSTCALL_ROWS[index];
    if (info === undefined || row === undefined) throw new Error(`${module}.${name} was not checked`);
    const { allowedCapabilities } = this.#options;
    const called = { info, index, clearance: row.clearance };
    const allowed = allowedCapabilities === undefined || UNRESTRICTABLE.has(name) || allowedCapabilities.has(name);
    return allowed ? row.shape.attach(frame, called) : restrictedImport(frame, called);
  }

  #importMemory(min = 0, max = Infinity): WebAssembly.Memory {
    const memory = new WebAssembly.Memory({ initial: min, maximum: Math.min(max, this.#options.maxPages) });
    this.#memory.attach(memory);
    return memory;
  }
}

const NO_INSTANCE = 'Failed to create new Wasm instance';

/** A start section that trapped, or segments and memories that do not fit. */
function startTrap(error: unknown, contextId: number, code: CodeNames): Trap | undefined {
  const trap = trapOf(error, 'start', contextId, code);
  if (trap !== undefined) return { ...trap, envoy: [NO_INSTANCE] };
  if (!(error instanceof WebAssembly.LinkError || error instanceof RangeError)) return undefined;
  const message = `${error.name}: ${error.message}`;
  return { kind: 'other', callback: 'start', contextId, message, backtrace: [], envoy: [NO_INSTANCE] };
}

function isGuestFunction(value: WebAssembly.ExportValue | undefined): value is GuestFunction {
  return typeof value === 'function';
}

function importTable(item: LoadedModule['sections']['imports'][number]): WebAssembly.Table {
  const { min = 0, max } = item.limits ?? {};
  return new WebAssembly.Table({
    element: item.element === 'anyref' ? 'externref' : 'anyfunc',
    initial: min,
    ...(max !== undefined && { maximum: max }),
  });
}
