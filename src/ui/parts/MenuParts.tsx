import { DropdownMenu } from 'radix-ui';
import type { MenuItemProps, MenuProps } from './Menu.tsx';
import { classes } from './classes.ts';
import type { ReactNode } from 'react';

/** A menu that has been asked for. */
export function MenuRoot({ trigger, isOpen, onOpenChange, align = 'start', children }: MenuProps) {
  return (
    <DropdownMenu.Root
      modal={false}
      {...(isOpen === undefined ? { defaultOpen: true } : { open: isOpen })}
      {...(onOpenChange && { onOpenChange })}
    >
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align={align} sideOffset={4} collisionPadding={8}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuItem(props: MenuItemProps) {
  const { onSelect, icon, keys, about, isDanger, isDisabled = false, isChosen, isOn, children } = props;
  return (
    <DropdownMenu.Item
      className={classes('menu-item', isDanger && 'danger')}
      onSelect={onSelect}
      disabled={isDisabled}
      {...(isChosen !== undefined && { role: 'menuitemradio', 'aria-checked': isChosen })}
      {...(isOn !== undefined && { role: 'menuitemcheckbox', 'aria-checked': isOn })}
    >
      {icon}
      <span>
        {children}
        {about !== undefined && <small>{about}</small>}
      </span>
      {keys !== undefined && <kbd>{keys}</kbd>}
    </DropdownMenu.Item>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="menu-heading">{children}</DropdownMenu.Label>;
}

export function MenuLine() {
  return <DropdownMenu.Separator className="menu-line" />;
}
