import type { CloseLook, SourcePlace } from '../../../model/index.ts';

/** A function on the guest's stack. */
export interface StackFrame {
  readonly name: string;
  /** In the module, hexadecimal. */
  readonly offset: string;
  readonly source: SourcePlace | undefined;
}

const LINE = /^\s*\d+:\s+(0x[0-9a-f]+) - (.*)$/;

/** A backtrace as Envoy prints it, with the lines of the source where a closer look knows them. */
export function framesOf(backtrace: readonly string[], look: Pick<CloseLook, 'frames'> | undefined): StackFrame[] {
  const sources = new Map((look?.frames ?? []).map(({ offset, source }) => [`0x${offset.toString(16)}`, source]));
  return backtrace.map((line) => {
    const [, offset = '', name = line] = LINE.exec(line) ?? [];
    return { name: readableName(name), offset, source: sources.get(offset) };
  });
}

/** The path in a mangled name of today's Rust (`_R...`), without types and hashes; any other name as it is. */
export function readableName(name: string): string {
  if (!/^_R[A-Z]/.test(name)) return name;
  const parts: string[] = [];
  let rest = name.slice(2);
  while (rest !== '') {
    const hash = /^s[0-9A-Za-z]*_/.exec(rest)?.[0];
    const size = /^\d+/.exec(rest)?.[0];
    if (hash !== undefined) rest = rest.slice(hash.length);
    else if (size === undefined) rest = rest.slice(1);
    else {
      // A name that begins with an underscore or a digit has one more in front.
      const from = rest[size.length] === '_' ? size.length + 1 : size.length;
      parts.push(rest.slice(from, from + Number(size)));
      rest = rest.slice(from + Number(size));
    }
  }
  return parts.filter((part) => part !== '').join('::') || name;
}
