import type { Commands } from '../../commands/commands.ts';
import type { Context } from '../../commands/context.ts';
import type { PastRun } from '../../slices/history.ts';
import type { Arguments } from '../arguments.ts';
import type { Offer } from '../complete.ts';
import { columns, say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';

interface Past {
  readonly context: Context;
  readonly commands: Commands;
}

/** The runs of the history, the latest first, those of earlier visits among them. */
export async function pastRuns({ context, commands }: Past): Promise<readonly PastRun[]> {
  await commands.readRuns();
  return context.store.getState().history.runs;
}

/** The numbers of runs, as they may be typed. */
export const numbersOf = (runs: readonly PastRun[]): readonly Offer[] =>
  runs.map((run) => ({ text: String(run.number), about: runTitle(run) }));

export const runNumbered = (runs: readonly PastRun[], text: string): PastRun | undefined =>
  runs.find(({ number }) => String(number) === text);

export const noSuchRun = (text: string): string => `${text}: no run has this number; "runs" lists those there are`;

/** `runs`: the history of runs. */
export function runsWord({ context, commands }: Tools): TypedVerb {
  return {
    word: 'runs',
    usage: '[WORD]',
    async run({ operands }: Arguments) {
      const runs = await pastRuns({ context, commands });
      const wish = operands.join(' ').toLowerCase();
      const rows = runs.toReversed().map((run): [string, string] => [String(run.number).padStart(4), runTitle(run)]);
      const fitting = rows.filter(([, what]) => what.toLowerCase().includes(wish));
      if (runs.length === 0) return 'none went well yet; "run" sends the request';
      say(context, fitting.length === 0 ? [{ kind: 'note', text: 'No run fits.' }] : columns(fitting));
      return undefined;
    },
  };
}

const MOST_SHOWN = 4;

/** What was sent, and the status of each answer. */
export function runTitle({ exchanges, times }: PastRun): string {
  const shown = exchanges
    .slice(-MOST_SHOWN)
    .map(({ method, path, status, tcp }) =>
      tcp ? `TCP ${tcp.end}` : `${method} ${path} -> ${status || 'no response'}`,
    );
  const left = exchanges.length - shown.length;
  const again = times > 1 ? [`(${times} times)`] : [];
  return [...(left > 0 ? [`${left} more,`] : []), shown.join(', '), ...again].join(' ');
}
