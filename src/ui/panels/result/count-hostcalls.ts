import { type Exchange, RecordKind, type TraceData } from '../../../model/index.ts';

/** How many hostcalls were made meanwhile. */
export function countHostcalls(
  { words }: TraceData,
  { traceFrom, traceTo }: Pick<Exchange, 'traceFrom' | 'traceTo'>,
): number {
  let count = 0;
  for (let at = traceFrom; at < traceTo; at += Math.max(1, (words[at] ?? 0) >>> 8)) {
    if (((words[at] ?? 0) & 0xff) === RecordKind.hostcall) count++;
  }
  return count;
}
