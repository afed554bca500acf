import { currentProject } from '../../commands/context.ts';
import { countOf, type Arguments } from '../arguments.ts';
import { nearest } from '../nearest.ts';
import { say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';
import { printOutcome } from './curl.ts';

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
export function replayWord({ context, engine }: Tools): TypedVerb {
  const sent = () => context.store.getState().run.result?.requests ?? [];
  return {
    word: 'replay',
    usage: '[N]',
    operands: (before) => (before.length === 0 ? sent().map((_, i) => String(i + 1)) : []),
    async run({ operands: [which] }: Arguments) {
      const all = sent();
      const number = which === undefined ? all.length : countOf(which);
      const request = number === undefined ? undefined : all[number - 1];
      if (all.length === 0) return 'nothing was sent yet; "run" sends the request';
      if (request === undefined)
        return `${which}: ${all.length === 1 ? 'only 1 was sent' : `1 to ${all.length} were sent`}`;
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
