import type { Commands } from './commands.ts';
import type { Context } from './context.ts';

/** What looks at a run from close by is fetched when it is first asked for. */
export function lookCommands(
  context: Context,
  commands: () => Commands,
): Pick<Commands, 'lookCloser' | 'showSource' | 'markLines'> {
  return {
    lookCloser: async (at) => (await import('../look/look-closer.ts')).lookCloser(context, at),
    showSource: async (at) => (await import('../look/show-source.ts')).showSource(context, commands(), at),
    markLines: async () => (await import('../look/mark-lines.ts')).markLines(context),
  };
}
