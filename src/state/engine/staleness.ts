import type { Project } from '../../model/index.ts';
import { type BuiltModule, entriesOf, isMadeFrom } from '../artifacts.ts';
import { type Context, currentProject, patch } from '../commands/context.ts';

/** What a run depends on besides the modules: the chain, the upstream, the request. */
export function runInputs({ filters, upstream, requests, selectedRequest }: Project): readonly unknown[] {
  const request = requests.find(({ id }) => id === selectedRequest);
  return [upstream, request, ...filters.filter(({ enabled }) => enabled)];
}

export function areSame(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, i) => item === other[i]);
}

/** The last good builds of the chain's entries, in its order. */
export function chainModules({ artifacts }: Context, { filters }: Project): readonly (BuiltModule | undefined)[] {
  return entriesOf(filters).map((entry) => artifacts.built.get(entry));
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
