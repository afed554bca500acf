import './tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/layout.css';
import { Suspense, useEffect } from 'react';
import { type Page, PageProvider, useSelected } from './app-context.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useAfterFirstResult, whenIdle } from './panels/editor/use-after-first-result.ts';
import { DropZone } from './panels/layout/DropZone.tsx';
import { words } from './panels/layout/layout.words.ts';
import { NarrowLayout } from './panels/layout/NarrowLayout.tsx';
import { useIsNarrow } from './panels/layout/use-is-narrow.ts';
import { WideLayout } from './panels/layout/WideLayout.tsx';
import { StatusBar } from './panels/status-bar/StatusBar.tsx';
import { TopBar } from './panels/top-bar/TopBar.tsx';
import { fetchWaiting, late } from './parts/late.ts';
import { usePaneFocus } from './use-pane-focus.ts';
import { useShortcuts } from './use-shortcuts.ts';

const Nothing = () => null;
const Palette = late(() => import('./panels/palette/Palette.tsx').then((it) => it.Palette), Nothing);
const Dialogs = late(() => import('./panels/dialogs/Dialogs.tsx').then((it) => it.Dialogs), Nothing);
const TipLayer = late(() => import('./parts/TipLayer.tsx').then((it) => it.TipLayer), Nothing);
const LinkNotice = late(() => import('./panels/link-notice/LinkNotice.tsx').then((it) => it.LinkNotice), Nothing);
const Toasts = late(() => import('./panels/toasts/Toasts.tsx').then((it) => it.Toasts), Nothing);

export function App({ page }: { page: Page }) {
  return (
    <ErrorBoundary
      sources={() => page.store.getState().project.current.files}
      // The panel that broke would come back after a reload, and break again.
      onBroken={() =>
        page.commands.setView({ resultTab: 'headers', requestTab: 'headers', dockTab: 'console', pane: 'result' })
      }
    >
      <PageProvider page={page}>
        <Shell />
      </PageProvider>
    </ErrorBoundary>
  );
}

function Shell() {
  const isNarrow = useIsNarrow();
  const { isPaletteOpen, hasDialog, hasToasts, hasNotice } = useSelected(({ view, toasts, share }) => ({
    isPaletteOpen: view.isPaletteOpen,
    hasDialog: view.dialog !== undefined,
    hasToasts: toasts.length > 0,
    hasNotice: share.notice !== undefined,
  }));
  const isQuiet = useAfterFirstResult();
  useEffect(() => (isQuiet ? whenIdle(() => void fetchWaiting()) : undefined), [isQuiet]);
  useShortcuts();
  usePaneFocus();
  return (
    <div className="app">
      <TopBar />
      <Suspense>{hasNotice && <LinkNotice />}</Suspense>
      <main className="workbench" data-narrow={isNarrow || undefined} aria-label={words.workbench}>
        {isNarrow ? <NarrowLayout /> : <WideLayout />}
      </main>
      {!isNarrow && <StatusBar />}
      <DropZone />
      <output id="announcements" className="for-readers" />
      {/* Each waits for itself: a window stays on show while another part loads. */}
      <Suspense>{isPaletteOpen && <Palette />}</Suspense>
      <Suspense>{hasDialog && <Dialogs />}</Suspense>
      <Suspense>{(isQuiet || hasToasts) && <Toasts />}</Suspense>
      <Suspense>{isQuiet && <TipLayer />}</Suspense>
    </div>
  );
}
