import type { Project } from '../../model/index.ts';
import { isFileName, parseProject } from '../index.ts';
import { type DirectoryFailure, readDirectory, type ZipEntry } from './directory.ts';
import { unpack } from './inflate.ts';

/** What a zip may be. */
const zipLimits = {
  /** Of the zip itself. */
  bytes: 32 * 1024 * 1024,
  files: 10_000,
  projectBytes: 8 * 1024 * 1024,
  sourceBytes: 1024 * 1024,
  moduleBytes: 8 * 1024 * 1024,
  /** Of everything that is unpacked. */
  unpackedBytes: 64 * 1024 * 1024,
} as const;

/** A file that was not taken, and why. The wording is the page's. */
export interface Skipped {
  readonly path: string;
  readonly reason:
    /** Its path leads out of the folder, or is no path everywhere. */
    | 'unsafe-path'
    | 'symlink'
    | 'encrypted'
    /** Packed in a way that is not read here. */
    | 'unknown-method'
    | 'too-large'
    | 'damaged'
    /** The same path once more. */
    | 'twice'
    /** A source whose name a project cannot hold. */
    | 'bad-name'
    | 'not-text'
    /** A second project. */
    | 'other-project';
}

export interface ProjectInZip {
  readonly kind: 'project';
  readonly project: Project;
  /** Every .wasm in it, the project's brought ones among them. */
  readonly modules: readonly { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }[];
  readonly skipped: readonly Skipped[];
}

export type ZipFailure =
  | DirectoryFailure
  | { readonly kind: 'zip-too-large'; readonly size: number; readonly limit: number }
  /** No `project.weir.json` that could be taken. */
  | { readonly kind: 'no-project'; readonly skipped: readonly Skipped[] }
  | { readonly kind: 'bad-project'; readonly path: string };

export const projectFile = 'project.weir.json';

/** Of other tools, and never a part of a project. */
const isForeign = (path: string) => /(?:^|\/)(?:node_modules|\.git|__MACOSX)\//.test(path);
const isUnsafe = (path: string) =>
  path === '' ||
  path.length > 512 ||
  path.startsWith('/') ||
  /[\\\0]|^[a-z]:/i.test(path) ||
  path.split('/').some((part) => part === '..');
const normalized = (path: string) =>
  path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');

function reasonAgainst({ method, isSymlink, isEncrypted }: ZipEntry): Skipped['reason'] | undefined {
  if (isSymlink) return 'symlink';
  if (isEncrypted) return 'encrypted';
  return method === 0 || method === 8 ? undefined : 'unknown-method';
}

/** The files by normalised path, and those that cannot be taken. */
function sorted(entries: readonly ZipEntry[]): { files: Map<string, ZipEntry>; skipped: Skipped[] } {
  const files = new Map<string, ZipEntry>();
  const skipped: Skipped[] = [];
  for (const entry of entries) {
    if (isUnsafe(entry.path)) {
      skipped.push({ path: entry.path, reason: 'unsafe-path' });
      continue;
    }
    if (entry.path.endsWith('/') || isForeign(entry.path)) continue;
    const path = normalized(entry.path);
    const reason = files.has(path) ? 'twice' : reasonAgainst(entry);
    if (reason === undefined) files.set(path, entry);
    else skipped.push({ path, reason });
  }
  return { files, skipped };
}

/** Unpacks files until their sizes together reach the limit, and keeps the reasons where it did not. */
class Unpacker {
  readonly skipped: Skipped[];
  #left: number = zipLimits.unpackedBytes;
  readonly #zip: Uint8Array;

  constructor(zip: Uint8Array, skipped: Skipped[]) {
    this.#zip = zip;
    this.skipped = skipped;
  }

