import type {
  CallSites,
  CloseLook,
  Failure,
  Measurement,
  ModuleDescription,
  ModuleInfo,
  PropertyReadings,
  Repetition,
  Report,
  RunProject,
  Scenario,
} from '../model/index.ts';
import type { Call } from './rpc.ts';

export interface RunInput {
  readonly project: RunProject;
  readonly scenario: Scenario;
  readonly seed: number;
}

/** A run ended before it entered one callback, because entering it took longer than `limitMs` before. */
export interface RunStop {
  readonly before: number;
  readonly limitMs: number;
}

/** This worker lacks what the project's modules may call: another one, that has everything, must run it. */
export interface NeedsWhole {
  readonly kind: 'needs-whole';
}

export interface LookInput extends RunInput {
  /** Position of a record in the trace of that run. */
  readonly at: number;
}

/** What the run worker does. */
export interface RunApi {
  /** Tells the number of each callback before it is entered, from 1: a guest that never returns cannot tell anything. */
  run(input: RunInput & { readonly stop?: RunStop }, call: Call<number>): Report | NeedsWhole;
  inspect(bytes: Uint8Array): ModuleInfo | Failure;
}

/** What the worker does that has everything. */
export interface WholeRunApi extends RunApi, RunDetails {
  describe(bytes: Uint8Array): ModuleDescription;
  /** Repeats the run up to one record; undefined when no guest wrote it. */
  look(input: LookInput): CloseLook | undefined;
  /** Repeats the run and tells from where its modules called the proxy. */
  callSites(input: RunInput): CallSites;
}

/** What repeating a run brings to light. */
export interface RunDetails {
  /** Reads properties where callbacks (by their numbers) are about to be entered. */
  readProperties(
    input: RunInput & { readonly paths: readonly string[]; readonly calls: readonly number[] },
  ): PropertyReadings;
  /** Takes about `forMs` milliseconds. */
  measure(input: RunInput & { readonly forMs: number }): Measurement;
  /** Sends the requests over and over through one proxy, `atMostMs` milliseconds long; tells how far it is. */
  repeat(input: RunInput & { readonly rounds: number; readonly atMostMs: number }, call: Call<number>): Repetition;
}
