import type { CloseLook } from '../../../model/index.ts';

/** A function on the guest's stack. */
export interface StackFrame {
  readonly name: string;
  /** In the module, hexadecimal. */
  readonly offset: string;
  readonly source: { readonly path: string; readonly line: number; readonly column: number } | undefined;
}

const LINE = /^\s*\d+:\s+(0x[0-9a-f]+) - (.*)$/;

/** A backtrace as Envoy prints it, with the lines of the source where a closer look knows them. */
export function framesOf(backtrace: readonly string[], look: CloseLook | undefined): StackFrame[] {
  const sources = new Map((look?.frames ?? []).map(({ offset, source }) => [`0x${offset.toString(16)}`, source]));
  return backtrace.map((line) => {
    const [, offset = '', name = line] = LINE.exec(line) ?? [];
    return { name, offset, source: sources.get(offset) };
  });
}
