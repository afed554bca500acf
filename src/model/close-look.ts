/**
 * One record of a run seen from the guest's side: what the trace leaves out, got by repeating the run up to that
 * record. It shows the import call or the callback that wrote the record.
 */
export interface CloseLook {
  /** Position of the record in `trace.words`. */
  readonly at: number;
  readonly kind: 'import' | 'callback';
  readonly vm: number;
  /** The module, by its name in the run's project. */
  readonly wasm: string;
  /** Such as `env.proxy_log`, or the name of the export. */
  readonly name: string;
  /** The arguments as WebAssembly passed them, numbers and pointers alike, unsigned; i64 as bigint. */
  readonly args: readonly (number | bigint)[];
  /** Their names in the specification's manner, such as `return_value_data`. */
  readonly argNames: readonly string[];
  /** What came back; undefined: nothing did, or it trapped. */
  readonly result: number | bigint | undefined;
  /** Guest memory that the arguments point to, as it was after the call. */
  readonly memory: readonly MemorySpan[];
  /** Size of the guest's memory, in bytes. */
  readonly memorySize: number;
  /** The guest's functions that were running, the innermost first; of a callback: those of its trap, if it trapped. */
  readonly frames: readonly GuestFrame[];
  /** The engine's words for the trap. */
  readonly trapped?: string;
}

export interface MemorySpan {
  /** The parameter that points there. */
  readonly name: string;
  /** `value`: what is meant. `place`: where the host wrote the address or the size of it. */
  readonly role: 'value' | 'place';
  readonly pointer: number;
  readonly size: number;
  /** Shorter than `size` where a limit of ours cut it, or where it reaches past the guest's memory. */
  readonly bytes: Uint8Array;
  /** Whether all of it lies inside the guest's memory. */
  readonly isInside: boolean;
}

export interface GuestFrame {
  /** Index in the module's function index space. */
  readonly functionIndex: number;
  /** From the name section; empty without one. */
  readonly functionName: string;
  /** Byte offset in the module. */
  readonly offset: number;
  /** Where the code came from, when a source map tells. */
  readonly source?: SourcePlace;
}

/** A place in a source: lines and columns from 1. */
export interface SourcePlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** Whether the file is one of the project's: the others are the SDK's and the language's. */
  readonly isOwn: boolean;
}

/** The innermost place in the project's own files. */
export function ownPlace(frames: readonly Pick<GuestFrame, 'source'>[]): SourcePlace | undefined {
  return frames.find(({ source }) => source?.isOwn === true)?.source;
}
