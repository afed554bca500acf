import type { Project } from '../../../model/index.ts';
import type { PluginPlace } from '../../../state/index.ts';

const places: readonly PluginPlace[] = ['filters', 'networkFilters', 'accessLoggers', 'services'];

/** Where in the project a plugin stands. */
export function placeOfPlugin(project: Project, id: string): PluginPlace | undefined {
  return places.find((place) => project[place].some((plugin) => plugin.id === id));
}
