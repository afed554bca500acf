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

/**
 * The compiler awaits at its top level, which only modules may, and in a frame with an origin of its own browsers start
 * no worker from a module: its one script is made a classic one. Where it stands is no business of its.
 */
export function compilerAsClassicScript(): Plugin {
  const isCompiler = (file: string | null) => file?.endsWith('/compile.worker.ts') === true;
  return {
    name: 'compiler-as-classic-script',
    augmentChunkHash: ({ facadeModuleId }) => (isCompiler(facadeModuleId) ? 'classic' : undefined),
    // Not earlier: the minifier thinks that it has a module before it, which is strict unasked.
    generateBundle(_, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk' || !isCompiler(chunk.facadeModuleId)) continue;
        if (chunk.imports.length + chunk.exports.length > 0) this.error('the compiler is not one script');
        const body = chunk.code.replaceAll('import.meta.url', '""');
        // What a promise is rejected with does not reach the page; an error does.
        const told = '.catch((error)=>setTimeout(()=>{throw error}));';
        chunk.code = `(async()=>{"use strict";${body}\n})()${told}\n`;
      }
    },
  };
}
