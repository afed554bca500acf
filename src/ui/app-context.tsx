import { createContext, type ReactNode, useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { App, AppState, Commands, Example } from '../state/index.ts';

/** What the page is made of: the product, and the examples that came with it. */
export interface Page extends App {
  readonly examples: readonly Example[];
}

const Context = createContext<Page | undefined>(undefined);

export function PageProvider({ page, children }: { page: Page; children: ReactNode }) {
  return <Context value={page}>{children}</Context>;
}

export function usePage(): Page {
  const page = useContext(Context);
  if (page === undefined) throw new Error('a panel stands outside <PageProvider>');
  return page;
}

export function useCommands(): Commands {
  return usePage().commands;
}

/** What a panel shows. A selector that makes an object makes it of values that keep their identity. */
export function useSelected<T>(selector: (state: AppState) => T): T {
  return useStore(usePage().store, useShallow(selector));
}
