import type { VmReport } from './report.ts';

/** Properties as the filters of a run could have read them: what the same run brings to light when it is repeated. */
export interface PropertyReadings {
  /** One for each callback that was asked for and came. */
  readonly phases: readonly PropertyPhaseReading[];
}

interface PropertyPhaseReading {
  /** Number of the callback in the run, from 1: what the gate counts. */
  readonly call: number;
  /** In the order of the paths: the bytes, or the status without them. */
  readonly values: readonly (Uint8Array | number)[];
}

/** How long the callbacks of a run take, from many repetitions of it. Indices are the callbacks' numbers, less one. */
export interface Measurement {
  /** Repetitions that the means are of; the first run, in which code is still cold, is not among them. */
  readonly repetitions: number;
  /** The smallest step that the clock was seen to make, in microseconds. */
  readonly resolutionUs: number;
  /** Mean microseconds from the call to the return, hostcalls and nested callbacks included. */
  readonly meanUs: Float64Array;
  /** The same without nested callbacks: these add up. */
  readonly selfUs: Float64Array;
  /** Standard error of `meanUs`. */
  readonly errorUs: Float64Array;
  /** The longest of all repetitions; a step of the clock for what is shorter. */
  readonly mostUs: Float64Array;
  /** In the first run. */
  readonly firstUs: Float64Array;
}

/** The same requests sent over and over through one proxy. */
export interface Repetition {
  /** Rounds that were finished. */
  readonly rounds: number;
  readonly ended: 'done' | 'time' | 'limit';
  /** By VM: pages of 64 KiB after the start (round 0) and wherever they changed. */
  readonly vms: readonly (VmReport & {
    readonly index: number;
    readonly steps: readonly { readonly round: number; readonly pages: number }[];
  })[];
  /** How often each status was answered; 0: no response. */
  readonly statuses: readonly { readonly status: number; readonly times: number }[];
  /** The first round in which a VM trapped. */
  readonly trappedIn?: number;
}
