import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { galleryFilters, root } from './compile-filter.ts';

const folder = mkdtempSync(join(tmpdir(), 'weir-sdk-types-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What an editor sees: no library but AssemblyScript's own, the SDK beside each filter. */
const guests = 'conformance/probes/guests/as';
const filters = [...galleryFilters.map((name) => `gallery/${name}`), guests];
const options = {
  compilerOptions: {
    rootDirs: ['.', ...filters],
    noLib: true,
    target: 'ESNext',
    module: 'ESNext',
    moduleResolution: 'bundler',
    experimentalDecorators: true,
    strict: true,
    noEmit: true,
    types: [],
  },
};

// AssemblyScript declares Number as an alias, but TypeScript looks for an interface: without it 1.toString() is an error.
const library = readFileSync(join(root, 'node_modules/assemblyscript/std/assembly/index.d.ts'), 'utf8').replace(
  'declare type Number = _Float;',
  'declare interface Number extends _Float {}',
);

test("TypeScript finds nothing wrong with the SDK, its smoke filter, the guests and the gallery's filters", () => {
  cpSync(join(root, 'sdk/assembly'), join(folder, 'sdk/assembly'), { recursive: true });
  cpSync(join(root, 'conformance/probes/weir'), folder, { recursive: true });
  const isSource = (path: string) => path.endsWith('.ts') || statSync(path).isDirectory();
  for (const filter of filters) cpSync(join(root, filter), join(folder, filter), { recursive: true, filter: isSource });
  writeFileSync(join(folder, 'assembly.d.ts'), library);
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(options));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, status } = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
  expect(status).toBe(0);
}, 30_000);
