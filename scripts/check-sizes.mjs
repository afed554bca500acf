// What a visitor downloads, gzip, against its budget. Reads the manifest of the build in dist/.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** @typedef {{ file: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[], css?: string[], assets?: string[] }} Chunk */
/** @typedef {{ name: string, files: string[], limit: number }} Budget */

const dist = 'dist';
const kib = 1024;

/** @type {Record<string, Chunk>} */
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'));

/** The chunks that are loaded together with one: itself and its static imports. @param {string} key @param {Set<string>} seen */
function together(key, seen = new Set()) {
  if (seen.has(key)) return seen;
  seen.add(key);
  for (const next of manifest[key]?.imports ?? []) together(next, seen);
  return seen;
}

/** @param {Iterable<string>} keys */
const filesOf = (keys) =>
  new Set([...keys].flatMap((key) => [manifest[key]?.file ?? '', ...(manifest[key]?.css ?? [])]).filter(Boolean));

/** @param {string} file */
const gzipped = (file) => {
  const stored = join(dist, `${file}.gz`);
  return existsSync(stored)
    ? readFileSync(stored).length
    : gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;
};

const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry);
if (entry === undefined) throw new Error('the build has no entry');
const firstChunks = together(entry);
const assets = readdirSync(join(dist, 'assets')).filter((file) => !/\.(?:gz|br)$/.test(file));
/** @param {RegExp} pattern */
const named = (pattern) => assets.filter((file) => pattern.test(file)).map((file) => `assets/${file}`);

const frames = readdirSync(join(dist, 'isolation'))
  .filter((file) => file.endsWith('.html'))
  .map((file) => `isolation/${file}`);

// The run worker travels inside the frame for filters. The example that runs on opening is the one that the
// entry's own page preloads or, without a preload, any .wasm that its chunks name.
const html = readFileSync(join(dist, 'index.html'), 'utf8');
const preloaded = [...html.matchAll(/href="\.\/([^"]+\.wasm)"/g)].map(([, file = '']) => file);
const referenced = [...firstChunks]
  .flatMap((key) => manifest[key]?.assets ?? [])
  .filter((file) => file.endsWith('.wasm'));
const example = preloaded.length > 0 ? preloaded : referenced;
const first = new Set(['index.html', ...frames, ...filesOf(firstChunks), ...example]);

const helpChunks = Object.keys(manifest).filter((key) => key.includes('monaco/help'));
const lazyChunks = Object.keys(manifest).filter((key) => key.includes('monaco') && !helpChunks.includes(key));
const editor = new Set([
  ...filesOf(lazyChunks.flatMap((key) => [...together(key)])),
  ...named(/^(?:editor\.worker|codicon)/),
]);

const help = filesOf(helpChunks.flatMap((key) => [...together(key)]));

/** @type {Budget[]} */
const budgets = [
  { name: 'before the first result', files: [...first], limit: 260 * kib },
  { name: 'editor, lazy', files: [...editor].filter((file) => !first.has(file)), limit: 1_250_000 },
  {
    name: 'editor help, after the editor',
    files: [...help].filter((file) => !first.has(file) && !editor.has(file)),
    limit: 60 * kib,
  },
  { name: 'editor language worker, lazy', files: named(/^ts\.worker/), limit: 1_150_000 },
  { name: 'compiler, lazy', files: named(/^compile\.worker/), limit: 2_900_000 },
];

let isWithin = true;
for (const { name, files, limit } of budgets) {
  const size = files.map(gzipped).reduce((sum, one) => sum + one, 0);
  const verdict = files.length === 0 ? 'NOT IN THE BUILD' : size > limit ? 'TOO LARGE' : 'ok';
  isWithin &&= verdict === 'ok';
  console.log(
    `${name.padEnd(30)} ${(size / kib).toFixed(1).padStart(8)} of ${(limit / kib).toFixed(0).padStart(5)} KiB  ${verdict}`,
  );
  for (const file of files)
    console.log(`  ${basename(file).padEnd(44)} ${(gzipped(file) / kib).toFixed(1).padStart(8)} KiB`);
}
if (!isWithin) process.exitCode = 1;
