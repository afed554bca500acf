import { withoutControls } from '../../model/index.ts';
import type { Registry } from '../verbs/registry.ts';
import type { Commands } from './commands.ts';
import { type Context, patch, print, toast } from './context.ts';

type ConsoleCommands = Pick<Commands, 'act' | 'complete' | 'enterLine' | 'clearConsole'>;

const NOT_LOADED = 'The words of the terminal could not be loaded. Check the connection and try again.';

/** `load`: the verbs, fetched when the first of them is asked for. */
export function consoleCommands(context: Context, load: () => Promise<Registry>): ConsoleCommands {
  const loaded = (): Promise<Registry | undefined> => load().catch(() => undefined);
  return {
    async act(id) {
      const registry = await loaded();
      const verb = registry?.verbs.find((one) => one.id === id);
      if (registry === undefined) toast(context, { kind: 'part-not-loaded' });
      else if (verb?.unable?.(context.store.getState()) === undefined) await verb?.act?.();
    },
    async complete(before) {
      return (await (await loaded())?.complete(before)) ?? { from: before.length, candidates: [] };
    },
    async enterLine(line) {
      const typed = line.trim();
      print(context, [{ kind: 'prompt', text: withoutControls(typed) }]);
      if (typed === '') return;
      const registry = await loaded();
      if (registry) await registry.enterLine(typed);
      else print(context, [{ kind: 'error', text: NOT_LOADED }]);
    },
    clearConsole() {
      const { console } = context.store.getState();
      patch(context, 'console', { lines: [], clears: console.clears + 1 });
    },
  };
}
