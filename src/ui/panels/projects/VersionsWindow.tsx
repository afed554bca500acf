import { ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import type { ShelfSlice } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { Button } from '../../parts/Button.tsx';
import { Dialog } from '../../parts/Dialog.tsx';
import { changedAt } from './changed-at.ts';
import { VersionChanges } from './VersionChanges.tsx';
import { reasons, words } from './projects.words.ts';

interface VersionsWindowProps {
  readonly of: NonNullable<ShelfSlice['versionsOf']>;
  readonly onClose: () => void;
}

/** Earlier texts of a project: what changed since, and the way back. */
export function VersionsWindow({ of, onClose }: VersionsWindowProps) {
  const commands = useCommands();
  const { versions, readAt } = useSelected(({ shelf }) => ({ versions: shelf.versions, readAt: shelf.readAt }));
  const [chosen, setChosen] = useState<string>();
  const version = versions.find(({ hash }) => hash === chosen) ?? versions[0];
  const goBack = async (hash: string) => {
    onClose();
    await commands.goBackTo(of.id, hash);
  };
  return (
    <Dialog
      title={words.versionsTitle(of.project.name || words.noName)}
      about={words.versionsAbout}
      close={words.close}
      size={versions.length > 0 ? 'large' : 'small'}
      onClose={onClose}
      actions={
        <>
          <Button className="versions-back" look="quiet" onClick={() => void commands.showVersions(undefined)}>
            <ArrowLeft aria-hidden />
            {words.back}
          </Button>
          {version && (
            <Button look="primary" onClick={() => void goBack(version.hash)}>
              {words.goBack}
            </Button>
          )}
        </>
      }
    >
      {version === undefined ? (
        <p className="soft">{words.noVersions}</p>
      ) : (
        <div className="versions">
          <ul aria-label={words.versionList}>
            {versions.map(({ hash, at, reason }) => (
              <li key={hash}>
                <button
                  type="button"
                  className="version"
                  aria-pressed={hash === version.hash}
                  onClick={() => setChosen(hash)}
                >
                  {changedAt(at, readAt)}
                  <small>{reasons[reason]}</small>
                </button>
              </li>
            ))}
          </ul>
          <VersionChanges from={version.project} to={of.project} />
        </div>
      )}
    </Dialog>
  );
}
