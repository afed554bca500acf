import { ArrowDown, ArrowUp, Download, Ellipsis, GripVertical, Microscope, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { ChainFilter } from '../../../model/index.ts';
import type { PluginPlace } from '../../../state/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { FilterNumber } from '../../parts/FilterNumber.tsx';
import { keyLabel } from '../../parts/key-label.ts';
import { Menu, MenuItem, MenuLine } from '../../parts/Menu.tsx';
import { Switch } from '../../parts/Switch.tsx';
import { words } from './chain.words.ts';

interface FilterCardProps {
  readonly filter: ChainFilter;
  readonly place: PluginPlace;
  readonly index: number;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onDragStart: () => void;
}

export function FilterCard({
  filter: { id, name, enabled, module },
  place,
  index,
  count,
  isOpen,
  onDragStart,
}: FilterCardProps) {
  const commands = useCommands();
  const moveTo = (to: number) => {
    if (to >= 0 && to < count) commands.moveFilter(id, to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    moveTo(event.key === 'ArrowUp' ? index - 1 : index + 1);
  };
  return (
    <div className="card-head" draggable onDragStart={onDragStart}>
      <GripVertical className="grip" aria-hidden />
      {place === 'filters' && <FilterNumber index={index} />}
      <button
        type="button"
        className="card-name"
        aria-expanded={isOpen}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        title={words.moveHint}
        onClick={() =>
          commands.setView(
            isOpen
              ? { openFilter: undefined, settings: undefined }
              : { openFilter: id, settings: 'plugin', pane: 'chain' },
          )
        }
        onKeyDown={onKeyDown}
      >
        <strong>{name}</strong>
        <small>{module.kind === 'source' ? module.entry : module.fileName}</small>
        <span className="for-readers">{words.settings}</span>
      </button>
      <div className="card-tools">
        <Switch name={words.switchOf(name)} isOn={enabled} onChange={() => commands.toggleFilter(id)} />
        <Menu
          trigger={
            <Button small look="quiet" className="icon" aria-label={words.actionsOf(name)}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem
            icon={<ArrowUp />}
            keys={keyLabel('Alt+ArrowUp')}
            isDisabled={index === 0}
            onSelect={() => moveTo(index - 1)}
          >
            {words.moveUp}
          </MenuItem>
          <MenuItem
            icon={<ArrowDown />}
            keys={keyLabel('Alt+ArrowDown')}
            isDisabled={index === count - 1}
            onSelect={() => moveTo(index + 1)}
          >
            {words.moveDown}
          </MenuItem>
          <MenuItem icon={<Microscope />} onSelect={() => void commands.inspect({ kind: 'filter', id })}>
            {words.inspect}
          </MenuItem>
          <MenuItem icon={<Download />} onSelect={() => void commands.downloadWasm(id)}>
            {words.download}
          </MenuItem>
          <MenuLine />
          <MenuItem isDanger icon={<Trash2 />} onSelect={() => commands.removeFilter(id)}>
            {words.remove}
          </MenuItem>
        </Menu>
      </div>
    </div>
  );
}
