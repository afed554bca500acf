import type { Project } from '../../../model/index.ts';
import { type LineChange, lineChanges } from '../../../state/index.ts';

export interface FileChange {
  readonly path: string;
  readonly kind: 'changed' | 'removed' | 'added';
  readonly lines: readonly LineChange[];
}

/** The files that are not what they were, by name. */
export function fileChanges(from: Project['files'], to: Project['files']): readonly FileChange[] {
  const paths = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return paths
    .filter((path) => from[path] !== to[path])
    .map((path) => {
      const [before, after] = [from[path], to[path]];
      const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
      return { path, kind, lines: lineChanges(before ?? '', after ?? '') };
    });
}

/** What is not worth a word: which request is chosen, and what it was built with. */
const silent = new Set(['id', 'name', 'files', 'selectedRequest', 'madeWith', 'schema']);

/** Parts other than name and files that are not what they were. */
export function changedParts(from: Project, to: Project): readonly string[] {
  const before = new Map<string, unknown>(Object.entries(from));
  return Object.entries(to)
    .filter(([part, value]) => !silent.has(part) && JSON.stringify(value) !== JSON.stringify(before.get(part)))
    .map(([part]) => part);
}
