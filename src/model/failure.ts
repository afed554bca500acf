/**
 * Something that the user or the guest did, or a limit that was hit. Carries the facts; the wording is the page's.
 * `envoy` is the text that Envoy 1.40 prints for it, where it prints one.
 */
export type Failure =
  | { readonly kind: 'module-too-large'; readonly size: number; readonly limit: number }
  | { readonly kind: 'not-wasm'; readonly size: number; readonly engine: string; readonly envoy: string }
  | { readonly kind: 'no-abi-version'; readonly exports: readonly string[]; readonly envoy: string }
  | { readonly kind: 'missing-import'; readonly module: string; readonly name: string; readonly envoy: string }
  | {
      readonly kind: 'import-type-mismatch';
      readonly module: string;
      readonly name: string;
      readonly want: string;
      readonly offered: string;
      readonly envoy: string;
    }
  | {
      readonly kind: 'bad-function-signature';
      readonly name: string;
      readonly want: string;
      readonly exported: string;
      readonly envoy: string;
    }
  | { readonly kind: 'missing-malloc'; readonly envoy: string }
  | { readonly kind: 'start-trapped'; readonly trap: Trap; readonly envoy: string }
  | { readonly kind: 'vm-start-refused'; readonly plugin: string; readonly envoy: string }
  | { readonly kind: 'configure-refused'; readonly plugin: string; readonly envoy: string }
  | { readonly kind: 'module-missing'; readonly name: string; readonly envoy: string };

/** What ended a callback, told by kind. `reproducible` is false where the engine, not the program, decides when. */
export type TrapKind =
  | 'unreachable'
  | 'out-of-bounds'
  | 'divide-by-zero'
  | 'integer-overflow'
  | 'bad-indirect-call'
  | 'stack-overflow'
  | 'memory-refused'
  | 'restricted-callback'
  | 'too-many-hostcalls'
  | 'other';

export interface Trap {
  readonly kind: TrapKind;
  /** The callback that was running, by its export name. */
  readonly callback: string;
  readonly contextId: number;
  /** The engine's own words, as V8 gives them. */
  readonly message: string;
  /** Innermost first; names from the name section where the module has one. */
  readonly backtrace: readonly string[];
  /** The lines Envoy 1.40 writes at error level for it. */
  readonly envoy: readonly string[];
}

/** A limit of ours that ended the run; nothing after it happened. */
export interface Stopped {
  readonly kind: 'callback-too-long' | 'too-many-hostcalls' | 'too-many-callbacks' | 'too-many-bytes';
  readonly callback: string;
  readonly contextId: number;
  /** Position in the filter chain, from 0, of the plugin that was running; -1 when none. */
  readonly filter: number;
  /** Milliseconds for `callback-too-long`; hostcalls of one callback; callbacks, or bytes handed to the host, of the run. */
  readonly limit: number;
}
