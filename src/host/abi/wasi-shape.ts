import { Errno, type ParamKind } from '../../model/index.ts';
import type { ContextServices } from '../services.ts';
import type { Frame } from './frame.ts';
import type { Shape } from './row.ts';

const STDOUT = 1;
const STDERR = 2;

/** Standard output and standard error: all the files there are. */
export const isOpen = (fd: number): boolean => fd === STDOUT || fd === STDERR;

/** What a WASI function is given: its arguments, all as unsigned numbers but for i64, which nothing looks at. */
export interface WasiCall {
  readonly frame: Frame;
  readonly context: ContextServices;
  /** Argument by position, as an unsigned number. */
  readonly arg: (position: number) => number;
}

/** An error number, and for the trace what its numbers and outputs are when it is 0. */
export type Answer = number;

/**
 * The shape of a WASI function: how many leading parameters are numbers for the trace, and what it does. Its outputs
 * are told to the trace by `told`, which runs only after success.
 */
export function wasi(
  kinds: readonly ParamKind[],
  numbers: readonly number[],
  run: (call: WasiCall) => Answer,
  told?: (call: WasiCall) => void,
): Shape {
  return {
    kinds,
    attach(frame, { index, clearance }) {
      const { trace, vm } = frame;
      return (...args: (number | bigint)[]) => {
        const context = frame.enter(clearance);
        const arg = (position: number): number => Number(args[position] ?? 0) >>> 0;
        const call: WasiCall = { frame, context, arg };
        const errno = run(call);
        if (trace.enabled) {
          trace.hostcall(vm, context.id, index, errno);
          for (const position of numbers) trace.word(arg(position));
          if (errno === Errno.Success) told?.(call);
          trace.endHostcall();
        }
        return errno;
      };
    },
  };
}
