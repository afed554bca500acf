import { archiveOf, bytesOf } from './archive.ts';
import { type GeneratorId, generators } from './generators.ts';
import type { ExportInput, ExportWarning } from './types.ts';

/** What the user's browser saves. */
export interface Download {
  readonly file: {
    readonly name: string;
    /** Media type. */
    readonly type: string;
    readonly bytes: Uint8Array<ArrayBuffer>;
  };
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
