import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Imported, type ImportResult, importText } from '../../src/import/index.ts';
import { parseProject } from '../../src/share/index.ts';

/** As the page reads a text. */
export const read = (text: string): Promise<ImportResult> =>
  importText(text, {
    sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
    isProject: (project) => parseProject(JSON.parse(JSON.stringify(project))) !== undefined,
  });

/** As `read`, for what must be understood. */
export async function imported(text: string): Promise<Imported> {
  const result = await read(text);
  if (result.kind !== 'imported') throw new Error(`not imported: ${JSON.stringify(result)}`);
  return result;
}

export const fixture = (name: string): string => readFileSync(`test/import/fixtures/${name}.yaml`, 'utf8');

/** A repair in one line, as the window shows it. */
export const linesOf = ({ repairs }: Pick<Imported, 'repairs'>): string[] =>
  repairs.map(({ document, path, from, to }) => `${document} ${path}: ${from} -> ${to}`);
