import type { Arguments } from '../arguments.ts';
import { columns, say } from '../say.ts';
import type { Tools, TypedVerb } from '../verb.ts';

const MOST_TICKS = 100;

/** `tick`: moves the virtual clock. */
export function tickWord({ context, commands }: Tools): TypedVerb {
  const clock = () => context.store.getState().run.result?.report.clock;
  const show = (): void => {
    const { nowMs = 0, timers = [], calls = [] } = clock() ?? {};
    say(context, [{ kind: 'note', text: `It is ${nowMs} ms.` }]);
    say(
      context,
      calls.map(({ cluster, method, path, sinceMs }) => `waits for ${cluster}: ${method} ${path} since ${sinceMs} ms`),
    );
    const rows = timers.map(({ plugin, periodMs, nextMs }) => [plugin, `every ${periodMs} ms`, `next at ${nextMs} ms`]);
    say(context, columns(rows));
  };
  return {
    word: 'tick',
    usage: '[TIMES | MILLISECONDSms | SECONDSs | idle | show]',
    operands: () => ['show', 'idle', '100ms', '1s'],
    async run({ operands: [wish = '1'] }: Arguments) {
      if (context.store.getState().run.result === undefined) return 'nothing has run yet; "run" sends the request';
      const [, number = '', unit = ''] = /^(\d{1,7})(ms|s)?$/.exec(wish) ?? [];
      if (wish === 'idle') await commands.fastForward();
      else if (number !== '' && unit !== '') await commands.wait(Number(number) * (unit === 's' ? 1000 : 1));
      else if (number !== '') {
        const times = Number(number);
        if (times < 1 || times > MOST_TICKS) return `${wish}: 1 to ${MOST_TICKS} ticks at once`;
        if ((clock()?.timers ?? []).length === 0) return 'no filter has a tick period; "tick 500ms" lets time pass';
        for (let i = 0; i < times; i++) await commands.tick();
      } else if (wish !== 'show') return `${wish}: say how often, or for how long, such as 3, 500ms or 2s`;
      show();
      return undefined;
    },
  };
}
