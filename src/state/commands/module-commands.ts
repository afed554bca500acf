import type { Failure } from '../../model/index.ts';
import { notSaved } from '../saved/trouble.ts';
import { sha256 } from '../sha256.ts';
import { addModuleFilter } from './chain-commands.ts';
import type { Commands } from './commands.ts';
import { type Context, patch, toast } from './context.ts';

const MAX_MODULE_BYTES = 8 * 1024 * 1024;

export function moduleCommands(context: Context): Pick<Commands, 'importWasm'> {
  const { services, artifacts } = context;
  return {
    async importWasm(fileName, wasm) {
      const read = await readModule(context, wasm);
      if ('kind' in read) {
        toast(context, { kind: 'refused-module', fileName, failure: read });
        return;
      }
      const sha = await sha256(wasm);
      artifacts.modules.set(sha, wasm);
      patch(context, 'modules', { [sha]: { fileName, size: wasm.length, info: read } });
      const { name } = addModuleFilter(context, { kind: 'wasm', fileName, sha256: sha, size: wasm.length });
      toast(context, { kind: 'imported', fileName, filter: name });
      try {
        await services.storage.saveModule(sha, wasm);
      } catch (error) {
        toast(context, notSaved(error));
      }
    },
  };
}

/** What a .wasm says of itself, or why it cannot be a filter. */
async function readModule({ services }: Context, wasm: Uint8Array<ArrayBuffer>) {
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
