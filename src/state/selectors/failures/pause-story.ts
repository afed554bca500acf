import {
  Callback,
  CALLBACKS,
  ExchangeEvent,
  hostcallIndex,
  RecordKind,
  type Exchange,
  type TraceData,
} from '../../../model/index.ts';

/** A stream that a filter stopped and never let go. */
export interface PauseStory {
  readonly filter: number;
  readonly direction: 'request' | 'response';
  /** Position of the callback's return that stopped it, the callback, and when that was. */
  readonly at: number;
  readonly callback: string;
  readonly sinceMs: number;
  readonly heldBytes: number;
  /** Calls that its VM began and that had no answer when the stream was over. */
  readonly pendingCalls: number;
  /** The period of the timer of its VM; 0: none. */
  readonly tickMs: number;
  /** Callbacks of its VM that came after it and did not resume, each once, with the first place. */
  readonly afterwards: readonly { readonly callback: string; readonly at: number }[];
}

const HTTP_CALL = hostcallIndex('env', 'proxy_http_call');
const GRPC_CALL = hostcallIndex('env', 'proxy_grpc_call');
const SET_TICK = hostcallIndex('env', 'proxy_set_tick_period_milliseconds');
/** Nothing can be resumed in these any more. */
const LATE: readonly number[] = [Callback.onLog, Callback.onDone, Callback.onDelete, Callback.onContextCreate];

interface Held {
  readonly vm: number;
  readonly story: Omit<PauseStory, 'pendingCalls' | 'tickMs' | 'afterwards'>;
}

/** Where an exchange stands still, and what could still have moved it; undefined when nothing holds it. */
export function pauseStory(
  trace: TraceData,
  exchange: Pick<Exchange, 'traceFrom'>,
  index: number,
): PauseStory | undefined {
  const { words } = trace;
  const calls = new Map<number, number>();
  const ticks = new Map<number, number>();
  const vms = new Map<number, number>();
  let held: Held | undefined;
  let after: { readonly callback: number; readonly vm: number; readonly at: number }[] = [];
  let ms = 0;
  let lastReturn = 0;
  for (let at = 0; at < words.length; at += Math.max(1, (words[at] ?? 0) >>> 8)) {
    const [head = 0, vm = 0, second = 0, third = 0, fourth = 0, fifth = 0] = words.subarray(at, at + 6);
    const kind = head & 0xff;
    if (kind === RecordKind.time) ms = vm;
    else if (kind === RecordKind.ret) lastReturn = at;
    else if (kind === RecordKind.call) {
      if (third === Callback.onHttpCallResponse || third === Callback.onGrpcClose) bump(calls, vm, -1);
      if (held !== undefined && !LATE.includes(third) && !isAllocator(third)) after.push({ callback: third, vm, at });
    } else if (kind === RecordKind.hostcall && fourth === 0) {
      if (third === HTTP_CALL || third === GRPC_CALL) bump(calls, vm, 1);
      else if (third === SET_TICK) ticks.set(vm, fifth >>> 0);
    } else if (kind === RecordKind.exchange && at >= exchange.traceFrom && vm === index) {
      // Here the second word is the event, the third the filter.
      if (second === ExchangeEvent.context) vms.set(third, fourth);
      else if (second === ExchangeEvent.stopped && held?.story.filter !== third) {
        const callback = CALLBACKS[words[lastReturn + 3] ?? -1]?.name ?? '';
        const direction = fourth === 0 ? 'request' : 'response';
        const story = { filter: third, direction, at: lastReturn, callback, sinceMs: ms, heldBytes: fifth } as const;
        held = { vm: vms.get(third) ?? -1, story };
        after = [];
      } else if (second === ExchangeEvent.stopped && held !== undefined)
        held = { ...held, story: { ...held.story, heldBytes: fifth } };
      else if (second === ExchangeEvent.resumed || second === ExchangeEvent.replied) held = undefined;
      else if (second === ExchangeEvent.ended) break;
    }
  }
  if (held === undefined) return undefined;
  const { vm, story } = held;
  const own = after.filter((one) => one.vm === vm);
  return {
    ...story,
    pendingCalls: Math.max(0, calls.get(vm) ?? 0),
    tickMs: ticks.get(vm) ?? 0,
    afterwards: own
      .filter(({ callback }, i) => own.findIndex((one) => one.callback === callback) === i)
      .map(({ callback, at }) => ({ callback: CALLBACKS[callback]?.name ?? '', at })),
  };
}

const isAllocator = (callback: number) => callback === Callback.malloc || callback === Callback.onMemoryAllocate;

function bump(counts: Map<number, number>, key: number, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
