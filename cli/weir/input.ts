import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ScenarioFile } from '../../src/lessons/index.ts';
import type { Project } from '../../src/model/index.ts';
import { projectFile, projectOf, readProjectZip, type Skipped, type ZipFailure } from '../../src/share/zip/index.ts';
import { readData, scenariosOf } from '../read-scenario.ts';
import { Unusable, wordsOf } from '../unusable.ts';

interface FoundModule {
  readonly path: string;
  readonly bytes: Uint8Array;
}

export interface ProjectInput {
  readonly kind: 'project';
  readonly project: Project;
  /** Every .wasm that lies beside it. */
  readonly modules: readonly FoundModule[];
}

export type Input = ProjectInput | { readonly kind: 'scenarios'; readonly scenarios: readonly ScenarioFile[] };

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export function readBytes(file: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    throw new Unusable(`${file} cannot be read: ${wordsOf(error)}`);
  }
}

const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** What a file is: a project, alone or in a zip, or a scenario. */
export function readInput(file: string, folders: readonly string[] = []): Input {
  if (/\.ya?ml$/.test(file)) return { kind: 'scenarios', scenarios: scenariosOf(readData(file), file) };
  const bytes = readBytes(file);
  if (isZip(bytes)) return inZip(file, bytes);
  const data = readData(file);
  const isProject = typeof data === 'object' && data !== null && 'schema' in data;
  return isProject ? beside(file, bytes, folders) : { kind: 'scenarios', scenarios: scenariosOf(data, file) };
}

/** As `readInput`, where only a project will do. */
export function readProject(file: string, folders: readonly string[] = []): ProjectInput {
  const input = readInput(file, folders);
  if (input.kind === 'scenarios') throw new Unusable(`${file} is a scenario, and this needs a project`);
  return input;
}

function inZip(file: string, bytes: Uint8Array): ProjectInput {
  const read = readProjectZip(bytes);
  if (read.kind !== 'project') throw new Unusable(`${file} cannot be opened: ${zipWords(read)}`);
  for (const one of read.skipped) console.error(skippedWords(one));
  return read;
}

function zipWords(failure: ZipFailure): string {
  switch (failure.kind) {
    case 'not-zip':
      return 'it is no zip';
    case 'damaged':
      return 'it is damaged';
    case 'too-many-files':
      return `it has ${failure.count} files, and ${failure.limit} are the most`;
    case 'zip-too-large':
      return `it has ${failure.size} bytes, and ${failure.limit} are the most`;
    case 'no-project':
      return [`there is no ${projectFile} in it`, ...failure.skipped.map(skippedWords)].join('\n  ');
    case 'bad-project':
      return `${failure.path} is no project`;
  }
}

const reasons: Readonly<Record<Skipped['reason'], string>> = {
  'unsafe-path': 'its path leads out of the folder',
  symlink: 'it is a symbolic link',
  encrypted: 'it is encrypted',
  'unknown-method': 'it is packed in an unknown way',
  'too-large': 'it is too large',
  damaged: 'it is damaged',
  twice: 'there are two of that name',
  'bad-name': 'a project has no sources of such a name',
  'not-text': 'it is no text',
  'other-project': 'it is a second project',
};

const skippedWords = ({ path, reason }: Skipped): string => `skipped ${path}: ${reasons[reason]}`;

/** A project's file with the sources and modules of its folder. */
function beside(file: string, bytes: Uint8Array, folders: readonly string[]): ProjectInput {
  const here = dirname(file);
  // A project of another name stands alone.
  const sources = basename(file) === projectFile ? sourcesIn(join(here, 'src')) : new Map<string, string>();
  const project = projectOf(new TextDecoder().decode(bytes), sources);
  if (project === undefined) throw new Unusable(`${file} is no project, or one of a newer version`);
  const modules = [here, ...folders].flatMap((folder) =>
    filesBelow(folder, /\.wasm$/).map((path) => ({ path, bytes: readBytes(join(folder, path)) })),
  );
  return { kind: 'project', project, modules };
}

function sourcesIn(folder: string): Map<string, string> {
  const paths = filesBelow(folder, /\.ts$/).filter((path) => !path.startsWith('sdk/assembly/'));
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), 'utf8')]));
}

const DEEPEST = 4;
const LARGEST = 8 * 1024 * 1024;

/** Files of one kind in a folder and those in it, as paths with `/`; tools' own folders are left alone. */
function filesBelow(folder: string, kind: RegExp, depth = 0): string[] {
  if (depth > DEEPEST || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isFile()) return kind.test(entry.name) && statSync(path).size <= LARGEST ? [entry.name] : [];
      if (!entry.isDirectory() || entry.name === 'node_modules' || entry.name.startsWith('.')) return [];
      return filesBelow(path, kind, depth + 1).map((inside) => `${entry.name}/${inside}`);
    });
}
