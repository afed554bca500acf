import type { RunResult } from '../slices/run.ts';

/** The network filters of a run in the order of their chain: names, and positions in its report. */
export function networkFiltersOf({ project, plugins }: Pick<RunResult, 'project' | 'plugins'>) {
  const isOne = new Set(project.networkFilters.map(({ id }) => id));
  return plugins.flatMap(({ id, name }, at) => (isOne.has(id) ? [{ name, at }] : []));
}
