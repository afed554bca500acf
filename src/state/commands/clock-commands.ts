import { type CallName, type ClusterReply, type PendingCall, replyDefaults } from '../../model/index.ts';
import type { Engine } from '../engine/engine.ts';
import type { Commands } from './commands.ts';
import { type Context, patch } from './context.ts';

type ClockCommands = Pick<
  Commands,
  'wait' | 'tick' | 'fastForward' | 'answerCall' | 'timeOutCall' | 'failCall' | 'holdCalls'
>;

/** Steps of the session besides requests: each is sent with all before it, so that time can be moved by hand. */
export function clockCommands(context: Context, engine: Engine): ClockCommands {
  const clock = () => context.store.getState().run.result?.report.clock;
  const wait = async (ms: number): Promise<void> => {
    if (ms > 0 && ms <= MOST_MS) await engine.step({ kind: 'wait', ms });
  };
  const answer = async ({ cluster, request }: CallName, reply: ClusterReply): Promise<void> => {
    await engine.step({ kind: 'answer', call: { cluster, request }, reply });
  };
  return {
    wait,
    async tick() {
      const { nowMs = 0, timers = [] } = clock() ?? {};
      if (timers.length > 0) await wait(Math.max(1, Math.min(...timers.map(({ nextMs }) => nextMs)) - nowMs));
    },
    async fastForward() {
      await engine.step({ kind: 'idle' });
    },
    answerCall: answer,
    async timeOutCall(call) {
      const { nowMs = 0 } = clock() ?? {};
      const left = timeLeft(call, nowMs);
      if (left !== undefined) await wait(Math.max(1, left));
    },
    async failCall(call) {
      await answer(call, { ...replyDefaults, failure: 'reset' });
    },
    async holdCalls(clusters) {
      patch(context, 'run', { holds: clusters });
      await engine.run();
    },
  };
}

/** An hour of virtual time at once, and a proxy that ticks every second has ticked 3600 times. */
const MOST_MS = 3_600_000;

function timeLeft({ sinceMs, timeoutMs }: PendingCall, nowMs: number): number | undefined {
  return timeoutMs > 0 ? sinceMs + timeoutMs - nowMs : undefined;
}
