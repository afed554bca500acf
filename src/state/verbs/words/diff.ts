import { type Difference, differences, type SectionName } from '../../history/compare.ts';
import type { ConsoleLine } from '../../slices/console.ts';
import type { PastRun } from '../../slices/history.ts';
import type { Arguments } from '../arguments.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';
import { noSuchRun, numbersOf, pastRuns, runNumbered, runTitle } from './runs.ts';

type Line = Omit<ConsoleLine, 'id'>;

/** `diff`: two runs of the history, beside each other. */
export function diffWord(tools: Tools): TypedVerb {
  return {
    word: 'diff',
    usage: '[N M]',
    operands: async (before) => (before.length < 2 ? numbersOf(await pastRuns(tools)) : []),
    async run({ operands }: Arguments) {
      const runs = await pastRuns(tools);
      const [later, earlier] = runs;
      if (later === undefined || earlier === undefined)
        return `two runs are needed, and there is ${runs.length === 1 ? 'one' : 'none'}; "replay" sends a request again`;
      const [first = String(earlier.number), second = String(later.number)] = operands;
      const [one, other] = [runNumbered(runs, first), runNumbered(runs, second)];
      if (one === undefined || other === undefined) return noSuchRun(one === undefined ? first : second);
      say(tools.context, told(one, other));
      return undefined;
    },
  };
}

/** Runs that sent as many requests are compared one by one, others by their last answers. */
function told(one: PastRun, other: PastRun): Line[] {
  const [from, to] = [one.exchanges, other.exchanges];
  const pairs =
    from.length === to.length ? from.map((_, i) => [i, i] as const) : [[from.length - 1, to.length - 1] as const];
  const found = pairs.flatMap(([before, after], i) => {
    const all = differences(one, other, before, after).filter(({ section }) => section !== 'calls');
    // What both were made of is told once.
    const parts = i === 0 ? all : all.filter(({ section }) => ofExchange.has(section));
    return parts.map((part) => ({ ...part, at: pairs.length > 1 && ofExchange.has(part.section) ? after + 1 : 0 }));
  });
  if (found.length === 0) return [{ kind: 'note', text: `${one.number} and ${other.number} are the same.` }];
  return [
    { kind: 'removed', text: `--- ${one.number}  ${runTitle(one)}` },
    { kind: 'added', text: `+++ ${other.number}  ${runTitle(other)}` },
    ...found.flatMap(linesOf),
  ];
}

function linesOf({ section, of, changes, at }: Difference & { readonly at: number }): Line[] {
  const title = [titles[section], of, at > 0 ? `of answer ${at}` : ''].filter((text) => text !== '').join(' ');
  const lines = changes.flatMap(({ kind, text }): Line[] => {
    if (kind === 'removed') return [{ kind, text: `- ${text}` }];
    return kind === 'added' ? [{ kind, text: `+ ${text}` }] : [];
  });
  return [{ kind: 'heading', text: title }, ...lines];
}

const ofExchange: ReadonlySet<SectionName> = new Set([
  'answer',
  'upstream',
  'response',
  'body',
  'end',
  'talk',
  'received',
  'upstreamReceived',
  'logs',
  'cost',
] as const);

const titles: Readonly<Record<SectionName, string>> = {
  answer: 'status',
  upstream: 'what the upstream got',
  response: 'headers of the answer',
  body: 'body',
  end: 'how it ended',
  talk: 'steps of both ends',
  received: 'bytes that the client got',
  upstreamReceived: 'bytes that the upstream got',
  calls: 'calls',
  logs: 'log',
  cost: 'cost',
  requests: 'what was sent',
  filters: 'filters',
  source: 'source',
};
