import type { PendingCall, SessionStep } from '../../../model/index.ts';

const kinds: Readonly<Record<PendingCall['kind'], string>> = {
  route: 'request',
  'http-call': 'HTTP call',
  'grpc-call': 'gRPC call',
  'grpc-stream': 'gRPC stream',
};

/** Virtual time, as short as it can be read. */
export function timeText(ms: number): string {
  const rounded = Math.round(ms);
  if (rounded < 1000) return `${rounded} ms`;
  const seconds = rounded / 1000;
  return `${Number.isInteger(seconds) ? seconds : seconds.toFixed(3).replace(/0+$/, '')} s`;
}

export const words = {
  now: 'Virtual time',
  nowAbout: 'Time since the proxy started. It stands still until you move it.',
  move: 'Move time on',
  step: (ms: number) => `+${timeText(ms)}`,
  stepName: (ms: number) => `Let ${timeText(ms)} pass`,
  tick: 'To the next tick',
  noTick: 'No timer is set in this session.',
  idle: 'Until idle',
  idleAbout: 'Until no request and no call is under way, a minute at most.',
  restart: 'Start over',

  session: 'Session',
  sessionAbout: 'Steps so far. Each further one replays them all: the same steps give the same result.',
  stepText(step: SessionStep): string {
    switch (step.kind) {
      case 'request':
        return `${step.request.method} ${step.request.url}`;
      case 'wait':
        return `${timeText(step.ms)} pass`;
      case 'idle':
        return 'until idle';
      case 'answer': {
        const { call, reply } = step;
        const what = reply.failure === 'reset' ? 'connection dropped' : `answered ${reply.status}`;
        return `${call.cluster} #${call.request + 1}: ${what}`;
      }
    }
  },

  timers: 'Timers',
  noTimers: 'No plugin has set a timer.',
  timerPlugin: 'Plugin',
  timerVm: 'VM',
  vm: (index: number, thread: string) => `${index} (${thread})`,
  period: 'Every',
  next: 'Next tick',
  inTime: (ms: number) => (ms <= 0 ? 'now' : `in ${timeText(ms)}`),

  calls: 'Pending calls',
  noCalls: 'No upstream owes an answer.',
  holdHint: 'Hold a cluster, send a request, and answer its calls yourself:',
  holdName: 'Hold the requests to',
  called: ({ kind, method, path }: PendingCall) => `${kinds[kind]} ${method} ${path}`,
  by: ({ plugin }: PendingCall) => (plugin === '' ? 'the client' : plugin),
  since: (ms: number) => `for ${timeText(ms)}`,
  timeout: (left: number) => `times out in ${timeText(left)}`,
  noTimeout: 'no timeout',
  answer: 'Answer',
  timeOut: 'Time out',
  fail: 'Fail',
  nameOf: (verb: string, { cluster, request }: PendingCall) => `${verb}: ${cluster}, request ${request + 1}`,
  yourAnswer: 'Your answer',
  send: 'Send the answer',
  cancel: 'Cancel',
  noResult: 'Run the request first: the clock belongs to a running proxy.',
} as const;
