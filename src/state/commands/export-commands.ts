import type { ChainFilter } from '../../model/index.ts';
import type { ExportFailure } from '../slices/toasts.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, toast } from './context.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Optimised =
  | { readonly kind: 'module'; readonly wasm: Bytes }
  | { readonly kind: 'failed'; readonly reason: ExportFailure }
  /** Somebody asked for the same once more, and gets the answer. */
  | { readonly kind: 'superseded' };

export function exportCommands(context: Context): Pick<Commands, 'exportEnvoy' | 'downloadWasm'> {
  const { services } = context;
  return {
    async exportEnvoy(code) {
      const project = currentProject(context);
      const enabled = project.filters.filter((filter) => filter.enabled);
      if (enabled.length === 0) {
        toast(context, { kind: 'export-failed', reason: { kind: 'no-filters' } });
        return;
      }
      const builds = new Map<string, Optimised>();
      const modules: Record<string, Bytes> = {};
      for (const filter of enabled) {
        const { module } = filter;
        const key = module.kind === 'source' ? module.entry : module.sha256;
        const made = builds.get(key) ?? (await optimised(context, filter));
        builds.set(key, made);
        if (made.kind !== 'module') {
          tellFailed(context, made);
          return;
        }
        modules[filter.id] = made.wasm;
      }
      const { file, warnings } = await services.exporter({ project, modules, code });
      services.saveFile(file);
      toast(context, { kind: 'exported', fileName: file.name, warnings });
    },
    async downloadWasm(id) {
      const filter = currentProject(context).filters.find((one) => one.id === id);
      if (filter === undefined) return;
      const made = await optimised(context, filter);
      if (made.kind !== 'module') {
        tellFailed(context, made);
        return;
      }
      const name = filter.module.kind === 'wasm' ? filter.module.fileName : `${filter.name}.wasm`;
      services.saveFile({ name, type: 'application/wasm', bytes: made.wasm });
      toast(context, { kind: 'exported', fileName: name, warnings: [] });
    },
  };
}

/** A filter's module as it should leave the page: built for release, or as it was brought. */
async function optimised(context: Context, { module }: ChainFilter): Promise<Optimised> {
  if (module.kind === 'wasm') {
    const wasm = context.artifacts.modules.get(module.sha256);
    return wasm ? { kind: 'module', wasm } : failed({ kind: 'module-absent', fileName: module.fileName });
  }
  const { files } = currentProject(context);
  const answer = await context.services.compiler.compile({ files, entry: module.entry, mode: 'release' });
  if (answer.kind === 'failed') return failed(answer.failure);
  if (answer.kind === 'superseded') return answer;
  const { wasm } = answer.result;
  return wasm ? { kind: 'module', wasm } : failed({ kind: 'errors', entry: module.entry });
}

const failed = (reason: ExportFailure): Optimised => ({ kind: 'failed', reason });

function tellFailed(context: Context, made: Exclude<Optimised, { kind: 'module' }>): void {
  if (made.kind === 'failed') toast(context, { kind: 'export-failed', reason: made.reason });
}
