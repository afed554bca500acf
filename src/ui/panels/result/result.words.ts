import type { CellChange, JourneyColumn } from '../../../state/index.ts';

const madeWords: Partial<Record<CellChange, string>> = {
  added: 'Added by',
  changed: 'Changed by',
  removed: 'Removed by',
  same: 'Unchanged here; made by',
};

export const words = {
  expectReply: 'a local reply',

  title: 'Result',
  parts: 'Parts of the result',
  headers: 'Headers',
  body: 'Body',
  logs: 'Logs',
  upstream: 'Upstream',
  warnings: 'Warnings',
  waiting: 'The first result appears here in a moment.',
  running: 'Running…',
  noResponse: 'No response',
  owed: 'Waiting for an answer',
  refused: 'The proxy did not start',
  virtual: (milliseconds: number) => `${milliseconds} ms of virtual time`,
  hostcalls: (count: number) => (count === 1 ? '1 hostcall' : `${count.toLocaleString('en')} hostcalls`),
  notReproducible: 'Not reproducible',
  localReply: (status: number, from: string) => `LOCAL REPLY ${status} from ${from}`,
  fromProxy: 'the proxy itself',
  upstreamCalled: 'upstream was called',
  upstreamNotCalled: 'upstream not called',
  exchange: 'Request of this session',
  exchangeLabel: (number: number, method: string, path: string, status: number) =>
    `${number}. ${method} ${path} → ${status === 0 ? 'no response' : status}`,
  connectionLabel: (number: number, name: string) => `${number}. TCP ${name}`,
  restart: 'Start over with a fresh proxy',
  reachedNobody: 'too late: it reached nobody',
  announce: ({ status, reply, troubles }: { status: string; reply: string | undefined; troubles: number }) =>
    `Result: ${status}${reply === undefined ? '' : `, ${reply}`}${
      troubles === 0 ? '' : `, ${troubles === 1 ? '1 problem' : `${troubles} problems`}`
    }.`,

  journey: 'Header journey',
  request: 'Request',
  response: 'Response',
  header: 'Header',
  sections: {
    request: 'Request',
    requestTrailers: 'Request trailers',
    response: 'Response',
    responseTrailers: 'Response trailers',
  },
  column: (at: JourneyColumn['at'], name: string | undefined) => {
    switch (at) {
      case 'client':
        return 'client';
      case 'upstream':
        return 'upstream';
      case 'filter':
        return name ?? 'filter';
      case 'local-reply':
        return 'local reply';
    }
  },
  states: { reached: '', held: 'held here', replied: 'LOCAL REPLY', skipped: 'not reached' },
  changes: {
    same: 'unchanged',
    added: 'added',
    changed: 'changed',
    removed: 'removed',
    absent: 'not there',
    held: 'held',
    replied: 'it replied instead',
    skipped: 'not reached',
  },
  signs: { same: '=', added: '+', changed: '~', removed: '−', absent: '·', held: '‖', replied: '↩', skipped: '' },
  removed: 'removed',
  noHeaders: 'No headers passed.',
  made: (change: CellChange) => madeWords[change] ?? 'Made by',
  madeByCall: (call: { filter: number; name: string; hostcall: string; callback: string; step: number }) =>
    `filter ${call.filter} ${call.name}: ${call.hostcall} in ${call.callback}, step ${call.step.toLocaleString('en')}`,
  madeByOrigin: 'the sender: it came in like this.',
  madeByEnvoy: 'Envoy itself.',
  madeForReply: 'Envoy itself, for the local reply.',

  clientSaw: (status: number, bytes: number, end: string) =>
    `What the client saw: ${status === 0 ? 'no response' : `status ${status}, ${bytes.toLocaleString('en')} bytes of body`}, then ${
      end === 'complete' ? 'the end' : end === 'timeout' ? 'nothing more until it gave up' : 'a broken connection'
    }.`,
  refusedCall: (call: { hostcall: string; filter: string; times: number; cause: string }) =>
    `${call.hostcall} of ${call.filter} was refused${call.times > 1 ? ` ${call.times} times` : ''}: ${call.cause}`,
  trailers: 'Trailers',

  noUpstream: 'No upstream was called.',
  cluster: (cluster: string, number: number) => `${cluster}, request ${number}`,
  incomplete: 'The request never ended.',
  noWarnings: 'Nothing here would behave differently in a real Envoy, as far as we can tell.',
  inFilter: (name: string) => `in ${name}`,
  notSimulated: (names: string) => `Called and not simulated yet: ${names}.`,
} as const;
