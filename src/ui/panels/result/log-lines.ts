import type { Report } from '../../../model/index.ts';
import { envoyLogLine, type LogLevel, logLinesOf, type LogLine } from '../../../state/index.ts';

/** A line of the log in two halves, for reading. */
export interface ShownLine {
  readonly at: number;
  readonly level: LogLevel;
  /** Position of the filter in the chain; undefined for the proxy's own words. */
  readonly filter: number | undefined;
  /** Time, level and place, as Envoy writes them before the message. */
  readonly prefix: string;
  readonly message: string;
}

/** The log of one exchange; what was said at the start belongs to the first, what was said at the end to the last. */
export function logLines({ trace, plugins, exchanges }: Report, exchange: number, startedAt: number): ShownLine[] {
  const from = exchange === 0 ? 0 : (exchanges[exchange]?.traceFrom ?? 0);
  const to = exchange >= exchanges.length - 1 ? Infinity : (exchanges[exchange]?.traceTo ?? Infinity);
  return logLinesOf(trace, from)
    .filter(({ at }) => at < to)
    .map((line) => halves(line, envoyLogLine(line, plugins, startedAt)));
}

function halves({ at, level, origin }: LogLine, text: string): ShownLine {
  const length = prefixLength(text);
  const filter = origin.kind === 'filter' && origin.filter >= 0 ? origin.filter : undefined;
  return { at, level, filter, prefix: text.slice(0, length), message: text.slice(length) };
}

function prefixLength(line: string): number {
  return /^\[[^\]]*\]\[\d+\]\[\w+\]\[wasm\] \[[^\]]*\] /.exec(line)?.[0].length ?? 0;
}
