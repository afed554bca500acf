import { type Exchange, RecordKind, recordsOf, type Report, type TcpConnection } from '../../../model/index.ts';
import { isShownWith } from '../../../state/index.ts';

/** How many hostcalls were made for it, those before the first that was sent left out. */
export function countHostcalls(report: Report, sent: Exchange | TcpConnection): number {
  const isShown = isShownWith(report, sent);
  let count = 0;
  for (const at of recordsOf(report.trace, RecordKind.hostcall)) if (at >= sent.traceFrom && isShown(at)) count++;
  return count;
}
