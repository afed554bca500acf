import { Command, FolderOpen, Play } from 'lucide-react';
import { Button, IconButton } from '../../parts/Button.tsx';
import { keyLabel } from '../../parts/key-label.ts';
import { TextEntry } from '../../parts/TextEntry.tsx';
import { useCommands, useSelected } from '../../app-context.tsx';
import { useIsNarrow } from '../layout/use-is-narrow.ts';
import { ExamplesMenu } from './ExamplesMenu.tsx';
import { ExportMenu } from './ExportMenu.tsx';
import { ThemeMenu } from './ThemeMenu.tsx';
import { words } from './top-bar.words.ts';

export function TopBar() {
  const commands = useCommands();
  const isNarrow = useIsNarrow();
  const { name, saved, isRunning } = useSelected(({ project, run }) => ({
    name: project.current.name,
    saved: project.saved,
    isRunning: run.isRunning,
  }));
  return (
    <header className="top-bar">
      <h1 className="brand">
        <img src="./icon.svg" alt="" width="20" height="20" />
        <span>{words.brand}</span>
      </h1>
      <TextEntry
        name={words.projectName}
        className="project-name"
        value={name}
        onCommit={(to) => commands.renameProject(to)}
      />
      <IconButton
        name={words.projects}
        icon={<FolderOpen />}
        onClick={() => commands.setView({ dialog: 'projects' })}
      />
      <span className="saved" data-saved={saved} title={words.saved[saved]}>
        <span>{words.saved[saved]}</span>
      </span>
      <div className="grows" />
      <ExamplesMenu />
      {!isNarrow && (
        <IconButton
          name={words.palette}
          keys={keyLabel('$mod+k')}
          icon={<Command />}
          onClick={() => commands.setView({ isPaletteOpen: true })}
        />
      )}
      <Button look="primary" onClick={() => void commands.run()} aria-keyshortcuts="Control+Enter">
        <Play aria-hidden />
        <span className="run-label">{isRunning ? words.running : words.run}</span>
        {!isNarrow && <kbd>{keyLabel('$mod+Enter')}</kbd>}
      </Button>
      <ExportMenu />
      <ThemeMenu />
    </header>
  );
}
