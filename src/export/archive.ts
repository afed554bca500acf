import { zipSync } from 'fflate';
import type { ExportedFile } from './types.ts';

/** Bytes of a file as it is saved. */
export const bytesOf = (file: ExportedFile): Uint8Array<ArrayBuffer> =>
  new Uint8Array(file.kind === 'text' ? new TextEncoder().encode(file.text) : file.bytes);

/** A zip of the files in a folder of their own. The same files give the same bytes. */
export function archiveOf(folder: string, files: readonly ExportedFile[]): Uint8Array<ArrayBuffer> {
  const entries = files.map((file) => [`${folder}/${file.path}`, bytesOf(file)] as const);
  // The oldest date that a zip can hold, in local time as zip has it.
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) });
}
