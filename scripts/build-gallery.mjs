// Compiles the sources of a gallery example as the page would, for release, and keeps the result in .cache/gallery.
// node scripts/build-gallery.mjs: all of them, with their sizes.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundleTs } from './bundle-ts.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const gallery = join(root, 'gallery');
const kept = join(root, '.cache/gallery');

/** @param {(string | Uint8Array)[]} parts */
function sha256(...parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** @param {string} folder */
const filesBelow = (folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();

/** Everything that decides what the compiler makes of a source, besides the source. */
export function toolchainFiles() {
  return [
    ...filesBelow('sdk'),
    ...filesBelow('workers/compile'),
    join(root, 'node_modules/assemblyscript/package.json'),
  ];
}

/** @param {string} folder */
function sourcesIn(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return Object.fromEntries(names.toSorted().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}

/** @param {string} file @param {string | Uint8Array} contents */
function keep(file, contents) {
  writeFileSync(`${file}.${process.pid}`, contents);
  renameSync(`${file}.${process.pid}`, file);
}

/** @typedef {{ name: string, files: Record<string, string>, entry: string, mode: 'release' | 'debug' }} Source */

/** @param {Source} source @param {{ file: string, map: string }} target */
async function compileTo({ files, entry, mode }, { file, map }) {
  const { compile } = await import(pathToFileURL(await bundleTs(join(root, 'workers/compile/compile.ts'))).href);
  const { wasm, sourceMap, diagnostics } = await compile({ files, entry, mode, hasMap: true });
  if (!wasm || !sourceMap) throw new Error(`${entry} does not compile: ${JSON.stringify(diagnostics)}`);
  mkdirSync(dirname(file), { recursive: true });
  keep(map, sourceMap);
  keep(file, wasm);
}

/** @param {string} file */
function sizeOf(file) {
  try {
    return readFileSync(file).length;
  } catch {
    return undefined;
  }
}

/** One build at a time: the compiler takes a core and much memory. @type {Promise<unknown>} */
let last = Promise.resolve();

/** What the compiler makes of a source, kept under all that decides it. @param {Source} source */
export async function builtModule(source) {
  const { name, files, entry, mode } = source;
  const parts = toolchainFiles().flatMap((file) => [relative(root, file), readFileSync(file)]);
  const key = sha256(JSON.stringify([mode, entry, files]), ...parts).slice(0, 16);
  const file = join(kept, key, `${name}.wasm`);
  // Not .map: the dev server keeps those for maps of scripts.
  const map = file.replace(/\.wasm$/, '.map.json');
  if (sizeOf(file) === undefined || sizeOf(map) === undefined) {
    const build = last.then(() => compileTo(source, { file, map }));
    last = build.catch(() => undefined);
    await build;
  }
  return { entry, file, map, size: sizeOf(file) ?? 0 };
}

/** As the page names the contents of a project's files. @param {Readonly<Record<string, string>>} files */
export const sourcesHash = (files) => sha256(JSON.stringify(Object.entries(files)));

/** @param {string} path */
function broughtModule(path) {
  const file = join(gallery, path);
  const bytes = readFileSync(file);
  return { path, file, sha256: sha256(bytes), size: bytes.length };
}

/**
 * An example's sources, and the modules that its filters run: built from the sources, or committed beside their own.
 * @param {string} description path of an example.json
 */
export async function prebuild(description) {
  const folder = dirname(description);
  const files = sourcesIn(folder);
  /** @typedef {{ module: { kind: string, entry: string, path: string } }[]} Filters */
  /** @type {{ filters?: Filters, networkFilters?: Filters }} */
  const { filters = [], networkFilters = [] } = JSON.parse(readFileSync(description, 'utf8'));
  const modules = [...filters, ...networkFilters].map(({ module }) => module);
  const entries = new Set(modules.filter(({ kind }) => kind === 'source').map(({ entry }) => entry));
  const paths = new Set(modules.filter(({ kind }) => kind === 'wasm').map(({ path }) => path));
  const brought = [...paths].map(broughtModule);
  const built = [];
  for (const entry of entries) built.push(await builtModule({ name: basename(folder), files, entry, mode: 'release' }));
  const sources = sourcesHash(files);
  const inputs = [description, ...Object.keys(files).map((name) => join(folder, name)), ...toolchainFiles()];
  return { files, sources, built, brought, inputs };
}

/** The folders of the gallery that hold an example. */
export function exampleFolders() {
  const names = readdirSync(gallery).toSorted();
  return names.filter((name) => sizeOf(join(gallery, name, 'example.json')) !== undefined);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const name of exampleFolders()) {
    const { built, brought } = await prebuild(join(gallery, name, 'example.json'));
    for (const { file, size } of [...built, ...brought])
      console.log(`${name.padEnd(24)} ${String(size).padStart(7)} bytes, ${gzipSync(readFileSync(file)).length} gzip`);
  }
}
