import { Callback } from './abi-callbacks.ts';
import { hostcallIndex } from './abi-hostcalls.ts';
import { countUpTo } from './count-up-to.ts';
import type { Report } from './report.ts';
import { ExchangeEvent, RecordKind, type TraceData } from './trace.ts';
import { readTrace, type RecordChoice, type TraceRecord } from './trace-reader.ts';

/** Whose a context is: in the trace there are only numbers. */
export interface Owner {
  /** Position in `report.plugins`; -1: nobody's, the VM itself. */
  readonly plugin: number;
  /** The exchange that it filters; -1 for a root context and for one of a TCP connection. */
  readonly exchange: number;
}

const NOBODY: Owner = { plugin: -1, exchange: -1 };

const owners = new WeakMap<TraceData, ReadonlyMap<string, Owner>>();

const keyOf = (vm: number, number: number): string => `${vm} ${number >>> 0}`;

/** Whose the contexts of a run are. */
export function ownersOf(trace: TraceData): (vm: number, context: number) => Owner {
  let known = owners.get(trace);
  if (known === undefined) owners.set(trace, (known = readOwners(trace)));
  return (vm, context) => known.get(keyOf(vm, context)) ?? NOBODY;
}

function readOwners(trace: TraceData): ReadonlyMap<string, Owner> {
  const { words } = trace;
  const found = new Map<string, Owner>();
  for (const at of recordsOf(trace, RecordKind.exchange)) {
    if (words[at + 2] !== ExchangeEvent.context) continue;
    const [exchange = -1, , plugin = -1, vm = -1, context = 0] = words.subarray(at + 1, at + 6);
    found.set(keyOf(vm, context), { plugin, exchange });
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

/** Whose exchange the records of a run are. */
interface Streams {
  /** The exchange that a record is part of; -1: none. */
  readonly exchangeAt: (at: number) => number;
  /** Position of the last record of each exchange. */
  readonly lasts: ReadonlyMap<number, number>;
}

const streams = new WeakMap<TraceData, Streams>();

/**
 * Whose exchange the records of a run are, also where several are under way: by their contexts; a root context works
 * for the exchange whose call is answered in it, or whose end it is told of as an access logger.
 */
export function streamsOf(trace: TraceData): Streams {
  let known = streams.get(trace);
  if (known === undefined) streams.set(trace, (known = new StreamReading(trace).read()));
  return known;
}

const CALLS = ['proxy_http_call', 'proxy_grpc_call', 'proxy_grpc_stream'].map((name) => hostcallIndex('env', name));
const ALLOCATORS: readonly (number | undefined)[] = [Callback.malloc, Callback.onMemoryAllocate];
const ANSWERS: readonly number[] = [
  Callback.onHttpCallResponse,
  Callback.onGrpcReceiveInitialMetadata,
  Callback.onGrpcReceive,
  Callback.onGrpcReceiveTrailingMetadata,
  Callback.onGrpcClose,
];

class StreamReading {
  readonly #trace: TraceData;
  readonly #ownerOf: ReturnType<typeof ownersOf>;
  /** Where in the trace another exchange's records begin, and whose they are. */
  readonly #starts: number[] = [];
  readonly #whose: number[] = [];
  readonly #lasts = new Map<number, number>();
  /** By VM and token: the exchange that called. */
  readonly #callers = new Map<string, number>();
  /** Exchanges that the callbacks under way work for. */
  readonly #open: number[] = [];
  /** The exchange that has just ended; its access loggers are told next. */
  #ended = -1;

  constructor(trace: TraceData) {
    this.#trace = trace;
    this.#ownerOf = ownersOf(trace);
  }

  read(): Streams {
    const { words } = this.#trace;
    let at = 0;
    while (at < words.length) {
      const head = words[at] ?? 0;
      const length = head >>> 8;
      if (length < 1) break;
      this.#note(at, this.#exchangeOf(at, head & 0xff, length));
      at += length;
    }
    const [starts, whose] = [Int32Array.from(this.#starts), Int32Array.from(this.#whose)];
    return {
      lasts: this.#lasts,
      exchangeAt: (position) => whose[countUpTo(starts.length, position, (i) => starts[i] ?? 0) - 1] ?? -1,
    };
  }

  #note(at: number, exchange: number): void {
    if (exchange >= 0) this.#lasts.set(exchange, at);
    if (exchange === (this.#whose.at(-1) ?? -1)) return;
    this.#starts.push(at);
    this.#whose.push(exchange);
  }

  #exchangeOf(at: number, kind: number, length: number): number {
    const { words } = this.#trace;
    const [vm, context, index] = [words[at + 1] ?? -1, words[at + 2] ?? 0, words[at + 3] ?? -1];
    const around = this.#open.at(-1) ?? -1;
    switch (kind) {
      case RecordKind.call: {
        if (ALLOCATORS.includes(index)) return around;
        const exchange = this.#called(at, index, this.#own(vm, context, around));
        this.#open.push(exchange);
        return exchange;
      }
      case RecordKind.ret:
        return ALLOCATORS.includes(index) ? around : (this.#open.pop() ?? -1);
      case RecordKind.hostcall: {
        const exchange = this.#own(vm, context, around);
        if (CALLS.includes(index) && words[at + 4] === 0)
          this.#callers.set(keyOf(vm, words[at + length - 1] ?? 0), exchange);
        return exchange;
      }
      case RecordKind.log:
        return this.#own(vm, context, around);
      case RecordKind.exchange: {
        // Here the first word is the exchange, the second the event.
        if (context === ExchangeEvent.ended) this.#ended = vm;
        return vm >= 0 ? vm : around;
      }
      case RecordKind.time:
        this.#ended = -1;
        return around;
      default:
        return around;
    }
  }

  /** A context's own exchange; a root context works for the callback that it is in. */
  #own(vm: number, context: number, around: number): number {
    const { exchange } = this.#ownerOf(vm, context);
    return exchange >= 0 ? exchange : around;
  }

  #called(at: number, callback: number, own: number): number {
    const { words } = this.#trace;
    const [vm, token] = [words[at + 1] ?? -1, words[at + 6] ?? 0];
    if (own >= 0) {
      if (own !== this.#ended) this.#ended = -1;
      return own;
    }
    if (ANSWERS.includes(callback)) return this.#callers.get(keyOf(vm, token)) ?? -1;
    return callback === Callback.onLog ? this.#ended : -1;
  }
}

type Ran = Pick<Report, 'exchanges' | 'trace'>;

/** Whether a record is part of an exchange: what is no stream's belongs to what was sent last before it. */
export function isPartOf({ exchanges, trace }: Ran, exchange: number): (at: number) => boolean {
  const { traceFrom = 0, traceTo = 0 } = exchanges[exchange] ?? {};
  const { exchangeAt } = streamsOf(trace);
  return (at) => {
    const own = exchangeAt(at);
    return own >= 0 ? own === exchange : at >= traceFrom && at < traceTo;
  };
}

/** The records of an exchange, in their order, also where others are under way meanwhile. */
export function* recordsOfExchange(ran: Ran, exchange: number, wants?: RecordChoice): Generator<TraceRecord> {
  const known = ran.exchanges[exchange];
  if (known === undefined) return;
  const isPart = isPartOf(ran, exchange);
  const last = streamsOf(ran.trace).lasts.get(exchange) ?? -1;
  for (const record of readTrace(ran.trace, known.traceFrom, Math.max(known.traceTo, last + 1), wants))
    if (isPart(record.at)) yield record;
}
