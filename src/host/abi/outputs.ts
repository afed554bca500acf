import { NO_BYTES, type HeaderBytes, type ParamKind } from '../../model/index.ts';
import type { GuestMemory } from '../guest-memory.ts';
import { NO_OFFSET } from '../trace.ts';
import type { ContextServices, CountOr } from '../services.ts';
import type { Frame } from './frame.ts';
import { Status } from './status.ts';

/**
 * What a row's result becomes: a status, or values written to the places that the last parameters point at, `x`, `y`
 * and `z`, checked one after the other when their turn comes. Specialised once per VM.
 */
interface Writer<R> {
  /** The hostcall's status; `fault` for a place outside the memory. */
  write(result: R, context: ContextServices, x: number, y: number, z: number): number;
  /** Adds what was written to the record of the trace; only after Ok. */
  record(result: R, context: ContextServices): void;
}

export interface Output<R> {
  readonly kinds: readonly ParamKind[];
  attach(frame: Frame, fault: number): Writer<R>;
}

/** The result is the status itself; nothing is written. */
export const status: Output<number> = {
  kinds: [],
  attach: () => ({ write: (result) => result, record: () => undefined }),
};

/** A number of 0 or more goes to `x`; below it is a status. */
export const outU32: Output<CountOr> = {
  kinds: ['outU32'],
  attach: ({ memory, trace }, fault) => ({
    write(result, _context, x) {
      if (result < 0) return -result;
      return memory.setU32(x, result) ? Status.Ok : fault;
    },
    record: (result) => trace.word(result),
  }),
};

export const outU64: Output<bigint | number> = {
  kinds: ['outU64'],
  attach: ({ memory, trace }, fault) => ({
    write(result, _context, x) {
      if (typeof result === 'number') return result;
      return memory.setU64(x, result) ? Status.Ok : fault;
    },
    record(result) {
      if (typeof result === 'bigint') trace.long(result);
    },
  }),
};

/** Bytes in memory that the guest allocates; address to `x`, size to `y`. */
export const outBytes: Output<Uint8Array | number> = {
  kinds: ['outBytes'],
  attach: ({ memory, trace }, fault) => ({
    write(result, _context, x, y) {
      if (typeof result === 'number') return result;
      return memory.give(result, x, y) ? Status.Ok : fault;
    },
    record(result) {
      if (typeof result !== 'number') recordBytes(trace, result);
    },
  }),
};

/** Bytes, where ABI 0.1.0 has no way to say that there are none: it gets empty ones. */
export const outBytesOrEmpty: Output<Uint8Array | number> = {
  kinds: ['outBytes'],
  attach(frame, fault) {
    const plain = outBytes.attach(frame, fault);
    if (frame.abi !== '0.1.0') return plain;
    const orEmpty = (result: Uint8Array | number) => (result === Status.NotFound ? NO_BYTES : result);
    return {
      write: (result, context, x, y, z) => plain.write(orEmpty(result), context, x, y, z),
      record: (result, context) => plain.record(orEmpty(result), context),
    };
  },
};

/** A header map, serialized straight into the guest's memory. */
export const outPairs: Output<HeaderBytes | number> = {
  kinds: ['outPairs'],
  attach: ({ memory, trace }, fault) => {
    let size = 0;
    return {
      write(result, _context, x, y) {
        if (typeof result === 'number') return result;
        size = memory.givePairs(result, x, y);
        return size < 0 ? fault : Status.Ok;
      },
      record: () => trace.bytes(trace.put(memory.window(), memory.lastGiven, size), size),
    };
  },
};

/** A number to `x`, then another one to `y`. */
export function outTwoU32(second: (context: ContextServices, frame: Frame) => number): Output<CountOr> {
  return {
    kinds: ['outU32', 'outU32'],
    attach: (frame, fault) => ({
      write(result, context, x, y) {
        if (result < 0) return -result;
        return frame.memory.setU32(x, result) && frame.memory.setU32(y, second(context, frame)) ? Status.Ok : fault;
      },
      record(result, context) {
        frame.trace.word(result);
        frame.trace.word(second(context, frame));
      },
    }),
  };
}

/** A number to `x`, then bytes to `y` and `z`. */
export function outU32ThenBytes(bytes: (context: ContextServices) => Uint8Array): Output<CountOr> {
  return {
    kinds: ['outU32', 'outBytes'],
    attach: ({ memory, trace }, fault) => ({
      write(result, context, x, y, z) {
        if (result < 0) return -result;
        return memory.setU32(x, result) && memory.give(bytes(context), y, z) ? Status.Ok : fault;
      },
      record(result, context) {
        trace.word(result);
        recordBytes(trace, bytes(context));
      },
    }),
  };
}

/** Bytes to `x` and `y`, then a number to `z`. */
export function outBytesThenU32(number: (context: ContextServices) => number): Output<Uint8Array | number> {
  return {
    kinds: ['outBytes', 'outU32'],
    attach: ({ memory, trace }, fault) => ({
      write(result, context, x, y, z) {
        if (typeof result === 'number') return result;
        return memory.give(result, x, y) && memory.setU32(z, number(context)) ? Status.Ok : fault;
      },
      record(result, context) {
        if (typeof result === 'number') return;
        recordBytes(trace, result);
        trace.word(number(context));
      },
    }),
  };
}

/**
 * Bytes that the guest may not want: a place of 0 is not written, and without a place for the address nothing is
 * allocated. A failure of a function that exists is told as an address and a size of 0.
 */
export const outWantedBytes: Output<Uint8Array | number> = {
  kinds: ['outBytes'],
  attach: ({ memory, trace }, fault) => {
    let wanted = true;
    return {
      write(result, _context, x, y) {
        if (result === Status.NotFound) return result;
        const bytes = typeof result === 'number' ? undefined : result;
        wanted = x !== 0;
        const address = !wanted || bytes === undefined || bytes === NO_BYTES ? 0 : placed(memory, bytes);
        if (address < 0) return fault;
        if (wanted && !memory.setU32(x, address)) return fault;
        if (y !== 0 && !memory.setU32(y, bytes?.length ?? 0)) return fault;
        return typeof result === 'number' ? result : Status.Ok;
      },
      record(result) {
        if (typeof result === 'number' || !wanted) trace.bytes(NO_OFFSET, 0);
        else recordBytes(trace, result);
      },
    };
  },
};

function placed(memory: GuestMemory, bytes: Uint8Array): number {
  return bytes.length === 0 ? memory.placeNothing() : memory.place(bytes);
}

function recordBytes(trace: Frame['trace'], bytes: Uint8Array): void {
  const offset = trace.put(bytes, 0, bytes.length);
  trace.bytes(offset, bytes.length);
}
