import type { AppStore, Theme, ViewSlice } from '../state/index.ts';

type Look = Pick<ViewSlice, 'theme' | 'hasMoreContrast'>;

const THEME = 'weir.theme';
const CONTRAST = 'weir.contrast';
const system = {
  dark: matchMedia('(prefers-color-scheme: dark)'),
  contrast: matchMedia('(prefers-contrast: more)'),
  forced: matchMedia('(forced-colors: active)'),
};

/** What was chosen on an earlier visit. */
export function keptLook(): Look {
  const kept = read(THEME);
  return { theme: kept === 'light' || kept === 'dark' ? kept : 'system', hasMoreContrast: read(CONTRAST) === 'more' };
}

/** Colours the page as it was chosen, and as the system asks for; remembers the choice. */
export function followLook(store: AppStore): void {
  const show = (): void => {
    const { theme, hasMoreContrast } = store.getState().view;
    const { dataset } = document.documentElement;
    if (theme === 'system') delete dataset['theme'];
    else dataset['theme'] = theme;
    if (hasMoreContrast || system.contrast.matches) dataset['contrast'] = 'more';
    else delete dataset['contrast'];
    for (const act of followers) act();
  };
  store.subscribe(({ view }, before) => {
    if (view.theme === before.view.theme && view.hasMoreContrast === before.view.hasMoreContrast) return;
    keep(THEME, view.theme);
    keep(CONTRAST, view.hasMoreContrast ? 'more' : '');
    show();
  });
  for (const query of Object.values(system)) query.addEventListener('change', show);
  show();
}

const followers = new Set<() => void>();

/** Calls when the colours have changed: what draws by itself reads them anew. */
export function onLook(act: () => void): () => void {
  followers.add(act);
  return () => void followers.delete(act);
}

/** What the page looks like now, whoever asked for it. */
export function lookNow(): { readonly isDark: boolean; readonly isHighContrast: boolean } {
  const { theme, contrast } = document.documentElement.dataset;
  return {
    isDark: theme === 'dark' || (theme !== 'light' && system.dark.matches),
    isHighContrast: contrast === 'more' || system.forced.matches,
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: Theme | 'more' | ''): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
}
