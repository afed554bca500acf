import { type Exchange, isPartOf, type Report, type TcpConnection } from '../../../model/index.ts';
import { isShownWith, type LogLevel, logLinesOf, type LogLine } from '../../../state/index.ts';

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
  const isShown = isShownWith(report, sent);
  const isPart = isPartOf(
    report,
    report.exchanges.findIndex((one) => one === sent),
  );
  return logLinesOf(report)
    .filter(({ at }) => isShown(at))
    .map((line) => halves(line, isPart(line.at)));
}

function halves({ at, level, filter, said, text }: LogLine, isJudged: boolean): ShownLine {
  const length = prefixLength(text);
  const own = isJudged && said !== '' ? said : undefined;
  return { at, level, filter, prefix: text.slice(0, length), message: text.slice(length), said: own };
}

function prefixLength(line: string): number {
  return /^\[[^\]]*\]\[\d+\]\[\w+\]\[wasm\] \[[^\]]*\] /.exec(line)?.[0].length ?? 0;
}
