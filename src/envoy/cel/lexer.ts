import { latin1OfText } from '../../model/index.ts';
import { bytes, double, string, type CelValue } from './value.ts';

export type Token =
  | { readonly kind: 'symbol' | 'name'; readonly text: string; readonly at: number }
  | { readonly kind: 'literal'; readonly text: string; readonly at: number; readonly value: CelValue }
  /** Digits and the radix; the sign before it decides whether it fits. */
  | { readonly kind: 'int'; readonly text: string; readonly at: number; readonly value: bigint }
  | { readonly kind: 'end'; readonly text: string; readonly at: number };

/** What is wrong with an expression, and where. */
export interface SyntaxProblem {
  readonly message: string;
  readonly at: number;
}

const SPACE = /(?:[ \t\n\r\f]|\/\/[^\n]*)+/y;
const FLOAT = /(?:\d+\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+|\.\d+(?:[eE][+-]?\d+)?)/y;
const INTEGER = /(0x[0-9a-fA-F]+|\d+)([uU]?)/y;
const NAME = /[A-Za-z_]\w*/y;
const SYMBOL = /==|!=|<=|>=|&&|\|\||[[\]{}().,\-!?:+*/%<>]/y;
const ESCAPE = String.raw`\\(?:[abfnrtv\\?"'\x60]|[xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2})`;
const PREFIX = '([bB]?)';
/** Strings, the longest quotes first; group 1 is the prefix, the last one that took part is the content. */
const QUOTED = new RegExp(
  `${PREFIX}(?:"""((?:${ESCAPE}|[^\\\\])*?)"""|'''((?:${ESCAPE}|[^\\\\])*?)'''|` +
    `"((?:${ESCAPE}|[^\\\\"\\n\\r])*)"|'((?:${ESCAPE}|[^\\\\'\\n\\r])*)')`,
  'y',
);
const RAW = /([bB]?)[rR](?:"""([^]*?)"""|'''([^]*?)'''|"([^"\n\r]*)"|'([^'\n\r]*)')/y;

const UINT_MAX = 2n ** 64n - 1n;

/** The tokens of an expression, or what cannot be one. */
export function tokensOf(source: string): readonly Token[] | SyntaxProblem {
  const tokens: Token[] = [];
  let at = 0;
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(source);
  };
  while (at < source.length) {
    const space = match(SPACE);
    if (space !== null) {
      at += space[0].length;
      continue;
    }
    const token = tokenAt(match, at);
    if (token === undefined)
      return { message: `Syntax error: token recognition error at: '${source.slice(at, at + 1)}'`, at };
    if ('message' in token) return token;
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', text: '<EOF>', at });
  return tokens;
}

function tokenAt(match: (pattern: RegExp) => RegExpExecArray | null, at: number): Token | SyntaxProblem | undefined {
  const raw = match(RAW);
  if (raw !== null) return rawAt(raw, at);
  const quoted = match(QUOTED);
  if (quoted !== null) return quotedAt(quoted, at);
  const float = match(FLOAT);
  if (float !== null) return { kind: 'literal', text: float[0], at, value: double(Number(float[0])) };
  const integer = match(INTEGER);
  if (integer !== null) return integerAt(integer, at);
  const name = match(NAME);
  if (name !== null) return { kind: 'name', text: name[0], at };
  const symbol = match(SYMBOL);
  return symbol === null ? undefined : { kind: 'symbol', text: symbol[0], at };
}

function integerAt([text = '', digits = '', suffix = '']: RegExpExecArray, at: number): Token | SyntaxProblem {
  const value = BigInt(digits);
  if (suffix === '') return { kind: 'int', text, at, value };
  if (value > UINT_MAX) return { message: 'invalid uint literal', at };
  return { kind: 'literal', text, at, value: { kind: 'uint', value } };
}

function quotedAt([text, prefix = '', ...content]: RegExpExecArray, at: number): Token | SyntaxProblem {
  const written = content.find((part) => part !== undefined) ?? '';
  const isBytes = prefix !== '';
  if (isBytes && /(?:^|[^\\])(?:\\\\)*\\[uU]/.test(written)) {
    const why = 'Illegal escape sequence: Unicode escape sequence \\u cannot be used in bytes literals';
    return { message: `Invalid bytes literal: ${why}`, at };
  }
  let value = '';
  for (const [part, escape] of written.matchAll(PARTS))
    value += escape === undefined ? latin1OfText(part) : escaped(escape, isBytes);
  return { kind: 'literal', text, at, value: (isBytes ? bytes : string)(value) };
}

function rawAt([text = '', prefix = '', ...content]: RegExpExecArray, at: number): Token | SyntaxProblem {
  const value = content.find((part) => part !== undefined) ?? '';
  // Nothing is escaped, and yet Envoy takes a last lone backslash to spare the quote.
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(value))
    return { message: `Invalid string literal: String must end with ${text.at(-1) ?? ''}`, at };
  return { kind: 'literal', text, at, value: (prefix === '' ? string : bytes)(latin1OfText(value)) };
}

const PARTS = /\\([xX][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-3][0-7]{2}|[^])|[^\\]+/g;

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

/** A byte in a bytes literal is one byte; in a string it is a code point, encoded. */
function escaped(escape: string, isBytes: boolean): string {
  if (escape.length === 1) return SIMPLE[escape] ?? escape;
  const code = /^[0-3]/.test(escape) ? Number.parseInt(escape, 8) : Number.parseInt(escape.slice(1), 16);
  if (isBytes) return String.fromCharCode(code);
  return latin1OfText(code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));
}
