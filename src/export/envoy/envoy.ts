import type { ExportedFile, ExportInput, Exported } from '../types.ts';
import { bootstrapYaml } from './bootstrap.ts';
import { placePlugins } from './place.ts';
import { readmeText } from './readme.ts';
import { settingsOf } from './settings.ts';

/** A static bootstrap, the modules beside it, and how to start it. */
export function envoyWithFiles(input: ExportInput): Exported {
  const placed = placePlugins(input);
  const settings = settingsOf(input.options);
  const yaml = bootstrapYaml({ project: input.project, placed, settings });
  return {
    files: [
      { kind: 'text', path: 'envoy.yaml', text: yaml.text },
      ...moduleFiles(placed.modules),
      { kind: 'text', path: 'README.md', text: readmeText(input.project, [...placed.modules.keys()], settings) },
    ],
    warnings: [...placed.warnings, ...yaml.warnings],
  };
}

/** One file with everything in it. */
export function envoyInline(input: ExportInput): Exported {
  const placed = placePlugins(input);
  const yaml = bootstrapYaml({ project: input.project, placed, settings: settingsOf(input.options, 'inline') });
  return {
    files: [{ kind: 'text', path: 'envoy.yaml', text: yaml.text }],
    warnings: [...placed.warnings, ...yaml.warnings],
  };
}

export const moduleFiles = (modules: ReadonlyMap<string, Uint8Array>): readonly ExportedFile[] =>
  [...modules].map(([path, bytes]) => ({ kind: 'binary', path, bytes }));
