import { type ChainFilter, pluginsOfProject, type Project } from '../model/index.ts';
import type { ExportWarning, Feature, Limit } from './types.ts';

/** A limit for those of the names; none when there are no names. */
export function limitFor(feature: Feature, effect: Limit['effect'], names: readonly string[]): readonly Limit[] {
  return names.length === 0 ? [] : [{ feature, effect, names }];
}

/** Names of the plugins for which something holds. */
export function namesWhere<P extends ChainFilter>(plugins: readonly P[], holds: (plugin: P) => boolean): string[] {
  return plugins.filter(holds).map(({ name }) => name);
}

export const enabledPlugins = <P extends ChainFilter>(plugins: readonly P[]): readonly P[] =>
  plugins.filter(({ enabled }) => enabled);

/** Whatever is switched off is in no export. */
export function disabledLimit(project: Project): readonly Limit[] {
  return limitFor(
    'disabled-plugins',
    'left-out',
    namesWhere(pluginsOfProject(project), ({ enabled }) => !enabled),
  );
}

export const disabledWarnings = (project: Project): readonly ExportWarning[] =>
  pluginsOfProject(project)
    .filter(({ enabled }) => !enabled)
    .map(({ name }) => ({ kind: 'filter-left-out', filter: name }));
