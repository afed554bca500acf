import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Imported, type ImportFailure, importText, type MissingModule } from '../../src/import/index.ts';
import { type FilterModule, pluginsOfProject, type Project } from '../../src/model/index.ts';
import { parseProject } from '../../src/share/index.ts';
import { projectFile } from '../../src/share/zip/index.ts';
import { Unusable } from '../unusable.ts';
import { readBytes } from './input.ts';
import type { Verb } from './verb.ts';

export const importProject: Verb = {
  usage: 'FILE [--out PATH] [--repaired PATH] [--force] [--json]',
  about: 'Makes a project of configuration for Envoy or a mesh, and mends old forms.',
  help: `FILE is an Envoy bootstrap, an EnvoyFilter, a WasmPlugin, an EnvoyExtensionPolicy or several
of them, of today or of old. What had to be mended and what was left out is listed; modules
that stand in the text are written beside the project.

  --out PATH       the project; ${projectFile} when absent
  --repaired PATH  writes the same configuration in today's form, too
  --force          writes over what is there
  --json           what was done, as JSON

Exit code 0: imported; 1: there is nothing in it that could be; 2: it could not be read or written.`,
  options: {
    out: { type: 'string' },
    repaired: { type: 'string' },
    force: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  files: { least: 1, most: 1 },
  async run({ files: [file = ''], has, text }) {
    const result = await importText(new TextDecoder().decode(readBytes(file)), {
      sha256: (bytes) => Promise.resolve(createHash('sha256').update(bytes).digest('hex')),
      isProject: (project) => parseProject(project) !== undefined,
    });
    if (result.kind !== 'imported') {
      console.error(`${file}: ${failureWords(result)}`);
      return 1;
    }
    const out = text('out') ?? projectFile;
    const project = { ...result.project, name: result.project.name || basename(file) };
    const repaired = text('repaired');
    const outputs: (readonly [string, string | Uint8Array])[] = [
      [out, `${JSON.stringify(project, null, 2)}\n`],
      ...(repaired === undefined ? [] : [[repaired, result.repaired.text] as const]),
      ...[...result.modules].map(([hash, bytes]) => [join(dirname(out), fileNameOf(project, hash)), bytes] as const),
    ];
    const there = has('force') ? undefined : outputs.find(([path]) => existsSync(path));
    if (there) throw new Unusable(`${there[0]} is there already: --force writes over it`);
    for (const [path, content] of outputs) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
    const written = outputs.map(([path]) => path);
    const { repairs, notes, missing } = result;
    if (has('json')) console.log(JSON.stringify({ written, repairs, notes, missing }, null, 2));
    else console.log(told(result, written).join('\n'));
    return 0;
  },
};

/** A name for a module that stood in the text: never a path. */
function fileNameOf(project: Project, hash: string): string {
  const isIt = (module: FilterModule) => module.kind === 'wasm' && module.sha256 === hash;
  const module = pluginsOfProject(project).find((plugin) => isIt(plugin.module))?.module;
  const name = module?.kind === 'wasm' ? module.fileName : '';
  return /^[\w-][\w.-]*\.wasm$/.test(name) ? name : `${hash.slice(0, 16)}.wasm`;
}

function told({ repairs, notes, missing }: Imported, written: readonly string[]): string[] {
  return [
    ...written.map((path) => `wrote ${path}`),
    ...repairs.map(
      ({ document, path, kind, from, to }) =>
        `repaired ${document}:${path}: ${[from, to].map((word) => word || 'nothing').join(' -> ')} (${kind})`,
    ),
    ...notes.map(({ document, path, kind, what }) => `note ${document}:${path}: ${kind} ${what}`),
    ...missing.map(missingWords),
  ];
}

function missingWords({ fileName, plugins, location, sha256: hash, isHashStated }: MissingModule): string {
  const which = isHashStated ? `, sha256 ${hash}` : '';
  return `missing ${fileName} (${location}${which}) for ${plugins.join(', ')}`;
}

function failureWords(failure: ImportFailure): string {
  switch (failure.kind) {
    case 'empty':
      return 'it is empty';
    case 'too-large':
      return `it has ${failure.size} characters, and ${failure.limit} are the most`;
    case 'too-many-parts':
      return `it has more than ${failure.limit} parts`;
    case 'too-deep':
      return `it is nested deeper than ${failure.limit}`;
    case 'too-many-aliases':
      return `it has more than ${failure.limit} aliases`;
    case 'not-yaml':
      return `${failure.line}:${failure.column}: ${failure.message}`;
    case 'nothing-found':
      return 'nothing in it is a Wasm plugin or leads to one';
  }
}
