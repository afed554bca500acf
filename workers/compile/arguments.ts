import type { CompileInput } from '../../src/protocol/index.ts';
import flags from '../../sdk/flags.json';

/** Flags that cannot load code, read paths or change what the build is. Everything else is refused. */
const allowed = new Set([
  '--runtime',
  '--exportStart',
  '--use',
  '--debug',
  '--noEmit',
  '--noAssert',
  '--disableWarning',
  '-O',
  '-O0',
  '-O1',
  '-O2',
  '-O3',
  '-Os',
  '-Oz',
]);

/** A module that declares its ABI version itself speaks the ABI directly: the SDK's callbacks stay out of it. */
const declaresAbi = /^\s*export\s+function\s+proxy_abi_version_/m;

export const outFile = 'out.wasm';

const modes: Readonly<Record<CompileInput['mode'], readonly string[]>> = {
  check: [...flags.builds.debug, '--noEmit'],
  debug: flags.builds.debug,
  release: flags.builds.release,
  size: flags.builds.size,
};

/** The compiler's command line for one build. */
export function argumentsFor({ files, entry, mode }: CompileInput): string[] {
  const { entries } = declaresAbi.test(files[entry] ?? '') ? flags.raw : flags.sdk;
  const options = [...flags.common, ...modes[mode]];
  for (const option of options) {
    if (option.startsWith('-') && !allowed.has(option)) throw new Error(`the flag ${option} is not allowed in a build`);
  }
  if (entry.startsWith('-')) throw new Error(`${entry} is no path of a source file`);
  return [entry, ...entries, '--outFile', outFile, ...options];
}
