import type { PastRun } from '../slices/history.ts';
import type { RunResult } from '../slices/run.ts';
import { digestOf } from './digest.ts';

/** The run, as it stands in the history. */
export function pastRunOf({ report, project, requests, filters, at }: RunResult, id: string): PastRun {
  return {
    id,
    number: 1,
    at,
    project,
    requests,
    filters: filters.map(({ name }) => name),
    exchanges: report.exchanges.map((exchange, index) => digestOf(report, exchange, index)),
    isPinned: false,
    times: 1,
  };
}

/** Whether the same was sent through the same, and the same came of it. */
export function isSame(one: PastRun, other: PastRun): boolean {
  const textOf = ({ project, requests, exchanges }: PastRun) => {
    const { files, filters, networkFilters, accessLoggers, services, upstream, clusters, routes, workers } = project;
    const parts = [files, filters, networkFilters, accessLoggers, services, upstream, clusters, routes, workers];
    return JSON.stringify([parts, requests, exchanges]);
  };
  return textOf(one) === textOf(other);
}
