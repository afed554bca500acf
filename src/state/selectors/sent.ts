import type { Exchange, Report } from '../../model/index.ts';

/** One thing that a run sent, by its position among those of its kind. */
export interface Sent {
  readonly kind: 'exchange' | 'connection';
  readonly index: number;
}

/** All that a run sent, in the order in which it was: the n-th belongs to the n-th request. */
export function sentIn({ exchanges, connections }: Pick<Report, 'exchanges' | 'connections'>): readonly Sent[] {
  const of = (kind: Sent['kind'], list: readonly { readonly request: number }[]) =>
    list.map(({ request }, index) => ({ kind, index, request }));
  return [...of('exchange', exchanges), ...of('connection', connections)].sort((a, b) => a.request - b.request);
}

/** Which request an exchange belongs to, by its position among those of the run; -1: it is none of the run. */
export function requestOfExchange(report: Pick<Report, 'exchanges' | 'connections'>, exchange: number): number {
  return sentIn(report).findIndex(({ kind, index }) => kind === 'exchange' && index === exchange);
}

/** What of a run is on show where this is chosen: exactly one of the two is no -1, if anything is there. */
export const shownAs = (sent: Sent | undefined): { readonly exchange: number; readonly connection: number } => ({
  exchange: sent?.kind === 'exchange' ? sent.index : -1,
  connection: sent?.kind === 'connection' ? sent.index : -1,
});

/** Position in the trace at which the first of what a run sends begins; Infinity: it sent nothing. */
export const startOfSending = ({ exchanges, connections }: Pick<Report, 'exchanges' | 'connections'>): number =>
  Math.min(...[...exchanges, ...connections].map(({ traceFrom }) => traceFrom));

type Spanned = Pick<Exchange, 'traceFrom' | 'traceTo'>;

/** Positions of a run's trace that belong to one thing that was sent: the start of the run belongs to the first. */
export function spanOf(report: Pick<Report, 'exchanges' | 'connections'>, sent: Spanned | undefined) {
  const from = sent === undefined || sent.traceFrom <= startOfSending(report) ? 0 : sent.traceFrom;
  return { from, to: sent?.traceTo ?? Infinity };
}
