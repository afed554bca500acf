import type { Exported } from '../../../export/index.ts';
import { currentProject } from '../../commands/context.ts';
import type { Arguments } from '../arguments.ts';
import { nearest } from '../nearest.ts';
import { columns, say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';

/** `export`: the project as files for a real Envoy. */
export function exportWord({ context, commands }: Tools): TypedVerb {
  let known: readonly string[] = [];
  return {
    word: 'export',
    usage: '[TARGET [FILE]] [--save]',
    options: [{ names: ['--save', '-s'], about: 'download it' }],
    operands: (before) => (before.length === 0 ? known : []),
    async run({ options, operands: [target, path] }: Arguments) {
      const loaded = await commands.loadExports();
      if (loaded.kind === 'failed') return context.services.explain({ kind: 'no-export', reason: loaded.reason });
      const { generatorIds, generators, downloadOf, fileOf } = loaded.table;
      known = generatorIds;
      if (target === undefined) {
        say(context, columns(generatorIds.map((one) => [one, generators[one].form, generators[one].group])));
        say(context, [
          { kind: 'note', text: '"export TARGET" lists the files of one, "export TARGET FILE" prints a file.' },
        ]);
        return undefined;
      }
      const id = generatorIds.find((one) => one === target);
      if (id === undefined) return noSuch('target', target, generatorIds);
      const built = await commands.buildForExport();
      if (built.kind === 'failed') return context.services.explain({ kind: 'no-export', reason: built.reason });
      const input = { project: currentProject(context), modules: built.modules };
      const exported: Exported = generators[id].generate(input);
      if (exported.refusal) return `${id} does not take it: ${exported.refusal.filter} is too large a module`;
      const paths = exported.files.map((file) => file.path);
      const file = exported.files.find((one) => one.path === path);
      if (path !== undefined && file === undefined) return noSuch('file', path, paths);
      if (options.has('--save')) {
        const download = file ? { file: fileOf(file), warnings: [] } : downloadOf(id, input);
        commands.handOut(download.file, download.warnings);
      } else if (file)
        say(context, [file.kind === 'text' ? file.text : `${path}: ${file.bytes.length} bytes, no text`]);
      else {
        say(context, columns(exported.files.map((one) => [one.path, `${bytesIn(one)} bytes`])));
      }
      return undefined;
    },
  };
}

function bytesIn(file: Exported['files'][number]): number {
  return file.kind === 'binary' ? file.bytes.length : new TextEncoder().encode(file.text).length;
}

function noSuch(what: string, wish: string, names: readonly string[]): string {
  const meant = nearest(wish, names);
  return `${wish}: no such ${what}; ${meant ? `did you mean ${meant}?` : `there are ${names.join(', ')}`}`;
}
