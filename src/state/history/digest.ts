import {
  type Exchange,
  type HeaderBytes,
  LOG_LEVELS,
  NO_BYTES,
  readTrace,
  RecordKind,
  recordsOfExchange,
  type Report,
  sentIn,
  shownBytes,
  type TcpConnection,
  textOfBytes,
  type TraceRecord,
  type TraceValue,
  wasHeld,
} from '../../model/index.ts';
import { connectionText } from '../selectors/connection-text.ts';
import type { ExchangeDigest } from '../slices/history.ts';

/** As much as a person compares. */
const most = { lines: 2000, body: 64 * 1024, line: 400 } as const;

/** What is kept of all that a run sent, in its order. Fields stand as a kept run is read: two are compared as text. */
export const digestsOf = (report: Report): readonly ExchangeDigest[] =>
  sentIn(report).flatMap(({ kind, index }) => {
    const exchange = kind === 'exchange' ? report.exchanges[index] : undefined;
    const connection = kind === 'connection' ? report.connections[index] : undefined;
    if (exchange) return [digestOfExchange(report, exchange, index)];
    return connection ? [digestOfConnection(report, connection, index)] : [];
  });

function digestOfExchange(report: Report, exchange: Exchange, index: number): ExchangeDigest {
  const { response, localReply, method, path, durationMs } = exchange;
  const { hostcalls, ...lines } = happened(recordsOfExchange(report, index));
  const [first] = exchange.forwarded;
  const sent = first && report.upstream[first.cluster]?.[first.index];
  return {
    method,
    path: lineOf(path),
    status: response.status,
    reason: response.reason,
    localReply: localReply === undefined ? '' : (report.plugins[localReply.filter]?.name ?? 'Envoy'),
    durationMs,
    hostcalls,
    upstream: linesOf(sent?.headers ?? []),
    response: linesOf(response.headers),
    body: textOfBytes(response.body.subarray(0, most.body)),
    ...lines,
  };
}

function digestOfConnection(report: Report, connection: TcpConnection, index: number): ExchangeDigest {
  const { client, upstream, access, durationMs, traceFrom, traceTo } = connection;
  const bytesText = (bytes: Uint8Array = NO_BYTES): string =>
    shownBytes(bytes.subarray(0, most.body)).replaceAll('\\x0a', '$&\n');
  const { hostcalls, ...lines } = happened(readTrace(report.trace, traceFrom, traceTo));
  const marks = readTrace(report.trace, traceFrom, traceTo, (kind) => kind === RecordKind.mark);
  return {
    method: 'TCP',
    path: '',
    status: 0,
    reason: '',
    localReply: '',
    durationMs,
    hostcalls,
    upstream: [],
    response: [],
    body: '',
    ...lines,
    tcp: {
      end: connectionText(report, index),
      isHeld: wasHeld(connection, report),
      flags: access?.flags ?? '-',
      bytesIn: access?.bytesIn ?? 0,
      bytesOut: access?.bytesOut ?? 0,
      received: bytesText(client.received),
      upstreamReceived: bytesText(report.tcpUpstream[upstream]?.received),
      steps: Array.from(marks)
        .flatMap((record) => (record.kind === 'mark' && record.mark === 'step' ? [lineOf(stepOf(record.text))] : []))
        .slice(0, most.lines),
    },
  };
}

/** Without the number of the connection, which says only what was sent before. */
const stepOf = (text: Uint8Array): string => textOfBytes(text).replace(/^(client|upstream) \d+:/, '$1');

/** What filters were called for and did, in lines. */
function happened(records: Iterable<TraceRecord>): Pick<ExchangeDigest, 'hostcalls' | 'calls' | 'logs' | 'cost'> {
  const calls: string[] = [];
  const logs: string[] = [];
  const costs = new Map<string, { count: number; bytes: number }>();
  let hostcalls = 0;
  for (const record of records) {
    if (record.kind === 'call') calls.push(record.callback);
    if (record.kind === 'log') logs.push(`${LOG_LEVELS[record.level] ?? ''} ${lineOf(textOfBytes(record.message))}`);
    if (record.kind !== 'hostcall') continue;
    hostcalls++;
    const values = [...record.inputs, ...record.outputs];
    calls.push(`  ${record.name}${argumentsOf(record.inputs)} ${record.statusText}`.trimEnd());
    const cost = costs.get(record.name) ?? { count: 0, bytes: 0 };
    costs.set(record.name, { count: cost.count + 1, bytes: cost.bytes + sum(values.map(sizeOf)) });
  }
  return {
    hostcalls,
    logs: logs.slice(0, most.lines),
    calls: calls.slice(0, most.lines),
    cost: Array.from(costs, ([name, { count, bytes }]) => `${name}: ${count}, ${bytes} bytes`).toSorted(),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);
const lineOf = (text: string): string => text.slice(0, most.line).replaceAll('\n', ' ');
const sizeOf = (value: TraceValue): number =>
  value.kind === 'bytes' || value.kind === 'pairs' ? value.bytes.length : 0;

/** The texts among the arguments: names and values. */
function argumentsOf(inputs: readonly TraceValue[]): string {
  const texts = inputs.flatMap((input) => (input.kind === 'bytes' ? [lineOf(textOfBytes(input.bytes))] : []));
  return texts.length === 0 ? '' : `(${texts.join(', ')})`;
}

function linesOf(headers: HeaderBytes): string[] {
  const lines: string[] = [];
  for (let i = 0; i + 1 < headers.length && lines.length < most.lines; i += 2) {
    const [name, value] = [headers[i], headers[i + 1]];
    if (name && value) lines.push(`${textOfBytes(name)}: ${lineOf(textOfBytes(value))}`);
  }
  return lines;
}
