import type { Exchange, Report } from '../../../model/index.ts';
import { type LogLevel, logLinesOf, type LogLine } from '../../../state/index.ts';

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

/** The log of one exchange; what was said at the start belongs to the first, what was said at the end to the last. */
export function logLines(report: Report, exchange: number): ShownLine[] {
  const { exchanges } = report;
  const from = exchange === 0 ? 0 : (exchanges[exchange]?.traceFrom ?? 0);
  const to = exchange >= exchanges.length - 1 ? Infinity : (exchanges[exchange]?.traceTo ?? Infinity);
  return logLinesOf(report, from)
    .filter(({ at }) => at < to)
    .map((line) => halves(line, exchanges[exchange]));
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
