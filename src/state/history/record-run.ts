import type { PastRun } from '../slices/history.ts';
import type { RunResult } from '../slices/run.ts';
import { networkFiltersOf } from '../selectors/network-filters.ts';
import { digestsOf } from './digest.ts';

/** The run, as it stands in the history. */
export function pastRunOf(result: RunResult, id: string): PastRun {
  const { report, project, steps, holds, filters, at } = result;
  const network = report.connections.length > 0 ? networkFiltersOf(result) : [];
  return {
    id,
    number: 1,
    at,
    project,
    steps,
    holds,
    filters: [...filters, ...network].map(({ name }) => name),
    exchanges: digestsOf(report),
    isPinned: false,
    times: 1,
  };
}

/** Whether the same was sent through the same, and the same came of it. */
export function isSame(one: PastRun, other: PastRun): boolean {
  const textOf = ({ project, steps, holds, exchanges }: PastRun) => {
    const { files, filters, networkFilters, accessLoggers, services } = project;
    const { upstream, clusters, routes, workers, inTurn } = project;
    const plugins = [filters, networkFilters, accessLoggers, services];
    return JSON.stringify([files, plugins, upstream, clusters, routes, workers, inTurn, steps, holds, exchanges]);
  };
  return textOf(one) === textOf(other);
}
