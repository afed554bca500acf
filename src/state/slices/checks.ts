import type { Finding } from '../../lessons/index.ts';
import type { Report } from '../../model/index.ts';

export interface ChecksSlice {
  /** What came of the checks of each request when it was last run, by its id. */
  readonly outcomes: Readonly<Record<string, CheckOutcome>>;
  readonly isRunning: boolean;
}

export interface CheckOutcome {
  readonly findings: readonly JudgedClaim[];
  /** The run that was judged. */
  readonly report: Report;
}

export interface JudgedClaim extends Omit<Finding, 'step'> {
  /** Position in `project.checks`. */
  readonly check: number;
  /** Position of the row that made it so, when one is known. */
  readonly at?: number;
}

export const initialChecks: ChecksSlice = { outcomes: {}, isRunning: false };
