// The command line as a package of its own: one script with everything in it but the compiler, which it depends on.
// node scripts/pack-tool.mjs: makes it, and prints where it is.
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleTs, writeWhole } from './bundle-ts.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const compiler = 'assemblyscript';
const shebang = '#!/usr/bin/env node\n';

/** @param {string} folder @param {string} file */
const textOf = (folder, file) => readFileSync(join(folder, file), 'utf8');

/** @typedef {{ version: string, license?: string, integrity?: string, dependencies?: Record<string, string> }} Locked */

/** @param {string} file */
const json = (file) => JSON.parse(textOf(root, file));

/** The entries of our own lock file for a package and all that it needs. @param {Record<string, Locked>} locked */
function lockedBelow(locked) {
  /** @type {Record<string, Locked>} */
  const found = {};
  const wanted = [compiler];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    const key = `node_modules/${name}`;
    const entry = locked[key];
    if (entry === undefined) throw new Error(`package-lock.json does not name ${name}`);
    if (found[key] !== undefined) continue;
    found[key] = entry;
    wanted.push(...Object.keys(entry.dependencies ?? {}));
  }
  return Object.fromEntries(Object.entries(found).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** What the licences of the packages inside ask to be handed on. @param {string[]} names */
function notices(names) {
  return names.flatMap((name) => {
    const folder = `node_modules/${name}`;
    const { version, license } = json(`${folder}/package.json`);
    const text = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'LICENCE'].flatMap((file) => {
      try {
        return [textOf(join(root, folder), file).trim()];
      } catch {
        return [];
      }
    });
    return [`## ${name} ${version} (${license})\n`, ...text.slice(0, 1), ''];
  });
}

const readme = `# weir

The command line of Weir, the playground for proxy-wasm filters: the page's own run, compiler, exports and import.

    npx weir help
    npx weir run weir.scenario.json

It needs Node 20.19 or newer, and nothing else unless it compiles: then it uses the package \`assemblyscript\`.
`;

/**
 * Makes the package.
 * @returns {Promise<{ folder: string, files: Record<string, string>, inputs: string[] }>}
 */
export async function packTool() {
  const main = await bundleTs(join(root, 'cli/weir.ts'), { packed: true });
  const { version, license, engines } = json('package.json');
  const packages = lockedBelow(json('package-lock.json').packages);
  const from = dirname(main);
  const contents = JSON.parse(textOf(from, 'contents.json'));
  /** @type {string[]} */
  const scripts = contents.files.filter((/** @type {string} */ file) => file.endsWith('.mjs')).toSorted();
  /** @type {string[]} */
  const names = contents.packages;
  const description = {
    name: 'weir',
    version,
    private: true,
    description: 'The command line of Weir, the playground for proxy-wasm filters',
    license,
    type: 'module',
    bin: { weir: 'main.mjs' },
    files: [...scripts, 'lock.json', 'NOTICES.md'],
    engines,
    dependencies: { [compiler]: packages[`node_modules/${compiler}`]?.version },
  };
  const files = {
    'package.json': `${JSON.stringify(description, null, 2)}\n`,
    ...Object.fromEntries(scripts.map((name) => [name, `${name === 'main.mjs' ? shebang : ''}${textOf(from, name)}`])),
    // For a project's own lock file.
    'lock.json': `${JSON.stringify(packages, null, 2)}\n`,
    'README.md': readme,
    LICENSE: textOf(root, 'LICENSE'),
    'NOTICES.md': notices(names.filter((name) => name !== compiler)).join('\n'),
  };
  const folder = join(root, '.cache/tool');
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeWhole(join(folder, name), text);
  const inputs = Object.keys(JSON.parse(textOf(from, 'inputs.json')));
  return { folder, files, inputs };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await packTool()).folder);
