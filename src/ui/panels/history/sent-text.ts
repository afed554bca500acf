import type { PastRun } from '../../../state/index.ts';
import { words } from './history.words.ts';

type Sent = PastRun['exchanges'][number];

/** The status of an answer; of a connection, which has none, that it is one. */
export function statusOf({ status, tcp }: Sent): { readonly text: string; readonly kind: number | 'none' } {
  if (tcp) return { text: words.tcp, kind: 'none' };
  return { text: status === 0 ? words.noResponse : String(status), kind: Math.floor(status / 100) };
}

/** What was sent, in a few words. */
export const whatOf = ({ method, path, tcp }: Sent): string =>
  tcp ? words.connection(tcp.end, tcp.bytesIn, tcp.bytesOut) : `${method} ${path}`;
