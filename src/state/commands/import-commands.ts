import { bytesOfText, type ChainFilter, type Project } from '../../model/index.ts';
import { sha256 } from '../sha256.ts';
import type { BroughtModules, Commands } from './commands.ts';
import { type Context, toast } from './context.ts';

type ImportCommands = Pick<Commands, 'readConfiguration' | 'openImported' | 'copyRepaired' | 'saveRepaired'>;
type Bytes = Uint8Array<ArrayBuffer>;

export function importCommands(context: Context, openProject: (project: Project) => void): ImportCommands {
  const { services } = context;
  return {
    async readConfiguration(text) {
      const { parseProject } = await import('../../share/index.ts');
      return services.importer(text, { sha256, isProject: (project) => parseProject(project) !== undefined });
    },
    async openImported(imported, brought) {
      for (const [sha, bytes] of imported.modules) await keep(context, sha, bytes);
      for (const { sha256: sha, bytes } of brought.values()) await keep(context, sha, bytes);
      openProject({ ...withModules(imported.project, brought), id: services.randomId() });
    },
    async copyRepaired({ repaired }) {
      try {
        await services.clipboard.write(repaired.text);
        toast(context, { kind: 'copied' });
      } catch {
        toast(context, { kind: 'clipboard-refused' });
      }
    },
    saveRepaired({ repaired: { text, isJson } }) {
      const name = isJson ? 'repaired.json' : 'repaired.yaml';
      services.saveFile({
        name,
        type: isJson ? 'application/json' : 'application/yaml',
        bytes: new Uint8Array(bytesOfText(text)),
      });
      toast(context, { kind: 'exported', fileName: name, warnings: [] });
    },
  };
}

async function keep({ artifacts, services }: Context, sha: string, bytes: Bytes): Promise<void> {
  artifacts.modules.set(sha, bytes);
  // A browser that keeps nothing still runs what is in memory; saving the project tells that it is not kept.
  await services.storage.saveModule(sha, bytes).catch(() => undefined);
}

/** Puts the files that were given in the place of those that were waited for. */
function withModules(project: Project, brought: BroughtModules): Project {
  const given = <P extends ChainFilter>(plugins: readonly P[]): readonly P[] =>
    plugins.map((plugin) => {
      const module = plugin.module.kind === 'wasm' ? brought.get(plugin.module.sha256) : undefined;
      if (module === undefined) return plugin;
      const { fileName, sha256: sha, bytes } = module;
      return { ...plugin, module: { kind: 'wasm', fileName, sha256: sha, size: bytes.length } };
    });
  return {
    ...project,
    filters: given(project.filters),
    networkFilters: given(project.networkFilters),
    accessLoggers: given(project.accessLoggers),
    services: given(project.services),
  };
}
