import { Ellipsis, FileCode, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button, IconButton } from '../../parts/Button.tsx';
import { Menu, MenuItem } from '../../parts/Menu.tsx';
import { Pane } from '../../parts/Pane.tsx';
import { TextEntry } from '../../parts/TextEntry.tsx';
import { errorsByFile } from '../editor/problems.ts';
import { words } from './files.words.ts';
import './files.css';

/** Which row is a text field now: that of a file, or the new one. */
type Editing = { readonly kind: 'new' } | { readonly kind: 'rename'; readonly path: string } | undefined;

export function FilesPanel() {
  const commands = useCommands();
  const { files, active, entries } = useSelected(({ project, editor, build }) => ({
    files: project.current.files,
    active: editor.active,
    entries: build.entries,
  }));
  const [editing, setEditing] = useState<Editing>();
  const errors = errorsByFile(entries);
  const paths = Object.keys(files).sort();
  const finish = (act: () => void) => {
    act();
    setEditing(undefined);
  };
  const add = <IconButton small name={words.add} icon={<Plus />} onClick={() => setEditing({ kind: 'new' })} />;
  return (
    <Pane title={words.title} actions={add}>
      <ul className="files scrolls grows" aria-label={words.list}>
        {paths.length === 0 && editing === undefined && <li className="empty">{words.empty}</li>}
        {paths.map((path) =>
          editing?.kind === 'rename' && editing.path === path ? (
            <li key={path} className="file">
              <TextEntry
                isFocused
                className="input"
                name={words.renameOf(path)}
                value={path}
                onCommit={(to) => finish(() => commands.renameFile(path, withExtension(to)))}
                onCancel={() => setEditing(undefined)}
              />
            </li>
          ) : (
            <li key={path} className="file" data-active={path === active || undefined}>
              <button
                type="button"
                className="file-name"
                aria-current={path === active}
                onClick={() => commands.openFile(path)}
              >
                <FileCode aria-hidden />
                <span>{path}</span>
                {errors[path] !== undefined && (
                  <span className="count" data-tone="error" title={words.errors(errors[path])}>
                    {errors[path]}
                  </span>
                )}
              </button>
              <Menu
                trigger={
                  <Button small look="quiet" className="icon" aria-label={words.actionsOf(path)}>
                    <Ellipsis aria-hidden />
                  </Button>
                }
              >
                <MenuItem icon={<Pencil />} onSelect={() => setEditing({ kind: 'rename', path })}>
                  {words.rename}
                </MenuItem>
                <MenuItem isDanger icon={<Trash2 />} onSelect={() => commands.deleteFile(path)}>
                  {words.delete}
                </MenuItem>
              </Menu>
            </li>
          ),
        )}
        {editing?.kind === 'new' && (
          <li className="file">
            <TextEntry
              isFocused
              className="input"
              name={words.newName}
              value=""
              onCommit={(path) => finish(() => commands.addFile(withExtension(path)))}
              onCancel={() => setEditing(undefined)}
            />
          </li>
        )}
      </ul>
    </Pane>
  );
}

function withExtension(path: string): string {
  return path.endsWith('.ts') ? path : `${path}.ts`;
}
