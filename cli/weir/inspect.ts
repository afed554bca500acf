import { basename } from 'node:path';
import { describeModule } from '../../src/host/index.ts';
import type { ImportVerdict, LoadVerdict, ModuleDescription } from '../../src/model/index.ts';
import { failureText } from '../report-text.ts';
import { readBytes, readInput, sha256 } from './input.ts';
import { modulesOf, tellDiagnostic } from './build.ts';
import { Unusable } from '../unusable.ts';
import type { Verb } from './verb.ts';

export const inspect: Verb = {
  usage: 'FILE [--json]',
  about: 'Tells what is in a .wasm, and whether Envoy 1.40 would load it.',
  help: `FILE is a .wasm, or a project (project.weir.json) or its zip: then each of its modules is
told about, compiled for release where it has sources. Nothing of a module is run.

  --json  everything that is known, as JSON

Exit code 0: Envoy would load it; 1: it would not; 2: it could not be read.`,
  options: { json: { type: 'boolean' } },
  files: { least: 1, most: 1 },
  async run({ files: [file = ''], has }) {
    const modules = await modulesIn(file);
    const told = modules.map(({ name, bytes }) => ({ name, sha256: sha256(bytes), ...describeModule(bytes) }));
    if (has('json')) console.log(JSON.stringify(told, null, 2));
    else console.log(told.map(moduleText).join('\n\n'));
    return told.every(({ load }) => load.kind === 'loads') ? 0 : 1;
  },
};

interface NamedModule {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function modulesIn(file: string): Promise<readonly NamedModule[]> {
  const bytes = readBytes(file);
  if (!/\.(?:json|zip)$/.test(file)) return [{ name: basename(file), bytes }];
  const input = readInput(file);
  if (input.kind === 'scenarios') throw new Unusable(`${file} is a scenario, and this needs a module or a project`);
  const made = await modulesOf(input);
  if (made.kind === 'errors') throw new Unusable(made.diagnostics.map(tellDiagnostic).join('\n'));
  const names = new Map(Object.entries(made.byPlugin).map(([id, code]) => [code, id]));
  return [...names].map(([code, id]) => ({ name: id, bytes: code }));
}

type Told = ModuleDescription & { readonly name: string; readonly sha256: string };

function moduleText({ name, sha256: hash, info, toolchain, imports, callbacks, load }: Told): string {
  const tools = toolchain.tools.map((tool) => `${tool.name} ${tool.version}`.trim()).join(', ');
  const memory = info.memory && `${info.memory.min} to ${info.memory.max ?? 'any number of'} pages of 64 KiB`;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['size', `${info.size} bytes`],
    ['sha256', hash],
    ['abi', info.abi ?? 'none'],
    ['language', toolchain.language],
    ['made with', tools],
    ['sdk', toolchain.sdk],
    ['entry', info.entry ?? 'none'],
    ['allocator', info.allocator ?? 'none'],
    ['memory', memory],
    ['callbacks', callbacks.flatMap((one) => (one.verdict.kind === 'called' ? [one.name] : [])).join(', ')],
  ];
  const wide = Math.max(...imports.map((one) => one.module.length + one.name.length + 1), 0);
  return [
    name,
    ...facts.flatMap(([key, value]) => (value ? [`  ${key.padEnd(10)} ${value}`] : [])),
    '  imports',
    ...imports.map((one) => `    ${`${one.module}.${one.name}`.padEnd(wide)}  ${verdictText(one.verdict)}`),
    ...loadText(load).map((line) => `  ${line}`),
  ].join('\n');
}

function verdictText(verdict: ImportVerdict): string {
  switch (verdict.kind) {
    case 'has':
      return 'Envoy has it';
    case 'wasi':
      return `Envoy has it (${verdict.answer})`;
    case 'made':
      return 'the host makes it';
    case 'other-abi':
      return `needs ABI ${verdict.versions.join(' or ')}`;
    case 'other-type':
      return `has another type: wants ${verdict.want}, Envoy has ${verdict.offered}`;
    case 'vendor':
      return `belongs to ${verdict.vendor}`;
    case 'tool':
      return `left behind by ${verdict.tool}`;
    case 'no-such-wasi':
      return 'WASI has it, Envoy does not';
    case 'no-function':
      return 'no host offers any';
    case 'unknown':
      return 'unknown to Envoy';
  }
}

function loadText(load: LoadVerdict): string[] {
  if (load.kind === 'loads') return ['Envoy 1.40 loads it', ...load.notes.map((note) => `note: ${note}`)];
  return [
    'Envoy 1.40 would not load it:',
    ...[load.failure, ...load.others].map((failure) => `  ${failureText(failure)}`),
  ];
}
