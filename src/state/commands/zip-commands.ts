import { pluginsOfProject, type Project } from '../../model/index.ts';
import type { ProjectInZip } from '../../share/zip/index.ts';
import { notSaved } from '../saved/trouble.ts';
import { sha256 } from '../sha256.ts';
import type { Commands } from './commands.ts';
import { type Context, toast } from './context.ts';

export function zipCommands(
  context: Context,
  openProject: Commands['openProject'],
): Pick<Commands, 'openZip' | 'pickZip'> {
  const { services } = context;
  const openZip = async (fileName: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> => {
    const read = await services.readZip(bytes);
    if (read.kind !== 'project') {
      toast(context, { kind: 'zip-refused', fileName, failure: read });
      return;
    }
    await keepModules(context, read);
    openProject(read.project);
    toast(context, { kind: 'zip-opened', fileName, skipped: read.skipped });
  };
  return {
    openZip,
    async pickZip() {
      const file = await services.pickFile('.zip,.json');
      if (file) await openZip(file.name, file.bytes);
    },
  };
}

/** Of the modules in the zip, those that the project names. */
async function keepModules(context: Context, { project, modules }: ProjectInZip): Promise<void> {
  const { artifacts, services } = context;
  const wanted = hashesIn(project);
  const named = await Promise.all(modules.map(async ({ bytes }) => [await sha256(bytes), bytes] as const));
  for (const [hash, bytes] of named.filter(([hash]) => wanted.has(hash))) {
    artifacts.modules.set(hash, bytes);
    await services.storage.saveModule(hash, bytes).catch((error: unknown) => toast(context, notSaved(error)));
  }
}

function hashesIn(project: Project): ReadonlySet<string> {
  const modules = pluginsOfProject(project).map(({ module }) => module);
  return new Set(modules.flatMap((module) => (module.kind === 'wasm' ? [module.sha256] : [])));
}
