import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleFolders, prebuild } from '../../scripts/build-gallery.mjs';
import { parseExample } from '../../src/lessons/example-schema.ts';
import { loadExample } from '../../src/lessons/gallery.ts';
import { type Check, parseChecks } from '../../src/lessons/index.ts';
import {
  type ChainFilter,
  moduleName,
  type NamedRequest,
  pluginsOfProject,
  type Project,
} from '../../src/model/index.ts';

export interface OpenedExample {
  readonly id: string;
  readonly project: Project;
  readonly checks: readonly Check[];
  /** Code by filter id. */
  readonly modules: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
}

const json = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const bytesOf = (file: string) => new Uint8Array(readFileSync(file));

/** An example as the page loads it, from the files that the site is built of. */
async function openExample(id: string): Promise<OpenedExample> {
  const description = join('gallery', id, 'example.json');
  const { files, sources, built, brought } = await prebuild(description);
  const modules = [
    ...built.map(({ entry, file, map }) => ({ kind: 'built' as const, entry, url: file, mapUrl: map })),
    ...brought.map(({ file, ...facts }) => ({ kind: 'brought' as const, ...facts, url: file })),
  ];
  const parts = { id, example: parseExample(json(description)), prebuilt: { files, sources, modules } };
  const { project } = await loadExample(parts, (url) => Promise.resolve(bytesOf(url)));
  const fileOf = ({ module }: ChainFilter): string => {
    const found =
      module.kind === 'source'
        ? built.find(({ entry }) => entry === module.entry)
        : brought.find(({ sha256 }) => sha256 === module.sha256);
    if (!found) throw new Error(`${id}: there is no module for ${JSON.stringify(module)}`);
    return found.file;
  };
  return {
    id,
    project,
    checks: parseChecks(json(join('gallery', id, 'checks.json'))),
    modules: Object.fromEntries(pluginsOfProject(project).map((filter) => [filter.id, bytesOf(fileOf(filter))])),
  };
}

export const openAll = (): Promise<OpenedExample[]> => Promise.all(exampleFolders().map(openExample));

/** Code by the name under which a scenario asks for it. */
export function modulesByName({ project, modules }: OpenedExample): Record<string, Uint8Array<ArrayBuffer>> {
  return Object.fromEntries(
    pluginsOfProject(project).flatMap((filter) => {
      const code = modules[filter.id];
      return code ? [[moduleName(filter), code]] : [];
    }),
  );
}

export function requestNamed({ requests }: Project, name: string): NamedRequest {
  const found = requests.find((request) => request.name === name);
  if (!found) throw new Error(`there is no request named ${name}`);
  return found;
}
