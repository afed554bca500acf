import { Command, FolderOpen, GraduationCap, Play, Share2 } from 'lucide-react';
import { Button, IconButton } from '../../parts/Button.tsx';
import { keyLabel } from '../../parts/key-label.ts';
import { TextEntry } from '../../parts/TextEntry.tsx';
import { useCommands, useSelected } from '../../app-context.tsx';
import { useIsNarrow } from '../layout/use-is-narrow.ts';
import { ExamplesMenu } from './ExamplesMenu.tsx';
import { ExportButton } from './ExportButton.tsx';
import { MainMenu } from '../menu/MainMenu.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import { words } from './top-bar.words.ts';

export function TopBar() {
  const commands = useCommands();
  const isNarrow = useIsNarrow();
  const { name, saved, isRunning, isShared } = useSelected(({ project, run, share }) => ({
    name: project.current.name,
    saved: project.saved,
    isRunning: run.isRunning,
    isShared: share.opened === project.current.id,
  }));
  return (
    <header className="top-bar">
      <MainMenu />
      <h1 className="brand">
        <img src="./icon.svg" alt="" width="20" height="20" />
        <span>{words.brand}</span>
      </h1>
      {isShared && <span className="shared-name wide-only">{words.shared}</span>}
      <TextEntry
        name={words.projectName}
        className="project-name"
        value={name}
        onCommit={(to) => commands.renameProject(to)}
      />
      {!isNarrow && (
        <IconButton name={words.projects} icon={<FolderOpen />} onClick={() => void commands.act('projects')} />
      )}
      <span className="saved" data-saved={saved} title={words.saved[saved]}>
        <span>{words.saved[saved]}</span>
      </span>
      <div className="grows" />
      <ExamplesMenu />
      <Button look="quiet" aria-label={words.learn} onClick={() => void commands.learn()}>
        <GraduationCap aria-hidden />
        <span className="wide-only">{words.learn}</span>
      </Button>
      {!isNarrow && (
        <IconButton
          name={words.palette}
          keys={keyLabel('$mod+k')}
          icon={<Command />}
          onClick={() => void commands.act('palette')}
        />
      )}
      <Button look="primary" onClick={() => void commands.run()} aria-keyshortcuts="Control+Enter">
        <Play aria-hidden />
        <span className="run-label">{isRunning ? words.running : words.run}</span>
        {!isNarrow && <kbd>{keyLabel('$mod+Enter')}</kbd>}
      </Button>
      <Button look="quiet" aria-label={words.share} onClick={() => commands.setView({ dialog: 'share' })}>
        <Share2 aria-hidden />
        <span className="wide-only">{words.share}</span>
      </Button>
      {!isNarrow && <ExportButton />}
      {!isNarrow && <ThemeMenu />}
    </header>
  );
}
