import type { ChainFilter, NamedRequest, Project, Report, SessionStep } from '../../model/index.ts';
import type { RunFailure as RunnerFailure } from '../../protocol/index.ts';

export interface RunSlice {
  readonly isRunning: boolean;
  /** The last finished run; stays on screen while it is stale. */
  readonly result: RunResult | undefined;
  /** The result does not belong to what is on screen now. */
  readonly isStale: boolean;
  /** Position in `result.report.exchanges` of the one on show; -1: a TCP connection is. */
  readonly exchange: number;
  /** Position in `result.report.connections` of the one on show; -1: an exchange is. */
  readonly connection: number;
  /** Position in `result.report.trace.words` of the row that is stepped to; undefined: the end of the run. */
  readonly cursor: number | undefined;
  /** Position of the row whose work the pointer is over, wherever it is shown. */
  readonly lit: number | undefined;
  /** What was done to this proxy so far; the next `curl` comes behind it. */
  readonly session: readonly SessionStep[];
  /** Clusters that answer only when a person says so. */
  readonly holds: readonly string[];
  /** Why the last run has no report. */
  readonly failure: RunFailure | undefined;
}

export interface RunResult {
  readonly report: Report;
  /** The project as it was. */
  readonly project: Project;
  /** The enabled filters as they were, at their positions in the report. */
  readonly filters: readonly ChainFilter[];
  /** All enabled plugins by their index in the report. */
  readonly plugins: readonly ChainFilter[];
  /** What was sent, one for each exchange and connection. */
  readonly requests: readonly NamedRequest[];
  /** All that was done to the proxy; what was sent is among it. */
  readonly steps: readonly SessionStep[];
  /** Clusters that answered only when a step said so. */
  readonly holds: readonly string[];
  /** Measured microseconds by the position of a callback's call in the trace; beside the report, never in it. */
  readonly measured?: ReadonlyMap<number, number>;
  /** Epoch milliseconds at which the run began. */
  readonly at: number;
  /** Milliseconds from asking the worker to having its report. */
  readonly tookMs: number;
}

export type RunFailure =
  /** Filters whose sources have not been built yet, or do not build. */
  | { readonly kind: 'not-built'; readonly entries: readonly string[] }
  /** The first filter whose .wasm is not here. */
  | {
      readonly kind: 'module-absent';
      readonly filter: string;
      readonly fileName: string;
      readonly sha256: string;
      /** 0 when nobody knows it. */
      readonly size: number;
    }
  | { readonly kind: 'no-request' }
  | RunnerFailure;

export const initialRun: RunSlice = {
  isRunning: false,
  result: undefined,
  isStale: false,
  exchange: 0,
  connection: -1,
  cursor: undefined,
  lit: undefined,
  session: [],
  holds: [],
  failure: undefined,
};
