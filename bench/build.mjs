// Bundles the TypeScript adapters for Node and browsers alike into .cache/bench.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: '.cache/bench',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    lib: {
      entry: { product: 'bench/adapters/product.ts', 'product-host': 'bench/adapters/product-host.ts' },
      formats: ['es'],
      fileName: (_format, name) => `${name}.mjs`,
    },
  },
});
