import {
  type AccessLogEntry,
  bytesOfLatin1,
  type Exchange,
  isoTime,
  ownersOf,
  readTrace,
  type Report,
  streamsOf,
  textOfBytes,
  withoutControls,
} from '../../model/index.ts';
import { type LogLine, logLinesOf } from './log-lines.ts';
import { callbacksOf } from './callbacks.ts';

/** What the access log says of one exchange, and what access loggers wrote. */
export interface AccessLine {
  /** Index of the exchange. */
  readonly exchange: number;
  /** Envoy's default format. */
  readonly line: string;
  readonly entry: AccessLogEntry;
  /** Position in the trace of the first callback that heard of it; undefined: none did. */
  readonly at: number | undefined;
  /** What access loggers of wasm logged of it. */
  readonly logged: readonly LogLine[];
}

/** The access log of a run: one line for each exchange, in the order in which they ended. */
export function accessLines(report: Report): readonly AccessLine[] {
  const logs = logLinesOf(report);
  const spans = loggerSpans(report);
  const { lasts } = streamsOf(report.trace);
  const endOf = ({ exchange }: AccessLine): number => lasts.get(exchange) ?? report.exchanges[exchange]?.traceFrom ?? 0;
  const lines = report.exchanges.map((exchange, index): AccessLine => {
    const own = spans.filter((one) => one.exchange === index);
    return {
      exchange: index,
      line: accessLogLine(exchange),
      entry: exchange.access,
      at: callbacksOf(report).find((one) => one.exchange === index && one.callback === 'proxy_on_log')?.at,
      logged: logs.filter(({ at }) => own.some(({ from, to }) => at > from && at < to)),
    };
  });
  return lines.toSorted((one, other) => endOf(one) - endOf(other));
}

/** The line that Envoy writes when its access log has no format of its own. Values stand as they are, quotes and all. */
function accessLogLine({ access, startMs }: Pick<Exchange, 'access' | 'startMs'>): string {
  const { code, flags, bytesIn, bytesOut, line } = access;
  const { path, protocol, durationMs, serviceTime, forwardedFor, userAgent, requestId, authority, upstreamHost } = line;
  const quoted = [forwardedFor, userAgent, requestId, authority, upstreamHost].map((value) => `"${value}"`).join(' ');
  const request = `"${access.method === '' ? '-' : access.method} ${path} ${protocol}"`;
  const text = `[${isoTime(startMs)}] ${request} ${code} ${flags} ${bytesIn} ${bytesOut} ${durationMs} ${serviceTime} ${quoted}`;
  return withoutControls(textOfBytes(bytesOfLatin1(text))).replaceAll('\n', '\ufffd');
}

/** Where access loggers were heard: a root context is told of a stream in proxy_on_log. */
function loggerSpans(report: Report) {
  const ownerOf = ownersOf(report.trace);
  return callbacksOf(report)
    .filter(({ callback, vm, context }) => callback === 'proxy_on_log' && ownerOf(vm, context).exchange < 0)
    .map(({ at, vm, context, exchange }) => {
      for (const record of readTrace(report.trace, at))
        if (record.kind === 'ret' && record.vm === vm && record.context === context)
          return { exchange, from: at, to: record.at };
      return { exchange, from: at, to: Infinity };
    });
}
