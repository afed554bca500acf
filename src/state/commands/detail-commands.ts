import type { Commands } from './commands.ts';
import type { Context } from './context.ts';

/** What repeats a run is fetched when it is first asked for. */
export function detailCommands(
  context: Context,
): Pick<Commands, 'readProperties' | 'askProperty' | 'measureRun' | 'repeatRun'> {
  const details = () => import('./repeat-run.ts');
  return {
    readProperties: async () => (await details()).readProperties(context),
    askProperty: async (path) => (await details()).askProperty(context, path),
    measureRun: async () => (await details()).measureRun(context),
    repeatRun: async () => (await details()).repeatRun(context),
  };
}
