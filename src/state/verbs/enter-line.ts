import { patch } from '../commands/context.ts';
import { parseCurl } from '../curl/parse-curl.ts';
import { shellWords } from '../curl/shell-words.ts';
import { readArguments } from './arguments.ts';
import { nearest } from './nearest.ts';
import { say } from './say.ts';
import { typedVerbs } from './typed-verbs.ts';
import type { Tools, Verb } from './verb.ts';
import { sendCurl } from './words/curl.ts';

/** Does what a line says; the line itself has been printed. */
export async function enterLine(tools: Tools, verbs: readonly Verb[], line: string): Promise<void> {
  const { context } = tools;
  const error = (text: string): void => say(context, [{ kind: 'error', text }]);
  remember(tools, line);
  const curl = parseCurl(line);
  if (curl) {
    await sendCurl(tools, curl);
    return;
  }
  const { words, ignored } = shellWords(line);
  const [word = '', ...rest] = words;
  const typed = typedVerbs(verbs).map((verb) => verb.typed);
  const verb = typed.find((one) => one.word === word);
  if (verb === undefined) {
    const meant = nearest(
      word,
      typed.map((one) => one.word),
    );
    error(`${word}: no such word; ${meant ? `did you mean ${meant}?` : '"help" lists those there are'}`);
    return;
  }
  const shell = ignored.find((part) => /^[|&;<>\d]/.test(part));
  if (shell !== undefined) say(context, [{ kind: 'note', text: `${shell}: there is no shell here; left out.` }]);
  const args = readArguments(rest, verb.options ?? []);
  const problem = 'problem' in args ? args.problem : await verb.run(args);
  if (problem !== undefined) error(`${word}: ${problem}`);
}

const MOST_REMEMBERED = 500;

/** The same line twice in a row counts once. */
function remember({ context }: Tools, line: string): void {
  const { history } = context.store.getState().console;
  if (history.at(-1) !== line) patch(context, 'console', { history: [...history, line].slice(-MOST_REMEMBERED) });
}
