import { logLevels } from '../../selectors/log-lines.ts';
import { runLogLines } from '../../terminal/print-run.ts';
import { type Arguments, countOf } from '../arguments.ts';
import { nearest } from '../nearest.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';
import { filterNames, positionOf } from './filter-names.ts';

/** `logs`: the log of the run on show, as Envoy writes it. */
export function logsWord({ context }: Tools): TypedVerb {
  const result = () => context.store.getState().run.result;
  const names = () => filterNames(result()?.filters ?? []);
  return {
    word: 'logs',
    usage: '[--level LEVEL] [--filter FILTER] [-n LINES]',
    options: [
      {
        names: ['--level', '-l'],
        value: 'LEVEL',
        about: 'only lines of this level and above',
        values: () => logLevels,
      },
      {
        names: ['--filter', '-f'],
        value: 'FILTER',
        about: 'only lines of this filter, by name or number',
        values: names,
      },
      { names: ['-n', '--lines'], value: 'LINES', about: 'only so many, the last ones' },
    ],
    operands: () => logLevels,
    run({ options, operands }: Arguments) {
      const level = options.get('--level')?.at(-1) ?? operands[0] ?? 'trace';
      const least = logLevels.findIndex((one) => one === level || (level === 'warn' && one === 'warning'));
      if (least < 0) return wrongLevel(level);
      const lines = options.get('-n')?.at(-1);
      const count = countOf(lines);
      if (lines !== undefined && count === undefined) return `-n ${lines}: not a number of lines`;
      const current = result();
      if (current === undefined) return 'nothing has run yet; "run" sends the request';
      const filter = options.get('--filter')?.at(-1);
      const position = filter === undefined ? undefined : positionOf(filter, current.filters);
      if (typeof position === 'string') return position;
      const fitting = runLogLines(current, { least }).filter(
        (line) => position === undefined || line.filter === position,
      );
      if (fitting.length === 0) say(context, [{ kind: 'note', text: 'No line fits.' }]);
      else say(context, count === undefined ? fitting : fitting.slice(-count));
      return undefined;
    },
  };
}

function wrongLevel(level: string): string {
  const meant = nearest(level, logLevels);
  return `${level}: not a level; ${meant ? `did you mean ${meant}?` : `the levels are ${logLevels.join(', ')}`}`;
}
