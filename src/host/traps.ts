import type { GuestFrame, Trap, TrapKind } from '../model/index.ts';
import { RestrictedCallback } from './abi/frame.ts';

/** How the engine words each kind of trap. */
const WORDS: readonly (readonly [TrapKind, RegExp])[] = [
  ['unreachable', /^unreachable/],
  ['out-of-bounds', /^(memory access out of bounds|index out of bounds|out of bounds memory access|data segment)/i],
  ['divide-by-zero', /^(divide by zero|remainder by zero|integer divide by zero|division by zero)/i],
  ['integer-overflow', /^(divide result unrepresentable|float unrepresentable|integer overflow|out of bounds Trunc)/i],
  [
    'bad-indirect-call',
    /^(null function or function signature|table index is out of bounds|table access out of bounds|indirect call|out of bounds call_indirect|call_indirect)/i,
  ],
];
const STACK = /call stack|too much recursion|stack overflow/i;
const FRAME = /wasm-function\[(\d+)\]:(0x[0-9a-f]+)/g;
/** A line of a stack that is a function of a guest's. */
const GUEST_LINE = /wasm-function\[\d+\]:0x/;

/** Engines keep this many frames of a stack unless told otherwise, and so does Envoy's. */
const MOST_FRAMES = 10;

/** Names of the module's functions, and how far its code moved in the file. */
export interface CodeNames {
  readonly names: () => ReadonlyMap<number, string>;
  readonly shift: number;
}

/** The trap that an error from the guest is; undefined when the error is not the guest's but ours. */
export function trapOf(error: unknown, callback: string, contextId: number, code: CodeNames): Trap | undefined {
  const kind = kindOf(error);
  if (kind === undefined) return undefined;
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const backtrace = backtraceOf(error instanceof Error ? (error.stack ?? '') : '', code);
  const envoy = [`Function: ${callback} failed: Uncaught ${message}`];
  if (code.names().size > 0) envoy.push('Proxy-Wasm plugin in-VM backtrace:', ...backtrace);
  return { kind, callback, contextId, message, backtrace, envoy };
}

function kindOf(error: unknown): TrapKind | undefined {
  // Only a guest throws what is not an error: an exception of WebAssembly's own.
  if (!(error instanceof Error)) return 'other';
  if (error instanceof RestrictedCallback) return 'restricted-callback';
  if (error instanceof RangeError || error.name === 'InternalError') {
    return STACK.test(error.message) ? 'stack-overflow' : undefined;
  }
  if (!(error instanceof WebAssembly.RuntimeError)) return undefined;
  return WORDS.find(([, words]) => words.test(error.message))?.[0] ?? 'other';
}

/** The guest's frames of a stack, innermost first, as Envoy prints them. */
function backtraceOf(stack: string, { names, shift }: CodeNames): readonly string[] {
  const known = names();
  return [...stack.matchAll(FRAME)].slice(0, MOST_FRAMES).map(([, index, offset], position) => {
    const number = Number(index);
    const name = known.get(number);
    const where = (Number(offset) - shift).toString(16);
    const what = name === undefined ? `unknown(function index:${number})` : demangle(name);
    return `${String(position).padStart(3)}:  0x${where} - ${what}`;
  });
}

/** The frames of the innermost guest on a stack, innermost first, at their places in the file. */
export function framesOf(stack: string, { names, shift }: CodeNames): GuestFrame[] {
  const lines = stack.split('\n');
  const first = lines.findIndex((line) => GUEST_LINE.test(line));
  if (first < 0) return [];
  const end = lines.findIndex((line, i) => i > first && !GUEST_LINE.test(line));
  const known = names();
  const own = lines.slice(first, end < 0 ? undefined : end).join('\n');
  return [...own.matchAll(FRAME)].map(([, number, offset]) => {
    const functionIndex = Number(number);
    return { functionIndex, functionName: demangle(known.get(functionIndex) ?? ''), offset: Number(offset) - shift };
  });
}

/** A nested name of the older mangling, as C++ and Rust have it; any other name as it is. */
function demangle(name: string): string {
  const mangled = /^_ZN((?:\d+[^\d].*)+)E$/.exec(name)?.[1];
  if (mangled === undefined) return name;
  const parts: string[] = [];
  let rest = mangled;
  while (rest !== '') {
    const digits = /^\d+/.exec(rest)?.[0];
    if (digits === undefined) return name;
    const end = digits.length + Number(digits);
    if (end > rest.length) return name;
    parts.push(rest.slice(digits.length, end));
    rest = rest.slice(end);
  }
  return parts.join('::');
}
