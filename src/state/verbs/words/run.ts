import { requestsOf } from '../../../model/index.ts';
import { currentProject } from '../../commands/context.ts';
import type { Arguments } from '../arguments.ts';
import { nearest } from '../nearest.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';
import { printOutcome } from './curl.ts';
import { noSuchRun, numbersOf, pastRuns, runNumbered } from './runs.ts';

/** `run`: sends a request of the project through a fresh proxy. */
export function runWord({ context, commands }: Tools): TypedVerb {
  const names = () => currentProject(context).requests.map(({ name }) => name);
  return {
    word: 'run',
    usage: '[REQUEST]',
    operands: names,
    async run({ operands }: Arguments) {
      const wish = operands.join(' ');
      if (wish !== '') {
        const request = currentProject(context).requests.find(({ name }) => name.toLowerCase() === wish.toLowerCase());
        if (request === undefined) return noRequest(wish, names());
        commands.selectRequest(request.id);
      }
      await commands.run();
      return undefined;
    },
  };
}

function noRequest(wish: string, names: readonly string[]): string {
  const meant = nearest(wish, names);
  return `${wish}: no request has this name; ${meant ? `did you mean ${meant}?` : `there are ${names.join(', ')}`}`;
}

/** `replay`: sends once more what was sent. */
export function replayWord(tools: Tools): TypedVerb {
  const { context, commands, engine } = tools;
  return {
    word: 'replay',
    usage: '[--fresh] [N]',
    options: [{ names: ['-f', '--fresh'], about: 'all that the run sent, through a fresh proxy' }],
    operands: async (before) => (before.length === 0 ? numbersOf(await pastRuns(tools)) : []),
    async run({ operands: [which], options }: Arguments) {
      const runs = await pastRuns(tools);
      const run = which === undefined ? runs[0] : runNumbered(runs, which);
      const request = run && requestsOf(run.steps).at(-1);
      if (runs.length === 0) return 'no run went well yet; "run" sends the request';
      if (run === undefined || request === undefined) return noSuchRun(which ?? '');
      if (options.has('-f')) {
        await commands.replayRun(run.id);
        return undefined;
      }
      await engine.builder.settle();
      const outcome = await engine.sender.sendAlso({ ...request, id: context.services.randomId() });
      say(context, [{ kind: 'note', text: `${request.method} ${request.url}` }]);
      printOutcome(context, outcome, {
        headers: true,
        verbose: false,
        headOnly: false,
        isQuiet: false,
        failsOnError: false,
        writeOut: '',
      });
      return undefined;
    },
  };
}
