import { currentProject } from '../../commands/context.ts';
import type { ConsoleLine } from '../../slices/console.ts';
import type { JudgedClaim } from '../../slices/checks.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';

/** `checks`: runs what is expected of the answers. */
export function checksWord({ context, commands }: Tools): TypedVerb {
  return {
    word: 'checks',
    usage: '[--save]',
    options: [{ names: ['--save', '-s'], about: 'download them as the file that the command line takes' }],
    async run({ options }) {
      if (currentProject(context).checks.length === 0)
        return 'there are none; choose "Expect this" on a header, a log line or the status in the result';
      if (options.has('--save')) {
        await commands.saveChecks();
        return undefined;
      }
      const { total, failed, notRun } = await commands.runChecks();
      const { requests } = currentProject(context);
      const { outcomes } = context.store.getState().checks;
      for (const { id, name } of requests) {
        const findings = outcomes[id]?.findings ?? [];
        if (findings.length > 0) say(context, [{ kind: 'heading', text: name }, ...findings.map(findingLine)]);
      }
      const missing = notRun > 0 ? `; ${notRun} not run` : '';
      const text = failed === 0 ? `${total} of ${total} hold${missing}` : `${failed} of ${total} fail${missing}`;
      say(context, [{ kind: failed === 0 ? 'added' : 'removed', text }]);
      return undefined;
    },
  };
}

const MOST = 200;
const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? 'nothing')).slice(0, MOST);

function findingLine({ subject, of, expected, actual, holds }: JudgedClaim): Omit<ConsoleLine, 'id'> {
  const what = `${subject}${of === undefined ? '' : ` ${of}`}: ${shown(expected)}`;
  return holds
    ? { kind: 'output', text: `  ok    ${what}` }
    : { kind: 'removed', text: `  FAIL  ${what}, was ${shown(actual)}` };
}
