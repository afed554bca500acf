import { withoutControls } from '../../model/index.ts';
import { parseCurl } from '../curl/parse-curl.ts';
import { shellWords } from '../curl/shell-words.ts';
import type { Engine } from '../engine/engine.ts';
import { remember, type Verb } from '../terminal/verbs.ts';
import type { Commands } from './commands.ts';
import { type Context, patch, print } from './context.ts';
import { sendCurl } from './run-commands.ts';

export function consoleCommands(
  context: Context,
  engine: Engine,
  verbs: () => readonly Verb[],
): Pick<Commands, 'enterLine' | 'clearConsole'> {
  return {
    async enterLine(line) {
      const typed = line.trim();
      print(context, [{ kind: 'prompt', text: withoutControls(typed) }]);
      if (typed === '') return;
      remember(context, typed);
      const curl = parseCurl(typed);
      if (curl) {
        await sendCurl(context, engine, curl);
        return;
      }
      const [word = '', ...args] = shellWords(typed).words;
      const verb = verbs().find((one) => one.word === word);
      if (verb) await verb.run(args);
      else
        print(context, [
          { kind: 'error', text: `${withoutControls(word)}: no such word; "help" lists those there are` },
        ]);
    },
    clearConsole() {
      const { console } = context.store.getState();
      patch(context, 'console', { lines: [], clears: console.clears + 1 });
    },
  };
}
