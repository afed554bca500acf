import { computePosition, flip, offset, shift } from '@floating-ui/dom';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';

const SHOW_MS = 500;
/** Time to move from the control onto the tooltip. */
const LEAVE_MS = 100;

/** The one tooltip of the page, for whatever carries `data-tip`. */
export function TipLayer() {
  const [anchor, setAnchor] = useState<HTMLElement>();
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => followPointer(setAnchor, bubble), []);
  useLayoutEffect(() => {
    const { current } = bubble;
    if (!anchor || !current) return;
    void computePosition(anchor, current, {
      placement: 'top',
      strategy: 'fixed',
      middleware: [offset(4), flip(), shift({ padding: 8 })],
    }).then(({ x, y }) => Object.assign(current.style, { left: `${x}px`, top: `${y}px`, visibility: 'visible' }));
  }, [anchor]);
  if (!anchor?.isConnected) return null;
  const keys = anchor.dataset['tipKeys'];
  return createPortal(
    <div ref={bubble} role="tooltip" className="tip">
      {anchor.dataset['tip']}
      {keys !== undefined && <kbd>{keys}</kbd>}
    </div>,
    document.body,
  );
}

/** Tells which control's tooltip is to be seen; returns what ends it. */
function followPointer(show: (anchor: HTMLElement | undefined) => void, bubble: { readonly current: Element | null }) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let meant: HTMLElement | undefined;
  const change = (to: HTMLElement | undefined, delay: number) => {
    if (to === meant) return;
    meant = to;
    clearTimeout(timer);
    // What a control has opened stands where its tooltip would be.
    timer = setTimeout(
      () => show(to?.matches('[aria-haspopup][aria-expanded="true"]') === true ? undefined : to),
      delay,
    );
  };
  const hide = () => change(undefined, 0);
  const tipped = (target: EventTarget | null) =>
    target instanceof Element ? (target.closest<HTMLElement>('[data-tip]') ?? undefined) : undefined;
  const over = ({ target, pointerType }: PointerEvent) => {
    if (pointerType === 'touch' || (target instanceof Node && bubble.current?.contains(target) === true)) return;
    const to = tipped(target);
    change(to, to ? SHOW_MS : LEAVE_MS);
  };
  const focus = ({ target }: FocusEvent) => {
    if (target instanceof Element && target.matches(':focus-visible')) change(tipped(target), 0);
  };
  const key = ({ key: name }: KeyboardEvent) => {
    if (name === 'Escape') hide();
  };
  const ends = new AbortController();
  const listen = { signal: ends.signal, capture: true, passive: true };
  document.addEventListener('pointerover', over, listen);
  document.addEventListener('pointerdown', hide, listen);
  document.addEventListener('focusin', focus, listen);
  document.addEventListener('focusout', hide, listen);
  document.addEventListener('keydown', key, listen);
  document.addEventListener('scroll', hide, listen);
  document.documentElement.addEventListener('pointerleave', hide, listen);
  return () => {
    clearTimeout(timer);
    ends.abort();
  };
}
