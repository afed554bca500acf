import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CompileInput } from '../../src/protocol/index.ts';
import { Unusable } from '../unusable.ts';
import { type Build, buildAll, entriesOf, tellDiagnostic } from './build.ts';
import { type ProjectInput, readProject, sha256 } from './input.ts';
import type { Verb } from './verb.ts';

const modes = ['release', 'debug', 'size'] as const satisfies readonly CompileInput['mode'][];

export const compile: Verb = {
  usage: 'FILE [--out DIR | --check] [--build release|debug|size] [--json]',
  about: "Compiles a project's sources to .wasm, with the page's own flags.",
  help: `FILE is a project (project.weir.json) or a project's zip. Sources that lie in src/ beside the
project count; without any, those that it carries.

  --out DIR     where the modules go, one for each entry; the current folder when absent
  --check       writes nothing: tells whether modules of the very same bytes lie beside the project
  --build KIND  release (as exports have it; the default), debug or size
  --json        names, sizes, hashes and diagnostics as JSON

Exit code 0: compiled (and the same); 1: it does not compile (or is not the same); 2: it could not be tried.`,
  options: {
    out: { type: 'string' },
    check: { type: 'boolean' },
    build: { type: 'string' },
    json: { type: 'boolean' },
  },
  files: { least: 1, most: 1 },
  async run({ files: [file = ''], has, text }) {
    const wanted = text('build') ?? 'release';
    const mode = modes.find((one) => one === wanted);
    if (mode === undefined) throw new Unusable(`--build takes one of ${modes.join(', ')}`);
    const input = readProject(file);
    const entries = entriesOf(input.project);
    if (entries.length === 0) throw new Unusable(`${file} has nothing to compile: all its modules were brought`);
    const told: Told[] = [];
    for (const build of await buildAll(input.project, entries, mode)) {
      const place = has('check') ? sameIn(input, build) : written(build, text('out') ?? '.');
      told.push({ build, place });
    }
    print(told, has('json'));
    return told.every(({ place }) => place !== undefined) ? 0 : 1;
  },
};

interface Told {
  readonly build: Build;
  /** The file that was written or found; none: it did not compile, or was not there. */
  readonly place: string | undefined;
}

function written({ entry, wasm }: Build, folder: string): string | undefined {
  if (wasm === undefined) return undefined;
  const path = join(folder, `${entry.replace(/\.ts$/, '').replaceAll('/', '-')}.wasm`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, wasm);
  return path;
}

function sameIn({ modules }: ProjectInput, { wasm }: Build): string | undefined {
  if (wasm === undefined) return undefined;
  const hash = sha256(wasm);
  return modules.find(({ bytes }) => bytes.length === wasm.length && sha256(bytes) === hash)?.path;
}

function print(told: readonly Told[], asJson: boolean): void {
  if (asJson) {
    const rows = told.map(({ build: { entry, wasm, diagnostics }, place }) => ({
      entry,
      ...(wasm && { size: wasm.length, sha256: sha256(wasm) }),
      file: place ?? null,
      diagnostics,
    }));
    console.log(JSON.stringify(rows, null, 2));
    return;
  }
  for (const { build, place } of told) {
    for (const diagnostic of build.diagnostics) console.error(tellDiagnostic(diagnostic));
    const { entry, wasm } = build;
    if (wasm === undefined) console.log(`${entry}: does not compile`);
    else console.log(`${entry}: ${place ?? 'no module beside it is the same'}, ${wasm.length} bytes, ${sha256(wasm)}`);
  }
}
