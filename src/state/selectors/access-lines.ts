import {
  type AccessLogEntry,
  bytesOfLatin1,
  type Exchange,
  isoTime,
  ownersOf,
  readTrace,
  type Report,
  streamsOf,
  type TcpAccess,
  type TcpConnection,
  textOfBytes,
  withoutControls,
} from '../../model/index.ts';
import { type LogLine, logLinesOf } from './log-lines.ts';
import { type CallbackCost, callbacksOf } from './callbacks.ts';

interface LineBase {
  /** Envoy's default format. */
  readonly line: string;
  /** The callbacks in which filters heard of its end. */
  readonly heard: readonly CallbackCost[];
  /** What access loggers of wasm logged of it. */
  readonly logged: readonly LogLine[];
}

/** What the access log says of one thing that was sent, and what access loggers wrote; `index`: among its kind. */
export type AccessLine =
  | (LineBase & { readonly kind: 'exchange'; readonly index: number; readonly entry: AccessLogEntry })
  | (LineBase & { readonly kind: 'connection'; readonly index: number; readonly entry: TcpAccess });

/**
 * The access logs of a run, that of the connection manager and that of the TCP proxy: one line for each request, and for
 * each connection that is over, in the order in which they ended.
 */
export function accessLines(report: Report): readonly AccessLine[] {
  const logs = logLinesOf(report);
  const ofLoggers = loggerSpans(report);
  const told = callbacksOf(report).filter(({ callback }) => callback === 'proxy_on_log');
  const spans = new Set(ofLoggers.map(({ from }) => from));
  const loggedIn = (own: typeof ofLoggers) => logs.filter(({ at }) => own.some(({ from, to }) => at > from && at < to));
  const { lasts } = streamsOf(report.trace);
  const exchanges = report.exchanges.map((exchange, index) => ({
    end: lasts.get(index) ?? exchange.traceFrom,
    line: {
      kind: 'exchange' as const,
      index,
      line: exchangeLine(exchange),
      entry: exchange.access,
      heard: told.filter((one) => one.exchange === index),
      logged: loggedIn(ofLoggers.filter((one) => one.exchange === index)),
    },
  }));
  const connections = report.connections.flatMap((connection, index) => {
    const { access: entry, traceFrom, traceTo } = connection;
    if (entry === undefined) return [];
    const isMeanwhile = (at: number): boolean => at >= traceFrom && at < traceTo;
    const heard = told.filter(({ at, exchange }) => exchange < 0 && isMeanwhile(at) && !spans.has(at));
    const logged = loggedIn(ofLoggers.filter(({ from, exchange }) => exchange < 0 && isMeanwhile(from)));
    const line = { kind: 'connection' as const, index, line: connectionLine(connection, entry), entry, heard, logged };
    return [{ end: heard.at(-1)?.at ?? traceFrom, line }];
  });
  return [...exchanges, ...connections].toSorted((one, other) => one.end - other.end).map(({ line }) => line);
}

/** What Envoy's default format shows of either. */
interface Shown {
  readonly startMs: number;
  readonly request: string;
  readonly code: number;
  readonly flags: string;
  readonly bytesIn: number;
  readonly bytesOut: number;
  readonly durationMs: number;
  readonly serviceTime: string;
  /** x-forwarded-for, user agent, request id, authority, upstream host. */
  readonly last: readonly string[];
}

/** The line that Envoy writes when an access log has no format of its own. Values stand as they are, quotes and all. */
function defaultLine({
  startMs,
  request,
  code,
  flags,
  bytesIn,
  bytesOut,
  durationMs,
  serviceTime,
  last,
}: Shown): string {
  const quoted = last.map((value) => `"${value}"`).join(' ');
  const text = `[${isoTime(startMs)}] "${request}" ${code} ${flags} ${bytesIn} ${bytesOut} ${durationMs} ${serviceTime} ${quoted}`;
  return withoutControls(textOfBytes(bytesOfLatin1(text))).replaceAll('\n', '\ufffd');
}

function exchangeLine({ access, startMs }: Pick<Exchange, 'access' | 'startMs'>): string {
  const { method, line } = access;
  const { path, protocol, forwardedFor, userAgent, requestId, authority, upstreamHost } = line;
  const request = `${method === '' ? '-' : method} ${path} ${protocol}`;
  const last = [forwardedFor, userAgent, requestId, authority, upstreamHost];
  return defaultLine({ ...access, ...line, startMs, request, last });
}

/** Of a connection that is not HTTP most of it is dashes. */
function connectionLine({ startMs }: Pick<TcpConnection, 'startMs'>, access: TcpAccess): string {
  const last = ['-', '-', '-', '-', access.upstreamHost];
  return defaultLine({ ...access, startMs, request: '- - -', code: 0, serviceTime: '-', last });
}

/** Callbacks that only a context of a TCP connection has. */
const OF_CONNECTIONS = ['proxy_on_new_connection', 'proxy_on_downstream_connection_close'];

/** Where access loggers were heard: a root context is told of a stream in proxy_on_log. */
function loggerSpans(report: Report) {
  const ownerOf = ownersOf(report.trace);
  const keyOf = ({ vm, context }: CallbackCost): string => `${vm} ${context}`;
  const ofConnections = new Set(
    callbacksOf(report)
      .filter(({ callback }) => OF_CONNECTIONS.includes(callback))
      .map(keyOf),
  );
  return callbacksOf(report)
    .filter(({ callback }) => callback === 'proxy_on_log')
    .filter((one) => ownerOf(one.vm, one.context).exchange < 0 && !ofConnections.has(keyOf(one)))
    .map(({ at, vm, context, exchange }) => {
      for (const record of readTrace(report.trace, at))
        if (record.kind === 'ret' && record.vm === vm && record.context === context)
          return { exchange, from: at, to: record.at };
      return { exchange, from: at, to: Infinity };
    });
}
