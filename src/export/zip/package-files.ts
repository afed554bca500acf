import flags from '../../../sdk/flags.json';
import { ascArguments, type Project } from '../../model/index.ts';
import type { ExportedFile } from '../types.ts';
import type { ModuleFiles } from './module-files.ts';

/** The command line's own package, texts by path. */
export type Tool = Readonly<Record<string, string>>;

type Json = Readonly<Record<string, unknown>>;

/** Where the command line lies in the zip. */
export const toolFolder = 'tools/weir';
const taken = new Set(['weir', 'assemblyscript', 'binaryen', 'long', 'node_modules']);

/** A name that npm takes. */
export function packageName({ name }: Project): string {
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

function parsed(tool: Tool, path: string): Json {
  const text = tool[path];
  if (text === undefined) throw new Error(`the command line's package has no ${path}`);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of ours
  return JSON.parse(text) as Json;
}

/** The page's own command line for the compiler, from the folder above the sources. No part of it needs quoting. */
function buildScript({ files }: Project, builds: ModuleFiles['builds']): string {
  const commands = builds.map(({ entry, path }) => {
    const source = files[entry] ?? '';
    const words = ascArguments(flags, { entry, source, outFile: `../${path}`, options: flags.builds.release });
    return ['asc', ...words, '--baseDir', 'src'].join(' ');
  });
  return commands.join(' && ') || `node -e "console.log('All modules were brought: there is nothing to compile.')"`;
}

/** What makes `npm install`, `npm run build` and `npm test` work. */
export function packageFiles(project: Project, builds: ModuleFiles['builds'], tool: Tool): ExportedFile[] {
  const { dependencies, private: _private, description: _description, ...described } = parsed(tool, 'package.json');
  const name = packageName(project);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of ours
  const devDependencies = { ...(dependencies as Json), weir: `file:${toolFolder}` };
  const asDev = (entry: unknown) => (typeof entry === 'object' ? { ...entry, dev: true } : entry);
  const { name: _name, type: _type, ...locked } = described;
  return [
    {
      kind: 'text',
      path: 'package.json',
      text: json({
        name,
        version: '0.1.0',
        private: true,
        description: 'Filters for Envoy, written in Weir',
        scripts: { build: buildScript(project, builds), test: 'weir run weir.scenario.json' },
        devDependencies,
      }),
    },
    {
      kind: 'text',
      path: 'package-lock.json',
      text: json({
        name,
        version: '0.1.0',
        lockfileVersion: 3,
        requires: true,
        packages: {
          '': { name, version: '0.1.0', devDependencies },
          ...Object.fromEntries(Object.entries(parsed(tool, 'lock.json')).map(([key, entry]) => [key, asDev(entry)])),
          'node_modules/weir': { resolved: toolFolder, link: true },
          [toolFolder]: { ...locked, dependencies, dev: true },
        },
      }),
    },
    { kind: 'text', path: '.gitignore', text: 'node_modules/\n' },
    ...Object.entries(tool).map(([path, text]): ExportedFile => ({
      kind: 'text',
      path: `${toolFolder}/${path}`,
      text,
    })),
  ];
}
