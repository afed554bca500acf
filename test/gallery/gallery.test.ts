import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { exampleFolders } from '../../scripts/build-gallery.mjs';
import { parseExample } from '../../src/lessons/example-schema.ts';
import { galleryExamples } from '../../src/lessons/gallery.ts';
import { pluginsOfProject } from '../../src/model/index.ts';
import { sourcesHash } from '../../src/state/index.ts';
import { openAll, requestNamed } from './gallery.ts';

const examples = await openAll();

test('the gallery holds the examples that it should', () => {
  expect(exampleFolders()).toEqual([
    'add-header',
    'first-bytes',
    'header-augmenter',
    'hello-world',
    'hello-world-rust',
    'logging',
    'prime-authorizer',
    'prime-authorizer-rust',
  ]);
  for (const { id, project, modules } of examples) {
    const sizes = pluginsOfProject(project).map((filter) => {
      const code = modules[filter.id] ?? new Uint8Array(0);
      return `${code.length} bytes, ${gzipSync(code).length} gzip`;
    });
    console.log(`${id.padEnd(24)} ${sizes.join('; ')}`);
  }
});

describe.each(examples)('$id', ({ id, project, checks, modules }) => {
  test('has a paragraph under its title', () => {
    const [title, blank, ...rest] = readFileSync(join('gallery', id, 'README.md'), 'utf8').split('\n');
    expect(title).toBe(`# ${project.name}`);
    expect(blank).toBe('');
    expect(rest.join('\n').trim().split('\n\n')).toHaveLength(1);
  });

  test('sends only requests that it has', () => {
    const sent = checks.flatMap(({ steps }) => steps.map(({ send }) => send));
    expect(sent.length).toBeGreaterThan(0);
    for (const name of sent) requestNamed(project, name);
  });

  test('has a module for every filter, small where it is ours', () => {
    for (const { id: filter, module } of pluginsOfProject(project)) {
      const code = modules[filter];
      expect(code?.subarray(0, 4)).toEqual(Uint8Array.of(0, 0x61, 0x73, 0x6d));
      if (module.kind === 'source') expect(code?.length).toBeLessThan(40_000);
      else expect(code?.length).toBe(module.size);
    }
  });

  test('opens as the same project each time, by names that are unique', () => {
    const names = project.requests.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(project.requests.map(({ id: request }) => request)).toContain(project.selectedRequest);
  });
});

describe('the page', () => {
  const fetched: string[] = [];
  const listed = galleryExamples((url) => {
    fetched.push(url);
    return Promise.resolve(new Uint8Array(readFileSync(existsSync(url) ? url : join('.', url))));
  });

  test('lists the examples in their order, the default one first', () => {
    expect(listed.map(({ id }) => id)).toEqual([
      'add-header',
      'hello-world',
      'hello-world-rust',
      'logging',
      'prime-authorizer',
      'prime-authorizer-rust',
      'header-augmenter',
      'first-bytes',
    ]);
    for (const { title, summary, tags } of listed) {
      expect(title.length).toBeGreaterThan(3);
      expect(summary).toMatch(/^[A-Z].*\.$/);
      expect(tags.length).toBeGreaterThan(0);
    }
    expect(fetched).toEqual([]);
  });

  test.each(listed)('loads $id with all its modules', async ({ id, load }) => {
    const { project, prebuilt, modules } = await load();
    const opened = examples.find((example) => example.id === id);
    expect(project).toEqual(opened?.project);
    const codes = [...prebuilt.map(({ wasm }) => wasm), ...modules];
    expect(codes).toEqual(Object.values(opened?.modules ?? {}));
    for (const { sources } of prebuilt) expect(sources).toBe(sourcesHash(project.files));
  });
});

test.each([
  ['no filter', { filters: [] }],
  ['no request', { requests: [] }],
  ['a method in lower case', { requests: [{ name: 'r', method: 'get', url: '/' }] }],
  ['a word that means nothing', { upstraem: { kind: 'reflect' } }],
  [
    'a connection that is a request as well',
    { requests: [{ name: 'r', url: '/', tcp: { client: [], upstream: [] } }] },
  ],
  [
    'a connection with a step that nobody knows',
    { requests: [{ name: 'r', tcp: { client: [{ kind: 'sned' }], upstream: [] } }] },
  ],
])('an example with %s is refused', (_, wrong) => {
  const good = {
    title: 't',
    order: 1,
    summary: 's',
    tags: [],
    filters: [{ name: 'f', module: { kind: 'source', entry: 'filter.ts' } }],
    requests: [{ name: 'r', url: '/' }],
    upstream: { kind: 'reflect' },
  };
  expect(parseExample(good).requests[0]).toMatchObject({ method: 'GET' });
  expect(() => parseExample({ ...good, ...wrong })).toThrow();
});
