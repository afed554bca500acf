import type { LogLevel } from '../../../state/index.ts';

export const logWords = {
  logLine: 'this log line',
  level: 'Lines from level',
  wholeLines: 'With time and place',
  toSource: 'Go to the line that logged it',
  noLogs: 'No line was logged at this level.',
  noLogsFit: 'No line has this text at this level.',
  findInLog: 'Find in the lines',
  copyLines: 'Copy these lines',
  linesOf: (count: number, all: number) => `${count.toLocaleString('en')} of ${all.toLocaleString('en')} lines`,
  levels: {
    trace: 'trace',
    debug: 'debug',
    info: 'info',
    warning: 'warning',
    error: 'error',
    critical: 'critical',
  } satisfies Record<LogLevel, string>,
} as const;
