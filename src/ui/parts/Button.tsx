import type { ComponentProps, ReactNode } from 'react';
import { classes } from './classes.ts';
import { Tip } from './Tip.tsx';

type Look = 'plain' | 'primary' | 'quiet';

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: Look;
  readonly small?: boolean;
}

export function Button({ look = 'plain', small = false, className, ...rest }: ButtonProps) {
  return <button type="button" className={classes('button', look, small && 'small', className)} {...rest} />;
}

interface IconButtonProps extends Omit<ButtonProps, 'children' | 'title'> {
  /** The accessible name, and the tooltip. */
  readonly name: string;
  readonly keys?: string | undefined;
  readonly icon: ReactNode;
}

export function IconButton({ name, keys, icon, look = 'quiet', className, ...rest }: IconButtonProps) {
  return (
    <Tip text={name} keys={keys}>
      <Button look={look} aria-label={name} className={classes('icon', className)} {...rest}>
        {icon}
      </Button>
    </Tip>
  );
}
