import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type ExportedFile, generators } from '../../src/export/index.ts';
import { abiVersionsOf } from '../../src/export/oci/abi-versions.ts';
import { wholeProject } from './mesh-projects.ts';
import { type Folder, moduleIn, readLayout } from './oci-reader.ts';
import { code, filterOf, otherCode, projectOf } from './project.ts';

const project = projectOf([
  filterOf('Stamp!', { rootId: 'stamp' }),
  filterOf('gate', { rootId: 'gate' }),
  filterOf('again', { rootId: 'again' }),
]);
const large = Uint8Array.from({ length: 20_000 }, (_, i) => (i * i) % 251);
const generate = (modules = { 'Stamp!': code, gate: large, again: code }) =>
  generators.oci.generate({ project, modules });

const bytesOf = (file: ExportedFile) => (file.kind === 'text' ? new TextEncoder().encode(file.text) : file.bytes);
const folderOf = (files: readonly ExportedFile[], folder: string): Folder =>
  new Map(
    files
      .filter(({ path }) => path.startsWith(`${folder}/`))
      .map((file) => [file.path.slice(folder.length + 1), bytesOf(file)]),
  );
const textOf = (files: readonly ExportedFile[], path: string) => {
  const file = files.find((one) => one.path === path);
  return file?.kind === 'text' ? file.text : '';
};

describe.each(['image', 'artifact'])('as %s', (variant) => {
  test.each([
    ['stamp', code],
    ['gate', large],
  ])('the module %s is found by walking from the index', (name, wasm) => {
    const image = readLayout(folderOf(generate().files, `${name}/${variant}`));
    expect(image.tag).toBe('0.1.0');
    expect(moduleIn(image)).toEqual(Buffer.from(wasm));
    expect(textOf(generate().files, 'README.md')).toContain(image.digest);
  });

  test('a changed byte anywhere is noticed', () => {
    const folder = folderOf(generate().files, `gate/${variant}`);
    for (const [path, bytes] of folder) {
      const changed = new Uint8Array(bytes);
      changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1;
      expect(() => moduleIn(readLayout(new Map([...folder, [path, changed]])))).toThrow();
    }
  });
});

test('what an image does not hold is told', () => {
  expect(generators.oci.limits(project)).toEqual([]);
  expect(generators.oci.limits(wholeProject)).toEqual([
    { feature: 'disabled-plugins', effect: 'left-out', names: ['off'] },
    { feature: 'settings', effect: 'left-out', names: ['stamp', 'Gate Keeper ü', 'gate-keeper', 'numbers'] },
    { feature: 'routes', effect: 'left-out', names: ['api', 'exact', 'direct', 'odd', '/'] },
  ]);
});

test('the same code is one image, and the files are the same each time', () => {
  const { files } = generate();
  const folders = new Set(files.map(({ path }) => path.split('/')[0]));
  expect([...folders]).toEqual(['push.sh', 'README.md', 'stamp', 'gate']);
  expect(generate().files).toEqual(files);
  // Tells when another version of the compressor gives other bytes: digests that people have pinned are then of the past.
  const { digest } = readLayout(folderOf(files, 'stamp/image'));
  expect(digest).toBe('sha256:3f2f3accced38310f5763d7625e8b0c5a70d86cf5305ff8d5deb459b999be980');
});

test('the artifact has two layers, the first of them what wasme wrote', () => {
  const { layers } = readLayout(folderOf(generate().files, 'stamp/artifact'));
  expect(layers.map(({ mediaType, title }) => [mediaType, title])).toEqual([
    ['application/vnd.module.wasm.config.v1+json', 'runtime-config.json'],
    ['application/vnd.module.wasm.content.layer.v1+wasm', 'plugin.wasm'],
  ]);
  const text = layers[0]?.bytes.toString() ?? '';
  expect(JSON.parse(text)).toEqual({ type: 'envoy_proxy', abiVersions: [], config: { rootIds: ['stamp', 'again'] } });
  expect(textOf(generate().files, 'stamp/runtime-config.json')).toBe(text);
});

test.each([
  ['conformance/wasm/confdump.wasm', ['v0.2.1']],
  ['', []],
])('the ABI of %s', (path, versions) => {
  expect(abiVersionsOf(path ? readFileSync(path) : otherCode)).toEqual(versions);
});

test('garbage has no ABI', () => {
  const bytes = readFileSync('conformance/wasm/confdump.wasm');
  for (let size = 0; size < bytes.length; size += 7)
    expect(abiVersionsOf(bytes.subarray(0, size)).length).toBeLessThan(2);
  const huge = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 7, 255, 255, 255, 255, 15, 255, 255, 255, 255, 15, 255);
  expect(abiVersionsOf(huge)).toEqual([]);
});

describe('push.sh', () => {
  const home = mkdtempSync(join(tmpdir(), 'weir-oci-'));
  afterAll(() => rmSync(home, { recursive: true }));
  for (const file of generate().files) {
    mkdirSync(dirname(join(home, 'weir', file.path)), { recursive: true });
    writeFileSync(join(home, 'weir', file.path), bytesOf(file));
  }
  const sh = execFileSync('sh', ['-c', 'command -v sh && command -v dirname'], { encoding: 'utf8' }).trim().split('\n');

  /** Runs the script where only these tools are installed; each says how it was called. */
  function push(tools: readonly string[], args: readonly string[]): { status: number | null; output: string } {
    const path = mkdtempSync(join(home, 'bin-'));
    for (const tool of tools) {
      writeFileSync(join(path, tool), `#!${sh[0]}\necho "${tool} $*"\n`);
      chmodSync(join(path, tool), 0o755);
    }
    writeFileSync(join(path, 'dirname'), `#!${sh[0]}\nexec ${sh[1]} "$@"\n`);
    chmodSync(join(path, 'dirname'), 0o755);
    const { status, stdout, stderr } = spawnSync(sh[0] ?? '', [join(home, 'weir/push.sh'), ...args], {
      env: { PATH: path },
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }

  test.each([
    [['oras', 'skopeo', 'crane'], 'oras cp --from-oci-layout NAME/image:0.1.0 reg.example/x/NAME:0.1.0'],
    [['skopeo', 'crane'], 'skopeo copy --preserve-digests oci:NAME/image:0.1.0 docker://reg.example/x/NAME:0.1.0'],
    [['crane'], 'crane push NAME/image reg.example/x/NAME:0.1.0'],
  ])('with %s', (tools, line) => {
    const { status, output } = push(tools, ['reg.example/x']);
    expect(output.trim().split('\n')).toEqual(['stamp', 'gate'].map((name) => line.replaceAll('NAME', name)));
    expect(status).toBe(0);
  });

  test('pushes the other variant when it is asked for', () => {
    expect(push(['crane'], ['r', 'artifact']).output).toContain('crane push stamp/artifact r/stamp:0.1.0');
  });

  test('says what is missing', () => {
    expect(push([], ['r'])).toMatchObject({ status: 1, output: 'push.sh needs oras, skopeo or crane\n' });
    expect(push(['oras'], []).output).toContain('usage: sh push.sh registry.example.com/weir [image|artifact]');
    expect(push(['oras'], []).status).not.toBe(0);
  });
});
