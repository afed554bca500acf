import { Copy, Ellipsis, History, Pencil, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { KeptSummary } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { Menu, MenuItem, MenuLine } from '../../parts/Menu.tsx';
import { TextEntry } from '../../parts/TextEntry.tsx';
import { changedAt } from './changed-at.ts';
import { words } from './projects.words.ts';

interface ProjectRowProps {
  readonly kept: KeptSummary;
  readonly now: number;
  readonly isOpen: boolean;
  readonly isRenaming: boolean;
  readonly onOpen: () => void;
  readonly onRename: (isRenaming: boolean) => void;
  readonly onDelete: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export function ProjectRow(props: ProjectRowProps) {
  const { kept, now, isOpen, isRenaming, onOpen, onRename, onDelete, onKeyDown } = props;
  const commands = useCommands();
  const { id, filters } = kept;
  const name = kept.name || words.noName;
  const press = (event: KeyboardEvent) => {
    if (event.key === 'F2') onRename(true);
    else if (event.key === 'Delete') onDelete();
    else onKeyDown(event);
  };
  if (isRenaming) {
    return (
      <li className="kept">
        <TextEntry
          isFocused
          className="input"
          name={words.renameOf(name)}
          value={kept.name}
          onCommit={(to) => {
            onRename(false);
            void commands.renameKept(id, to);
          }}
          onCancel={() => onRename(false)}
        />
      </li>
    );
  }
  return (
    <li className="kept" data-open={isOpen || undefined}>
      <button type="button" className="kept-open" onClick={onOpen} onKeyDown={press}>
        <span className="kept-name">{name}</span>
        {isOpen && <span className="badge">{words.isOpen}</span>}
        <small title={new Date(kept.changedAt).toLocaleString('en-GB')}>
          {words.filters(filters)} · {words.changed(changedAt(kept.changedAt, now))}
        </small>
      </button>
      <Menu trigger={<IconButton name={words.actions(name)} icon={<Ellipsis />} />}>
        <MenuItem icon={<Pencil aria-hidden />} keys="F2" onSelect={() => onRename(true)}>
          {words.rename}
        </MenuItem>
        <MenuItem icon={<Copy aria-hidden />} onSelect={() => void commands.duplicateKept(id)}>
          {words.duplicate}
        </MenuItem>
        <MenuItem icon={<History aria-hidden />} onSelect={() => void commands.showVersions(id)}>
          {words.versions}
        </MenuItem>
        <MenuLine />
        <MenuItem isDanger icon={<Trash2 aria-hidden />} keys="Del" onSelect={onDelete}>
          {words.delete}
        </MenuItem>
      </Menu>
    </li>
  );
}
