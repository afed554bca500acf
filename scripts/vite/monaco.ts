import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** AssemblyScript has its own library: Monaco's copy of TypeScript's lib.*.d.ts (3.2 MB) is never read with noLib. */
export function monacoWithoutTypeScriptLibs(): Plugin {
  return {
    name: 'monaco-without-typescript-libs',
    enforce: 'pre',
    load: {
      filter: { id: /[\\/]monaco-editor[\\/].*[\\/]typescript[\\/]lib[\\/]lib\.js$/ },
      handler: () => 'export const libFileMap = {};',
    },
  };
}

const simd = /(?:\/\*\*[^\n]*\*\/\n)?declare namespace (?:v128|i8x16|i16x8|i32x4|i64x2|f32x4|f64x2) \{\n[^]*?\n\}\n/g;

/** What the editor offers of AssemblyScript's library: filters are compiled without SIMD, a third of its text. */
export function assemblyScriptLibraryWithoutSimd(): Plugin {
  return {
    name: 'assemblyscript-library-without-simd',
    enforce: 'pre',
    load: {
      filter: { id: /[\\/]assemblyscript[\\/]std[\\/]assembly[\\/]index\.d\.ts\?raw$/ },
      handler(id) {
        const text = readFileSync(id.replace(/\?raw$/, ''), 'utf8').replaceAll(simd, '');
        return `export default ${JSON.stringify(text)};`;
      },
    },
  };
}
