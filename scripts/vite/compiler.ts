import type { Plugin } from 'vite';

const absent = '\0absent-in-browsers';

/**
 * What AssemblyScript's compiler needs in a page. It loads one helper module by fetch('data:...'), which
 * connect-src 'self' forbids: its bytes are instantiated instead. It and binaryen name modules of Node behind checks
 * for Node: they stand as empty.
 */
export function compilerForBrowsers(): Plugin {
  return {
    name: 'compiler-for-browsers',
    enforce: 'pre',
    resolveId: {
      filter: { id: /^(?:node:)?(?:fs|module|path|url)$/ },
      handler: (_, importer) => (/[\\/](?:assemblyscript|binaryen)[\\/]/.test(importer ?? '') ? absent : undefined),
    },
    load: {
      filter: { id: new RegExp(absent) },
      handler: () => 'export default {};',
    },
    transform: {
      filter: { id: /[\\/]assemblyscript[\\/]dist[\\/]assemblyscript\.js/ },
      handler(code) {
        const call = /WebAssembly\.instantiateStreaming\(fetch\((\w+)\)\)/g;
        const found = code.match(call)?.length ?? 0;
        if (found !== 1) this.error(`expected one data: fetch in assemblyscript.js, found ${found}`);
        const bytes = (url: string) => `Uint8Array.from(atob(${url}.split(',')[1]), (c) => c.charCodeAt(0))`;
        return {
          code: code.replace(call, (_, url: string) => `WebAssembly.instantiate(${bytes(url)})`),
          map: null,
        };
      },
    },
  };
}
