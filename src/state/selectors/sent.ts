import {
  type Exchange,
  isPartOf,
  type Report,
  type Sent,
  sentIn,
  streamsOf,
  type TcpConnection,
} from '../../model/index.ts';

/** Which request an exchange belongs to, by its position among those of the run; -1: it is none of the run. */
export function requestOfExchange(report: Pick<Report, 'exchanges' | 'connections'>, exchange: number): number {
  let known = places.get(report);
  if (known === undefined) places.set(report, (known = placesOf(report)));
  return known.get(exchange) ?? -1;
}

const places = new WeakMap<object, ReadonlyMap<number, number>>();

const placesOf = (report: Pick<Report, 'exchanges' | 'connections'>): ReadonlyMap<number, number> =>
  new Map(sentIn(report).flatMap(({ kind, index }, place) => (kind === 'exchange' ? [[index, place] as const] : [])));

/** Which request what is on show belongs to, by its position among those of the run; -1: nothing is. */
export function requestOfShown(
  report: Pick<Report, 'exchanges' | 'connections'>,
  { exchange, connection }: { readonly exchange: number; readonly connection: number },
): number {
  if (exchange >= 0) return requestOfExchange(report, exchange);
  return sentIn(report).findIndex(({ kind, index }) => kind === 'connection' && index === connection);
}

/** What of a run is on show where this is chosen: exactly one of the two is no -1, if anything is there. */
export const shownAs = (sent: Sent | undefined): { readonly exchange: number; readonly connection: number } => ({
  exchange: sent?.kind === 'exchange' ? sent.index : -1,
  connection: sent?.kind === 'connection' ? sent.index : -1,
});

/** Position in the trace at which the first of what a run sends begins; Infinity: it sent nothing. */
export const startOfSending = ({ exchanges, connections }: Pick<Report, 'exchanges' | 'connections'>): number =>
  Math.min(...[...exchanges, ...connections].map(({ traceFrom }) => traceFrom));

/** Whether a position of a run's trace belongs to one thing that was sent: the start of the run belongs to the first. */
export function isShownWith(report: Report, sent: Exchange | TcpConnection | undefined): (at: number) => boolean {
  if (sent === undefined) return () => true;
  const { traceFrom, traceTo } = sent;
  const from = traceFrom <= startOfSending(report) ? 0 : traceFrom;
  const exchange = report.exchanges.findIndex((one) => one === sent);
  const isPart = isPartOf(report, exchange);
  const { exchangeAt } = streamsOf(report.trace);
  return (at) => (at >= from && at < traceTo && exchangeAt(at) < 0) || (exchange >= 0 && isPart(at));
}
