import type { WordOption } from './verb.ts';

export interface Arguments {
  /** By the first name of their option, in the order given; a flag has an empty text. */
  readonly options: ReadonlyMap<string, readonly string[]>;
  /** The words that are no options. */
  readonly operands: readonly string[];
}

export interface WrongArgument {
  readonly problem: string;
}

/** Sorts the words behind a verb: `-n 5`, `-n5`, `--level warn`, `--level=warn`; behind `--` all are operands. */
export function readArguments(args: readonly string[], known: readonly WordOption[]): Arguments | WrongArgument {
  const options = new Map<string, readonly string[]>();
  const add = (name: string, value: string) => options.set(name, [...(options.get(name) ?? []), value]);
  const operands: string[] = [];
  let isOver = false;
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (isOver || word === '-' || !word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    if (word === '--') {
      isOver = true;
      continue;
    }
    const { name, value } = splitOption(word, known);
    const option = known.find(({ names }) => names.includes(name));
    const [first = name] = option?.names ?? [];
    if (option === undefined) return { problem: `${word}: not an option; ${optionsText(known)}` };
    if (option.value === undefined) {
      if (value !== undefined) return { problem: `${name}: takes no value` };
      add(first, '');
      continue;
    }
    const next = value ?? args[++at];
    if (next === undefined) return { problem: `${name}: its value is missing (${option.value})` };
    add(first, next);
  }
  return { options, operands };
}

function splitOption(word: string, known: readonly WordOption[]): { name: string; value?: string } {
  const equals = word.indexOf('=');
  if (word.startsWith('--')) {
    return equals < 0 ? { name: word } : { name: word.slice(0, equals), value: word.slice(equals + 1) };
  }
  const letter = word.slice(0, 2);
  const takesValue = known.some(({ names, value }) => names.includes(letter) && value !== undefined);
  return takesValue && word.length > 2 ? { name: letter, value: word.slice(2) } : { name: word };
}

function optionsText(known: readonly WordOption[]): string {
  return known.length === 0 ? 'it takes none' : `it takes ${known.map(({ names }) => names.join(' or ')).join(', ')}`;
}

/** A whole number from 1 on. */
export function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined;
}
