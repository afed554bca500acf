import type { Arguments } from '../arguments.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';
import { filterNames } from './filter-names.ts';

const MOST = 2000;
const tokens = ['fn:', 'filter:', 'status:ok', 'status:!ok', 'kind:callback', 'kind:hostcall', 'kind:log', 'text:'];

/** `trace`: the calls of the run on show, in the timeline's language. */
export function traceWord({ context }: Tools): TypedVerb {
  const run = () => context.store.getState().run;
  return {
    word: 'trace',
    usage: '[TOKEN]... [--all]',
    options: [{ names: ['--all', '-a'], about: 'of the whole run, and not only of the answer on show' }],
    operands: () => [...tokens, ...filterNames(run().result?.filters ?? []).map((name) => `filter:${name}`)],
    async run({ options, operands }: Arguments) {
      const { result, exchange } = run();
      if (result === undefined) return 'nothing has run yet; "run" sends the request';
      const filter = operands.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
      const printed = await context.services.printRows(
        result.report,
        filter,
        options.has('--all') || exchange < 0 ? undefined : exchange,
      );
      if (printed.kind === 'wrong') return printed.problem;
      const { lines } = printed;
      if (lines.length === 0) say(context, [{ kind: 'note', text: 'No call fits.' }]);
      say(
        context,
        lines.slice(0, MOST).map(({ text, isBad }) => ({ kind: isBad ? 'removed' : 'output', text })),
      );
      if (lines.length > MOST)
        say(context, [{ kind: 'note', text: `${lines.length - MOST} more; a filter such as fn:get shortens it.` }]);
      return undefined;
    },
  };
}
