import type { Verbs } from './typed-verbs.ts';
import type { Tools, Verb } from './verb.ts';
import { helpWord, historyWord, manWord } from './words/help.ts';

export function helpVerbs(tools: Tools, verbs: Verbs): readonly Verb[] {
  const { commands } = tools;
  return [
    {
      id: 'shortcuts',
      group: 'help',
      title: 'Show all keys',
      act: () => commands.setView({ dialog: 'shortcuts' }),
    },
    {
      id: 'help',
      group: 'help',
      title: 'List the words of the terminal',
      act: async () => {
        commands.setView({ dockTab: 'console', pane: 'dock' });
        await commands.enterLine('help');
      },
      typed: helpWord(tools, verbs),
    },
    { id: 'man', group: 'help', title: 'Tell all of a word', typed: manWord(tools, verbs) },
    { id: 'history', group: 'help', title: 'List what was typed', typed: historyWord(tools) },
    {
      id: 'clear',
      group: 'help',
      title: 'Clear the console',
      act: () => commands.clearConsole(),
      unable: ({ console: { lines } }) => (lines.length === 0 ? 'It is empty' : undefined),
      typed: {
        word: 'clear',
        usage: '',
        run() {
          commands.clearConsole();
          return undefined;
        },
      },
    },
  ];
}
