import { envoyLogLine, readTrace, type Report, textOfBytes } from '../../model/index.ts';

/** Levels by their number in the ABI, in Envoy's words. */
export const logLevels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'] as const;
export type LogLevel = (typeof logLevels)[number];

/** A line of a run's log. */
export interface LogLine {
  /** Position of the record in `trace.words`. */
  readonly at: number;
  readonly level: LogLevel;
  /** Position in the chain of the filter that logged it; undefined: the proxy itself, or a VM before it has a filter. */
  readonly filter: number | undefined;
  /** As Envoy writes it. */
  readonly text: string;
  /** What the guest itself said; undefined: the proxy's own words. */
  readonly said: string | undefined;
}

/** The log of a run, filters' lines and the proxy's own, from one position in its trace on. */
export function logLinesOf({ trace, plugins }: Pick<Report, 'trace' | 'plugins'>, from = 0): LogLine[] {
  const lines: LogLine[] = [];
  let ms = 0;
  for (const record of readTrace(trace)) {
    if (record.kind === 'time') ms = record.ms;
    if (record.at < from || (record.kind !== 'log' && record.kind !== 'host')) continue;
    const filter = record.kind === 'log' && record.filter >= 0 ? record.filter : undefined;
    const level = logLevels[record.level] ?? 'critical';
    const said = record.kind === 'log' ? textOfBytes(record.message) : undefined;
    lines.push({ at: record.at, level, filter, said, text: envoyLogLine(record, { plugins, ms }) });
  }
  return lines;
}
