import { type NamedRequest, pluginsOfProject, type Project } from '../../model/index.ts';
import { type BuiltModule, entriesOf, isMadeFrom } from '../artifacts.ts';
import type { AppState } from '../store.ts';
import { type Context, currentProject, patch } from '../commands/context.ts';

/** What a run depends on besides the modules: the plugins, what is upstream, the requests. */
export function runInputs(project: Project): readonly unknown[] {
  const { upstream, clusters, routes, workers, inTurn } = project;
  const plugins = [project.filters, project.networkFilters, project.accessLoggers, project.services].flatMap((list) => [
    list.filter(({ enabled }) => enabled).length,
    ...list.filter(({ enabled }) => enabled),
  ]);
  const lists = [clusters, routes].map((list) => (list.length === 0 ? undefined : list));
  return [upstream, ...lists, workers, inTurn, ...requestsToSend(project), ...plugins];
}

/** What Run sends through one proxy. */
export function requestsToSend({ isSequence, requests, selectedRequest }: Project): readonly NamedRequest[] {
  return isSequence ? requests : requests.filter(({ id }) => id === selectedRequest);
}

/** Whether the result on show is of a run, and not of what was sent behind it. */
export function isWhatRunSends({ run: { result, session } }: AppState): boolean {
  const sent = result ? requestsToSend(result.project) : [];
  return session.length === sent.length && sent.every((request, i) => result?.requests[i]?.id === request.id);
}

export function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i]);
}

/** The last good builds of the plugins' entries, in their order. */
export function chainModules({ artifacts }: Context, project: Project): readonly (BuiltModule | undefined)[] {
  return entriesOf(pluginsOfProject(project)).map((entry) => artifacts.built.get(entry));
}

/** Marks what does not belong to what is on screen. `ranWith`: the modules of the run whose result is on show. */
export function markStale(context: Context, ranWith: readonly (BuiltModule | undefined)[]): void {
  const project = currentProject(context);
  const { build, run } = context.store.getState();
  const entries = Object.entries(build.entries).map(([entry, state]) => {
    const built = context.artifacts.built.get(entry);
    const isStale = built !== undefined && !isMadeFrom(built.sources, project.files);
    return [entry, state.isStale === isStale ? state : { ...state, isStale }] as const;
  });
  if (entries.some(([entry, state]) => build.entries[entry] !== state)) {
    patch(context, 'build', { entries: Object.fromEntries(entries) });
  }
  const modules = chainModules(context, project);
  const isStale =
    run.result !== undefined &&
    (!areSame(runInputs(run.result.project), runInputs(project)) ||
      !areSame(ranWith, modules) ||
      modules.some((module) => !isMadeFrom(module?.sources, project.files)));
  if (isStale !== run.isStale) patch(context, 'run', { isStale });
}
