import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** @param {string} file */
const stampOf = (file) => `${statSync(file).mtimeMs}:${statSync(file).size}`;

/** @param {string} record */
function isFresh(record) {
  try {
    /** @type {Record<string, string>} */
    const stamps = JSON.parse(readFileSync(record, 'utf8'));
    return Object.entries(stamps).every(([file, stamp]) => stampOf(file) === stamp);
  } catch {
    return false;
  }
}

/** Nobody ever reads half of it. @param {string} file @param {string | Uint8Array} content */
export function writeWhole(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.${process.pid}`;
  writeFileSync(partial, content);
  renameSync(partial, file);
}

/**
 * Bundles a TypeScript entry for Node, packages left outside, and returns the path of the result. Nothing is done when
 * no file that went into the last bundle has changed, nor any folder that holds one. `packed`: with all packages inside
 * but the compiler, to be carried elsewhere.
 * @param {string} entry @param {{ packed?: boolean }} [how]
 */
export async function bundleTs(entry, { packed = false } = {}) {
  const source = resolve(entry);
  const name = relative(root, source)
    .replaceAll(/[^\w.-]+/g, '_')
    .replace(/\.\w+$/, '');
  const folder = join(root, '.cache', packed ? 'packed' : 'ts', name);
  const main = join(folder, 'main.mjs');
  const record = join(folder, 'inputs.json');
  if (isFresh(record)) return main;

  const { build } = await import('vite');
  /** @type {Set<string>} */
  const inputs = new Set();
  /** @type {Set<string>} */
  const packages = new Set();
  const built = await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      {
        name: 'inputs',
        buildEnd() {
          for (const id of this.getModuleIds()) {
            for (const file of [id, ...(this.getModuleInfo(id)?.meta['inputs'] ?? [])]) {
              const path = file.split('?')[0];
              const [, name] = /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/[^]*$/.exec(path) ?? [];
              if (name !== undefined) packages.add(name);
              else if (path.startsWith(root)) inputs.add(path);
            }
          }
        },
      },
    ],
    ...(packed && { ssr: { noExternal: true, external: ['assemblyscript'] } }),
    build: {
      write: false,
      ssr: source,
      target: 'node20',
      sourcemap: packed ? false : 'inline',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  });
  const output = Array.isArray(built) ? built.flatMap((one) => one.output) : 'output' in built ? built.output : [];
  for (const file of output) writeWhole(join(folder, file.fileName), file.type === 'chunk' ? file.code : file.source);
  const contents = { packages: [...packages].toSorted(), files: output.map((file) => file.fileName) };
  if (packed) writeWhole(join(folder, 'contents.json'), JSON.stringify(contents));
  const watched = [
    ...inputs,
    ...[...inputs].map((file) => dirname(file)),
    join(root, 'vite.config.ts'),
    join(root, 'package-lock.json'),
  ];
  writeWhole(record, JSON.stringify(Object.fromEntries(watched.map((file) => [file, stampOf(file)]))));
  return main;
}
