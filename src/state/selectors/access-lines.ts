import {
  type AccessLogEntry,
  bytesOfLatin1,
  type Exchange,
  isoTime,
  readTrace,
  type Report,
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

/** The access log of a run: one line for each exchange. */
export function accessLines(report: Report): readonly AccessLine[] {
  const logs = logLinesOf(report);
  const spans = loggerSpans(report);
  return report.exchanges.map((exchange, index) => {
    const own = spans.filter(({ from }) => from >= exchange.traceFrom && from < exchange.traceTo);
    return {
      exchange: index,
      line: accessLogLine(exchange),
      entry: exchange.access,
      at: callbacksOf(report).find((one) => one.exchange === index && one.callback === 'proxy_on_log')?.at,
      logged: logs.filter(({ at }) => own.some(({ from, to }) => at > from && at < to)),
    };
  });
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
function loggerSpans(report: Report): { readonly from: number; readonly to: number }[] {
  return callbacksOf(report)
    .filter(({ callback, exchange, plugin }) => callback === 'proxy_on_log' && exchange < 0 && plugin >= 0)
    .map(({ at, vm, context }) => {
      for (const record of readTrace(report.trace, at))
        if (record.kind === 'ret' && record.vm === vm && record.context === context) return { from: at, to: record.at };
      return { from: at, to: Infinity };
    });
}
