import { envoyWithFiles } from '../envoy/envoy.ts';
import type { Exported, ExportedFile, ExportInput } from '../types.ts';
import { moduleFiles, sourceFiles } from './module-files.ts';
import { packageFiles } from './package-files.ts';
import { readmeText } from './readme.ts';
import { checksScenario } from './scenario-file.ts';
import { sdkFiles } from './sdk-files.ts';

const isReadme = ({ path }: ExportedFile) => /(?:^|\/)README\.md$/.test(path);

const jsonFile = (path: string, value: unknown): ExportedFile => ({
  kind: 'text',
  path,
  text: `${JSON.stringify(value, null, 2)}\n`,
});

/** Everything that belongs to a project, as a folder to work in. */
export function projectZip(input: ExportInput): Exported {
  const { project, tool } = input;
  if (tool === undefined) throw new Error('a zip needs the package of the command line');
  const envoy = envoyWithFiles(input);
  const parts = envoy.files.filter((file) => !isReadme(file));
  const { files, pathOf, builds } = moduleFiles(input, parts);
  const all: ExportedFile[] = [
    jsonFile('project.weir.json', project),
    jsonFile('weir.scenario.json', checksScenario(project, pathOf)),
    ...packageFiles(project, builds, tool),
    ...sourceFiles(project),
    ...parts,
    ...files,
    ...sdkFiles,
  ];
  const readme = readmeText(project, { builds, paths: all.map(({ path }) => path) });
  return { files: [{ kind: 'text', path: 'README.md', text: readme }, ...all], warnings: envoy.warnings };
}
