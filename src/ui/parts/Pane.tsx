import { type ReactNode, useId } from 'react';
import { classes } from './classes.ts';

interface PaneProps {
  readonly title: string;
  /** The pane shows its own heading elsewhere. */
  readonly isTitleHidden?: boolean;
  readonly head?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A named region of the page. */
export function Pane({ title, isTitleHidden = false, head, actions, className, children }: PaneProps) {
  const id = useId();
  const isHeadShown = !isTitleHidden || head !== undefined || actions !== undefined;
  return (
    <section className={classes('pane', className)} aria-labelledby={id}>
      {!isHeadShown && (
        <h2 id={id} className="for-readers">
          {title}
        </h2>
      )}
      {isHeadShown && (
        <div className="pane-head">
          <h2 id={id} className={isTitleHidden ? 'for-readers' : undefined}>
            {title}
          </h2>
          {head}
          {actions !== undefined && <div className="actions">{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}
