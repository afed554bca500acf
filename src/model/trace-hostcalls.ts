import { HOSTCALLS } from './abi-hostcalls.ts';
import type { Report } from './report.ts';
import { recordsOf } from './trace-owners.ts';
import { type HostcallRecord, readTrace } from './trace-reader.ts';
import { RecordKind, type TraceData } from './trace.ts';

/** The records of some hostcalls, in their order, from one position to another; the others are not decoded. */
export function* hostcallsOf(
  trace: TraceData,
  names: readonly string[],
  { from = 0, to = trace.words.length }: { readonly from?: number; readonly to?: number } = {},
): Generator<HostcallRecord> {
  const wanted = new Set(HOSTCALLS.flatMap(({ name }, index) => (names.includes(name) ? [index] : [])));
  for (const at of recordsOf(trace, RecordKind.hostcall)) {
    if (at >= to) return;
    if (at < from || !wanted.has(trace.words[at + 3] ?? -1)) continue;
    for (const record of readTrace(trace, at, at + 1)) if (record.kind === 'hostcall') yield record;
  }
}

const ends = new WeakMap<TraceData, number>();

/** Where a run ends for those who look at it: what filters do while the proxy goes away comes behind. */
export function endOfRun(trace: TraceData): number {
  let end = ends.get(trace);
  if (end === undefined) ends.set(trace, (end = shutdownOf(trace)));
  return end;
}

function shutdownOf(trace: TraceData): number {
  let end = trace.words.length;
  for (const at of recordsOf(trace, RecordKind.mark))
    for (const record of readTrace(trace, at, at + 1))
      if (record.kind === 'mark' && record.mark === 'shutdown') end = at;
  return end;
}

/** Up to and including which position a cursor shows a run. */
export function shownUpTo({ trace }: Pick<Report, 'trace'>, cursor: number | undefined): number {
  return cursor ?? endOfRun(trace) - 1;
}
