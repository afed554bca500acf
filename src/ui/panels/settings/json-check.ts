import { layJson } from '../../parts/lay-json.ts';

/** Where a text stops being JSON, and what stands in the way. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly expected: 'value' | 'name' | 'colon' | 'comma' | 'quote' | 'escape' | 'number' | 'end' | 'depth';
}

const MOST_DEPTH = 500;

/** The first fault of a text that ought to be JSON; undefined when it is JSON. */
export function jsonFault(text: string): JsonFault | undefined {
  const reader = new Reader(text);
  try {
    reader.document();
    return undefined;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    return { ...placeOf(text, error.offset), offset: error.offset, expected: error.expected };
  }
}

/** With line breaks and two spaces; undefined when it is no JSON. Numbers stay as they are written. */
export function formattedJson(text: string): string | undefined {
  return jsonFault(text) === undefined ? layJson(text) : undefined;
}

/** Whether a text was meant as JSON: for what to begin with. */
export function looksLikeJson(text: string): boolean {
  return /^\s*[{[]/.test(text);
}

function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

class Fault extends Error {
  readonly offset: number;
  readonly expected: JsonFault['expected'];

  constructor(offset: number, expected: JsonFault['expected']) {
    super(expected);
    this.offset = offset;
    this.expected = expected;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): void {
    this.#value(0);
    if (this.#next() !== '') throw new Fault(this.#at, 'end');
  }

  /** The next character that is no white space; empty at the end. */
  #next(): string {
    while (/^[ \t\r\n]$/.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text[this.#at] ?? '';
  }

  #value(depth: number): void {
    if (depth > MOST_DEPTH) throw new Fault(this.#at, 'depth');
    const first = this.#next();
    if (first === '{') this.#several('}', depth, () => this.#member(depth));
    else if (first === '[') this.#several(']', depth, () => this.#value(depth + 1));
    else if (first === '"') this.#string();
    else if (/[-0-9]/.test(first)) this.#pattern(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y, 'number');
    else this.#pattern(/(?:true|false|null)(?!\w)/y, 'value');
  }

  #several(close: string, _depth: number, one: () => void): void {
    this.#at++;
    if (this.#next() === close) {
      this.#at++;
      return;
    }
    for (;;) {
      one();
      const next = this.#next();
      if (next !== ',' && next !== close) throw new Fault(this.#at, 'comma');
      this.#at++;
      if (next === close) return;
    }
  }

  #member(depth: number): void {
    if (this.#next() !== '"') throw new Fault(this.#at, 'name');
    this.#string();
    if (this.#next() !== ':') throw new Fault(this.#at, 'colon');
    this.#at++;
    this.#value(depth + 1);
  }

  #string(): void {
    for (this.#at++; ; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if (character === '"') break;
      if (character === '' || character < ' ') throw new Fault(this.#at, 'quote');
      if (character !== '\\') continue;
      this.#at++;
      if (!/^(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(this.#text.slice(this.#at, this.#at + 5)))
        throw new Fault(this.#at - 1, 'escape');
    }
    this.#at++;
  }

  #pattern(pattern: RegExp, expected: 'number' | 'value'): void {
    pattern.lastIndex = this.#at;
    if (!pattern.test(this.#text)) throw new Fault(this.#at, expected);
    this.#at = pattern.lastIndex;
  }
}
