import { Check, Monitor, Moon, Sun } from 'lucide-react';
import type { Theme } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { Menu, MenuItem, MenuLine } from '../../parts/Menu.tsx';
import { words } from './top-bar.words.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const icons = { system: Monitor, light: Sun, dark: Moon };
const mark = (isChosen: boolean) => (isChosen ? <Check aria-hidden /> : <span className="icon-space" />);

export function ThemeMenu() {
  const commands = useCommands();
  const { theme, hasMoreContrast } = useSelected(({ view }) => view);
  const Icon = icons[theme];
  return (
    <Menu trigger={<IconButton name={words.theme} icon={<Icon />} />}>
      {themes.map((one) => (
        <MenuItem
          key={one}
          isChosen={one === theme}
          icon={mark(one === theme)}
          onSelect={() => commands.setView({ theme: one })}
        >
          {words.themes[one]}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem
        isOn={hasMoreContrast}
        icon={mark(hasMoreContrast)}
        onSelect={() => commands.setView({ hasMoreContrast: !hasMoreContrast })}
      >
        {words.moreContrast}
      </MenuItem>
    </Menu>
  );
}
