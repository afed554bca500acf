import binaryen from 'assemblyscript/binaryen';
import { sameBytes } from '../../src/model/index.ts';
import type { WatInput, WatResult, WatText } from '../../src/protocol/index.ts';

/** Characters that travel at once. */
const WINDOW = 2 * 1024 * 1024;
const MOST_FUNCTIONS = 20_000;

/** A module's text form, or a part of it: whole lines that begin at `from` characters. */
export function watOf({ wasm, from }: WatInput, most = WINDOW): WatResult {
  let whole: string;
  try {
    whole = wholeOf(wasm);
  } catch (error) {
    return { kind: 'unreadable', message: error instanceof Error ? error.message : 'binaryen does not accept it' };
  }
  const start = from <= 0 ? 0 : whole.lastIndexOf('\n', Math.min(from, whole.length)) + 1;
  const text = wholeLines(whole, start, most);
  return { kind: 'text', text, from: start, total: whole.length, ...functionsOf(whole) };
}

/** The last text: whoever reads a part of it reads the next one soon. */
let last: { readonly wasm: Uint8Array; readonly whole: string } | undefined;

function wholeOf(wasm: Uint8Array): string {
  if (last !== undefined && sameBytes(last.wasm, wasm)) return last.whole;
  last = undefined;
  const module = binaryen.readBinary(wasm);
  const whole = shortened(module.emitText());
  module.dispose();
  last = { wasm, whole };
  return whole;
}

/** A data segment is one line, of megabytes: nobody reads that to its end. */
function shortened(text: string): string {
  return text.replace(/^(.{2000}).+/gm, '$1 ...');
}

function wholeLines(text: string, from: number, most: number): string {
  if (text.length - from <= most) return text.slice(from);
  const end = text.lastIndexOf('\n', from + most);
  return text.slice(from, end > from ? end : from + most);
}

const ID = String.raw`\$(?:"((?:[^"\\\n]|\\.)*)"|([^\s()]+))`;
const FUNCTION = new RegExp(String.raw`^ \(func ${ID}`, 'gm');
const EXPORT = new RegExp(String.raw`^ \(export "((?:[^"\\\n]|\\.)*)" \(func ${ID}\)\)$`, 'gm');

/** Where functions begin: a line of their own, one step in. One without a name has that of its export. */
function functionsOf(text: string): Pick<WatText, 'functions' | 'functionCount'> {
  const exported = new Map<string, string>();
  for (const [, name = '', quoted, plain = ''] of text.matchAll(EXPORT)) exported.set(quoted ?? plain, name);
  const functions: { name: string; at: number }[] = [];
  let functionCount = 0;
  for (const { index, 1: quoted, 2: plain = '' } of text.matchAll(FUNCTION)) {
    functionCount++;
    if (functions.length >= MOST_FUNCTIONS) continue;
    const id = quoted ?? plain;
    functions.push({ name: (/^\d+$/.test(id) && exported.get(id)) || id, at: index });
  }
  return { functions, functionCount };
}
