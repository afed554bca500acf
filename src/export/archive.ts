import { zipSync } from 'fflate';
import type { ExportedFile } from './types.ts';

const bytesOf = (file: ExportedFile): Uint8Array =>
  file.kind === 'text' ? new TextEncoder().encode(file.text) : file.bytes;

/** A zip of the files in a folder of their own. The same files give the same bytes. */
export function archiveOf(folder: string, files: readonly ExportedFile[]): Uint8Array<ArrayBuffer> {
  const entries = files.map((file) => [`${folder}/${file.path}`, bytesOf(file)] as const);
  // The oldest date that a zip can hold, in local time as zip has it.
  return zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) });
}

/** What the user's browser saves: the one file itself, or an archive of several. */
export function downloadOf(fileName: string, files: readonly ExportedFile[]): Uint8Array<ArrayBuffer> {
  const [only, ...others] = files;
  if (only && others.length === 0) return new Uint8Array(bytesOf(only));
  return archiveOf(fileName.replace(/\.zip$/, ''), files);
}
