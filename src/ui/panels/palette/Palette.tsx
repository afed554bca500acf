import { Command } from 'cmdk';
import { useCommands, usePage, useSelected } from '../../app-context.tsx';
import { keyLabel } from '../../parts/key-label.ts';
import { useFocusReturn } from '../../parts/use-focus-return.ts';
import { words } from './palette.words.ts';
import './palette.css';

/** Every verb of the product, by name. */
export function Palette() {
  useFocusReturn(); // the dialog would give it to its trigger, and has none
  const commands = useCommands();
  const { palette, examples } = usePage();
  const paths = useSelected(({ project }) => Object.keys(project.current.files).sort());
  const others = palette.filter(({ id }) => id !== 'palette');
  const close = () => commands.setView({ isPaletteOpen: false });
  const choose = (act: () => void) => {
    close();
    act();
  };
  return (
    <Command.Dialog
      open
      onOpenChange={(isOpen) => !isOpen && close()}
      label={words.title}
      overlayClassName="dialog-veil"
      contentClassName="dialog palette"
    >
      <Command.Input className="palette-input" aria-label={words.search} placeholder={words.hint} />
      <Command.List className="palette-list">
        <Command.Empty className="empty">{words.none}</Command.Empty>
        <Command.Group heading={words.commands}>
          {others.map((command) => (
            <Command.Item
              key={command.id}
              value={command.title}
              className="menu-item"
              onSelect={() => choose(() => command.run())}
            >
              {command.title}
              {command.shortcut !== undefined && <kbd>{keyLabel(command.shortcut)}</kbd>}
            </Command.Item>
          ))}
        </Command.Group>
        {paths.length > 0 && (
          <Command.Group heading={words.files}>
            {paths.map((path) => (
              <Command.Item
                key={path}
                value={`file ${path}`}
                className="menu-item"
                onSelect={() => choose(() => commands.openFile(path))}
              >
                {path}
              </Command.Item>
            ))}
          </Command.Group>
        )}
        {examples.length > 0 && (
          <Command.Group heading={words.examples}>
            {examples.map(({ id, title }) => (
              <Command.Item
                key={id}
                value={`example ${title} ${id}`}
                className="menu-item"
                onSelect={() => choose(() => void commands.loadExample(id))}
              >
                {title}
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  );
}
