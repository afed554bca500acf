import { type ChainFilter, pluginsOfProject } from '../../model/index.ts';
import type { ExportFailure } from '../slices/toasts.ts';
import type { Commands, ExportBuild } from './commands.ts';
import { type Context, currentProject, toast } from './context.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Optimised =
  { readonly kind: 'module'; readonly wasm: Bytes } | { readonly kind: 'failed'; readonly reason: ExportFailure };

type ExportCommands = Pick<Commands, 'loadExports' | 'buildForExport' | 'handOut' | 'copyText' | 'downloadWasm'>;

export function exportCommands(context: Context): ExportCommands {
  const { services } = context;
  return {
    async loadExports() {
      try {
        return { kind: 'loaded', table: await services.loadExports() };
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        return { kind: 'failed', reason: { kind: 'exports-unavailable', message } };
      }
    },
    buildForExport: () => buildAll(context),
    handOut(file, warnings = []) {
      services.saveFile(file);
      toast(context, { kind: 'exported', fileName: file.name, warnings });
    },
    async copyText(text) {
      const copied = await services.clipboard.write(text).then(
        () => true,
        () => false,
      );
      toast(context, copied ? { kind: 'copied' } : { kind: 'clipboard-refused' });
    },
    async downloadWasm(id) {
      const plugin = pluginsOfProject(currentProject(context)).find((one) => one.id === id);
      if (plugin === undefined) return;
      const made = await optimised(context, plugin);
      if (made.kind === 'failed') {
        toast(context, { kind: 'export-failed', reason: made.reason });
        return;
      }
      const name = plugin.module.kind === 'wasm' ? plugin.module.fileName : `${plugin.name}.wasm`;
      services.saveFile({ name, type: 'application/wasm', bytes: made.wasm });
      toast(context, { kind: 'exported', fileName: name, warnings: [] });
    },
  };
}

/** The modules of all enabled plugins, each built once. */
async function buildAll(context: Context): Promise<ExportBuild> {
  const builds = new Map<string, Bytes>();
  const modules: Record<string, Bytes> = {};
  for (const plugin of pluginsOfProject(currentProject(context))) {
    const { module } = plugin;
    if (!plugin.enabled) {
      // For the zip, which keeps what is switched off, where it is at hand.
      const brought = module.kind === 'wasm' ? context.artifacts.modules.get(module.sha256) : undefined;
      if (brought) modules[plugin.id] = brought;
      continue;
    }
    const key = module.kind === 'source' ? module.entry : module.sha256;
    const known = builds.get(key);
    const made: Optimised = known ? { kind: 'module', wasm: known } : await optimised(context, plugin);
    if (made.kind === 'failed') return made;
    builds.set(key, made.wasm);
    modules[plugin.id] = made.wasm;
  }
  return { kind: 'built', modules };
}

/** A plugin's module as it should leave the page: built for release, or as it was brought. */
async function optimised(context: Context, { module }: ChainFilter): Promise<Optimised> {
  if (module.kind === 'wasm') {
    const wasm = context.artifacts.modules.get(module.sha256);
    return wasm ? { kind: 'module', wasm } : failed({ kind: 'module-absent', fileName: module.fileName });
  }
  const { files } = currentProject(context);
  const answer = await context.services.compiler.compile({ files, entry: module.entry, mode: 'release' });
  if (answer.kind === 'failed') return failed(answer.failure);
  if (answer.kind === 'superseded') return failed({ kind: 'superseded' });
  const { wasm } = answer.result;
  return wasm ? { kind: 'module', wasm } : failed({ kind: 'errors', entry: module.entry });
}

const failed = (reason: ExportFailure): Optimised => ({ kind: 'failed', reason });
