import type { TcpEnd } from '../../../model/index.ts';
import { bodyWords } from './body.words.ts';

export const connectionWords = {
  bytes: 'Bytes',
  request: 'From the client',
  response: 'From the upstream',
  none: 'No bytes came this way.',
  noFilter: 'No network filter is switched on: bytes pass as they are.',
  asClientGot: 'All that the client received',
  asUpstreamGot: 'All that the upstream received',
  ends: 'Both ends',
  client: 'client',
  upstream: 'upstream',
  proxy: 'proxy',
  received: ({ received, stopped }: Pick<TcpEnd, 'received' | 'stopped'>) =>
    `received ${bodyWords.bytes(received.length)}${stopped === undefined ? '' : `, gave up ${stopped}`}`,
  clientEnds: {
    open: 'still connected when the run ended',
    eof: 'then the connection was closed',
    reset: 'then the connection was reset',
    closed: 'then it closed the connection',
    'was-reset': 'then it reset the connection',
  } satisfies Record<TcpEnd['end'], string>,
  held: 'a filter held bytes',
  notConnected: 'was never connected',
  access: ({ flags, bytesIn, bytesOut }: { flags: string; bytesIn: number; bytesOut: number }) =>
    `flags ${flags}, ${bodyWords.bytes(bytesIn)} in, ${bodyWords.bytes(bytesOut)} out`,
  accessAbout: 'As the access log counts: what a filter held is counted again each time it is heard of.',
  end: (text: string) => text.charAt(0).toUpperCase() + text.slice(1),
  announce: (end: string, received: number, troubles: number) =>
    `Result: ${end}. The client received ${bodyWords.bytes(received)}.${
      troubles === 0 ? '' : ` ${troubles === 1 ? '1 problem' : `${troubles} problems`}.`
    }`,
} as const;
