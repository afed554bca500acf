import {
  Callback,
  CALLBACKS,
  countUpTo,
  HOSTCALLS,
  isOutput,
  ownersOf,
  type Param,
  RecordKind,
  type Report,
  streamsOf,
  TRACE_WORDS,
} from '../../model/index.ts';

/** One callback of a run and what it cost. */
export interface CallbackCost {
  /** Position of its call in `trace.words`. */
  readonly at: number;
  /** Its number in the run, from 1: what measurements and readings go by. */
  readonly number: number;
  readonly vm: number;
  readonly context: number;
  readonly callback: string;
  /** Position in `report.plugins`; -1: the VM itself. */
  readonly plugin: number;
  /** The exchange that it worked for; -1: none. */
  readonly exchange: number;
  /** Virtual milliseconds since the start. */
  readonly ms: number;
  readonly hostcalls: number;
  /** Bytes that hostcalls took from the guest's memory. */
  readonly bytesOut: number;
  /** Bytes that hostcalls wrote to it. */
  readonly bytesIn: number;
  /** It did not return, or trapped. */
  readonly isBroken: boolean;
}

type Growing = { -readonly [Key in keyof CallbackCost]: CallbackCost[Key] };

const known = new WeakMap<Report, readonly CallbackCost[]>();

/** Every callback of a run, in the order in which they were entered. Allocations that the host asks for belong to it. */
export function callbacksOf(report: Report): readonly CallbackCost[] {
  let callbacks = known.get(report);
  if (callbacks === undefined) known.set(report, (callbacks = readCallbacks(report)));
  return callbacks;
}

/** The callback in which something of a VM happened. */
export function callbackAt(report: Report, vm: number, at: number): CallbackCost | undefined {
  const callbacks = callbacksOf(report);
  const count = countUpTo(callbacks.length, at, (index) => callbacks[index]?.at ?? 0);
  for (let index = count - 1; index >= 0; index--) if (callbacks[index]?.vm === vm) return callbacks[index];
  return undefined;
}

const ALLOCATORS: readonly number[] = [Callback.malloc, Callback.onMemoryAllocate];

/** Reads the words themselves: a run may have a million hostcalls, and nothing of them is needed but sizes. */
function readCallbacks({ trace }: Report): readonly CallbackCost[] {
  const { words } = trace;
  const ownerOf = ownersOf(trace);
  const { exchangeAt } = streamsOf(trace);
  const callbacks: Growing[] = [];
  const open: Growing[] = [];
  let ms = 0;
  let at = 0;
  while (at < words.length) {
    const head = words[at] ?? 0;
    const length = head >>> 8;
    if (length < 1) break;
    const kind = head & 0xff;
    const callback = words[at + 3] ?? 0;
    if (kind === RecordKind.time) ms = words[at + 1] ?? 0;
    else if (kind === RecordKind.call && !ALLOCATORS.includes(callback)) {
      const vm = words[at + 1] ?? 0;
      const context = (words[at + 2] ?? 0) >>> 0;
      const entered = {
        at,
        number: callbacks.length + 1,
        vm,
        context,
        callback: CALLBACKS[callback]?.name ?? '',
        plugin: ownerOf(vm, context).plugin,
        exchange: exchangeAt(at),
        ms,
        hostcalls: 0,
        bytesOut: 0,
        bytesIn: 0,
        isBroken: true,
      };
      callbacks.push(entered);
      open.push(entered);
    } else if (kind === RecordKind.ret && !ALLOCATORS.includes(callback)) {
      const left = open.pop();
      if (left !== undefined) left.isBroken = words[at + 5] !== 0;
    } else if (kind === RecordKind.hostcall) addHostcall(open.at(-1), words, at, length);
    at += length;
  }
  return callbacks;
}

function addHostcall(into: Growing | undefined, words: Int32Array, at: number, length: number): void {
  if (into === undefined) return;
  into.hostcalls++;
  let next = 5;
  for (const param of HOSTCALLS[words[at + 3] ?? -1]?.params ?? []) {
    const size = TRACE_WORDS[param.kind];
    if (next + size > length) return;
    const copied = hasBytes(param) && (words[at + next] ?? -1) !== -1 ? Math.max(0, words[at + next + 1] ?? 0) : 0;
    if (isOutput(param)) into.bytesIn += copied;
    else into.bytesOut += copied;
    next += size;
  }
}

const WITH_BYTES: readonly Param['kind'][] = [
  'bytes',
  'pairs',
  'iovecs',
  'outBytes',
  'outPairs',
  'outStruct',
  'outRoom',
];
const hasBytes = ({ kind }: Param): boolean => WITH_BYTES.includes(kind);
