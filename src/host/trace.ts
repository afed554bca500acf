import {
  bytesOfText,
  RecordKind,
  type MarkKind,
  type CallbackIndex,
  type ExchangeEvent,
  type Span,
  type TraceData,
} from '../model/index.ts';

/** Offset of bytes that lie outside the guest's memory, or that nobody wanted. */
export const NO_OFFSET = -1;
/** Offset of bytes that were not kept because the trace had grown past its limit. */
const NOT_KEPT = -2;

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_WORDS = 32 * 1024 * 1024;
/** No record is longer, but calls with many arguments, and they have at most five. */
const LONGEST_RECORD = 32;
const MOST_OF_PIECE = 64 * 1024;
/** Up to this size a loop is faster than a call of `set`. */
const SHORT = 32;

/**
 * Writes the trace of a run into typed arrays that grow by doubling (layout in `src/model/trace.ts`). Without `enabled`
 * it writes nothing. Past 64 MiB of bytes or 128 MiB of records it keeps no more, so that no guest can fill the page's
 * memory with it.
 */
export class Trace {
  readonly enabled: boolean;
  #words: Int32Array;
  #length = 0;
  #bytes: Uint8Array;
  #size = 0;
  #count = 0;
  #start = 0;
  /** Virtual time as the records have it, and where its last record ends. */
  #time = 0;
  #timeEnd = 0;
  /** The span that was kept last, while its hostcall runs: a log line of the same bytes need not be kept twice. */
  #lastSource: Uint8Array | undefined;
  #lastStart = 0;
  #lastSize = 0;
  #lastOffset = 0;

  constructor(enabled: boolean) {
    this.enabled = enabled;
    this.#words = new Int32Array(enabled ? 1 << 12 : 0);
    this.#bytes = new Uint8Array(enabled ? 1 << 14 : 0);
  }

  /** Where the next record begins: a position in `words`. */
  get position(): number {
    return this.#length;
  }

  /** Where the record begins that was begun last. */
  get lastStart(): number {
    return this.#start;
  }

  /** Records so far. */
  get count(): number {
    return this.#count;
  }

  /** A step of the scenario. */
  mark(kind: MarkKind, number: number, text: string): void {
    if (!this.enabled) return;
    const bytes = bytesOfText(text);
    const offset = this.put(bytes, 0, bytes.length);
    this.#begin();
    this.word(kind);
    this.word(number);
    this.word(offset);
    this.word(bytes.length);
    this.#end(RecordKind.mark);
  }

  /** From here on virtual time is this many milliseconds after the start. When nothing happened since, only once. */
  time(milliseconds: number): void {
    if (!this.enabled) return;
    const isLast = this.#length > 0 && this.#timeEnd === this.#length;
    if (milliseconds === this.#time) return;
    this.#time = milliseconds;
    if (isLast) {
      this.#words[this.#length - 1] = milliseconds;
      return;
    }
    this.#begin();
    this.word(milliseconds);
    this.#end(RecordKind.time);
    this.#timeEnd = this.#length;
  }

  /** The host calls the guest, with up to five arguments. */
  call(vm: number, contextId: number, callback: CallbackIndex, arity: number, a = 0, b = 0, c = 0, d = 0, e = 0): void {
    if (!this.enabled) return;
    const at = this.#begin();
    const words = this.#words;
    words[at + 1] = vm;
    words[at + 2] = contextId;
    words[at + 3] = callback;
    words[at + 4] = arity;
    words[at + 5] = a;
    words[at + 6] = b;
    words[at + 7] = c;
    words[at + 8] = d;
    words[at + 9] = e;
    this.#length = at + 5 + arity;
    this.#end(RecordKind.call);
  }

  /** The guest returned, or trapped. */
  ret(vm: number, contextId: number, callback: CallbackIndex, result: number, trapped: boolean): void {
    if (!this.enabled) return;
    const at = this.#begin();
    const words = this.#words;
    words[at + 1] = vm;
    words[at + 2] = contextId;
    words[at + 3] = callback;
    words[at + 4] = result;
    words[at + 5] = trapped ? 1 : 0;
    this.#length = at + 6;
    this.#end(RecordKind.ret);
  }

  /** Begins the record of a hostcall that has just ended; `word`, `bytes` and `endHostcall` follow. */
  hostcall(vm: number, contextId: number, index: number, status: number): void {
    const at = this.#begin();
    const words = this.#words;
    words[at + 1] = vm;
    words[at + 2] = contextId;
    words[at + 3] = index;
    words[at + 4] = status;
    this.#length = at + 5;
    this.#lastSource = undefined;
  }

  /** One word of the record that was begun. */
  word(value: number): void {
    this.#words[this.#length++] = value;
  }

  /** A u64 or i64 of the record that was begun: low word, high word. */
  long(value: bigint): void {
    this.word(Number(BigInt.asIntN(32, value)));
    this.word(Number(BigInt.asIntN(32, value >> 32n)));
  }

  /** Bytes that `keep` or `put` took before the record was begun. */
  bytes(offset: number, size: number): void {
    const at = this.#length;
    const words = this.#words;
    words[at] = offset;
    words[at + 1] = size;
    this.#length = at + 2;
  }

  endHostcall(): void {
    this.#end(RecordKind.hostcall);
  }

  /** A line that a filter logged. */
  log(vm: number, contextId: number, filter: number, isRoot: boolean, level: number, message: Span): void {
    if (!this.enabled) return;
    const offset = this.#isLast(message) ? this.#lastOffset : this.put(message.bytes, message.start, message.size);
    const at = this.#begin();
    const words = this.#words;
    words[at + 1] = vm;
    words[at + 2] = contextId;
    words[at + 3] = filter;
    words[at + 4] = isRoot ? 1 : 0;
    words[at + 5] = level;
    words[at + 6] = offset;
    words[at + 7] = message.size;
    this.#length = at + 8;
    this.#end(RecordKind.log);
  }

  /** A line of the host's own, as Envoy words it. */
  host(vm: number, level: number, text: string): void {
    if (!this.enabled) return;
    const bytes = bytesOfText(text);
    const offset = this.put(bytes, 0, bytes.length);
    this.#begin();
    this.word(vm);
    this.word(level);
    this.word(offset);
    this.word(bytes.length);
    this.#end(RecordKind.host);
  }

  /** A step of the filter chain. */
  exchange(exchange: number, event: ExchangeEvent, filter: number, first: number, second: number): void {
    if (!this.enabled) return;
    this.#exchange(exchange, event, filter, first, second);
    this.#end(RecordKind.exchange);
  }

  /** A step of the filter chain with bytes; of more than 64 KiB the beginning is kept. */
  piece(exchange: number, event: ExchangeEvent, first: number, second: number, bytes: Uint8Array): void {
    if (!this.enabled) return;
    const kept = Math.min(bytes.length, MOST_OF_PIECE);
    const offset = this.put(bytes, 0, kept);
    this.#exchange(exchange, event, -1, first, second);
    this.word(offset);
    this.word(kept);
    this.word(bytes.length);
    this.#end(RecordKind.exchange);
  }

  #exchange(exchange: number, event: ExchangeEvent, filter: number, first: number, second: number): void {
    this.#begin();
    this.word(exchange);
    this.word(event);
    this.word(filter);
    this.word(first);
    this.word(second);
  }

