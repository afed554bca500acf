import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { KeptSummary } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Note } from '../../parts/Note.tsx';
import { ProjectRow } from './ProjectRow.tsx';
import { RecentlyDeleted } from './RecentlyDeleted.tsx';
import { troubles, words } from './projects.words.ts';

interface ProjectListProps {
  readonly renaming: string | undefined;
  readonly onRename: (id: string | undefined) => void;
  readonly onClose: () => void;
}

export function ProjectList({ renaming, onRename, onClose }: ProjectListProps) {
  const commands = useCommands();
  const { shelf, current } = useSelected(({ shelf, project }) => ({ shelf, current: project.current.id }));
  const [wanted, setWanted] = useState('');
  const [deleted, setDeleted] = useState<{ readonly kept: KeptSummary; readonly wasOpen: boolean }>();
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('.kept-open') ?? [])];
  const shown = shelf.projects.filter(({ name }) => name.toLowerCase().includes(wanted.trim().toLowerCase()));
  const open = (id: string) => {
    onClose();
    void commands.openKept(id);
  };
  const remove = async (kept: KeptSummary) => {
    const at = shown.indexOf(kept);
    await commands.deleteKept(kept.id);
    setDeleted({ kept, wasOpen: kept.id === current });
    (rows()[Math.min(at, rows().length - 1)] ?? search.current)?.focus();
  };
  const undo = async ({ kept: { id }, wasOpen }: NonNullable<typeof deleted>) => {
    setDeleted(undefined);
    await commands.undeleteKept(id);
    if (wasOpen) await commands.openKept(id);
    search.current?.focus();
  };
  const step = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = rows();
    const at = all.findIndex((row) => row === event.target);
    if (by === undefined || (at < 0 && by < 0)) return;
    event.preventDefault();
    (all[at + by] ?? (by < 0 ? search.current : all.at(-1)))?.focus();
  };
  const isRead = shelf.status === 'read';
  useEffect(() => {
    if (isRead) search.current?.focus();
  }, [isRead]);
  if (shelf.status === 'failed') return <Note tone="removed">{troubles[shelf.trouble ?? 'other']}</Note>;
  if (shelf.status === 'reading') return <p className="soft">{words.reading}</p>;
  return (
    <div className="kept-list">
      {deleted && (
        <Note>
          <output className="kept-deleted">
            {words.deleted(deleted.kept.name || words.noName)}
            <Button small onClick={() => void undo(deleted)}>
              {words.undo}
            </Button>
          </output>
        </Note>
      )}
      {shelf.projects.length === 0 ? (
        <Nothing onClose={onClose} />
      ) : (
        <input
          ref={search}
          type="search"
          className="input"
          aria-label={words.search}
          placeholder={words.searchHint}
          value={wanted}
          onKeyDown={step}
          onChange={({ target }) => setWanted(target.value)}
        />
      )}
      <ul ref={list} aria-label={words.list}>
        {shown.map((kept) => (
          <ProjectRow
            key={kept.id}
            kept={kept}
            now={shelf.readAt}
            isOpen={kept.id === current}
            isRenaming={kept.id === renaming}
            onOpen={() => open(kept.id)}
            onRename={(isRenaming) => onRename(isRenaming ? kept.id : undefined)}
            onDelete={() => void remove(kept)}
            onKeyDown={step}
          />
        ))}
      </ul>
      {shelf.projects.length > 0 && shown.length === 0 && <p className="soft">{words.noneFits(wanted.trim())}</p>}
      <RecentlyDeleted all={shelf.deleted} />
    </div>
  );
}

function Nothing({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const examples = () => {
    onClose();
    commands.setView({ isExamplesOpen: true });
  };
  return (
    <div className="kept-nothing">
      <strong>{words.nothing}</strong>
      <p className="soft">{words.nothingAbout}</p>
      <Button onClick={examples}>{words.openExample}</Button>
    </div>
  );
}
