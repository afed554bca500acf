import { CALLBACKS, type AbiVersion, type CallbackIndex, type HostcallInfo } from '../../model/index.ts';
import type { CallGate } from '../call-gate.ts';
import type { GuestMemory } from '../guest-memory.ts';
import type { ContextServices } from '../services.ts';
import type { Trace } from '../trace.ts';

/** Which hostcalls a running guest may make. A hostcall's `clearance` says in which of these it is allowed. */
export const Mode = { anything: 0, starting: 1, allocating: 2 } as const;
export type Mode = (typeof Mode)[keyof typeof Mode];

/** Thrown into the guest, as Envoy does, when it makes a hostcall that its mode does not allow. */
export class RestrictedCallback extends Error {
  override readonly name = 'Error';
}

/** What a VM's import functions share: its memory, its trace, and on whose behalf the guest is running. */
export class Frame {
  readonly memory: GuestMemory;
  readonly trace: Trace;
  readonly vm: number;
  readonly abi: AbiVersion;
  readonly gate: CallGate;
  readonly environment: readonly (readonly [string, string])[];
  mode: Mode = Mode.anything;
  /** The context that the guest made the effective one, if it did. */
  effective: ContextServices | undefined;
  /** The running callback's own context, and which it is; -1 when none runs. */
  running: ContextServices;
  callback: CallbackIndex | -1 = -1;
  /** The context that was registered last; the others are in the map. Most streams end before the next one begins. */
  #latest: ContextServices | undefined;
  readonly #contexts = new Map<number, ContextServices>();

  constructor(facts: {
    memory: GuestMemory;
    trace: Trace;
    vm: number;
    abi: AbiVersion;
    gate: CallGate;
    environment: readonly (readonly [string, string])[];
    boot: ContextServices;
  }) {
    this.memory = facts.memory;
    this.trace = facts.trace;
    this.vm = facts.vm;
    this.abi = facts.abi;
    this.gate = facts.gate;
    this.environment = facts.environment;
    this.running = facts.boot;
  }

  /** Every hostcall begins here: counted, allowed or not, and on whose behalf. */
  enter(clearance: number): ContextServices {
    const gate = this.gate;
    gate.hostcalls += 1;
    if (gate.hostcalls > gate.hostcallLimit) this.#stop('too-many-hostcalls', gate.hostcallLimit);
    if (gate.bytes > gate.byteLimit) this.#stop('too-many-bytes', gate.byteLimit);
    if ((this.mode & ~clearance) !== 0) throw new RestrictedCallback('restricted_callback');
    return this.effective ?? this.running;
  }

  /** The context that hostcalls act for: the effective one, or the running callback's. */
  get current(): ContextServices {
    return this.effective ?? this.running;
  }

  /** A line that Envoy itself writes at error level. */
  complain(text: string): void {
    this.trace.host(this.vm, 4, text);
  }

  register(context: ContextServices): void {
    if (this.#latest !== undefined) this.#contexts.set(this.#latest.id, this.#latest);
    this.#latest = context;
  }

  #registered(id: number): ContextServices | undefined {
    return this.#latest?.id === id ? this.#latest : this.#contexts.get(id);
  }

  /** Hostcalls on behalf of a context that is gone act for the running callback's again. */
  unregister(id: number): void {
    if (this.#latest?.id === id) this.#latest = undefined;
    else this.#contexts.delete(id);
    if (this.effective?.id === id) this.effective = undefined;
  }

  has(id: number): boolean {
    return this.#registered(id) !== undefined;
  }

  /** Makes another context the effective one until the running callback returns; 0 means none. */
  setEffective(id: number): boolean {
    const context = id === 0 ? this.running : this.#registered(id);
    if (context === undefined) return false;
    this.effective = context;
    return true;
  }

  #stop(kind: 'too-many-hostcalls' | 'too-many-bytes', limit: number): never {
    const callback = CALLBACKS[this.callback]?.name ?? '';
    this.gate.stop({ kind, callback, contextId: this.running.id, vm: this.vm, limit });
  }
}

/** A hostcall of the table, about to become an import function. */
export interface Called {
  readonly info: HostcallInfo;
  /** Its index in trace records. */
  readonly index: number;
  /** The modes in which it is allowed. */
  readonly clearance: number;
}

export type ImportFunction = (...args: never[]) => number | void;
