import flags from '../../../sdk/flags.json';
import { ascArguments, type Project } from '../../model/index.ts';
import type { ExportedFile } from '../types.ts';
import type { ModuleFiles } from './module-files.ts';

/** The command line's own package, texts by path. */
export type Tool = Readonly<Record<string, string>>;

type Json = Readonly<Record<string, unknown>>;

/** Where the command line lies in the zip. */
const toolFolder = 'tools/weir';
const taken = new Set(['weir', 'assemblyscript', 'binaryen', 'long', 'node_modules']);

/** A name that npm takes. */
function packageName({ name }: Project): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
  if (plain === '') return 'filter';
  return taken.has(plain) ? `${plain}-project` : plain;
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

const textFile = (path: string, text: string): ExportedFile => ({ kind: 'text', path, text });

function objectOf(value: unknown): Json {
  if (typeof value !== 'object' || value === null) throw new Error("the command line's package is not what it was");
  return Object.fromEntries<unknown>(Object.entries(value));
}

const parsed = (tool: Tool, path: string): Json => objectOf(JSON.parse(tool[path] ?? 'null') as unknown);

/** The page's own command line for the compiler, from the folder above the sources. No part of it needs quoting. */
function buildScript({ files }: Project, builds: ModuleFiles['builds']): string {
  const commands = builds.map(({ entry, path }) => {
    const source = files[entry] ?? '';
    const words = ascArguments(flags, { entry, source, outFile: `../${path}`, options: flags.builds.release });
    return ['asc', ...words, '--baseDir', 'src'].join(' ');
  });
  return commands.join(' && ') || `node -e "console.log('All modules were brought: there is nothing to compile.')"`;
}

/** An entry of a lock file, its fields in the order in which npm writes them. */
function locked(entry: Json): Json {
  const { version, resolved, integrity, license, dependencies, bin, engines, funding } = entry;
  const facts = { version, resolved, integrity, dev: true, license, dependencies, bin, engines, funding };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
}

/** What makes `npm install`, `npm run build` and `npm test` work. */
export function packageFiles(project: Project, builds: ModuleFiles['builds'], tool: Tool): ExportedFile[] {
  const description = parsed(tool, 'package.json');
  const name = packageName(project);
  const version = '0.1.0';
  const devDependencies = { ...objectOf(description['dependencies']), weir: `file:${toolFolder}` };
  const packages = Object.entries(parsed(tool, 'lock.json')).map(
    ([key, entry]) => [key, locked(objectOf(entry))] as const,
  );
  return [
    textFile(
      'package.json',
      json({
        name,
        version,
        private: true,
        description: 'Filters for Envoy, written in Weir',
        scripts: { build: buildScript(project, builds), test: 'weir run weir.scenario.json' },
        devDependencies,
      }),
    ),
    textFile(
      'package-lock.json',
      json({
        name,
        version,
        lockfileVersion: 3,
        requires: true,
        packages: {
          '': { name, version, devDependencies },
          ...Object.fromEntries(packages),
          'node_modules/weir': { resolved: toolFolder, link: true },
          [toolFolder]: locked(description),
        },
      }),
    ),
    textFile('.gitignore', 'node_modules/\n'),
    ...Object.entries(tool).map(([path, text]) => textFile(`${toolFolder}/${path}`, text)),
  ];
}
