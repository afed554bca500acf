import type { Exchange, Report, TcpConnection } from '../../../model/index.ts';
import { type LogLevel, logLinesOf, type LogLine, spanOf } from '../../../state/index.ts';

/** A line of the log in two halves, for reading. */
export interface ShownLine {
  readonly at: number;
  readonly level: LogLevel;
  /** Position of the filter in the chain; undefined for the proxy's own words. */
  readonly filter: number | undefined;
  /** Time, level and place, as Envoy writes them before the message. */
  readonly prefix: string;
  readonly message: string;
  /** What a check can ask for; undefined where it would not look. */
  readonly said: string | undefined;
}

/** The log of one exchange or connection; what was said at the start belongs to the first. */
export function logLines(report: Report, sent: Exchange | TcpConnection | undefined): ShownLine[] {
  const { from, to } = spanOf(report, sent);
  const judged = sent !== undefined && 'response' in sent ? sent : undefined;
  return logLinesOf(report, from)
    .filter(({ at }) => at < to)
    .map((line) => halves(line, judged));
}

function halves({ at, level, filter, said, text }: LogLine, exchange: Exchange | undefined): ShownLine {
  const length = prefixLength(text);
  const isOfIt = exchange !== undefined && at >= exchange.traceFrom && at < exchange.traceTo;
  const own = isOfIt && said !== '' ? said : undefined;
  return { at, level, filter, prefix: text.slice(0, length), message: text.slice(length), said: own };
}

function prefixLength(line: string): number {
  return /^\[[^\]]*\]\[\d+\]\[\w+\]\[wasm\] \[[^\]]*\] /.exec(line)?.[0].length ?? 0;
}
