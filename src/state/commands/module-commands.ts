import {
  type ChainFilter,
  type Failure,
  type FilterModule,
  isPlaceholderHash,
  pluginsOfProject,
  type Project,
} from '../../model/index.ts';
import type { Engine } from '../engine/engine.ts';
import { notSaved } from '../saved/trouble.ts';
import { sha256 } from '../sha256.ts';
import { addModuleFilter } from './chain-commands.ts';
import { change } from './change.ts';
import type { Commands } from './commands.ts';
import { type Context, currentProject, patch, toast } from './context.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Brought = Extract<FilterModule, { kind: 'wasm' }>;

const MAX_MODULE_BYTES = 8 * 1024 * 1024;
/** Refused files that are kept for the inspector. */
const MOST_REFUSED = 4;

export function moduleCommands(context: Context, engine: Engine): Pick<Commands, 'importWasm' | 'supplyModule'> {
  /** Takes a file in; undefined, with the reason told, when it is no module. */
  const take = async (fileName: string, wasm: Bytes): Promise<Brought | undefined> => {
    const read = await readModule(context, wasm);
    if ('kind' in read) {
      const kept = read.kind === 'module-too-large' ? {} : { sha256: await keepRefused(context, wasm) };
      toast(context, { kind: 'refused-module', fileName, failure: read, ...kept });
      return undefined;
    }
    const sha = await sha256(wasm);
    context.artifacts.modules.set(sha, wasm);
    patch(context, 'modules', { [sha]: { fileName, size: wasm.length, info: read } });
    return { kind: 'wasm', fileName, sha256: sha, size: wasm.length };
  };

  const supply = async (wanted: Brought, fileName: string, wasm: Bytes): Promise<void> => {
    const sha = wasm.length > MAX_MODULE_BYTES ? '' : await sha256(wasm);
    if (!isPlaceholderHash(wanted.sha256) && sha !== wanted.sha256) {
      toast(context, { kind: 'other-module', fileName, sha256: sha, size: wasm.length, wanted });
      return;
    }
    const taken = await take(fileName, wasm);
    if (taken === undefined) return;
    if (isPlaceholderHash(wanted.sha256)) replaceModule(context, wanted, taken);
    else if (wanted.size !== taken.size) replaceModule(context, wanted, { ...wanted, size: taken.size });
    toast(context, { kind: 'module-supplied', fileName });
    await Promise.all([engine.run(), save(context, taken.sha256, wasm)]);
  };

  return {
    async importWasm(fileName, wasm, place) {
      const waiting = waitingFor(context, fileName, wasm.length > MAX_MODULE_BYTES ? '' : await sha256(wasm));
      if (waiting !== undefined) {
        await supply(waiting, fileName, wasm);
        return;
      }
      const taken = await take(fileName, wasm);
      if (taken === undefined) return;
      const { name } = addModuleFilter(context, taken, place);
      toast(context, { kind: 'imported', fileName, filter: name });
      await save(context, taken.sha256, wasm);
    },
    async supplyModule(id, fileName, wasm) {
      const module = pluginsOfProject(currentProject(context)).find((plugin) => plugin.id === id)?.module;
      if (module?.kind === 'wasm') await supply(module, fileName, wasm);
    },
  };
}

/** The module that the project lacks and this file is: by its hash, or by its name where no hash is known. */
function waitingFor(context: Context, fileName: string, sha: string): Brought | undefined {
  const { absent } = context.store.getState();
  const lacking = pluginsOfProject(currentProject(context)).flatMap(({ module }) =>
    module.kind === 'wasm' && absent.includes(module.sha256) ? [module] : [],
  );
  return (
    lacking.find((module) => module.sha256 === sha) ??
    lacking.find((module) => isPlaceholderHash(module.sha256) && module.fileName === fileName)
  );
}

/** Everything that waited for a module of which something was not known has it now. */
function replaceModule(context: Context, wanted: Brought, module: Brought): void {
  const replaced = <P extends ChainFilter>(plugins: readonly P[]): readonly P[] =>
    plugins.map((plugin) => {
      const isWaiting = plugin.module.kind === 'wasm' && plugin.module.sha256 === wanted.sha256;
      return isWaiting ? { ...plugin, module } : plugin;
    });
  const { filters, networkFilters, accessLoggers, services }: Project = currentProject(context);
  change(context, {
    label: `supply ${module.fileName}`,
    parts: {
      filters: replaced(filters),
      networkFilters: replaced(networkFilters),
      accessLoggers: replaced(accessLoggers),
      services: replaced(services),
    },
  });
}

async function save(context: Context, sha: string, wasm: Bytes): Promise<void> {
  try {
    await context.services.storage.saveModule(sha, wasm);
  } catch (error) {
    toast(context, notSaved(error));
  }
}

async function keepRefused({ artifacts: { refused } }: Context, wasm: Bytes): Promise<string> {
  const sha = await sha256(wasm);
  refused.set(sha, wasm);
  const [oldest] = refused.keys();
  if (refused.size > MOST_REFUSED && oldest !== undefined) refused.delete(oldest);
  return sha;
}

/** What a .wasm says of itself, or why it cannot be a filter. */
async function readModule({ services }: Context, wasm: Bytes) {
  const size = wasm.length;
  const tooLarge: Failure = { kind: 'module-too-large', size, limit: MAX_MODULE_BYTES };
  if (size > MAX_MODULE_BYTES) return tooLarge;
  const read = await services.runner.inspect(wasm);
  if ('kind' in read || read.abi !== undefined) return read;
  const unknownAbi: Failure = {
    kind: 'no-abi-version',
    exports: read.exports.map(({ name }) => name),
    envoy: 'Wasm VM failed Missing or unknown Proxy-Wasm ABI version',
  };
  return unknownAbi;
}
