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
 * - exchange: exchange index, event kind, filter (-1: none), a number, another number (steps of the filter chain)
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

export const MarkKind = { request: 0, wait: 1, shutdown: 2, open: 3, reset: 4, connection: 5, step: 6 } as const;
export type MarkKind = (typeof MarkKind)[keyof typeof MarkKind];
