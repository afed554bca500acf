import {
  CALLBACKS,
  countUpTo,
  ExchangeEvent,
  HOSTCALLS,
  MarkKind,
  ownersOf,
  RecordKind,
  type Report,
  streamsOf,
} from '../../../model/index.ts';
import { startOfSending } from '../sent.ts';

/** What a row of the timeline shows. */
export const RowKind = { group: 0, callback: 1, hostcall: 2, log: 3, host: 4, step: 5, mark: 6, memory: 7 } as const;
export type RowKind = (typeof RowKind)[keyof typeof RowKind];

/** The rows of a run in the order in which they are shown: what happened inside a call stands behind it. */
export interface RunRows {
  readonly count: number;
  /** Position in `trace.words` of the record that the row stands for; -1 for the start-up's group. */
  readonly at: Int32Array;
  readonly kind: Uint8Array;
  /** The row behind everything that is inside this one. */
  readonly end: Int32Array;
  /** Row inside which it is; -1: none. */
  readonly parent: Int32Array;
  readonly depth: Uint8Array;
  readonly vm: Int16Array;
  /** Position of the plugin in the report; -1: none. */
  readonly filter: Int16Array;
  /** The exchange that it is part of; -1: none. */
  readonly exchange: Int32Array;
  /** Virtual milliseconds. */
  readonly ms: Int32Array;
  /** Position of a second record: what a callback returned, the line that a hostcall logged; -1: none. */
  readonly second: Int32Array;
  /** The row that shows the record at a position, or the last before it. */
  rowAt(position: number): number;
}

const known = new WeakMap<Report, RunRows>();

/** One pass over a run's records, which are decoded only where a row is shown. */
export function runRows(report: Report): RunRows {
  const rows = known.get(report) ?? readRows(report);
  known.set(report, rows);
  return rows;
}

function readRows(report: Report): RunRows {
  const draft = new Draft(report);
  draft.read();
  return draft.rows();
}

/** Which step of the run a record is: the number of its row in the timeline, from 1, whatever is folded or filtered there. */
export const stepNumber = (report: Report, at: number): number => runRows(report).rowAt(at) + 1;

interface Frame {
  /** Number of the callback's or the group's row; -1: outside of all. */
  readonly row: number;
  /** Where in the order what belongs to the next hostcall begins. */
  pending: number;
}

const MALLOCS: ReadonlySet<number> = new Set(
  CALLBACKS.flatMap(({ name }, i) => (name === 'malloc' || name === 'proxy_on_memory_allocate' ? [i] : [])),
);
const LOG = HOSTCALLS.findIndex(({ name }) => name === 'proxy_log');

class Draft {
  readonly #report: Report;
  readonly #words: Int32Array;
  /** Rows in the order of their records. */
  readonly #at: number[] = [];
  readonly #kind: number[] = [];
  readonly #parent: number[] = [];
  readonly #vm: number[] = [];
  readonly #filter: number[] = [];
  readonly #exchange: number[] = [];
  readonly #ms: number[] = [];
  readonly #second: number[] = [];
  /** Rows as they are shown. */
  readonly #order: number[] = [];
  /** Records by position, and the row of each. */
  readonly #recordAt: number[] = [];
  readonly #recordRow: number[] = [];
  readonly #frames: Frame[] = [{ row: -1, pending: 0 }];
  readonly #ownerOf: ReturnType<typeof ownersOf>;
  readonly #streams: ReturnType<typeof streamsOf>;
  /** By exchange and filter: the VM that the filter ran in. */
  readonly #vms = new Map<string, number>();
  #now = 0;

  constructor(report: Report) {
    this.#report = report;
    this.#words = report.trace.words;
    this.#ownerOf = ownersOf(report.trace);
    this.#streams = streamsOf(report.trace);
  }

  read(): void {
    const words = this.#words;
    const started = Math.min(startOfSending(this.#report), words.length);
    const group = started > 0 ? this.#add({ at: -1, kind: RowKind.group }) : -1;
    if (group >= 0) this.#enter(group);
    let at = 0;
    while (at < words.length) {
      const length = (words[at] ?? 0) >>> 8;
      if (length < 1 || at + length > words.length) break;
      if (at >= started && group >= 0 && this.#frames[1]?.row === group) this.#frames.splice(1);
      this.#record(at, (words[at] ?? 0) & 0xff);
      at += length;
    }
  }

  #record(at: number, kind: number): void {
    const word = (i: number): number => this.#words[at + i] ?? 0;
    switch (kind) {
      case RecordKind.time:
        this.#now = word(1);
        return;
      case RecordKind.mark:
        this.#mark(at, word(1));
        return;
      case RecordKind.call:
        this.#call(at, word(1), word(2), word(3));
        return;
      case RecordKind.ret:
        this.#ret(at, word(3));
        return;
      case RecordKind.hostcall:
        this.#hostcall(at, word(1), word(2), word(3));
        return;
      case RecordKind.log:
        this.#add({
          at,
          kind: RowKind.log,
          vm: word(1),
          filter: word(3),
        });
        return;
      case RecordKind.host:
        this.#add({ at, kind: RowKind.host, vm: word(1) });
        return;
      case RecordKind.exchange:
        this.#step(at, { exchange: word(1), event: word(2), filter: word(3), first: word(4) });
        return;
      default:
    }
  }

