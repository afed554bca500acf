import { logCritical, logInfo } from './log';
import { getCurrentTimeNanoseconds } from './time';

let isAborting = false;

/**
 * What `throw`, `assert` and a failed bounds check end in: logs the message with file, line and column at level
 * critical, then traps. The compiler is told to use it by `--use abort=sdk/assembly/abort/proxyAbort`.
 */
export function proxyAbort(message: string | null, file: string | null, line: u32, column: u32): void {
  if (!isAborting) {
    isAborting = true; // out of memory: the message itself may not fit any more
    const what = message ? message : 'abort';
    const where = file ? file : 'unknown file';
    logCritical(`${what} at ${where}:${line.toString()}:${column.toString()}`);
  }
  unreachable();
}

/** Where `Math.random` starts: the clock (`--use seed=sdk/assembly/abort/proxySeed`). */
export function proxySeed(): f64 {
  return reinterpret<f64>(getCurrentTimeNanoseconds());
}

/** What `trace(message)` does: a line at level info (`--use trace=sdk/assembly/abort/proxyTrace`). */
export function proxyTrace(
  message: string,
  count: i32 = 0,
  a: f64 = 0,
  b: f64 = 0,
  c: f64 = 0,
  d: f64 = 0,
  e: f64 = 0,
): void {
  let line = message;
  if (count > 0) line += ' ' + a.toString();
  if (count > 1) line += ' ' + b.toString();
  if (count > 2) line += ' ' + c.toString();
  if (count > 3) line += ' ' + d.toString();
  if (count > 4) line += ' ' + e.toString();
  logInfo(line);
}
