import { type Context, patch } from '../commands/context.ts';
import type { PastRun } from '../slices/history.ts';
import type { RunResult } from '../slices/run.ts';
import { digestOf } from './digest.ts';

const MOST = 50;

/** Puts a run in front of the others; the very same again only counts. */
export function recordRun(context: Context, result: RunResult): void {
  const { runs } = context.store.getState().history;
  const { report, project, requests, filters, at } = result;
  const run: PastRun = {
    id: context.services.randomId(),
    at,
    project,
    requests,
    filters: filters.map(({ name }) => name),
    exchanges: report.exchanges.map((exchange) => digestOf(report, exchange)),
    isPinned: false,
    times: 1,
  };
  const [last] = runs;
  const next =
    last !== undefined && isSame(last, run)
      ? [{ ...last, at, times: last.times + 1 }, ...runs.slice(1)]
      : withinLimit([run, ...runs]);
  patch(context, 'history', { runs: next });
}

/** The oldest go first, and none that is pinned. */
function withinLimit(runs: readonly PastRun[]): readonly PastRun[] {
  const at = runs.length > MOST ? runs.findLastIndex(({ isPinned }, i) => i > 0 && !isPinned) : -1;
  return at < 0 ? runs.slice(0, 2 * MOST) : runs.toSpliced(at, 1);
}

/** Whether the same was sent through the same, and the same came of it. */
function isSame(one: PastRun, other: PastRun): boolean {
  const textOf = ({ project, requests, exchanges }: PastRun) => {
    const { files, filters, networkFilters, accessLoggers, services, upstream, clusters, routes, workers } = project;
    const parts = [files, filters, networkFilters, accessLoggers, services, upstream, clusters, routes, workers];
    return JSON.stringify([parts, requests, exchanges]);
  };
  return textOf(one) === textOf(other);
}
