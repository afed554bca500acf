import { useEffect, useState } from 'react';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { ProjectList } from './ProjectList.tsx';
import { VersionsWindow } from './VersionsWindow.tsx';
import { words } from './projects.words.ts';
import './projects.css';

/** What this browser keeps: the projects, or the versions of one of them. */
export function ProjectsWindow() {
  const commands = useCommands();
  const [renaming, setRenaming] = useState<string>();
  const { versionsOf, unreadable } = useSelected(({ shelf }) => ({
    versionsOf: shelf.versionsOf,
    unreadable: shelf.unreadable,
  }));
  useEffect(() => void commands.listProjects(), [commands]);
  const close = () => {
    commands.setView({ dialog: undefined });
    void commands.showVersions(undefined);
  };
  if (versionsOf) return <VersionsWindow of={versionsOf} onClose={close} />;
  const begin = () => {
    close();
    commands.newProject();
  };
  const openZip = () => {
    close();
    void commands.pickZip();
  };
  return (
    <Dialog
      title={words.title}
      about={words.about}
      close={words.close}
      // Escape gives up a name that is being typed, and not the window.
      onClose={() => (renaming === undefined ? close() : setRenaming(undefined))}
      actions={
        <>
          {unreadable > 0 && (
            <p className="kept-aside">
              {words.unreadable(unreadable)}{' '}
              <Button small onClick={() => void commands.downloadUnreadable()}>
                {words.downloadUnreadable}
              </Button>
            </p>
          )}
          <Button onClick={openZip}>{words.openZip}</Button>
          <Button look="primary" onClick={begin}>
            {words.newProject}
          </Button>
        </>
      }
    >
      <ProjectList renaming={renaming} onRename={setRenaming} onClose={close} />
    </Dialog>
  );
}
