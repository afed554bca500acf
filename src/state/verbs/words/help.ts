import { patch } from '../../commands/context.ts';
import type { Arguments } from '../arguments.ts';
import { nearest } from '../nearest.ts';
import { columns, say } from '../say.ts';
import { type Tools, type TypedVerb, type Verb, verbGroups } from '../verb.ts';
import { type Verbs, typedVerbs } from '../typed-verbs.ts';

/** `help`: the words of the terminal. */
export function helpWord({ context }: Tools, verbs: Verbs): TypedVerb {
  return {
    word: 'help',
    usage: '[WORD]',
    operands: () => wordsOf(verbs()),
    async run({ operands }: Arguments) {
      if (operands.length > 0) return printManual({ context }, verbs(), operands);
      for (const group of verbGroups) {
        const inGroup = typedVerbs(verbs()).filter((verb) => verb.group === group);
        if (inGroup.length === 0) continue;
        const rows = inGroup.map(({ title, typed }) => [`  ${typed.word.padEnd(10)}`, title]);
        say(context, [{ kind: 'heading', text: group.toUpperCase() }, ...columns(rows)]);
      }
      say(context, [
        {
          kind: 'note',
          text: '"man WORD" tells all of one, with examples. Tab completes, Ctrl+R finds what was typed.',
        },
      ]);
      return undefined;
    },
  };
}

/** `man`: all of one word. */
export function manWord({ context }: Tools, verbs: Verbs): TypedVerb {
  return {
    word: 'man',
    usage: 'WORD',
    operands: () => wordsOf(verbs()),
    run: async ({ operands }: Arguments) =>
      operands.length > 0 ? printManual({ context }, verbs(), operands) : 'of which word? "help" lists them',
  };
}

const wordsOf = (verbs: readonly Verb[]): string[] => typedVerbs(verbs).map(({ typed }) => typed.word);

async function printManual({ context }: Pick<Tools, 'context'>, verbs: readonly Verb[], wishes: readonly string[]) {
  const { manualPage } = await import('../manual/manual-page.ts');
  for (const wish of wishes) {
    const page = manualPage(wish, verbs);
    if (page === undefined) {
      const meant = nearest(wish, wordsOf(verbs));
      return `${wish}: no such word; ${meant ? `did you mean ${meant}?` : '"help" lists those there are'}`;
    }
    say(context, page);
  }
  return undefined;
}

/** `history`: what was typed. */
export function historyWord({ context }: Tools): TypedVerb {
  return {
    word: 'history',
    usage: '[-c]',
    options: [{ names: ['-c', '--clear'], about: 'forget it' }],
    run({ options }: Arguments) {
      if (options.has('-c')) {
        patch(context, 'console', { history: [] });
        return undefined;
      }
      const { history } = context.store.getState().console;
      say(
        context,
        history.length === 0 ? [] : [history.map((line, i) => `${String(i + 1).padStart(4)}  ${line}`).join('\n')],
      );
      return undefined;
    },
  };
}
