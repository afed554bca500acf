import { decodePairs, NO_BYTES, type HeaderBytes, type ParamKind, type Span } from '../../model/index.ts';
import type { AimedSpan } from '../guest-memory.ts';
import type { ContextServices } from '../services.ts';
import { NO_OFFSET } from '../trace.ts';
import type { Called, Frame } from './frame.ts';
import type { Output } from './outputs.ts';
import { lastOf, type Shape } from './row.ts';
import { Status } from './status.ts';

type InputKind = 'u32' | 'bytes' | 'pairs';

interface SeveralOptions {
  /** Asked after the range of the leading number and before any memory: a status other than Ok ends the call. */
  readonly before?: (context: ContextServices, args: Arguments) => number;
  /** Writes 0 to the output before the operation, so that a bad place is found before anything starts. */
  readonly claimsOutput?: boolean;
}

/** The arguments of a hostcall with many parameters, by position in its row. */
export class Arguments {
  readonly #kinds: readonly InputKind[];
  readonly #spans: readonly AimedSpan[];
  readonly #numbers: number[];
  readonly #kept: number[];
  readonly #width: number;

  constructor(kinds: readonly InputKind[]) {
    this.#kinds = kinds;
    this.#spans = kinds.map(() => ({ bytes: NO_BYTES, start: 0, size: 0 }));
    this.#numbers = kinds.map(() => 0);
    this.#kept = kinds.map(() => NO_OFFSET);
    this.#width = kinds.reduce((width, kind) => width + (kind === 'u32' ? 1 : 2), 0);
  }

  /** WebAssembly parameters that the inputs take. */
  get width(): number {
    return this.#width;
  }

  number(position: number): number {
    return this.#numbers[position] ?? 0;
  }

  span(position: number): Span {
    return this.#spans[position] ?? { bytes: NO_BYTES, start: 0, size: 0 };
  }

  pairs(position: number): HeaderBytes {
    const { bytes, start, size } = this.span(position);
    return decodePairs(bytes, start, size);
  }

  /** Takes the plain numbers; the size of a range counts as one. */
  takeNumbers(words: readonly number[]): void {
    let at = 0;
    this.#kinds.forEach((kind, i) => {
      this.#numbers[i] = (words[kind === 'u32' ? at : at + 1] ?? 0) >>> 0;
      this.#kept[i] = NO_OFFSET;
      at += kind === 'u32' ? 1 : 2;
    });
  }

  /** Aims at every range; false when one of them is not inside the memory. */
  aim(words: readonly number[], { memory, trace }: Frame): boolean {
    let at = 0;
    let inside = true;
    this.#kinds.forEach((kind, i) => {
      const span = this.#spans[i];
      if (kind !== 'u32' && span !== undefined) {
        const fits = memory.aim(span, words[at] ?? 0, words[at + 1] ?? 0);
        if (fits && trace.enabled) this.#kept[i] = trace.keep(span);
        inside &&= fits;
      }
      at += kind === 'u32' ? 1 : 2;
    });
    return inside;
  }

  /** Adds the inputs to the record of the trace. */
  record({ trace }: Frame): void {
    this.#kinds.forEach((kind, i) => {
      if (kind === 'u32') trace.word(this.number(i));
      else trace.bytes(this.#kept[i] ?? NO_OFFSET, this.number(i));
    });
  }
}

/** What the host keeps for such a hostcall beside the guest's own bytes, about: so many of them count as bytes, too. */
const KEPT_BYTES = 2048;

/** A shape of many parameters, for hostcalls that allocate in any case: read from an array, by position. */
export function several<R>(
  kinds: readonly InputKind[],
  run: (context: ContextServices, args: Arguments) => R,
  output: Output<R>,
  options: SeveralOptions = {},
): Shape {
  const allKinds: readonly ParamKind[] = [...kinds, ...output.kinds];
  return {
    kinds: allKinds,
    attach(frame: Frame, { info, index, clearance }: Called) {
      const { memory, trace, vm } = frame;
      const out = output.attach(frame, Status.InvalidMemoryAccess);
      const last = lastOf(info);
      let idle: Arguments | undefined = new Arguments(kinds);
      return (...words: number[]) => {
        const context = frame.enter(clearance);
        // A call inside the call, through a callback, takes arguments of its own.
        const args = idle ?? new Arguments(kinds);
        idle = undefined;
        args.takeNumbers(words);
        const x = words[args.width] ?? 0;
        const y = words[args.width + 1] ?? 0;
        const inRange = args.number(0) <= last || kinds[0] !== 'u32';
        let result: R | undefined;
        let code: number = inRange ? (options.before?.(context, args) ?? Status.Ok) : Status.BadArgument;
        if (code === Status.Ok && !args.aim(words, frame)) code = Status.InvalidMemoryAccess;
        if (code === Status.Ok && options.claimsOutput === true && !memory.setU32(x, 0))
          code = Status.InvalidMemoryAccess;
        if (code === Status.Ok) {
          frame.gate.bytes += KEPT_BYTES;
          result = run(context, args);
          code = out.write(result, context, x, y, 0);
        }
        if (trace.enabled) {
          trace.hostcall(vm, context.id, index, code);
          args.record(frame);
          if (code === Status.Ok && result !== undefined) out.record(result, context);
          trace.endHostcall();
        }
        idle = args;
        return code;
      };
    },
  };
}
