import { moduleName, pluginsOfProject, type Project } from '../../model/index.ts';
import { yamlOf } from '../yaml.ts';
import { checksData } from './scenario-file.ts';

/** The project's checks as a file for the command line: modules that were brought are asked for by their file's name. */
export function checksFile(project: Project): string {
  const names = pluginsOfProject(project).flatMap((plugin): [string, string][] =>
    plugin.module.kind === 'wasm' ? [[moduleName(plugin), plugin.module.fileName]] : [],
  );
  return yamlOf(checksData(project, new Map(names)));
}
