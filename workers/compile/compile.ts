import { main, version } from 'assemblyscript/asc';
import type { CompileInput, CompileResult } from '../../src/protocol/index.ts';
import { argumentsFor, mapFile, outFile } from './arguments.ts';
import { diagnosticsOf, type RawDiagnostic } from './diagnostics.ts';
import { plainMap, withoutMapAddress } from './source-map.ts';
import { isSdkPath, sdkFingerprint, sdkSources } from './sdk-sources.ts';

const toolchain = `asc ${version}, sdk ${sdkFingerprint}`;

/** The compiler looks for its own configuration first; ours is the command line alone. */
const configuration = 'asconfig.json';

const normalize = (path: string): string => path.replace(/^(?:\.?\/)+/, '');

/** One build from sources in memory. Rejected only when the compiler itself breaks down. */
export async function compile(input: CompileInput): Promise<CompileResult> {
  const raws: RawDiagnostic[] = [];
  const dependencies = new Set<string>();
  let wasm: Uint8Array<ArrayBuffer> | undefined;
  let sourceMap: string | undefined;
  const { error } = await main(argumentsFor(input), {
    readFile(asked) {
      const path = normalize(asked);
      if (isSdkPath(path)) return sdkSources[path] ?? null;
      if (path === configuration) return null;
      dependencies.add(path);
      return Object.hasOwn(input.files, path) ? (input.files[path] ?? null) : null;
    },
    writeFile(path, contents) {
      if (path === outFile && typeof contents !== 'string') wasm = withoutMapAddress(contents);
      if (path === mapFile && typeof contents === 'string') sourceMap = plainMap(contents);
    },
    listFiles: () => [],
    reportDiagnostic: (diagnostic) => void raws.push(diagnostic),
  });
  const diagnostics = diagnosticsOf(raws, input);
  if (error && !diagnostics.some(({ category }) => category === 'error'))
    diagnostics.unshift(withoutPlace(error.message, input));
  return {
    ...(wasm && !error && { wasm, ...(sourceMap !== undefined && { sourceMap }) }),
    diagnostics,
    dependencies: [...dependencies].toSorted(),
    toolchain,
  };
}

/** Some refusals come as an error alone: an entry that does not exist, a module that does not validate. */
function withoutPlace(message: string, { entry }: CompileInput): CompileResult['diagnostics'][number] {
  return { file: entry, start: 0, length: 0, line: 1, column: 1, code: 0, category: 'error', message };
}
