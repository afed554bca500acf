import type { Plugin } from 'vite';

/** asc loads one helper module by fetch('data:...'), which connect-src 'self' forbids: instantiate its bytes instead. */
export function compilerWithoutDataFetch(): Plugin {
  return {
    name: 'compiler-without-data-fetch',
    transform(code, id) {
      if (!id.includes('assemblyscript/dist/assemblyscript.js')) return undefined;
      const call = /WebAssembly\.instantiateStreaming\(fetch\((\w+)\)\)/g;
      const found = code.match(call)?.length ?? 0;
      if (found !== 1) this.error(`expected one data: fetch in assemblyscript.js, found ${found}`);
      const bytes = (url: string) => `Uint8Array.from(atob(${url}.split(',')[1]), (c) => c.charCodeAt(0))`;
      return {
        code: code.replace(call, (_, url: string) => `WebAssembly.instantiate(${bytes(url)})`),
        map: null,
      };
    },
  };
}
