import { typedVerbs } from './typed-verbs.ts';
import type { TypedVerb, Verb, WordOption } from './verb.ts';

export interface Completion {
  /** Where the word begins that is being completed. */
  readonly from: number;
  /** What may stand there, ready to be put in. */
  readonly candidates: readonly Candidate[];
}

export interface Candidate {
  readonly text: string;
  readonly about?: string;
  /** Nothing has to follow directly behind it. */
  readonly isWhole: boolean;
}

const MOST = 50;

/** What may stand where the cursor is: verbs, their options, names. */
export async function complete(verbs: readonly Verb[], before: string): Promise<Completion> {
  const { words, from, begun } = wordsBefore(before);
  const typed = typedVerbs(verbs);
  const [first, ...rest] = words;
  if (first === undefined) {
    const all = typed.map(({ typed: { word }, title }) => ({ text: word, about: title }));
    return { from, candidates: fitting(all, begun) };
  }
  const verb = typed.find((one) => one.typed.word === first)?.typed;
  return { from, candidates: verb === undefined ? [] : fitting(await behind(verb, rest, begun), begun) };
}

export interface Offer {
  readonly text: string;
  readonly about?: string;
}

async function behind(verb: TypedVerb, rest: readonly string[], begun: string): Promise<readonly Offer[]> {
  const options = verb.options ?? [];
  const last = rest.at(-1);
  const open = options.find(({ names, value }) => value !== undefined && last !== undefined && names.includes(last));
  if (open) return (open.values?.() ?? []).map((text) => ({ text }));
  if (begun.startsWith('-')) return options.flatMap(optionOffers);
  const operands = (await verb.operands?.(operandsIn(rest, options))) ?? [];
  return operands.map((one) => (typeof one === 'string' ? { text: one } : one));
}

const optionOffers = ({ names, about }: WordOption): Offer[] => names.map((text) => ({ text, about }));

function operandsIn(rest: readonly string[], options: readonly WordOption[]): string[] {
  const takesValue = (word: string | undefined) =>
    options.some(({ names, value }) => value !== undefined && word !== undefined && names.includes(word));
  return rest.filter((word, i) => !word.startsWith('-') && !takesValue(rest[i - 1]));
}

function fitting(offers: readonly Offer[], begun: string): Candidate[] {
  const lower = begun.toLowerCase();
  return offers
    .filter(({ text }) => text.toLowerCase().startsWith(lower) && text !== begun)
    .slice(0, MOST)
    .map((offer) => ({ ...offer, text: quoted(offer.text), isWhole: !offer.text.endsWith(': ') }));
}

/** As a shell would need it. A quote that waits for more stays open. */
function quoted(text: string): string {
  if (/^[\w@%+=:,./{}-]*$/.test(text)) return text;
  const inside = text.replaceAll("'", `'\\''`);
  return text.endsWith(': ') ? `'${inside}` : `'${inside}'`;
}

/** The finished words before the cursor, and the one that is begun there, without its quotes. */
function wordsBefore(text: string): { words: string[]; from: number; begun: string } {
  const words: string[] = [];
  let [begun, from, quote] = ['', text.length, ''];
  let isInside = false;
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const isSpace = quote === '' && /\s/.test(char);
    if (isSpace && isInside) {
      words.push(begun);
      [begun, isInside] = ['', false];
    }
    if (isSpace) continue;
    if (!isInside) [from, isInside] = [at, true];
    if (char === '\\' && quote !== "'") begun += text.charAt(++at);
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
    else if (char === quote) quote = '';
    else begun += char;
  }
  return { words, from: isInside ? from : text.length, begun };
}
