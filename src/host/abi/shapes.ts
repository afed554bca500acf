import type { ParamKind, Span } from '../../model/index.ts';
import { NO_BYTES } from '../../model/index.ts';
import type { AimedSpan } from '../guest-memory.ts';
import type { ContextServices } from '../services.ts';
import { NO_OFFSET } from '../trace.ts';
import { lastOf, type Shape } from './row.ts';
import type { Output } from './outputs.ts';
import { Status } from './status.ts';

/**
 * The parameter shapes of the hostcalls. Each makes an import function for one VM: a closure over the VM's memory, trace
 * and spans, which takes the parameters as WebAssembly passes them, without an array and without an allocation.
 * The order of checks is Envoy's: the range of a leading number, the places that are read, the operation, the places
 * that are written. `x`, `y` and `z` are those last places.
 */
const FAULT = Status.InvalidMemoryAccess;

function newSpan(): AimedSpan {
  return { bytes: NO_BYTES, start: 0, size: 0 };
}

function kindsOf(inputs: readonly ParamKind[], output: Output<never>): readonly ParamKind[] {
  return [...inputs, ...output.kinds];
}

export function noInput<R>(run: (context: ContextServices) => R, output: Output<R>): Shape {
  return {
    kinds: kindsOf([], output),
    attach(frame, { index, clearance }) {
      const { trace, vm } = frame;
      const traced = trace.enabled;
      const out = output.attach(frame, FAULT);
      return (x: number, y: number, z: number) => {
        const context = frame.enter(clearance);
        const result = run(context);
        const code = out.write(result, context, x, y, z);
        if (traced) {
          trace.hostcall(vm, context.id, index, code);
          if (code === Status.Ok) out.record(result, context);
          trace.endHostcall();
        }
        return code;
      };
    },
  };
}

export function number<R>(run: (context: ContextServices, number: number) => R, output: Output<R>): Shape {
  return {
    kinds: kindsOf(['u32'], output),
    attach(frame, { info, index, clearance }) {
      const { trace, vm } = frame;
      const traced = trace.enabled;
      const out = output.attach(frame, FAULT);
      const last = lastOf(info);
      return (a: number, x: number, y: number, z: number) => {
        const context = frame.enter(clearance);
        const first = a >>> 0;
        let code: number = Status.BadArgument;
        let result: R | undefined;
        if (first <= last) {
          result = run(context, first);
          code = out.write(result, context, x, y, z);
        }
        if (traced) {
          trace.hostcall(vm, context.id, index, code);
          trace.word(a);
          if (code === Status.Ok && result !== undefined) out.record(result, context);
          trace.endHostcall();
        }
        return code;
      };
    },
  };
}

export function threeNumbers<R>(
  run: (context: ContextServices, first: number, second: number, third: number) => R,
  output: Output<R>,
): Shape {
  return {
    kinds: kindsOf(['u32', 'u32', 'u32'], output),
    attach(frame, { info, index, clearance }) {
      const { trace, vm } = frame;
      const traced = trace.enabled;
      const out = output.attach(frame, FAULT);
      const last = lastOf(info);
      return (a: number, b: number, c: number, x: number, y: number, z: number) => {
        const context = frame.enter(clearance);
        const first = a >>> 0;
        let code: number = Status.BadArgument;
        let result: R | undefined;
        if (first <= last) {
          result = run(context, first, b >>> 0, c >>> 0);
          code = out.write(result, context, x, y, z);
        }
        if (traced) {
          trace.hostcall(vm, context.id, index, code);
          trace.word(a);
          trace.word(b);
          trace.word(c);
          if (code === Status.Ok && result !== undefined) out.record(result, context);
          trace.endHostcall();
        }
        return code;
      };
    },
  };
}

export function numberAndLong(
  kind: 'i64' | 'u64',
  run: (context: ContextServices, number: number, long: bigint) => number,
): Shape {
  return {
    kinds: ['u32', kind],
    attach(frame, { index, clearance }) {
      const { trace, vm } = frame;
      return (a: number, b: bigint) => {
        const context = frame.enter(clearance);
        const code = run(context, a >>> 0, kind === 'i64' ? BigInt.asIntN(64, b) : BigInt.asUintN(64, b));
        if (trace.enabled) {
          trace.hostcall(vm, context.id, index, code);
          trace.word(a);
          trace.long(b);
          trace.endHostcall();
        }
        return code;
      };
    },
  };
}

