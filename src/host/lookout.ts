import { type CallbackInfo, type CloseLook, type HostcallInfo } from '../model/index.ts';
import type { ImportFunction } from './abi/frame.ts';
import type { CallGate } from './call-gate.ts';
import type { GuestMemory } from './guest-memory.ts';
import type { GuestFunction } from './instance.ts';
import { argumentNames, spansOf } from './look-memory.ts';
import type { Trace } from './trace.ts';
import { framesOf, trapOf, type CodeNames } from './traps.ts';

/** Words of the host's own line about a trap, which stands before the record of the callback's end. */
const HOST_RECORD = 5;

/** What a VM's lookout sees of it. */
export interface Watched {
  readonly vm: number;
  readonly wasm: string;
  readonly trace: Trace;
  readonly gate: CallGate;
  readonly memory: GuestMemory;
  readonly code: CodeNames;
}

/** Stands around the imports and exports of a run's VMs. */
export interface Watcher {
  watchImport(run: ImportFunction, info: HostcallInfo, watched: Watched): ImportFunction;
  watchCallback(target: GuestFunction, info: CallbackInfo, watched: Watched): GuestFunction;
}

type Seen = Pick<CloseLook, 'kind' | 'name' | 'args' | 'argNames' | 'result' | 'memory' | 'frames' | 'trapped'>;

/**
 * Watches a run for the import call or callback that writes the record at one position, and ends the run there. A run
 * that is looked at has functions around its imports and exports; no other run has.
 */
export class Lookout implements Watcher {
  readonly at: number;
  seen: CloseLook | undefined;
  /** The callback that is meant has been entered. */
  #isInside = false;

  constructor(at: number) {
    this.at = at;
  }

  /** An import that looks whether the record was written while it ran. */
  watchImport(run: ImportFunction, info: HostcallInfo, watched: Watched): ImportFunction {
    const { trace } = watched;
    const call: (...args: never[]) => number | void = run;
    return (...args: never[]) => {
      const from = trace.position;
      this.#endWhenPast(from, watched);
      const result = call(...args);
      if (from <= this.at && this.at < trace.position && !this.#isInside) {
        const raw = rawArguments(args);
        this.#saw(watched, {
          kind: 'import',
          name: `${info.module}.${info.name}`,
          args: raw,
          argNames: argumentNames(info),
          result: typeof result === 'number' ? result >>> 0 : undefined,
          memory: spansOf(info, raw, watched.memory),
          frames: framesOf(new Error().stack ?? '', watched.code),
        });
      }
      return result;
    };
  }

  /** A callback that looks whether the record is that of its call or its end. */
  watchCallback(target: GuestFunction, info: CallbackInfo, watched: Watched): GuestFunction {
    const { trace } = watched;
    const argNames = info.params.map(({ name }) => name);
    // The record that stands behind an allocator that returned is another's.
    const hasEnd = info.name !== 'malloc' && info.name !== 'proxy_on_memory_allocate';
    return (...args: (number | undefined)[]) => {
      const call = trace.lastStart;
      this.#endWhenPast(call, watched);
      const isMeant = call === this.at;
      if (isMeant) this.#isInside = true;
      const see = (facts: Pick<Seen, 'result' | 'frames' | 'trapped'>) => {
        this.#saw(watched, {
          kind: 'callback',
          name: info.name,
          args: rawArguments(args),
          argNames,
          memory: [],
          ...facts,
        });
      };
      try {
        const result = target(...args);
        if (isMeant || (hasEnd && trace.position === this.at && !this.#isInside)) {
          see({ result: info.result === 'void' || result === undefined ? undefined : result >>> 0, frames: [] });
        }
        return result;
      } catch (error) {
        const trap = watched.gate.stopped === undefined ? trapOf(error, info.name, 0, watched.code) : undefined;
        const isToldNext = this.at === trace.position || this.at === trace.position + HOST_RECORD;
        if (trap !== undefined && (isMeant || (isToldNext && !this.#isInside))) {
          const stack = error instanceof Error ? (error.stack ?? '') : '';
          see({ result: undefined, frames: framesOf(stack, watched.code), trapped: trap.message });
        }
        throw error;
      }
    };
  }

  /** What is left of the run cannot have it. */
  #endWhenPast(position: number, { gate, vm }: Watched): void {
    if (position > this.at && !this.#isInside) gate.stop({ kind: 'looked', callback: '', contextId: 0, vm, limit: 0 });
  }

  #saw({ vm, wasm, memory, gate }: Watched, seen: Seen): never {
    this.seen = { at: this.at, vm, wasm, memorySize: memory.pages * 65536, ...seen };
    return gate.stop({ kind: 'looked', callback: '', contextId: 0, vm, limit: 0 });
  }
}

/** i32 as unsigned numbers. */
function rawArguments(values: readonly (number | bigint | undefined)[]): (number | bigint)[] {
  return values.map((value = 0) => (typeof value === 'bigint' ? value : value >>> 0));
}
