import type { ChainFilter } from '../../model/index.ts';
import { change, writeFile } from './change.ts';
import type { Commands, Place } from './commands.ts';
import { type Context, currentProject, patch, toast } from './context.ts';

type FileCommands = Pick<
  Commands,
  'editFile' | 'addFile' | 'renameFile' | 'deleteFile' | 'openFile' | 'closeFile' | 'placeCursor' | 'renameProject'
>;

export function fileCommands(context: Context): FileCommands {
  const open = (path: string): void => {
    const { open: tabs } = context.store.getState().editor;
    patch(context, 'editor', { open: tabs.includes(path) ? tabs : [...tabs, path], active: path });
  };
  const close = (path: string): void => {
    const { open: tabs, active } = context.store.getState().editor;
    const left = tabs.filter((tab) => tab !== path);
    const neighbour = left[Math.max(0, tabs.indexOf(path) - 1)];
    patch(context, 'editor', { open: left, active: active === path ? neighbour : active });
  };
  return {
    editFile(path, text) {
      if (currentProject(context).files[path] !== text) writeFile(context, path, text);
    },
    addFile(path, text = '') {
      if (!isFree(context, path)) return;
      change(context, { label: `add ${path}`, files: { [path]: text } });
      open(path);
    },
    renameFile(from, to) {
      const { files, filters } = currentProject(context);
      const text = files[from];
      if (text === undefined || from === to || !isFree(context, to)) return;
      change(context, {
        label: `rename ${from}`,
        parts: { filters: filters.map((filter) => withEntry(filter, from, to)) },
        files: { [from]: undefined, [to]: text },
      });
      const { open: tabs, active } = context.store.getState().editor;
      const renamed = (path: string) => (path === from ? to : path);
      patch(context, 'editor', { open: tabs.map(renamed), active: active && renamed(active) });
    },
    deleteFile(path) {
      if (currentProject(context).files[path] === undefined) return;
      change(context, { label: `delete ${path}`, files: { [path]: undefined } });
      close(path);
    },
    openFile(path, at) {
      if (currentProject(context).files[path] === undefined && !isSdkPath(path)) return;
      open(path);
      const serial = (context.store.getState().editor.reveal?.serial ?? 0) + 1;
      if (at) patch(context, 'editor', { reveal: { file: path, range: rangeOf(at), serial } });
    },
    closeFile: close,
    placeCursor(path, line, column) {
      const { cursors } = context.store.getState().editor;
      patch(context, 'editor', { cursors: { ...cursors, [path]: { line, column } } });
    },
    renameProject(name) {
      if (name.trim() !== '')
        change(context, { label: 'rename the project', key: 'name', parts: { name: name.trim() } });
    },
  };
}

/** Whether a new file may have this path; says so when not. */
function isFree(context: Context, path: string): boolean {
  if (!isSourcePath(path)) toast(context, { kind: 'bad-name', name: path });
  else if (currentProject(context).files[path] !== undefined) toast(context, { kind: 'name-taken', name: path });
  else return true;
  return false;
}

/** `filter.ts`, `auth/index.ts`; `sdk/` is the SDK's. */
function isSourcePath(path: string): boolean {
  return /^(?!sdk\/)[\w-][\w.-]*(\/[\w-][\w.-]*)*\.ts$/.test(path);
}

/** The SDK's sources can be read like files of the project. */
const isSdkPath = (path: string): boolean => path.startsWith('sdk/assembly/');

function withEntry(filter: ChainFilter, from: string, to: string): ChainFilter {
  const { module } = filter;
  return module.kind === 'source' && module.entry === from ? { ...filter, module: { ...module, entry: to } } : filter;
}

/** A point, or whole lines. */
function rangeOf({ line, column, toLine }: Place) {
  const [endLineNumber, endColumn] = toLine === undefined ? [line, column] : [toLine + 1, 1];
  return { startLineNumber: line, startColumn: column, endLineNumber, endColumn };
}
