import { useEffect } from 'react';
import type { Pane } from '../state/index.ts';
import { usePage, useSelected } from './app-context.tsx';

const places: Readonly<Record<Pane, string>> = {
  lesson: '#lesson',
  chain: '#chain',
  code: '#editor',
  request: '#request',
  result: '#result',
  dock: '#console',
};

/** Where a pane begins for somebody who types; otherwise at its first control. */
const own = '.native-edit-context, .monaco-editor textarea, .command-line textarea, [data-first-focus]';
const control = 'input, select, textarea, button, a[href], [tabindex="0"]';

/** Puts the focus into the pane that was asked for. */
export function usePaneFocus(): void {
  const { store } = usePage();
  const wish = useSelected(({ view }) => view.paneFocus);
  useEffect(() => {
    if (wish === 0) return;
    // A window that closes gives the focus back to where it was: this comes behind it.
    const timer = setTimeout(() => focusIn(store.getState().view.pane));
    return () => clearTimeout(timer);
  }, [store, wish]);
}

function focusIn(wish: Pane): void {
  const pane = document.querySelector(`${places[wish]}, .narrow-pane`);
  const isReachable = (element: HTMLElement) => element.tabIndex >= 0 && element.getClientRects().length > 0;
  const inside = (selector: string) => Array.from(pane?.querySelectorAll<HTMLElement>(selector) ?? []);
  const first = inside(own)[0] ?? inside(`[role="tabpanel"] :is(${control})`).find(isReachable);
  // A panel that is still on its way has no control: then its tab.
  const last = inside('[role="tab"][aria-selected="true"]')[0] ?? inside(control).find(isReachable);
  (first ?? last)?.focus();
}
