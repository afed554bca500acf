import type { Report } from '../../../model/index.ts';
import type { RunResult } from '../../../state/index.ts';
import { useSelected } from '../../app-context.tsx';

interface ShownRun {
  readonly result: RunResult;
  readonly report: Report;
  /** Index of the exchange on show. */
  readonly exchange: number;
  readonly cursor: number | undefined;
}

/** The run on show, as of its cursor; undefined: there is none. */
export function useShownRun(): ShownRun | undefined {
  const { result, exchange, cursor } = useSelected(({ run }) => ({
    result: run.result,
    exchange: run.exchange,
    cursor: run.cursor,
  }));
  return result && { result, report: result.report, exchange, cursor };
}
