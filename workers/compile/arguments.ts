import { ascArguments } from '../../src/model/index.ts';
import type { CompileInput } from '../../src/protocol/index.ts';
import flags from '../../sdk/flags.json';

/** Flags that cannot load code, read paths or change what the build is. Everything else is refused. */
const allowed = new Set([
  '--runtime',
  '--exportStart',
  '--use',
  '--debug',
  '--sourceMap',
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

export const outFile = 'out.wasm';
export const mapFile = `${outFile}.map`;

const modes: Readonly<Record<CompileInput['mode'], readonly string[]>> = {
  check: [...flags.builds.debug, '--noEmit'],
  debug: flags.builds.debug,
  release: flags.builds.release,
  size: flags.builds.size,
};

/** The compiler's command line for one build. */
export function argumentsFor({ files, entry, mode, hasMap = mode === 'debug' }: CompileInput): string[] {
  const options = hasMap ? [...modes[mode], '--sourceMap'] : modes[mode];
  for (const option of [...flags.common, ...options]) {
    if (option.startsWith('-') && !allowed.has(option)) throw new Error(`the flag ${option} is not allowed in a build`);
  }
  if (entry.startsWith('-')) throw new Error(`${entry} is no path of a source file`);
  return ascArguments(flags, { entry, source: files[entry] ?? '', outFile, options });
}
