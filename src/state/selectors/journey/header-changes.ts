import {
  Callback,
  CALLBACKS,
  decodePairs,
  ExchangeEvent,
  hostcallIndex,
  NO_BYTES,
  readTrace,
  RecordKind,
  textOfBytes,
  type HostcallRecord,
  type TraceData,
} from '../../../model/index.ts';

/** The call that changed a header, as the trace has it. */
export interface ChangingCall {
  readonly kind: 'hostcall';
  /** Position of the hostcall's record in `trace.words`. */
  readonly at: number;
  /** Position in the chain of the filter that it acted for. */
  readonly filter: number;
  readonly hostcall: string;
  /** The callback that made it, and the position of that call's record. */
  readonly callback: string;
  readonly calledAt: number;
}

export interface HeaderChange {
  readonly by: ChangingCall;
  /** Number of the header map. */
  readonly map: number;
  readonly op: 'add' | 'replace' | 'remove' | 'set' | 'reply';
  /** Name and value, alternating: one for `add` and `replace`, the name alone for `remove`, all for the others. */
  readonly pairs: readonly string[];
}

/** When headers were somewhere, as positions in `trace.words`, by filter; -1: they came in. */
export interface HeaderTimes {
  readonly left: ReadonlyMap<number, number>;
  readonly sent: number | undefined;
}

export interface ExchangeChanges {
  readonly changes: readonly HeaderChange[];
  readonly request: HeaderTimes;
  readonly response: HeaderTimes;
}

const OPS = new Map<number, HeaderChange['op']>(
  (
    [
      ['proxy_add_header_map_value', 'add'],
      ['proxy_replace_header_map_value', 'replace'],
      ['proxy_remove_header_map_value', 'remove'],
      ['proxy_set_header_map_pairs', 'set'],
      ['proxy_send_local_response', 'reply'],
    ] as const
  ).map(([name, op]) => [hostcallIndex('env', name) ?? -1, op]),
);

interface Times {
  readonly left: Map<number, number>;
  sent: number | undefined;
}

/** What the filters of an exchange did to its header maps, in order, and when its headers went on. */
export function headerChanges(trace: TraceData, exchange: number, from: number): ExchangeChanges {
  const { words } = trace;
  const changes: HeaderChange[] = [];
  const filters = new Map<string, number>();
  const calls: number[] = [];
  const times: [Times, Times] = [
    { left: new Map(), sent: undefined },
    { left: new Map(), sent: undefined },
  ];
  // Most records are of no interest: they are passed over undecoded.
  for (let at = from; at < words.length; at += Math.max(1, (words[at] ?? 0) >>> 8)) {
    switch ((words[at] ?? 0) & 0xff) {
      case RecordKind.call:
        if (!isAllocator(words[at + 3])) calls.push(at);
        break;
      case RecordKind.ret:
        if (!isAllocator(words[at + 3])) calls.pop();
        break;
      case RecordKind.hostcall: {
        const op = OPS.get(words[at + 3] ?? -1);
        const filter = op === undefined ? undefined : filters.get(`${words[at + 1]}:${words[at + 2]}`);
        if (op === undefined || filter === undefined || words[at + 4] !== 0) break;
        const [record] = readTrace(trace, at, at + 1);
        if (record?.kind === 'hostcall') changes.push(changeOf(trace, record, op, filter, calls.at(-1) ?? at));
        break;
      }
      case RecordKind.exchange:
        if (words[at + 1] !== exchange) break;
        if (words[at + 2] === ExchangeEvent.ended) return { changes, request: times[0], response: times[1] };
        noteStep(words, at, filters, times);
        break;
    }
  }
  return { changes, request: times[0], response: times[1] };
}

const isAllocator = (callback: number | undefined) =>
  callback === Callback.malloc || callback === Callback.onMemoryAllocate;

function noteStep(words: Int32Array, at: number, filters: Map<string, number>, times: readonly [Times, Times]): void {
  const [event, filter = -1, first = 0, second = 0] = words.subarray(at + 2, at + 6);
  const direction = times[first === 0 ? 0 : 1];
  if (event === ExchangeEvent.context) filters.set(`${first}:${second}`, filter);
  else if (event === ExchangeEvent.headers) direction.left.set(filter, at);
  else if (event === ExchangeEvent.sentHeaders) direction.sent = at;
}

function changeOf(
  trace: TraceData,
  record: HostcallRecord,
  op: HeaderChange['op'],
  filter: number,
  calledAt: number,
): HeaderChange {
  const callback = CALLBACKS[trace.words[calledAt + 3] ?? -1]?.name ?? '';
  const by = { kind: 'hostcall', at: record.at, filter, hostcall: record.name, callback, calledAt } as const;
  const [map] = record.inputs;
  const bytes = record.inputs.map((input) => ('bytes' in input ? input.bytes : NO_BYTES));
  const list = (pairs: Uint8Array) => decodePairs(pairs, 0, pairs.length).map(textOfBytes);
  const pairs =
    op === 'set'
      ? list(bytes[1] ?? NO_BYTES)
      : op === 'reply'
        ? list(bytes[3] ?? NO_BYTES)
        : bytes.slice(1, op === 'remove' ? 2 : 3).map(textOfBytes);
  return { by, op, map: map?.kind === 'number' ? map.value : -1, pairs };
}
