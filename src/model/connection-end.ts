import type { Report } from './report.ts';
import type { TcpConnection } from './tcp-report.ts';
import { hostcallsOf } from './trace-hostcalls.ts';
import { ownersOf } from './trace-owners.ts';
import { readTrace, type RetRecord } from './trace-reader.ts';
import { RecordKind } from './trace.ts';

/** Who ended a TCP connection, in a word. */
export const CONNECTION_ENDS = [
  'filter',
  'trap',
  'refused',
  'upstream-reset',
  'upstream',
  'client-reset',
  'client',
  'open',
  'proxy',
] as const;

/** Who ended a TCP connection, and why. */
export type ConnectionEnd =
  /** A network filter, by its position in `report.plugins`: it closed, or its VM died. */
  | { readonly kind: 'filter' | 'trap'; readonly filter: number }
  /** Nobody listened upstream; the upstream or the client reset; either of them closed. */
  | { readonly kind: 'refused' | 'upstream-reset' | 'upstream' | 'client-reset' | 'client' }
  /** The run ended first; or nobody can be named. */
  | { readonly kind: 'open' | 'proxy' };

const DATA = new Set(['proxy_on_downstream_data', 'proxy_on_upstream_data']);

/** A filter keeps bytes back: whatever its data callback returns but Continue does. */
export const holdsBytes = ({ callback, resultText, trapped }: RetRecord): boolean =>
  DATA.has(callback) && !trapped && resultText !== 'Continue';

/** Whether a filter kept bytes of a connection back, if only for a while. */
export function wasHeld({ traceFrom, traceTo }: TcpConnection, { trace }: Pick<Report, 'trace'>): boolean {
  for (const record of readTrace(trace, traceFrom, traceTo, (kind) => kind === RecordKind.ret))
    if (record.kind === 'ret' && holdsBytes(record)) return true;
  return false;
}

export function connectionEnd(report: Report, index: number): ConnectionEnd {
  const connection = report.connections[index];
  if (connection === undefined) return { kind: 'open' };
  const { client, access, traceFrom, traceTo, upstream } = connection;
  if (client.end === 'closed') return { kind: 'client' };
  if (client.end === 'was-reset') return { kind: 'client-reset' };
  if (client.end === 'open') return { kind: 'open' };
  const owner = ownersOf(report.trace);
  for (const { vm, context } of hostcallsOf(report.trace, ['proxy_close_stream'], { from: traceFrom, to: traceTo })) {
    const { plugin } = owner(vm, context);
    if (plugin >= 0) return { kind: 'filter', filter: plugin };
  }
  const flags = access?.flags.split(',') ?? [];
  if (flags.includes('UF')) return { kind: 'refused' };
  if (flags.includes('UR')) return { kind: 'upstream-reset' };
  if (report.tcpUpstream[upstream]?.end === 'closed') return { kind: 'upstream' };
  const dead = report.plugins.findIndex(({ trap }) => trap !== undefined);
  if (dead >= 0) return { kind: 'trap', filter: dead };
  return { kind: report.tcpUpstream[upstream] === undefined ? 'proxy' : 'upstream' };
}
