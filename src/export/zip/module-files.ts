import { type ChainFilter, moduleName, pluginsOfProject, type Project, sameBytes } from '../../model/index.ts';
import type { ExportedFile, ExportInput } from '../types.ts';

/** A project's modules as files of the zip. */
export interface ModuleFiles {
  /** Those that no other part of the zip has brought already. */
  readonly files: readonly ExportedFile[];
  /** Path of the file by the name under which a scenario asks for it (`moduleName`). */
  readonly pathOf: ReadonlyMap<string, string>;
  /** One for each entry that is compiled: where the result belongs. */
  readonly builds: readonly { readonly entry: string; readonly path: string }[];
}

/** A path of its own for a module that is in no other part: a plugin that is switched off, say. */
function ownPath({ module, name }: ChainFilter): string {
  if (module.kind === 'wasm') return `modules/${module.sha256.slice(0, 16)}.wasm`;
  return `modules/${module.entry.replace(/\.ts$/, '').replaceAll('/', '-') || name}.wasm`;
}

/** Where each plugin's module lies, once the parts of the zip are there. */
export function moduleFiles({ project, modules }: ExportInput, parts: readonly ExportedFile[]): ModuleFiles {
  const files: ExportedFile[] = [];
  const pathOf = new Map<string, string>();
  const builds: { entry: string; path: string }[] = [];
  for (const plugin of pluginsOfProject(project)) {
    const bytes = modules[plugin.id];
    const name = moduleName(plugin);
    if (bytes === undefined || pathOf.has(name)) continue;
    const there = [...parts, ...files].find((file) => file.kind === 'binary' && sameBytes(file.bytes, bytes));
    const path = there?.path ?? ownPath(plugin);
    if (there === undefined) files.push({ kind: 'binary', path, bytes });
    pathOf.set(name, path);
    if (plugin.module.kind === 'source') builds.push({ entry: plugin.module.entry, path });
  }
  return { files, pathOf, builds };
}

/** The project's own sources; what it has in the SDK's place is not seen by the compiler and stays in the project. */
export function sourceFiles({ files }: Project): ExportedFile[] {
  return Object.entries(files)
    .filter(([path]) => !path.startsWith('sdk/assembly/') && path !== 'sdk/assembly.ts')
    .map(([path, text]) => ({ kind: 'text', path: `src/${path}`, text }));
}
