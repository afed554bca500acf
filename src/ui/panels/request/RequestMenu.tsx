import { ArrowLeft, ArrowRight, ClipboardCopy, Copy, Download, Ellipsis, Pencil, Rows2, Trash2 } from 'lucide-react';
import { allOverlap, type NamedRequest } from '../../../model/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Menu, MenuItem, MenuLine } from '../../parts/Menu.tsx';
import { words } from './request.words.ts';

interface RequestMenuProps {
  readonly requests: readonly NamedRequest[];
  readonly selected: NamedRequest | undefined;
  readonly onRename: (id: string) => void;
}

export function RequestMenu({ requests, selected, onRename }: RequestMenuProps) {
  const commands = useCommands();
  const { hasRun, isSequence } = useSelected(({ run, project }) => ({
    hasRun: run.result !== undefined,
    isSequence: project.current.isSequence,
  }));
  const isOverlapped = allOverlap(requests);
  const at = requests.findIndex((request) => request === selected);
  const trigger = (
    <Button small look="quiet" className="icon" aria-label={words.more} title={words.more}>
      <Ellipsis aria-hidden />
    </Button>
  );
  return (
    <Menu trigger={trigger} align="end">
      {selected && (
        <>
          <MenuItem icon={<Pencil />} keys="F2" onSelect={() => onRename(selected.id)}>
            {words.rename}
          </MenuItem>
          <MenuItem icon={<Copy />} onSelect={() => commands.duplicateRequest(selected.id)}>
            {words.duplicate}
          </MenuItem>
          <MenuItem
            icon={<ArrowLeft />}
            keys="Alt+←"
            isDisabled={at < 1}
            onSelect={() => commands.moveRequest(selected.id, at - 1)}
          >
            {words.moveBack}
          </MenuItem>
          <MenuItem
            icon={<ArrowRight />}
            keys="Alt+→"
            isDisabled={at === requests.length - 1}
            onSelect={() => commands.moveRequest(selected.id, at + 1)}
          >
            {words.moveOn}
          </MenuItem>
          <MenuItem
            isDanger
            icon={<Trash2 />}
            isDisabled={requests.length < 2}
            onSelect={() => commands.removeRequest(selected.id)}
          >
            {words.delete}
          </MenuItem>
        </>
      )}
      {isSequence && requests.length > 1 && (
        <MenuItem icon={<Rows2 />} onSelect={() => commands.overlapRequests(!isOverlapped)}>
          {isOverlapped ? words.overlapNone : words.overlapAll}
        </MenuItem>
      )}
      <MenuLine />
      <MenuItem icon={<ClipboardCopy />} onSelect={() => void commands.copyHttp()}>
        {words.copyHttp}
      </MenuItem>
      <MenuItem icon={<Download />} onSelect={() => void commands.saveHttp()}>
        {words.saveHttp}
      </MenuItem>
      <MenuItem icon={<Download />} isDisabled={!hasRun} onSelect={() => void commands.saveHar()}>
        {words.saveHar}
      </MenuItem>
    </Menu>
  );
}
