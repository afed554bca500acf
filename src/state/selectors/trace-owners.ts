import {
  type HostcallRecord,
  HOSTCALLS,
  readTrace,
  RecordKind,
  type Report,
  type TraceData,
} from '../../model/index.ts';

/** Whose a context is: in the trace there are only numbers. */
export interface Owner {
  /** Position in `report.plugins`; -1: nobody's, the VM itself. */
  readonly plugin: number;
  /** The exchange that it filters; -1 for a root context and for one of a TCP connection. */
  readonly exchange: number;
}

const NOBODY: Owner = { plugin: -1, exchange: -1 };

const owners = new WeakMap<TraceData, ReadonlyMap<string, Owner>>();

const keyOf = (vm: number, context: number): string => `${vm} ${context}`;

/** Whose the contexts of a run are. */
export function ownersOf(trace: TraceData): (vm: number, context: number) => Owner {
  let known = owners.get(trace);
  if (known === undefined) owners.set(trace, (known = readOwners(trace)));
  return (vm, context) => known.get(keyOf(vm, context)) ?? NOBODY;
}

function readOwners(trace: TraceData): ReadonlyMap<string, Owner> {
  const found = new Map<string, Owner>();
  for (const at of recordsOf(trace, RecordKind.exchange))
    for (const record of readTrace(trace, at, at + 1)) {
      if (record.kind !== 'exchange' || record.event !== 'context') continue;
      found.set(keyOf(record.first, record.second), { plugin: record.filter, exchange: record.exchange });
    }
  return found;
}

/** Where the records of one kind are; nothing is decoded. */
export function* recordsOf({ words }: TraceData, kind: RecordKind): Generator<number> {
  let at = 0;
  while (at < words.length) {
    const head = words[at] ?? 0;
    const length = head >>> 8;
    if (length < 1) return;
    if ((head & 0xff) === kind) yield at;
    at += length;
  }
}

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
