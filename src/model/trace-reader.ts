import { callbackResultText, CALLBACKS, type CallbackInfo } from './abi-callbacks.ts';
import { HOSTCALLS } from './abi-hostcalls.ts';
import { isOutput, TRACE_WORDS, type HostcallInfo, type Param } from './abi-shape.ts';
import { errnoName, STATUS_NAMES, wordOf } from './abi-words.ts';
import { NO_BYTES } from './bytes.ts';
import { ExchangeEvent, MarkKind, RecordKind, type TraceData } from './trace.ts';

interface Positioned {
  /** Position of the record in `trace.words`. */
  readonly at: number;
}

interface MarkRecord extends Positioned {
  readonly kind: 'mark';
  readonly mark: keyof typeof MarkKind | undefined;
  readonly number: number;
  readonly text: Uint8Array;
}
interface TimeRecord extends Positioned {
  readonly kind: 'time';
  readonly ms: number;
}
interface CallRecord extends Positioned {
  readonly kind: 'call';
  readonly vm: number;
  readonly context: number;
  readonly callback: string;
  readonly args: readonly number[];
}
export interface RetRecord extends Positioned {
  readonly kind: 'ret';
  readonly vm: number;
  readonly context: number;
  readonly callback: string;
  readonly isVoid: boolean;
  readonly result: number;
  /** The result in words: an action, true or false; empty for a void callback and for one that trapped. */
  readonly resultText: string;
  readonly trapped: boolean;
}
export interface HostcallRecord extends Positioned {
  readonly kind: 'hostcall';
  readonly vm: number;
  readonly context: number;
  /** Position in `HOSTCALLS`. */
  readonly index: number;
  readonly module: string;
  readonly name: string;
  readonly status: number;
  /** `Ok`, `NotFound`, `EBADF`, ...; the number where it has no name, empty for a hostcall without result. */
  readonly statusText: string;
  readonly inputs: readonly TraceValue[];
  /** Only after success. */
  readonly outputs: readonly TraceValue[];
}
export interface LogRecord extends Positioned {
  readonly kind: 'log';
  readonly vm: number;
  readonly context: number;
  /** Position in the chain; -1: none. */
  readonly filter: number;
  /** Logged by a root context or the VM itself: Envoy leaves the plugin's name out of such lines. */
  readonly isRoot: boolean;
  readonly level: number;
  readonly message: Uint8Array;
}
export interface HostRecord extends Positioned {
  readonly kind: 'host';
  readonly vm: number;
  readonly level: number;
  readonly message: Uint8Array;
}
export interface ExchangeRecord extends Positioned {
  readonly kind: 'exchange';
  readonly exchange: number;
  readonly event: keyof typeof ExchangeEvent | undefined;
  /** Position in the chain; -1: none. */
  readonly filter: number;
  readonly first: number;
  readonly second: number;
  /** A piece of body, or serialized trailers. */
  readonly bytes: Uint8Array;
  /** Bytes that there were; more than `bytes` has when the trace kept only the beginning. */
  readonly size: number;
}
export type TraceRecord =
  MarkRecord | TimeRecord | CallRecord | RetRecord | HostcallRecord | LogRecord | HostRecord | ExchangeRecord;

/** A parameter of a hostcall as the trace has it. */
export type TraceValue =
  | { readonly name: string; readonly kind: 'number'; readonly value: number; readonly word: string | undefined }
  | { readonly name: string; readonly kind: 'long'; readonly value: bigint }
  /** `missing`: outside the guest's memory, not wanted, or more than the trace keeps. */
  | {
      readonly name: string;
      readonly kind: 'bytes';
      readonly bytes: Uint8Array;
      readonly missing?: 'outside' | 'not-kept';
    }
  | {
      readonly name: string;
      readonly kind: 'pairs';
      readonly bytes: Uint8Array;
      readonly missing?: 'outside' | 'not-kept';
    };

const NOT_KEPT = -2;

/** Chooses records before they are decoded, by kind, for callbacks and hostcalls by index, and by position. */
export type RecordChoice = (kind: number, index: number, at: number) => boolean;

/**
 * The records of a trace, one at a time, from a position to another. What is cut off or makes no sense ends the walk;
 * nothing throws. Bytes are views of the trace's own.
 */
export function* readTrace(
  trace: TraceData,
  from = 0,
  to: number = trace.words.length,
  wants?: RecordChoice,
): Generator<TraceRecord> {
  const end = Math.min(to, trace.words.length);
  let at = Math.max(0, from);
  while (at < end) {
    const head = trace.words[at] ?? 0;
    const length = head >>> 8;
    if (length < 1 || at + length > trace.words.length) return;
    if (wants === undefined || wants(head & 0xff, trace.words[at + 3] ?? 0, at)) {
      const record = recordAt(trace, at, head & 0xff, length);
      if (record === undefined) return;
      yield record;
    }
    at += length;
  }
}

/** What filters logged, in order. */
export function* logLines(trace: TraceData, from?: number, to?: number): Generator<LogRecord> {
  for (const record of readTrace(trace, from, to)) if (record.kind === 'log') yield record;
}

