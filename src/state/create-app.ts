import type { Artifacts } from './artifacts.ts';
import type { PaletteCommand } from './commands/command-list.ts';
import type { Commands } from './commands/commands.ts';
import type { AppStore } from './store.ts';

/** The product without its page: a store, the verbs, and the bytes that are too large for a store. */
export interface App {
  readonly store: AppStore;
  readonly commands: Commands;
  readonly artifacts: Artifacts;
  readonly palette: readonly PaletteCommand[];
  /** Ends timers. */
  dispose(): void;
}
