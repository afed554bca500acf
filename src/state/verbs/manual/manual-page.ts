import type { ConsoleLine } from '../../slices/console.ts';
import { typedVerbs } from '../typed-verbs.ts';
import type { Verb, WordOption } from '../verb.ts';
import { manual } from './manual.ts';

type Line = Omit<ConsoleLine, 'id'> | string;

const heading = (text: string): Line => ({ kind: 'heading', text });
const indent = (text: string): string => text.replace(/^(?=.)/gm, '    ');

/** All of one word: what it is called, what may stand behind it, what it does, examples. */
export function manualPage(word: string, verbs: readonly Verb[]): Line[] | undefined {
  const verb = typedVerbs(verbs).find(({ typed }) => typed.word === word);
  const page = Object.hasOwn(manual, word) ? manual[word] : undefined;
  if (verb === undefined || page === undefined) return undefined;
  const { title, typed } = verb;
  const { options = [] } = typed;
  return [
    heading('NAME'),
    indent(`${word} - ${title.charAt(0).toLowerCase()}${title.slice(1)}`),
    heading('SYNOPSIS'),
    indent(`${word} ${typed.usage}`.trimEnd()),
    heading('DESCRIPTION'),
    ...page.about.map(indent),
    ...(options.length === 0 ? [] : [heading('OPTIONS'), ...options.map(optionText)]),
    heading('EXAMPLES'),
    ...page.examples.flatMap(([line, about]): Line[] => [
      { kind: 'prompt', text: line },
      { kind: 'note', text: indent(about) },
    ]),
  ];
}

function optionText({ names, value, about }: WordOption): string {
  const text = `${names.join(', ')}${value === undefined ? '' : ` ${value}`}`;
  return indent(`${text.padEnd(26)} ${about}`);
}
