import {
  type BodyPiece,
  connectionEnd,
  ownersOf,
  readTrace,
  RecordKind,
  type Report,
  type TcpConnection,
  textOfBytes,
  type TraceRecord,
} from '../../../model/index.ts';
import type { SequenceStep } from './sequence.ts';
import { words } from './timeline.words.ts';

/** Who takes part: an end, Envoy itself, or a plugin by its position in the report. */
export type Place = 'client' | 'upstream' | 'envoy' | number;

/** What goes from one to the next before the record at a position. */
export interface Move extends Pick<SequenceStep, 'label'>, Partial<Pick<SequenceStep, 'tone' | 'isReply'>> {
  readonly position: number;
  readonly from: Place;
  readonly to: Place;
}

/**
 * Bytes and closes of TCP connections on their way between the ends and the filters, in the order of time.
 * `network`: positions of the network filters in the report, in the order of their chain.
 */
export function movesOf(report: Report, connections: readonly number[], network: readonly number[]): readonly Move[] {
  return connections
    .flatMap((index) => {
      const connection = report.connections[index];
      if (connection === undefined) return [];
      const { traceFrom, traceTo, bodies } = connection;
      const wanted = (kind: number) => kind === RecordKind.mark || kind === RecordKind.call;
      const records = [...readTrace(report.trace, traceFrom, traceTo, wanted)];
      return [
        ...bodies.flatMap((piece) => pieceMove(piece, network)),
        ...records.flatMap((record) => recordMove(record, report, network)),
        ...endMoves({ connection, index, records }, report),
      ];
    })
    .toSorted((one, other) => one.position - other.position);
}

/** Bytes that come in at an end of the chain, or leave it. Without filters they do both at once. */
function pieceMove({ direction, at, position, size, endStream }: BodyPiece, network: readonly number[]): Move[] {
  const isRequest = direction === 'request';
  const near = isRequest ? 'client' : 'upstream';
  const far = isRequest ? 'upstream' : 'client';
  const chain = isRequest ? network : network.toReversed();
  if (at === 'in' && chain.length === 0) return [];
  const from: Place = at === 'in' ? near : (chain.at(-1) ?? near);
  const to: Place = at === 'in' ? (chain[0] ?? far) : far;
  return [{ position, from, to, label: words.bytesOnTheWay(size, endStream), isReply: !isRequest }];
}

const DIRECTIONS: Partial<Readonly<Record<string, BodyPiece['direction']>>> = {
  proxy_on_downstream_data: 'request',
  proxy_on_upstream_data: 'response',
};

function recordMove(record: TraceRecord, report: Report, network: readonly number[]): Move[] {
  const first: Place = network[0] ?? 'envoy';
  const last: Place = network.at(-1) ?? 'envoy';
  const { at: position } = record;
  if (record.kind === 'mark' && record.mark === 'step') {
    const [who = '', what = ''] = textOfBytes(record.text).split(': ');
    const isClient = who.startsWith('client');
    // Bytes are told where they come in.
    if (what.startsWith('sends') || what.startsWith('has')) return [];
    if (what === 'accepted') return [{ position, from: last, to: 'upstream', label: words.connects }];
    const ends = isClient ? { from: 'client' as const, to: first } : { from: 'upstream' as const, to: last };
    return [{ position, ...ends, label: what, isReply: !isClient }];
  }
  if (record.kind === 'call') {
    const direction = DIRECTIONS[record.callback];
    const chain = direction === 'response' ? network.toReversed() : network;
    const place = chain.indexOf(ownersOf(report.trace)(record.vm, record.context).plugin);
    const from = chain[place - 1];
    const to = chain[place];
    if (direction === undefined || from === undefined || to === undefined) return [];
    const label = words.bytesOnTheWay(record.args[1] ?? 0, record.args[2] === 1);
    return [{ position, from, to, label, isReply: direction === 'response' }];
  }
  return [];
}

interface Ended {
  readonly connection: TcpConnection;
  readonly index: number;
  readonly records: readonly TraceRecord[];
}

/** The client is told that it is over, by whoever ended it. */
function endMoves({ connection, index, records }: Ended, report: Report): Move[] {
  const { client, traceTo } = connection;
  if (client.end !== 'eof' && client.end !== 'reset') return [];
  const told = records.find(
    ({ kind, ...record }) => kind === 'call' && 'callback' in record && record.callback === CLOSE,
  );
  const end = connectionEnd(report, index);
  const from = end.kind === 'filter' ? end.filter : end.kind === 'upstream' ? 'upstream' : 'envoy';
  const label = end.kind === 'refused' ? words.nobodyListens : words.connectionEnds[client.end];
  const isBad = end.kind === 'trap' || end.kind === 'refused' || end.kind === 'upstream-reset';
  const tone = isBad ? ('bad' as const) : end.kind === 'filter' ? ('local' as const) : ('plain' as const);
  return [{ position: told?.at ?? traceTo - 1, from, to: 'client', label, tone, isReply: true }];
}

const CLOSE = 'proxy_on_downstream_connection_close';
