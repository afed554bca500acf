/**
 * The trace of a run: an append-only arena. `words` holds records back to back, `bytes` what they refer to.
 * Each record starts with a head word: its kind in the low byte, its length in words (head included) above it.
 * Host and proxy write; everybody else reads through `trace-reader`.
 */
export interface TraceData {
  readonly words: Int32Array;
  readonly bytes: Uint8Array;
  /** Records in all. */
  readonly count: number;
}

/**
 * Layouts, in words after the head:
 * - mark: mark kind, number (request index or milliseconds), byte offset, byte size (a text)
 * - time: milliseconds of virtual time since the start, from here on
 * - call: vm, context id, callback index, number of arguments, arguments...; calls of the allocator among them
 * - ret: vm, context id, callback index, result (0 for void), 1 when it trapped; an allocator that returned has none
 * - hostcall: vm, context id (the effective one), hostcall index, status, then each parameter of its row in order:
 *   a number takes one word, bytes take two (offset, size), a u64 takes two (low, high). Outputs follow inputs and are
 *   there only when the status is Ok. Written when the call returns: what happened inside it comes before it. A record
 *   ends early where the host stopped looking: behind a number out of range, or where a capability is not allowed.
 *   Bytes outside the guest's memory have offset -1. An output that the caller did not want has offset -1, size 0.
 * - log: vm, context id, filter (-1: none), 1 for a root context or the VM itself, level, byte offset, byte size
 * - host: vm, level, byte offset, byte size (a line of the host's own, as Envoy words it)
 * - exchange: exchange index (-1: none), event, filter (-1: none), a number, another number, and for `data` and
 *   `trailers` byte offset, bytes kept, bytes in all: steps of the filter chain, as `ExchangeEvent` has them
 */
export const RecordKind = {
  mark: 1,
  time: 2,
  call: 3,
  ret: 4,
  hostcall: 5,
  log: 6,
  host: 7,
  exchange: 8,
} as const;
export type RecordKind = (typeof RecordKind)[keyof typeof RecordKind];

export const MarkKind = {
  request: 0,
  wait: 1,
  shutdown: 2,
  open: 3,
  reset: 4,
  connection: 5,
  step: 6,
  answer: 7,
} as const;
export type MarkKind = (typeof MarkKind)[keyof typeof MarkKind];

/**
 * Steps of a stream through the filter chain. The first number is the direction (0 request, 1 response) unless it says
 * otherwise; `sent` means to the upstream for requests and to the client for responses.
 */
export const ExchangeEvent = {
  /** A context is about to be made for a filter: vm, context id. Exchange -1: a root context, or one of a TCP connection. */
  context: 0,
  /** Headers left a filter; filter -1: they came in. */
  headers: 1,
  /** A piece of body came in; 1 when the stream ends with it. Of a large one the trace keeps the beginning. */
  data: 2,
  /** Trailers came in: pairs in their serialized form. */
  trailers: 3,
  /** A filter does not let go on; bytes that are held now. */
  stopped: 4,
  /** A filter lets go of what it stopped; bytes that were held. */
  resumed: 5,
  /** Headers left the chain. */
  sentHeaders: 6,
  /** A piece of body left the chain; its size. */
  sentData: 7,
  sentTrailers: 8,
  /** A local reply; filter -1: of Envoy itself. Status, 1 when an upstream had been called before. */
  replied: 9,
  /** Everything of the stream is over. Status; 1 when it was broken off. */
  ended: 10,
} as const;
export type ExchangeEvent = (typeof ExchangeEvent)[keyof typeof ExchangeEvent];
