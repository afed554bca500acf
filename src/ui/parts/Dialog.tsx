import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import { useFocusReturn } from './use-focus-return.ts';

interface DialogProps {
  readonly title: string;
  /** One sentence under the title. */
  readonly about?: string;
  /** Name of the button that closes it. */
  readonly close: string;
  readonly onClose: () => void;
  readonly size?: 'small' | 'large';
  readonly children: ReactNode;
  /** Buttons at the foot, the main one last. */
  readonly actions?: ReactNode;
}

/** A window over the page: shown while it is there, closed by Escape, by its veil, or by its button. */
export function Dialog({ title, about, close, onClose, size = 'small', children, actions }: DialogProps) {
  useFocusReturn();
  return (
    <Radix.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="dialog-veil" />
        <Radix.Content
          className="dialog window"
          data-size={size}
          onOpenAutoFocus={focusInside}
          {...(about === undefined && { 'aria-describedby': undefined })}
        >
          <header className="window-head">
            <div>
              <Radix.Title className="window-title">{title}</Radix.Title>
              {about !== undefined && <Radix.Description className="window-about">{about}</Radix.Description>}
            </div>
            <IconButton name={close} icon={<X />} onClick={onClose} />
          </header>
          <div className="window-body">{children}</div>
          {actions !== undefined && <footer className="window-foot">{actions}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Begins in what the window is about, and not at the button that closes it. */
function focusInside(event: Event): void {
  event.preventDefault();
  const { currentTarget: content } = event;
  if (!(content instanceof HTMLElement)) return;
  const first = content.querySelector<HTMLElement>('.window-body :is(input, select, textarea, button, a[href])');
  (first ?? content).focus();
}