  /** Copies bytes of a hostcall that is running to the heap; where they went. */
  keep(span: Span): number {
    const offset = this.put(span.bytes, span.start, span.size);
    this.#lastSource = span.bytes;
    this.#lastStart = span.start;
    this.#lastSize = span.size;
    this.#lastOffset = offset;
    return offset;
  }

  /** Copies bytes to the heap; where they went. */
  put(source: Uint8Array, start: number, size: number): number {
    const offset = this.#size;
    if (offset + size > this.#bytes.length && !this.#makeRoom(size)) return NOT_KEPT;
    const heap = this.#bytes;
    if (size <= SHORT) for (let i = 0; i < size; i++) heap[offset + i] = source[start + i] ?? 0;
    else heap.set(source.subarray(start, start + size), offset);
    this.#size = offset + size;
    return offset;
  }

  /** Trimmed copies of what has been written, as the report carries it. */
  snapshot(): TraceData {
    return {
      words: this.#words.slice(0, this.#length),
      bytes: this.#bytes.slice(0, this.#size),
      count: this.#count,
    };
  }

  /** Forgets what was written and keeps the room for it. */
  clear(): void {
    this.#length = 0;
    this.#size = 0;
    this.#count = 0;
    this.#time = 0;
    this.#timeEnd = 0;
    this.#lastSource = undefined;
  }

  #isLast(span: Span): boolean {
    return span.bytes === this.#lastSource && span.start === this.#lastStart && span.size === this.#lastSize;
  }

  /** Room for one record, whose head is filled in by `#end`. */
  #begin(): number {
    const at = this.#length;
    if (at + LONGEST_RECORD > this.#words.length) this.#makeWords();
    this.#start = at;
    this.#length = at + 1;
    return at;
  }

  #end(kind: RecordKind): void {
    const start = this.#start;
    if (this.#length > MAX_WORDS) {
      this.#length = start;
      return;
    }
    this.#words[start] = kind | ((this.#length - start) << 8);
    this.#count += 1;
  }

  #makeWords(): void {
    const words = new Int32Array(Math.max(1 << 12, this.#words.length * 2));
    words.set(this.#words);
    this.#words = words;
  }

  #makeRoom(size: number): boolean {
    const needed = this.#size + size;
    if (needed > MAX_BYTES) return false;
    const bytes = new Uint8Array(Math.max(1 << 14, this.#bytes.length * 2, needed));
    bytes.set(this.#bytes.subarray(0, this.#size));
    this.#bytes = bytes;
    return true;
  }
}
