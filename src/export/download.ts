import { archiveOf, bytesOf } from './archive.ts';
import { type GeneratorId, generators } from './generators.ts';
import type { ExportedFile, ExportInput, ExportWarning } from './types.ts';

interface SavedFile {
  readonly name: string;
  /** Media type. */
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the user's browser saves. */
export interface Download {
  readonly file: SavedFile;
  readonly warnings: readonly ExportWarning[];
}

/** A project in one of its forms as one file: the only one there is, or an archive of several. */
export function downloadOf(id: GeneratorId, input: ExportInput): Download {
  const target = generators[id];
  const { name } = target;
  const { files, warnings } = target.generate(input);
  const [only, ...others] = files;
  const file =
    only && others.length === 0
      ? { name: only.path, type: 'application/yaml', bytes: bytesOf(only) }
      : { name: `${name}.zip`, type: 'application/zip', bytes: archiveOf(name, files) };
  return { file, warnings };
}

const mediaTypes: readonly (readonly [ending: RegExp, type: string])[] = [
  [/\.ya?ml$/, 'application/yaml'],
  [/\.json$/, 'application/json'],
  [/\.wasm$/, 'application/wasm'],
  [/\.md$/, 'text/markdown'],
];

/** One of the files of an export, without its folders. */
export function fileOf(file: ExportedFile): SavedFile {
  const name = file.path.slice(file.path.lastIndexOf('/') + 1);
  const other = file.kind === 'text' ? 'text/plain' : 'application/octet-stream';
  const type = mediaTypes.find(([ending]) => ending.test(name))?.[1] ?? other;
  return { name, type, bytes: bytesOf(file) };
}
