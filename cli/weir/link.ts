import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pluginsOfProject, type Project } from '../../src/model/index.ts';
import {
  decodeLink,
  type EncodedLink,
  encodeLink,
  type LinkContent,
  type LinkRefusal,
  plainView,
  secretsOf,
  withoutSecrets,
} from '../../src/share/link/index.ts';
import { projectFile } from '../../src/share/zip/index.ts';
import { Unusable } from '../unusable.ts';
import { readProject, sha256 } from './input.ts';
import type { Verb } from './verb.ts';

export const link: Verb = {
  usage: 'FILE|LINK [--base URL] [--with-values] [--out PATH] [--force] [--json]',
  about: 'Prints the link that opens a project in the page, or makes a project of a link.',
  help: `FILE is a project (project.weir.json) or a project's zip. Modules travel in the link while it stays
short enough. Values of authorization, cookie and key-like headers do not, unless they are asked for.
LINK is a link of the page, or its end from # on: its project and modules are written.

  --base URL     the page's address, before the #
  --with-values  keeps the values of authorization, cookie and key-like headers
  --out PATH     the project that a link becomes; ${projectFile} when absent
  --force        writes over what is there
  --json         as JSON

Exit code 0: done; 1: the project is too large for a link, or the link is none; 2: it could not be tried.`,
  options: {
    base: { type: 'string' },
    'with-values': { type: 'boolean' },
    out: { type: 'string' },
    force: { type: 'boolean' },
    json: { type: 'boolean' },
  },
  files: { least: 1, most: 1 },
  run({ files: [given = ''], has, text }) {
    const asJson = has('json');
    const hash = /#[0-9][\w-]{6,}$/.exec(given)?.[0];
    if (hash !== undefined && !existsSync(given))
      return Promise.resolve(openLink(hash, { out: text('out') ?? projectFile, isForced: has('force'), asJson }));
    const made = linkOf(given, has('with-values'));
    if (made.encoded.kind !== 'link') {
      console.error(`${given}: ${tooLargeWords(made.encoded)}`);
      return Promise.resolve(1);
    }
    const { encoded, left, secrets } = made;
    const address = `${text('base') ?? ''}${encoded.hash}`;
    if (asJson) console.log(JSON.stringify({ link: address, characters: encoded.hash.length, left, secrets }, null, 2));
    else console.log(address);
    for (const words of [...left, ...secrets]) if (!asJson) console.error(words);
    return Promise.resolve(0);
  },
};

interface Made {
  readonly encoded: EncodedLink;
  /** Of each module that does not travel, what to tell. */
  readonly left: readonly string[];
  /** Of each value that was left out, what to tell. */
  readonly secrets: readonly string[];
}

function linkOf(file: string, withValues: boolean): Made {
  const { project, modules: found } = readProject(file);
  const modules = Object.fromEntries(found.map(({ bytes }) => [sha256(bytes), new Uint8Array(bytes)]));
  const shared = withValues ? project : withoutSecrets(project);
  const encoded = encodeLink({ project: shared, view: plainView, modules });
  const carried = encoded.kind === 'link' ? encoded.carried : [];
  return {
    encoded,
    left: broughtIn(project)
      .filter((module) => !carried.includes(module.sha256))
      .map(({ fileName, size }) => `note: ${fileName} (${size} bytes) does not travel: send it along`),
    secrets: withValues
      ? []
      : secretsOf(project).map(({ request, header }) => `note: without ${header || 'the password'} of "${request}"`),
  };
}

function broughtIn(project: Project) {
  const brought = pluginsOfProject(project).flatMap(({ module }) => (module.kind === 'wasm' ? [module] : []));
  return [...new Map(brought.map((module) => [module.sha256, module])).values()];
}

function tooLargeWords(failure: Exclude<EncodedLink, { kind: 'link' }>): string {
  switch (failure.kind) {
    case 'link-too-long':
      return `the link would have ${failure.characters} characters, and ${failure.limit} are the most: export a zip`;
    case 'link-too-large':
      return `the project has more than ${failure.limit} bytes, the most for a link: export a zip`;
    case 'link-invalid':
      return 'the project has something that no link may have';
  }
}

interface Target {
  readonly out: string;
  readonly isForced: boolean;
  readonly asJson: boolean;
}

function openLink(hash: string, { out, isForced, asJson }: Target): number {
  const read = decodeLink(hash);
  if (read.kind !== 'link') {
    console.error(refusalWords(read));
    return 1;
  }
  const outputs = filesOf(read.content, out);
  const there = isForced ? undefined : outputs.find(([path]) => existsSync(path));
  if (there) throw new Unusable(`${there[0]} is there already: --force writes over it`);
  for (const [path, content] of outputs) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  const written = outputs.map(([path]) => path);
  console.log(asJson ? JSON.stringify({ written }, null, 2) : written.map((path) => `wrote ${path}`).join('\n'));
  return 0;
}

function filesOf({ project, modules }: LinkContent, out: string): (readonly [string, string | Uint8Array])[] {
  return [
    [out, `${JSON.stringify(project, null, 2)}\n`],
    ...Object.entries(modules).map(
      ([hash, bytes]) => [join(dirname(out), `${hash.slice(0, 16)}.wasm`), bytes] as const,
    ),
  ];
}

function refusalWords(refusal: LinkRefusal): string {
  switch (refusal.kind) {
    case 'link-too-long':
      return `the link has ${refusal.characters} characters, and ${refusal.limit} are the most`;
    case 'link-unknown':
      return 'a newer page wrote this link, or it is none';
    case 'link-damaged':
      return 'the link is cut off, or was changed on its way';
    case 'link-too-large':
      return `what is in the link has more than ${refusal.limit} bytes`;
    case 'link-invalid':
      return 'the link is whole, and still nothing that the page writes';
  }
}