  /** What filters do while the proxy goes away stands inside a row of its own. */
  #mark(at: number, mark: number): void {
    if (mark !== MarkKind.shutdown) this.#add({ at, kind: RowKind.mark });
    else this.#enter(this.#add({ at, kind: RowKind.group }));
  }

  #call(at: number, vm: number, context: number, callback: number): void {
    const isAllocator = MALLOCS.has(callback);
    const row = this.#add({
      at,
      kind: isAllocator ? RowKind.memory : RowKind.callback,
      vm,
      filter: this.#pluginOf(vm, context),
    });
    if (!isAllocator) this.#enter(row);
  }

  #enter(row: number): void {
    this.#frames.push({ row, pending: this.#order.length });
  }

  #ret(at: number, callback: number): void {
    const row = MALLOCS.has(callback) ? this.#at.length - 1 : (this.#frames.at(-1)?.row ?? -1);
    if (row < 0 || this.#kind[row] === RowKind.group) return;
    this.#second[row] = at;
    this.#seen(at, row);
    if (!MALLOCS.has(callback) && this.#frames.length > 1) this.#frames.pop();
  }

  /** What happened inside a hostcall is written before it: it moves below it. */
  #hostcall(at: number, vm: number, context: number, index: number): void {
    const frame = this.#frames.at(-1);
    const isInCallback = frame !== undefined && this.#kind[frame.row] === RowKind.callback;
    const from = isInCallback ? frame.pending : this.#order.length;
    const inside = this.#order.splice(from);
    const row = this.#add({ at, kind: RowKind.hostcall, vm, filter: this.#pluginOf(vm, context) });
    const [only] = inside;
    const isLine = index === LOG && inside.length === 1 && only !== undefined && this.#kind[only] === RowKind.log;
    if (isLine) {
      this.#kind[row] = RowKind.log;
      this.#second[row] = this.#at[only] ?? -1;
      this.#recordRow[this.#recordAt.indexOf(this.#at[only] ?? -1, -8)] = row;
    } else {
      for (const one of inside) {
        if (this.#parent[one] === frame?.row) this.#parent[one] = row;
        this.#order.push(one);
      }
    }
    if (frame !== undefined) frame.pending = this.#order.length;
  }

  #step(
    at: number,
    { exchange, event, filter, first }: { exchange: number; event: number; filter: number; first: number },
  ): void {
    if (event === ExchangeEvent.context) {
      this.#vms.set(`${exchange} ${filter}`, first);
      return;
    }
    this.#add({
      at,
      kind: RowKind.step,
      vm: filter < 0 ? -1 : (this.#vms.get(`${exchange} ${filter}`) ?? -1),
      filter,
    });
  }

  #pluginOf(vm: number, context: number): number {
    return this.#ownerOf(vm, context).plugin;
  }

  #add({ at, kind, vm = -1, filter = -1 }: { at: number; kind: RowKind; vm?: number; filter?: number }): number {
    const row = this.#at.push(at) - 1;
    this.#kind.push(kind);
    this.#parent.push(this.#frames.at(-1)?.row ?? -1);
    this.#vm.push(vm);
    this.#filter.push(filter);
    this.#exchange.push(at < 0 ? -1 : this.#streams.exchangeAt(at));
    this.#ms.push(this.#now);
    this.#second.push(-1);
    this.#order.push(row);
    this.#seen(at, row);
    return row;
  }

  #seen(at: number, row: number): void {
    this.#recordAt.push(at);
    this.#recordRow.push(row);
  }

  rows(): RunRows {
    const order = this.#order;
    const count = order.length;
    const placeOf = new Int32Array(this.#at.length).fill(-1);
    for (const [place, row] of order.entries()) placeOf[row] = place;
    const from = (values: readonly number[]) => order.map((row) => values[row] ?? -1);
    const parent = Int32Array.from(order, (row) => placeOf[this.#parent[row] ?? -1] ?? -1);
    const depth = new Uint8Array(count);
    const end = new Int32Array(count);
    for (let i = 0; i < count; i++) {
      const outer = parent[i] ?? -1;
      depth[i] = outer < 0 ? 0 : Math.min(255, (depth[outer] ?? 0) + 1);
      end[i] = i + 1;
    }
    for (let i = count - 1; i >= 0; i--) {
      const outer = parent[i] ?? -1;
      if (outer >= 0) end[outer] = Math.max(end[outer] ?? 0, end[i] ?? 0);
    }
    const [positions, places] = [this.#recordAt, this.#recordRow.map((row) => placeOf[row] ?? -1)];
    return {
      count,
      at: Int32Array.from(from(this.#at)),
      kind: Uint8Array.from(from(this.#kind)),
      end,
      parent,
      depth,
      vm: Int16Array.from(from(this.#vm)),
      filter: Int16Array.from(from(this.#filter)),
      exchange: Int32Array.from(from(this.#exchange)),
      ms: Int32Array.from(from(this.#ms)),
      second: Int32Array.from(from(this.#second)),
      rowAt: (position) => places[countUpTo(positions.length, position, (i) => positions[i] ?? 0) - 1] ?? -1,
    };
  }
}