  bytes(path: string, entry: ZipEntry, limit: number): Uint8Array<ArrayBuffer> | undefined {
    const unpacked = unpack(this.#zip, entry, Math.min(limit, this.#left));
    if (unpacked.kind === 'bytes') {
      this.#left -= unpacked.bytes.length;
      return unpacked.bytes;
    }
    this.skipped.push({ path, reason: unpacked.kind });
    return undefined;
  }

  text(path: string, entry: ZipEntry, limit: number): string | undefined {
    const bytes = this.bytes(path, entry, limit);
    if (bytes === undefined) return undefined;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      this.skipped.push({ path, reason: 'not-text' });
      return undefined;
    }
  }
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** The project in a zip, or in a file that is nothing but a project. */
export function readProjectFile(bytes: Uint8Array): ProjectInZip | ZipFailure {
  if (isZip(bytes)) return readProjectZip(bytes);
  if (bytes.length > zipLimits.projectBytes)
    return { kind: 'zip-too-large', size: bytes.length, limit: zipLimits.projectBytes };
  const project = projectOf(new TextDecoder().decode(bytes), new Map());
  return project ? { kind: 'project', project, modules: [], skipped: [] } : { kind: 'not-zip' };
}

/** The project in a zip: the one that lies highest in its folders, with the sources and modules beside it. */
export function readProjectZip(zip: Uint8Array): ProjectInZip | ZipFailure {
  if (zip.length > zipLimits.bytes) return { kind: 'zip-too-large', size: zip.length, limit: zipLimits.bytes };
  const entries = readDirectory(zip, zipLimits.files);
  if ('kind' in entries) return entries;
  const { files, skipped } = sorted(entries);
  const unpacker = new Unpacker(zip, skipped);
  const depth = (path: string) => path.split('/').length;
  const [found, ...others] = [...files.keys()]
    .filter((path) => path === projectFile || path.endsWith(`/${projectFile}`))
    .toSorted((one, other) => depth(one) - depth(other));
  skipped.push(...others.map((path): Skipped => ({ path, reason: 'other-project' })));
  const entry = found === undefined ? undefined : files.get(found);
  if (found === undefined || entry === undefined) return { kind: 'no-project', skipped };
  const text = unpacker.text(found, entry, zipLimits.projectBytes);
  if (text === undefined) return { kind: 'no-project', skipped };
  const folder = found.slice(0, -projectFile.length);
  const inFolder = [...files].flatMap(([path, file]) =>
    path.startsWith(folder) ? [[path.slice(folder.length), file] as const] : [],
  );
  const sources = sourcesOf(inFolder, unpacker);
  const project = projectOf(text, sources);
  if (project === undefined) return { kind: 'bad-project', path: found };
  const modules = inFolder
    .filter(([path]) => path.endsWith('.wasm'))
    .flatMap(([path, file]) => {
      const bytes = unpacker.bytes(path, file, zipLimits.moduleBytes);
      return bytes ? [{ path, bytes }] : [];
    });
  return { kind: 'project', project, modules, skipped };
}

/** What lies in the SDK's place is the SDK. */
const isSdk = (path: string) => path.startsWith('sdk/assembly/') || path === 'sdk/assembly.ts';

function sourcesOf(files: readonly (readonly [string, ZipEntry])[], unpacker: Unpacker): Map<string, string> {
  const sources = new Map<string, string>();
  for (const [path, entry] of files) {
    const name = path.startsWith('src/') ? path.slice('src/'.length) : undefined;
    if (name === undefined || isSdk(name)) continue;
    if (!isFileName(name)) {
      unpacker.skipped.push({ path, reason: 'bad-name' });
      continue;
    }
    const text = unpacker.text(path, entry, zipLimits.sourceBytes);
    if (text !== undefined) sources.set(name, text);
  }
  return sources;
}

/** A project's file with the sources that lie beside it; without any, with those that it carries itself. */
export function projectOf(text: string, sources: ReadonlyMap<string, string>): Project | undefined {
  const project = parseProject(parsed(text));
  if (project === undefined || sources.size === 0) return project;
  const hidden = Object.entries(project.files).filter(([path]) => isSdk(path));
  return parseProject({ ...project, files: Object.fromEntries([...sources, ...hidden]) });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
