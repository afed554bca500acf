import * as env from './env';
import { LogLevel } from './enums';
import { OUT } from './memory';

let lowest: LogLevel = LogLevel.Trace;

/** Drops every later line below `level` before it reaches the proxy (which has a level of its own). */
export function setLogLevel(level: LogLevel): void {
  lowest = level;
}

/** Writes one line to the proxy's log. */
export function log(level: LogLevel, message: string): void {
  if (level < lowest) return;
  const bytes = String.UTF8.encode(message);
  env.proxy_log(level, changetype<usize>(bytes), bytes.byteLength);
}

/** Writes a line at level trace. */
export function logTrace(message: string): void {
  log(LogLevel.Trace, message);
}

/** Writes a line at level debug. */
export function logDebug(message: string): void {
  log(LogLevel.Debug, message);
}

/** Writes a line at level info. */
export function logInfo(message: string): void {
  log(LogLevel.Info, message);
}

/** Writes a line at level warn. */
export function logWarn(message: string): void {
  log(LogLevel.Warn, message);
}

/** Writes a line at level error. */
export function logError(message: string): void {
  log(LogLevel.Error, message);
}

/** Writes a line at level critical. */
export function logCritical(message: string): void {
  log(LogLevel.Critical, message);
}

/** The level below which the proxy drops lines: use it to spare the work of making a line that nobody sees. */
export function getLogLevel(): LogLevel {
  store<u32>(OUT, LogLevel.Info);
  env.proxy_get_log_level(OUT);
  return load<u32>(OUT);
}
