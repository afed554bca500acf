import { Menu as MenuIcon } from 'lucide-react';
import { Suspense } from 'react';
import { IconButton } from '../../parts/Button.tsx';
import { late } from '../../parts/late.ts';
import { Menu } from '../../parts/Menu.tsx';
import { words } from './menu.words.ts';

const Nothing = () => null;
const VerbMenus = late(() => import('./VerbMenus.tsx').then((it) => it.VerbMenus), Nothing);

/** Everything that the page can do, in one menu. */
export function MainMenu() {
  return (
    <Menu trigger={<IconButton name={words.menu} icon={<MenuIcon />} />}>
      <Suspense>
        <VerbMenus />
      </Suspense>
    </Menu>
  );
}
