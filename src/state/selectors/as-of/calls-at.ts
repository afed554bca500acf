import {
  CALLBACKS,
  type HostcallRecord,
  HOSTCALLS,
  RecordKind,
  type Report,
  textOfBytes,
  type TraceRecord,
  type TraceValue,
} from '../../../model/index.ts';
import { Playback } from './playback.ts';

/** What filters wait for, as of a position in the trace. */
export interface WaitingAt {
  readonly calls: readonly CallAt[];
  readonly timers: readonly TimerAt[];
}

/** A call that has not been answered. */
export interface CallAt {
  readonly kind: 'http' | 'grpc' | 'grpc-stream';
  readonly vm: number;
  /** Position in the chain; -1: not known. */
  readonly filter: number;
  readonly token: number;
  /** The cluster, or what stood in its place. */
  readonly upstream: string;
  /** The row that sent it. */
  readonly at: number;
  /** Virtual milliseconds at which it was sent. */
  readonly ms: number;
  /** Milliseconds that it may take; 0: for ever. */
  readonly timeoutMs: number;
}

interface TimerAt {
  readonly vm: number;
  readonly filter: number;
  readonly periodMs: number;
  /** Virtual milliseconds of the next tick. */
  readonly nextMs: number;
  /** The row that set it. */
  readonly at: number;
}

/** Calls and timers of all filters after all that happened up to and including a record. */
export function waitingAt(report: Report, at: number): WaitingAt {
  let playback = played.get(report);
  if (playback === undefined)
    played.set(report, (playback = new Playback(report.trace, matters, { start: new Replay() })));
  return playback.at(at).state();
}

const played = new WeakMap<Report, Playback<Replay>>();

const indexes = (list: readonly { readonly name: string }[], names: readonly string[]): ReadonlySet<number> =>
  new Set(list.flatMap(({ name }, index) => (names.includes(name) ? [index] : [])));

const ANSWERS = indexes(CALLBACKS, [
  'proxy_on_context_create',
  'proxy_on_tick',
  'proxy_on_delete',
  'proxy_on_http_call_response',
  'proxy_on_grpc_receive',
  'proxy_on_grpc_close',
]);
const KINDS: Readonly<Record<string, CallAt['kind']>> = {
  proxy_http_call: 'http',
  proxy_grpc_call: 'grpc',
  proxy_grpc_stream: 'grpc-stream',
};
const PERIOD = 'proxy_set_tick_period_milliseconds';
const ENDS = ['proxy_grpc_close', 'proxy_grpc_cancel'];
const ASKS = indexes(HOSTCALLS, [...Object.keys(KINDS), ...ENDS, PERIOD]);

function matters(kind: number, index: number): boolean {
  if (kind === RecordKind.exchange || kind === RecordKind.time || kind === RecordKind.ret) return true;
  return kind === RecordKind.call ? ANSWERS.has(index) : kind === RecordKind.hostcall && ASKS.has(index);
}

class Replay {
  /** By VM and context: its filter, and its root context. */
  #contexts = new Map<string, { filter: number; root: number }>();
  #calls = new Map<string, CallAt>();
  #timers = new Map<string, TimerAt>();
  /** Answered inside the hostcall that sent them: its record comes later. */
  #answered = new Set<string>();
  #ms = 0;

  copy(): Replay {
    const copy = new Replay();
    copy.#contexts = new Map(this.#contexts);
    copy.#calls = new Map(this.#calls);
    copy.#timers = new Map(this.#timers);
    copy.#answered = new Set(this.#answered);
    copy.#ms = this.#ms;
    return copy;
  }

  take(record: TraceRecord): void {
    if (record.kind === 'time') this.#ms = record.ms;
    else if (record.kind === 'exchange') {
      const { event, first, second, filter } = record;
      if (event === 'context') this.#contexts.set(`${first} ${second >>> 0}`, { filter, root: second >>> 0 });
    } else if (record.kind === 'ret') {
      if (record.trapped) this.#died(record.vm);
    } else if (record.kind === 'call') this.#callback(record.callback, record.vm, record.args);
    else if (record.kind === 'hostcall' && record.statusText === 'Ok') this.#hostcall(record);
  }

  #callback(name: string, vm: number, [context = 0, second = 0]: readonly number[]): void {
    const key = `${vm} ${context}`;
    if (name === 'proxy_on_context_create') {
      const known = this.#contexts.get(key);
      if (second !== 0) this.#contexts.set(key, { filter: known?.filter ?? -1, root: second });
    } else if (name === 'proxy_on_delete') {
      this.#timers.delete(key);
    } else if (name === 'proxy_on_tick') {
      const timer = this.#timers.get(key);
      if (timer) this.#timers.set(key, { ...timer, nextMs: this.#ms + timer.periodMs });
    } else if (name !== 'proxy_on_grpc_receive' || this.#calls.get(`${vm} ${second}`)?.kind === 'grpc') {
      this.#answer(`${vm} ${second}`);
    }
  }

  /** What a dead VM waited for never comes. */
  #died(vm: number): void {
    for (const waiting of [this.#calls, this.#timers])
      for (const [key, one] of waiting) if (one.vm === vm) waiting.delete(key);
  }

  #answer(key: string): void {
    if (!this.#calls.delete(key)) this.#answered.add(key);
  }

  #hostcall({ name, vm, context, inputs, outputs, at }: HostcallRecord): void {
    const { filter = -1, root = context } = this.#contexts.get(`${vm} ${context}`) ?? {};
    const kind = KINDS[name];
    if (kind !== undefined) {
      const token = numberOf(outputs[0]);
      const timeoutMs = kind === 'grpc-stream' ? 0 : numberOf(inputs.find(({ name: of }) => of === 'timeout_ms'));
      const sent = { kind, vm, filter, token, upstream: textOf(inputs[0]), at, ms: this.#ms, timeoutMs };
      if (!this.#answered.delete(`${vm} ${token}`)) this.#calls.set(`${vm} ${token}`, sent);
      return;
    }
    if (name !== PERIOD) {
      this.#calls.delete(`${vm} ${numberOf(inputs[0])}`);
      return;
    }
    const periodMs = numberOf(inputs[0]);
    if (periodMs === 0) this.#timers.delete(`${vm} ${root}`);
    else this.#timers.set(`${vm} ${root}`, { vm, filter, periodMs, nextMs: this.#ms + periodMs, at });
  }

  state(): WaitingAt {
    return { calls: [...this.#calls.values()], timers: [...this.#timers.values()] };
  }
}

const numberOf = (value: TraceValue | undefined): number => (value?.kind === 'number' ? value.value : 0);
const textOf = (value: TraceValue | undefined): string => (value?.kind === 'bytes' ? textOfBytes(value.bytes) : '');
