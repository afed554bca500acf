import type { GuestFrame } from './close-look.ts';

/** From where in its modules a run called the proxy: what the trace leaves out, got by repeating the run. */
export interface CallSites {
  readonly sites: readonly CallSite[];
  /**
   * For each hostcall, in the order in which they ended: where its records begin and end in `trace.words`, and the
   * place in `sites`.
   */
  readonly calls: readonly (readonly [from: number, to: number, site: number])[];
}

/** A place from which a hostcall was made, with the way there. */
export interface CallSite {
  /** The module, by its name in the run's project. */
  readonly wasm: string;
  /** Such as `proxy_log`. */
  readonly name: string;
  /** The guest's functions that were running, the innermost first. */
  readonly frames: readonly GuestFrame[];
}
