import type * as Envoy from '../../src/envoy/index.ts';
import type { RunDetails } from '../../src/protocol/index.ts';
import { measure } from './measure.ts';

/** A page hears of the progress no more often. */
const TELL_EVERY_MS = 50;

type Proxy = Pick<typeof Envoy, 'readProperties' | 'repeatRequests' | 'run'>;

/** What repeating a run brings to light, by a proxy that has everything; the clock is handed in. */
export function runDetails({ readProperties, repeatRequests, run }: Proxy, now: () => number): RunDetails {
  return {
    readProperties: ({ paths, calls, ...input }) => readProperties(input, { paths, calls }),
    measure: ({ forMs, ...input }) => measure(run, input, forMs, now),
    repeat({ rounds, atMostMs, ...input }, call) {
      const end = now() + atMostMs;
      let told = now();
      return repeatRequests(input, {
        rounds,
        goesOn(round) {
          const moment = now();
          if (moment - told > TELL_EVERY_MS) {
            told = moment;
            call.emit(round);
          }
          return moment < end;
        },
      });
    },
  };
}
