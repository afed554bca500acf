import { readTrace, textOfBytes, type TraceData } from '../../model/index.ts';
import { type LogLevel, type LogLine, logLevels } from './envoy-log-line.ts';

/** The log lines of a trace, filters' and the proxy's own, from one position on. */
export function logLinesOf(trace: TraceData, from = 0): LogLine[] {
  const lines: LogLine[] = [];
  let ms = 0;
  for (const record of readTrace(trace)) {
    if (record.kind === 'time') ms = record.ms;
    if (record.at < from || (record.kind !== 'log' && record.kind !== 'host')) continue;
    const origin =
      record.kind === 'log'
        ? ({ kind: 'filter', filter: record.filter, isRoot: record.isRoot } as const)
        : ({ kind: 'host' } as const);
    lines.push({ at: record.at, ms, level: levelOf(record.level), message: textOfBytes(record.message), origin });
  }
  return lines;
}

const levelOf = (level: number): LogLevel => logLevels[level] ?? 'critical';
