import { LogLevel, Status } from './enums';
import { log } from './log';

let last: Status = Status.Ok;

/** What the last host function answered, for callers who want to know more than a result says. */
export function getLastStatus(): Status {
  return last;
}

/** The name of a status, as the specification spells it. */
export function statusName(status: Status): string {
  switch (status) {
    case Status.Ok:
      return 'Ok';
    case Status.NotFound:
      return 'NotFound';
    case Status.BadArgument:
      return 'BadArgument';
    case Status.SerializationFailure:
      return 'SerializationFailure';
    case Status.ParseFailure:
      return 'ParseFailure';
    case Status.BadExpression:
      return 'BadExpression';
    case Status.InvalidMemoryAccess:
      return 'InvalidMemoryAccess';
    case Status.Empty:
      return 'Empty';
    case Status.CasMismatch:
      return 'CasMismatch';
    case Status.ResultMismatch:
      return 'ResultMismatch';
    case Status.InternalFailure:
      return 'InternalFailure';
    case Status.BrokenConnection:
      return 'BrokenConnection';
    case Status.Unimplemented:
      return 'Unimplemented';
    default:
      return 'unknown status';
  }
}

/** Keeps a status that the caller's own result tells, and says whether it was Ok. */
export function keep(status: i32): bool {
  last = status;
  return status == Status.Ok;
}

/**
 * Keeps a status and says whether it was Ok. Anything else is written to the log with the host function's name and what
 * it was asked for, unless it is `expected`: the one the caller's result tells.
 */
export function accept(status: i32, hostcall: string, subject: string, expected: Status = Status.Ok): bool {
  last = status;
  if (status == Status.Ok) return true;
  if (status != expected) complain(status, hostcall, subject, '');
  return false;
}

/** Writes a failure to the log. */
export function complain(status: Status, hostcall: string, subject: string, hint: string): void {
  log(LogLevel.Error, `${hostcall}(${subject}) failed: ${statusName(status)} (${(<i32>status).toString()})${hint}`);
}
