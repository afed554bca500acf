import { logDebug, logError, logInfo, logWarn } from './log';

/** What `console` means in a filter: each call is a log line (`--use console=sdk/assembly/console/proxyConsole`). */
export namespace proxyConsole {
  /** A line at level info. */
  export function log(message: string = ''): void {
    logInfo(message);
  }

  /** A line at level debug. */
  export function debug(message: string = ''): void {
    logDebug(message);
  }

  /** A line at level info. */
  export function info(message: string = ''): void {
    logInfo(message);
  }

  /** A line at level warn. */
  export function warn(message: string = ''): void {
    logWarn(message);
  }

  /** A line at level error. */
  export function error(message: string = ''): void {
    logError(message);
  }

  /** A line at level error, when the claim is false. */
  export function assert<T>(claim: T, message: string = ''): void {
    if (!claim) logError('Assertion failed: ' + message);
  }
}
