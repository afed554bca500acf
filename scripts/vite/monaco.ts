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
