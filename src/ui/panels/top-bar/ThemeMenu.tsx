import { Check, Monitor, Moon, Sun } from 'lucide-react';
import { useEffect } from 'react';
import type { Theme } from '../../../state/index.ts';
import { useCommands, useSelected } from '../../app-context.tsx';
import { IconButton } from '../../parts/Button.tsx';
import { Menu, MenuItem } from '../../parts/Menu.tsx';
import { showTheme } from '../../theme.ts';
import { words } from './top-bar.words.ts';

const themes: readonly Theme[] = ['system', 'light', 'dark'];
const icons = { system: Monitor, light: Sun, dark: Moon };

export function ThemeMenu() {
  const commands = useCommands();
  const theme = useSelected(({ view }) => view.theme);
  useEffect(() => showTheme(theme), [theme]);
  const Icon = icons[theme];
  return (
    <Menu trigger={<IconButton name={words.theme} icon={<Icon />} />}>
      {themes.map((one) => (
        <MenuItem
          key={one}
          isChosen={one === theme}
          icon={one === theme ? <Check aria-hidden /> : <span className="icon-space" />}
          onSelect={() => commands.setView({ theme: one })}
        >
          {words.themes[one]}
        </MenuItem>
      ))}
    </Menu>
  );
}
