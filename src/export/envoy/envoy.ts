import type { ExportedFile, ExportInput, Exported } from '../types.ts';
import { bootstrapYaml } from './bootstrap.ts';
import { placeFilters } from './chain.ts';
import type { CodePlace } from './http-filter.ts';
import { readmeText } from './readme.ts';

function envoyYaml(input: ExportInput, place: CodePlace) {
  const { filters, warnings } = placeFilters(input);
  const yaml = bootstrapYaml({ filters, place, project: input.project, options: input.options ?? {} });
  const file: ExportedFile = { kind: 'text', path: 'envoy.yaml', text: yaml.text };
  return { file, filters, warnings: [...warnings, ...yaml.warnings] };
}

/** A static bootstrap, the modules beside it, and how to start it. */
export function envoyWithFiles(input: ExportInput): Exported {
  const { file, filters, warnings } = envoyYaml(input, 'file');
  const modules = new Map(filters.map(({ fileName, bytes }) => [fileName, bytes]));
  return {
    files: [
      file,
      ...[...modules].map(([path, bytes]): ExportedFile => ({ kind: 'binary', path, bytes })),
      { kind: 'text', path: 'README.md', text: readmeText(input.project, [...modules.keys()], input.options ?? {}) },
    ],
    warnings,
  };
}

/** One file with everything in it. */
export function envoyInline(input: ExportInput): Exported {
  const { file, warnings } = envoyYaml(input, 'inline');
  return { files: [file], warnings };
}
