import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  downloadOf,
  type ExportWarning,
  generatorIds,
  generators,
  isGeneratorId,
  type Limit,
} from '../../src/export/index.ts';
import { Unusable } from '../unusable.ts';
import { modulesOf, tellDiagnostic } from './build.ts';
import { readProject } from './input.ts';
import { toolFiles } from './tool-files.ts';
import type { Verb } from './verb.ts';

export const exportProject: Verb = {
  usage: 'FILE --as TARGET [--out PATH] [--force] [--json] [--wasm DIR]...',
  about: 'Writes a project as a zip, or as files for a real Envoy.',
  help: `FILE is a project (project.weir.json) or a project's zip. TARGET is one of
  ${generatorIds.join(', ')}

  --out PATH  the file, or for a target of several files the zip; its own name when absent
  --force     writes over what is there
  --json      what was written, and what the target cannot keep, as JSON
  --wasm DIR  where modules are looked for, too, besides beside the file

Exit code 0: written; 1: the sources do not compile, or the target does not take it; 2: it could not be tried.`,
  options: {
    as: { type: 'string' },
    out: { type: 'string' },
    force: { type: 'boolean' },
    json: { type: 'boolean' },
    wasm: { type: 'string', multiple: true },
  },
  files: { least: 1, most: 1 },
  async run({ files: [file = ''], has, text, texts }) {
    const target = text('as');
    if (target === undefined || !isGeneratorId(target))
      throw new Unusable(`--as takes one of ${generatorIds.join(', ')}`);
    const input = readProject(file, texts('wasm'));
    const { project } = input;
    const made = await modulesOf(input);
    if (made.kind === 'errors') {
      for (const diagnostic of made.diagnostics) console.error(tellDiagnostic(diagnostic));
      return 1;
    }
    if (made.missing.length > 0) throw new Unusable(made.missing.join('\n'));
    const limits = generators[target].limits(project);
    const tool = generators[target].group === 'zip' ? { tool: toolFiles() } : {};
    const exportInput = { project, modules: made.byPlugin, ...tool };
    const refused = limits.filter(({ effect }) => effect === 'refused');
    const refusal = refused.length > 0 ? undefined : generators[target].generate(exportInput).refusal;
    if (refused.length > 0 || refusal !== undefined) {
      console.error([...refused.map(limitWords), ...(refusal ? [JSON.stringify(refusal)] : [])].join('\n'));
      return 1;
    }
    const { file: output, warnings } = downloadOf(target, exportInput);
    const path = text('out') ?? output.name;
    if (existsSync(path) && !has('force')) throw new Unusable(`${path} is there already: --force writes over it`);
    mkdirSync(dirname(join('.', path)), { recursive: true });
    writeFileSync(path, output.bytes);
    if (has('json')) console.log(JSON.stringify({ file: path, size: output.bytes.length, limits, warnings }, null, 2));
    else console.log([path, ...limits.map(limitWords), ...warnings.map(warningWords)].join('\n'));
    return 0;
  },
};

const effects: Readonly<Record<Limit['effect'], string>> = {
  'left-out': 'left out',
  changed: 'changed',
  refused: 'refused',
};

/** Such as `left out: vm configuration (auth, limits)`. */
function limitWords({ feature, names, effect }: Limit): string {
  const whose = names.length === 0 ? '' : ` (${names.join(', ')})`;
  return `${effects[effect]}: ${feature.replaceAll('-', ' ')}${whose}`;
}

/** Such as `note: vm id added, filter auth, vmId auth`. */
function warningWords({ kind, ...facts }: ExportWarning): string {
  const told = Object.entries(facts).map(([name, value]) => `${name} ${String(value)}`);
  return `note: ${[kind.replaceAll('-', ' '), ...told].join(', ')}`;
}
