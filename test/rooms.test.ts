import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

interface Room {
  /** The rooms, and folders of data, that it may import. */
  readonly rooms: readonly string[];
  /** The packages that it may import, each with all below it. */
  readonly packages: readonly string[];
}

const rooms: Readonly<Record<string, Room>> = {
  'src/model': { rooms: [], packages: [] },
  'src/host': { rooms: ['src/model'], packages: [] },
  'src/envoy': { rooms: ['src/model', 'src/host'], packages: ['@noble/hashes', 'fflate', 'pako'] },
  'src/protocol': { rooms: ['src/model'], packages: ['valibot'] },
  'src/isolate': { rooms: ['src/protocol'], packages: [] },
  'src/share': { rooms: ['src/model'], packages: ['fflate', 'valibot'] },
  // The codec of links: loaded when there is a link to open or to make.
  'src/share/link': { rooms: ['src/model', 'src/share'], packages: ['fflate', 'valibot'] },
  'src/share/zip': { rooms: ['src/model', 'src/share'], packages: ['fflate'] },
  'src/lessons': { rooms: ['src/model', 'gallery', 'lessons'], packages: ['yaml', 'valibot'] },
  // Loaded when somebody begins to learn.
  'src/lessons/workshop': { rooms: ['src/model', 'src/lessons', 'lessons'], packages: [] },
  'src/import': { rooms: ['src/model'], packages: ['yaml'] },
  'src/export': { rooms: ['src/model', 'sdk'], packages: ['yaml', 'fflate'] },
  'src/state': {
    rooms: [
      'src/model',
      'src/protocol',
      'src/share',
      'src/share/link',
      'src/share/zip',
      'src/export',
      'src/import',
      'src/lessons',
      'src/lessons/workshop',
    ],
    packages: ['zustand/vanilla', 'valibot', 'idb', '@jridgewell/trace-mapping'],
  },
  'src/ui': {
    rooms: ['src/model', 'src/state', 'docs'],
    packages: [
      'react',
      'react-dom',
      'radix-ui',
      'cmdk',
      'sonner',
      'lucide-react',
      'tinykeys',
      '@tanstack/react-virtual',
      'zustand',
      '@floating-ui/dom',
      'uqr',
      '@xterm',
    ].concat(['react-resizable-panels']),
  },
  'src/ui/monaco': {
    rooms: ['src/ui', 'src/model', 'src/state', 'sdk'],
    packages: ['monaco-editor', '@monaco-editor/react', 'assemblyscript/std', 'react'],
  },
  'src/main.tsx': {
    rooms: ['src/model', 'src/protocol', 'src/share', 'src/export', 'src/lessons', 'src/state', 'src/ui'].concat([
      'src/share/zip',
      'src/import',
      'src/lessons/workshop',
      'cli',
      'src/isolate',
      'src/host',
      'src/envoy',
      'workers',
      'gallery',
      'sdk',
    ]),
    // Of the compiler only its version.
    packages: ['react', 'react-dom', 'zustand', 'assemblyscript/package.json'],
  },
  workers: { rooms: ['src/host', 'src/envoy', 'src/protocol', 'workers/compile', 'workers/run'], packages: [] },
  'workers/run': { rooms: ['src/model', 'src/host', 'src/envoy', 'src/protocol'], packages: [] },
  'workers/compile': { rooms: ['src/model', 'src/protocol', 'sdk'], packages: ['assemblyscript'] },
  cli: {
    rooms: ['src/model', 'src/host', 'src/envoy', 'src/share', 'src/export', 'src/lessons', 'workers/compile'].concat([
      'src/share/zip',
      'src/share/link',
      'src/import',
      'src/protocol',
      'workers/run',
      'gallery',
      'lessons',
      'sdk',
    ]),
    packages: ['node:', 'yaml'],
  },
};

/** Folders of files that are read, not run: they have no index.ts. */
const data = ['sdk', 'gallery', 'lessons', 'docs'];
/** A package imports a package's own files by its path, so longer rooms come first. */
const longestFirst = [...Object.keys(rooms), ...data].sort((one, other) => other.length - one.length);
const isWithin = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const roomOf = (path: string) => longestFirst.find((room) => isWithin(path, room));

const files = ['src', 'workers', 'cli'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file)),
);

interface Import {
  readonly from: string;
  /** A path from the project's root, or the name of a package, without its query. */
  readonly to: string;
  readonly isPackage: boolean;
  readonly query: string;
}

