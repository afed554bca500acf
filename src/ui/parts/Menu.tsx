import { cloneElement, type ReactElement, type ReactNode, Suspense, useState } from 'react';
import { late } from './late.ts';

interface TriggerProps {
  onClick?: () => void;
  onPointerEnter?: () => void;
  onFocus?: () => void;
  onKeyDown?: (event: { key: string; preventDefault(): void }) => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

export interface MenuProps {
  readonly trigger: ReactElement<TriggerProps>;
  /** Left out: the menu keeps it itself. */
  readonly isOpen?: boolean;
  readonly onOpenChange?: (isOpen: boolean) => void;
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

export interface MenuItemProps {
  readonly onSelect: () => void;
  readonly icon?: ReactNode;
  readonly keys?: string;
  readonly about?: string;
  readonly isDanger?: boolean;
  readonly isDisabled?: boolean;
  /** For an item that stands for one of several choices. */
  readonly isChosen?: boolean;
  /** For an item that is switched on and off. */
  readonly isOn?: boolean;
  readonly children: ReactNode;
}

// The first result needs no menu: what makes one is fetched when a pointer or the focus comes near a trigger.
const parts = () => import('./MenuParts.tsx');
const Nothing = () => null;
const MenuRoot = late<MenuProps>(
  () => parts().then((it) => it.MenuRoot),
  ({ trigger }) => trigger,
);
export const MenuItem = late<MenuItemProps>(() => parts().then((it) => it.MenuItem), Nothing);
export const MenuHeading = late<{ children: ReactNode }>(() => parts().then((it) => it.MenuHeading), Nothing);
export const MenuLine = late<object>(() => parts().then((it) => it.MenuLine), Nothing);
const preload = () => {
  parts().catch(() => {
    // The menu itself will say so.
  });
};

/** A button that opens a menu. */
export function Menu(props: MenuProps) {
  const { trigger, isOpen, onOpenChange } = props;
  const [wasAsked, setWasAsked] = useState(false);
  if (isOpen === true && !wasAsked) setWasAsked(true);
  if (!wasAsked) {
    const ask = () => {
      setWasAsked(true);
      onOpenChange?.(true);
    };
    return cloneElement(trigger, {
      onClick: ask,
      onPointerEnter: preload,
      onFocus: preload,
      onKeyDown: (event) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        ask();
      },
      'aria-haspopup': 'menu',
      'aria-expanded': false,
    });
  }
  return (
    <Suspense fallback={trigger}>
      <MenuRoot {...props} />
    </Suspense>
  );
}
