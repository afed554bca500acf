import { ChevronDown, Copy, Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { NamedRequest } from '../../../model/index.ts';
import { useCommands } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Menu, MenuHeading, MenuItem, MenuLine } from '../../parts/Menu.tsx';
import { TextEntry } from '../../parts/TextEntry.tsx';
import { offerUndo } from '../toasts/offer-undo.ts';
import { words } from './request.words.ts';

interface RequestPickerProps {
  readonly requests: readonly NamedRequest[];
  readonly selected: NamedRequest | undefined;
}

/** The named requests: choose, add, rename, duplicate, delete. */
export function RequestPicker({ requests, selected }: RequestPickerProps) {
  const commands = useCommands();
  const [isRenaming, setIsRenaming] = useState(false);
  const remove = ({ id, name }: NamedRequest) => {
    commands.removeRequest(id);
    offerUndo(words.deleted(name), commands);
  };
  const rename = (name: string) => {
    if (selected) commands.editRequest(selected.id, { name });
    setIsRenaming(false);
  };
  if (isRenaming && selected) {
    const stop = () => setIsRenaming(false);
    return (
      <TextEntry
        isFocused
        className="input request-name"
        name={words.renameOf(selected.name)}
        value={selected.name}
        onCommit={rename}
        onCancel={stop}
      />
    );
  }
  const trigger = (
    <Button small look="quiet" className="request-picker">
      <strong>{selected?.name ?? words.none}</strong>
      {requests.length > 1 && <span className="count">{requests.length}</span>}
      <ChevronDown aria-hidden />
    </Button>
  );
  return (
    <Menu trigger={trigger}>
      <MenuHeading>{words.requests}</MenuHeading>
      {requests.map(({ id, name, method }) => (
        <MenuItem
          key={id}
          isChosen={id === selected?.id}
          icon={<span className="method-word">{method}</span>}
          onSelect={() => commands.selectRequest(id)}
        >
          {name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem icon={<Plus />} onSelect={() => commands.addRequest()}>
        {words.add}
      </MenuItem>
      {selected && (
        <>
          <MenuItem icon={<Pencil />} onSelect={() => setIsRenaming(true)}>
            {words.rename}
          </MenuItem>
          <MenuItem icon={<Copy />} onSelect={() => commands.duplicateRequest(selected.id)}>
            {words.duplicate}
          </MenuItem>
          <MenuItem isDanger icon={<Trash2 />} isDisabled={requests.length < 2} onSelect={() => remove(selected)}>
            {words.delete}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
