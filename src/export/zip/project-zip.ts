import type { Exported, ExportedFile, ExportInput, Generator } from '../types.ts';
import { moduleFiles, sourceFiles } from './module-files.ts';
import { packageFiles } from './package-files.ts';
import { partsOf } from './parts.ts';
import { readmeText } from './readme.ts';
import { checksData } from './scenario-file.ts';
import { sdkFiles } from './sdk-files.ts';

const jsonFile = (path: string, value: unknown): ExportedFile => ({
  kind: 'text',
  path,
  text: `${JSON.stringify(value, null, 2)}\n`,
});

/** Everything that belongs to a project, as a folder to work in; the other targets' files are among it. */
export function zipOf(targets: Parameters<typeof partsOf>[1]): Generator {
  return {
    name: 'weir-project',
    group: 'zip',
    form: 'folder',
    options: [],
    limits: () => [],
    generate: (input) => projectZip(input, targets),
  };
}

function projectZip(input: ExportInput, targets: Parameters<typeof partsOf>[1]): Exported {
  const { project, tool } = input;
  if (tool === undefined) throw new Error('a zip needs the package of the command line');
  const { files: parts, warnings } = partsOf(input, targets);
  const { files, pathOf, builds } = moduleFiles(input, parts);
  const all: ExportedFile[] = [
    jsonFile('project.weir.json', project),
    jsonFile('weir.scenario.json', checksData(project, pathOf)),
    ...packageFiles(project, builds, tool),
    ...sourceFiles(project),
    ...parts,
    ...files,
    ...sdkFiles,
  ];
  const readme = readmeText(project, { builds, paths: all.map(({ path }) => path) });
  return { files: [{ kind: 'text', path: 'README.md', text: readme }, ...all], warnings };
}
