import { type ChainFilter, moduleName, pluginsOfProject, type Project } from '../../../model/index.ts';

/** Names of the plugins that run in one VM with this one: the same code, VM configuration and a VM id given to both. */
export function vmCompanions(project: Project, plugin: ChainFilter): readonly string[] {
  if (plugin.vmId === '') return [];
  const key = keyOf(plugin);
  return pluginsOfProject(project)
    .filter((other) => other.id !== plugin.id && other.enabled && keyOf(other) === key)
    .map(({ name }) => name);
}

function keyOf(plugin: ChainFilter): string {
  const { vmId, vmConfiguration, environment } = plugin;
  return JSON.stringify([moduleName(plugin), vmId, vmConfiguration, environment]);
}
