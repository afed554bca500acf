import { currentProject } from '../../commands/context.ts';
import type { Arguments } from '../arguments.ts';
import { nearest } from '../nearest.ts';
import { columns, say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';

/** `ls`: the files of the project. */
export function lsWord({ context }: Tools): TypedVerb {
  return {
    word: 'ls',
    usage: '[FOLDER]',
    run({ operands: [folder] }: Arguments) {
      const { files, filters } = currentProject(context);
      const prefix = folder === undefined || folder === '.' ? '' : `${folder.replace(/\/+$/, '')}/`;
      const paths = Object.keys(files).filter((path) => path.startsWith(prefix) || path === folder);
      if (paths.length === 0) return folder === undefined ? 'there are no files' : `${folder}: there is no such folder`;
      const rows = paths.sort().map((path) => {
        const users = filters.filter(({ module }) => module.kind === 'source' && module.entry === path);
        const lines = (files[path] ?? '').split('\n').length;
        return [path, `${lines} lines`, users.map(({ name }) => `filter ${name}`).join(', ')];
      });
      say(context, columns(rows));
      return undefined;
    },
  };
}

/** `cat`: the text of a file. */
export function catWord({ context }: Tools): TypedVerb {
  const paths = () => Object.keys(currentProject(context).files).sort();
  return {
    word: 'cat',
    usage: 'FILE...',
    operands: paths,
    run({ operands }: Arguments) {
      if (operands.length === 0) return `which file? There are ${paths().join(', ')}`;
      for (const path of operands) {
        const { files } = currentProject(context);
        const text = Object.hasOwn(files, path) ? files[path] : undefined;
        if (text === undefined) return noFile(path, paths());
        say(context, [text.replace(/\n$/, '')]);
      }
      return undefined;
    },
  };
}

function noFile(path: string, paths: readonly string[]): string {
  const meant = nearest(path, paths);
  return `${path}: no such file; ${meant ? `did you mean ${meant}?` : '"ls" lists those there are'}`;
}
