import { readFileSync } from 'node:fs';
import { Unusable } from '../unusable.ts';

/** This very program as a package, to be carried in a project's zip. */
export function toolFiles(): Record<string, string> {
  const textOf = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');
  try {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of ours
    const { files } = JSON.parse(textOf('package.json')) as { files: readonly string[] };
    return Object.fromEntries(['package.json', 'README.md', 'LICENSE', ...files].map((name) => [name, textOf(name)]));
  } catch {
    throw new Unusable('this program is not packed, so that it cannot put itself into a zip');
  }
}