function importsOf(from: string): Import[] {
  const text = readFileSync(from, 'utf8');
  const { module } = parseSync(from, text);
  const specifiers = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.map(({ moduleRequest }) => moduleRequest?.value ?? '')),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
    ...[...text.matchAll(/import\.meta\.glob(?:<[^(]*>)?\(\s*\[?\s*'([^']+)'/g)].map(([, glob = '']) => glob),
    ...[...text.matchAll(/new URL\(\s*'([^']+)',\s*import\.meta\.url/g)].map(([, path = '']) => path),
  ];
  return specifiers.filter(Boolean).map((specifier) => {
    const [path = '', query = ''] = specifier.split('?');
    const isPackage = !path.startsWith('.') && !path.startsWith('/');
    const whole = path.startsWith('/') ? path.slice(1) : join(dirname(from), path);
    return { from, to: isPackage ? path : whole, isPackage, query };
  });
}

const imports = files.flatMap(importsOf);
const packages = imports.filter(({ isPackage }) => isPackage);
const insides = imports.filter(({ isPackage }) => !isPackage);
const arrows = (wrong: readonly Import[]) => wrong.map(({ from, to }) => `${from} -> ${to}`);

test('the files of the rooms and their imports are seen', () => {
  expect(files.length).toBeGreaterThan(20);
  expect(files).toContain('src/main.tsx');
  expect(packages.map(({ to }) => to)).toContain('react');
  expect(insides.length).toBeGreaterThan(20);
});

test('every file lives in a known room', () => {
  expect(files.filter((file) => roomOf(file) === undefined)).toEqual([]);
});

test('rooms import only the rooms they may', () => {
  const wrong = insides.filter(({ from, to }) => {
    const [here, there] = [roomOf(from), roomOf(to)];
    return here !== there && !(there && rooms[here ?? '']?.rooms.includes(there));
  });
  // The editor is a part of the page that loads late: the page reaches for it, as it does for its own files.
  const lateParts = (one: Import) => roomOf(one.from) === 'src/ui' && isWithin(one.to, 'src/ui/monaco');
  expect(arrows(wrong.filter((one) => !lateParts(one)))).toEqual([]);
});

test('rooms import only the packages they may', () => {
  const mayImport = ({ from, to }: Import) =>
    rooms[roomOf(from) ?? '']?.packages.some((name) => (name.endsWith(':') ? to.startsWith(name) : isWithin(to, name)));
  expect(arrows(packages.filter((one) => !mayImport(one)))).toEqual([]);
});

test('a room is imported by its index.ts, a worker by its entry', () => {
  const isDoor = ({ from, to, query }: Import) => {
    const room = roomOf(to) ?? '';
    return (
      room === roomOf(from) ||
      data.includes(room) ||
      (isWithin(room, 'src/ui') && isWithin(roomOf(from) ?? '', 'src/ui')) ||
      to === `${room}/index.ts` ||
      // What the page's first result waits for: the proxy without its library of foreign functions.
      (to === 'src/envoy/first.ts' && roomOf(from) === 'workers/run') ||
      // The examples without what judges them.
      (to === 'src/lessons/gallery.ts' && from === 'src/main.tsx') ||
      // The command line as a package of texts, for a project's zip.
      (to === 'cli/weir.ts' && query === 'tool') ||
      (room === 'workers' && to.endsWith('.worker.ts'))
    );
  };
  expect(arrows(insides.filter((one) => !isDoor(one)))).toEqual([]);
});

test('only main and the frame for filters make workers; the editor makes its own', () => {
  const makers = files.filter((file) => file.startsWith('src/') && /\bnew Worker\(/.test(readFileSync(file, 'utf8')));
  expect(makers.filter((file) => !['src/main.tsx', 'src/isolate/frame.ts'].includes(file))).toEqual([]);
  const entries = insides.filter(({ to, query }) => to.includes('.worker') || /worker|bundle-text/.test(query));
  expect(arrows(entries.filter(({ from }) => !['src/main.tsx'].includes(from) && !isWithin(from, 'cli')))).toEqual([]);
  const fromPackages = packages.filter(({ query }) => query.includes('worker'));
  expect(arrows(fromPackages.filter(({ from }) => !isWithin(from, 'src/ui/monaco')))).toEqual([]);
});
