/** One record of a run seen from close by: what the trace leaves out, got by repeating the run up to that record. */
export interface CloseLook {
  /** Position of the record in `trace.words`. */
  readonly at: number;
  /** The arguments as WebAssembly passed them, numbers and pointers alike; i64 as bigint. */
  readonly args: readonly (number | bigint)[];
  /** What came back; undefined: nothing did, or it trapped. */
  readonly result: number | bigint | undefined;
  /** Guest memory that the arguments point to, as it was after the call. */
  readonly memory: readonly MemorySpan[];
  /** Size of the guest's memory, in bytes. */
  readonly memorySize: number;
  /** The guest's functions that were running, the innermost first. */
  readonly frames: readonly GuestFrame[];
}

interface MemorySpan {
  /** The parameter that points there. */
  readonly name: string;
  readonly pointer: number;
  readonly size: number;
  /** Shorter than `size` where a limit of ours cut it. */
  readonly bytes: Uint8Array;
}

interface GuestFrame {
  /** Index in the module's function index space. */
  readonly functionIndex: number;
  /** From the name section; empty without one. */
  readonly functionName: string;
  /** Byte offset in the module. */
  readonly offset: number;
  /** Where the code came from, when a source map tells. Lines and columns from 1. */
  readonly source?: { readonly path: string; readonly line: number; readonly column: number };
}