function recordAt(trace: TraceData, at: number, kind: number, length: number): TraceRecord | undefined {
  const word = (i: number): number => (i < length ? (trace.words[at + i] ?? 0) : 0);
  switch (kind) {
    case RecordKind.mark:
      return {
        kind: 'mark',
        at,
        mark: nameIn(MarkKind, word(1)),
        number: word(2),
        text: bytesAt(trace, word(3), word(4)),
      };
    case RecordKind.time:
      return { kind: 'time', at, ms: word(1) };
    case RecordKind.call: {
      const args = Array.from({ length: Math.min(Math.max(word(4), 0), length - 5) }, (_, i) => word(5 + i) >>> 0);
      return { kind: 'call', at, vm: word(1), context: word(2) >>> 0, callback: callbackName(word(3)), args };
    }
    case RecordKind.ret:
      return retRecord(at, word);
    case RecordKind.hostcall:
      return hostcallRecord(trace, at, length, word);
    case RecordKind.log:
      return {
        kind: 'log',
        at,
        vm: word(1),
        context: word(2) >>> 0,
        filter: word(3),
        isRoot: word(4) !== 0,
        level: word(5),
        message: bytesAt(trace, word(6), word(7)),
      };
    case RecordKind.host:
      return { kind: 'host', at, vm: word(1), level: word(2), message: bytesAt(trace, word(3), word(4)) };
    case RecordKind.exchange:
      return {
        kind: 'exchange',
        at,
        exchange: word(1),
        event: nameIn(ExchangeEvent, word(2)),
        filter: word(3),
        first: word(4),
        second: word(5),
        bytes: bytesAt(trace, word(6), word(7)),
        size: word(8),
      };
    default:
      return undefined;
  }
}

function retRecord(at: number, word: (i: number) => number): RetRecord {
  const info = CALLBACKS[word(3)];
  const result = word(4) >>> 0;
  const trapped = word(5) !== 0;
  return {
    kind: 'ret',
    at,
    vm: word(1),
    context: word(2) >>> 0,
    callback: callbackName(word(3)),
    isVoid: info?.result === 'void',
    result,
    resultText: trapped ? '' : resultText(info, result),
    trapped,
  };
}

function hostcallRecord(
  trace: TraceData,
  at: number,
  length: number,
  word: (i: number) => number,
): HostcallRecord | undefined {
  const index = word(3);
  const info = HOSTCALLS[index];
  if (info === undefined) return undefined;
  const status = word(4) >>> 0;
  const inputs: TraceValue[] = [];
  const outputs: TraceValue[] = [];
  let next = 5;
  for (const param of info.params) {
    const words = TRACE_WORDS[param.kind];
    if (words === 0) continue;
    if (next + words > length) break;
    (isOutput(param) ? outputs : inputs).push(valueOf(trace, param, word(next), word(next + 1)));
    next += words;
  }
  return {
    kind: 'hostcall',
    at,
    vm: word(1),
    context: word(2) >>> 0,
    index,
    module: info.module,
    name: info.name,
    status,
    statusText: statusText(info, status),
    inputs,
    outputs,
  };
}

function valueOf(trace: TraceData, param: Param, first: number, second: number): TraceValue {
  const { name } = param;
  switch (param.kind) {
    case 'u32':
    case 'outU32':
    case 'unused': {
      const value = first >>> 0;
      return { name, kind: 'number', value, word: param.words?.[value] };
    }
    case 'i64':
      return { name, kind: 'long', value: (BigInt(second) << 32n) | BigInt(first >>> 0) };
    case 'u64':
    case 'outU64':
    case 'unused64':
      return { name, kind: 'long', value: (BigInt(second >>> 0) << 32n) | BigInt(first >>> 0) };
    case 'pairs':
    case 'outPairs':
      return { name, kind: 'pairs', bytes: bytesAt(trace, first, second), ...missingOf(first, second) };
    case 'bytes':
    case 'iovecs':
    case 'outBytes':
    case 'outStruct':
    case 'outRoom':
    case 'outStrings':
      return { name, kind: 'bytes', bytes: bytesAt(trace, first, second), ...missingOf(first, second) };
  }
}

function missingOf(offset: number, size: number): { readonly missing?: 'outside' | 'not-kept' } {
  if (offset >= 0 || (offset !== NOT_KEPT && size === 0)) return {};
  return { missing: offset === NOT_KEPT ? 'not-kept' : 'outside' };
}

function bytesAt(trace: TraceData, offset: number, size: number): Uint8Array {
  if (offset < 0 || size <= 0 || offset + size > trace.bytes.length) return NO_BYTES;
  return trace.bytes.subarray(offset, offset + size);
}

function nameIn<Names extends Readonly<Record<string, number>>>(names: Names, value: number): keyof Names | undefined {
  for (const name in names) if (names[name] === value) return name;
  return undefined;
}

function callbackName(index: number): string {
  return CALLBACKS[index]?.name ?? `callback ${index}`;
}

function resultText(info: CallbackInfo | undefined, result: number): string {
  return info === undefined ? String(result) : callbackResultText(info, result);
}

function statusText(info: HostcallInfo, status: number): string {
  if (info.result === 'void') return '';
  if (info.result === 'number') return String(status);
  return info.result === 'errno' ? errnoName(status) : wordOf(STATUS_NAMES, status);
}
