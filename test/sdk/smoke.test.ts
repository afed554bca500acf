import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compileFilter, root } from './compile-filter.ts';

const textOf = (folder: string): string =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');

const smoke = textOf('conformance/probes/weir');
const sdk = (name: string): string => readFileSync(join(root, 'sdk/assembly', name), 'utf8');

// What asc can leave out of a smoke filter: types, and the base class that nobody extends directly.
const onlyTypes = new Set(['Context', 'HttpContextFactory', 'RootContextFactory', 'StreamContextFactory']);

test('the smoke filter uses everything that the SDK exports', () => {
  const names = [...sdk('index.ts').matchAll(/export \{([^}]*)\}/g)]
    .flatMap(([, list]) => (list ?? '').split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !onlyTypes.has(name));
  expect(names.length).toBeGreaterThan(80);
  const body = smoke.replaceAll(/import \{[^}]*\}/g, '');
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(body))).toEqual([]);
});

const classes = [
  'context.ts',
  'root-context.ts',
  'http-request-context.ts',
  'http-response-context.ts',
  'http-context.ts',
  'stream-context.ts',
  'metrics.ts',
];

test('the smoke filter calls or overrides every method of every class', () => {
  const methods = classes.flatMap((name) =>
    [...sdk(name).matchAll(/^ {2}(?:get )?(?!constructor|private|protected)(\w+)(?:<\w+>)?\((?!.*;$)/gm)].map(
      ([, method]) => method ?? '',
    ),
  );
  expect(methods.length).toBeGreaterThan(150);
  // The smoke filter's helpers take a context as `c`; its classes use `this`.
  const uses = (name: string): boolean => new RegExp(`\\.${name}\\b|^ {2}${name}\\(`, 'm').test(smoke);
  expect(methods.filter((name) => !uses(name))).toEqual([]);
});

test('the smoke filter reaches every host function, and only those of ABI 0.2.1', async () => {
  const { bytes } = await compileFilter({ path: 'conformance/probes/weir/smoke.ts' }, 'debug');
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).map(({ name }) => name);
  const declared = [...sdk('env.ts').matchAll(/declare function (\w+)/g)].map(([, name]) => name ?? '');
  expect(declared).toHaveLength(39);
  expect(imports.toSorted()).toEqual(declared.toSorted());
});

// Top-level exports, and methods and getters of classes (two spaces in), but for constructors.
const needsComment =
  /^(?:export (?!\{)| {2}(?:get )?(?!constructor|if|for|return|private|protected)\w+(?:<\w+>)?\((?!.*;$))/;

test('every export and every public method of the SDK has a doc comment', () => {
  const names = readdirSync(join(root, 'sdk/assembly')).filter((name) => name !== 'index.ts');
  const bare = names.flatMap((name) => {
    const lines = sdk(name).split('\n');
    return lines
      .filter((line, i) => needsComment.test(line) && !lines[i - 1]?.endsWith('*/'))
      .map((line) => `${name}: ${line}`);
  });
  expect(names.length).toBeGreaterThan(20);
  expect(bare).toEqual([]);
});
