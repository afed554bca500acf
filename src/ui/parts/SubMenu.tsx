import { ChevronRight } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

const narrow = matchMedia('(max-width: 799px)');
/** Where there is no room beside a menu, the next one covers most of it. */
const OVERLAP = -176;

/** A menu inside a menu. */
export function SubMenu({ title, children }: { title: string; children: ReactNode }) {
  return (
    <DropdownMenu.Sub>
      <DropdownMenu.SubTrigger className="menu-item">
        <span>{title}</span>
        <ChevronRight aria-hidden className="at-end" />
      </DropdownMenu.SubTrigger>
      <DropdownMenu.Portal>
        <DropdownMenu.SubContent
          className="menu"
          sideOffset={narrow.matches ? OVERLAP : 2}
          alignOffset={-4}
          collisionPadding={8}
        >
          {children}
        </DropdownMenu.SubContent>
      </DropdownMenu.Portal>
    </DropdownMenu.Sub>
  );
}