export function bytes<R>(run: (context: ContextServices, bytes: Span) => R, output: Output<R>): Shape {
  return {
    kinds: kindsOf(['bytes'], output),
    attach(frame, { index, clearance }) {
      const { memory, trace, vm } = frame;
      const traced = trace.enabled;
      const out = output.attach(frame, FAULT);
      const span = newSpan();
      return (p: number, n: number, x: number, y: number, z: number) => {
        const context = frame.enter(clearance);
        let code: number = FAULT;
        let result: R | undefined;
        let kept = NO_OFFSET;
        if (memory.aim(span, p, n)) {
          if (traced) kept = trace.keep(span);
          result = run(context, span);
          code = out.write(result, context, x, y, z);
        }
        if (traced) {
          trace.hostcall(vm, context.id, index, code);
          trace.bytes(kept, n);
          if (code === Status.Ok && result !== undefined) out.record(result, context);
          trace.endHostcall();
        }
        return code;
      };
    },
  };
}

export function numberAndBytes<R>(
  run: (context: ContextServices, number: number, bytes: Span) => R,
  output: Output<R>,
  kind: 'bytes' | 'pairs' = 'bytes',
): Shape {
  return {
    kinds: kindsOf(['u32', kind], output),
    attach(frame, { info, index, clearance }) {
      const { memory, trace, vm } = frame;
      const traced = trace.enabled;
      const out = output.attach(frame, FAULT);
      const last = lastOf(info);
      const span = newSpan();
      return (a: number, p: number, n: number, x: number, y: number, z: number) => {
        const context = frame.enter(clearance);
        const first = a >>> 0;
        let code: number = Status.BadArgument;
        let result: R | undefined;
        let kept = NO_OFFSET;
        if (first <= last) {
          code = FAULT;
          if (memory.aim(span, p, n)) {
            if (traced) kept = trace.keep(span);
            result = run(context, first, span);
            code = out.write(result, context, x, y, z);
          }
        }
        if (traced) {
          trace.hostcall(vm, context.id, index, code);
          trace.word(a);
          if (first <= last) trace.bytes(kept, n);
          if (code === Status.Ok && result !== undefined) out.record(result, context);
          trace.endHostcall();
        }
        return code;
      };
    },
  };
}

export function numberAndTwoBytes(
  run: (context: ContextServices, number: number, first: Span, second: Span) => number,
): Shape {
  return {
    kinds: ['u32', 'bytes', 'bytes'],
    attach(frame, { info, index, clearance }) {
      const { memory, trace, vm } = frame;
      const traced = trace.enabled;
      const last = lastOf(info);
      const left = newSpan();
      const right = newSpan();
      return (a: number, p: number, n: number, q: number, m: number) => {
        const context = frame.enter(clearance);
        const first = a >>> 0;
        let code: number = Status.BadArgument;
        let keptLeft = NO_OFFSET;
        let keptRight = NO_OFFSET;
        if (first <= last) {
          const leftInside = memory.aim(left, p, n);
          const rightInside = memory.aim(right, q, m);
          if (traced && leftInside) keptLeft = trace.keep(left);
          if (traced && rightInside) keptRight = trace.keep(right);
          code = leftInside && rightInside ? run(context, first, left, right) : FAULT;
        }
        if (traced) {
          trace.hostcall(vm, context.id, index, code);
          trace.word(a);
          if (first <= last) {
            trace.bytes(keptLeft, n);
            trace.bytes(keptRight, m);
          }
          trace.endHostcall();
        }
        return code;
      };
    },
  };
}

export function twoBytes<R>(run: (context: ContextServices, first: Span, second: Span) => R, output: Output<R>): Shape {
  return {
    kinds: kindsOf(['bytes', 'bytes'], output),
    attach(frame, { index, clearance }) {
      const { memory, trace, vm } = frame;
      const traced = trace.enabled;
      const out = output.attach(frame, FAULT);
      const left = newSpan();
      const right = newSpan();
      return (p: number, n: number, q: number, m: number, x: number, y: number, z: number) => {
        const context = frame.enter(clearance);
        const leftInside = memory.aim(left, p, n);
        const rightInside = memory.aim(right, q, m);
        const keptLeft = traced && leftInside ? trace.keep(left) : NO_OFFSET;
        const keptRight = traced && rightInside ? trace.keep(right) : NO_OFFSET;
        let code: number = FAULT;
        let result: R | undefined;
        if (leftInside && rightInside) {
          result = run(context, left, right);
          code = out.write(result, context, x, y, z);
        }
        if (traced) {
          trace.hostcall(vm, context.id, index, code);
          trace.bytes(keptLeft, n);
          trace.bytes(keptRight, m);
          if (code === Status.Ok && result !== undefined) out.record(result, context);
          trace.endHostcall();
        }
        return code;
      };
    },
  };
}
