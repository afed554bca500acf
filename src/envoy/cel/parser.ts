import { latin1OfText } from '../../model/index.ts';
import type { Comprehension, Expression } from './expression.ts';
import { tokensOf, type SyntaxProblem, type Token } from './lexer.ts';
import { FALSE, int, NULL, TRUE, double } from './value.ts';

export type Parsed =
  | { readonly kind: 'expression'; readonly expression: Expression }
  /** The text as Envoy logs it. */
  | { readonly kind: 'syntax-error'; readonly message: string }
  /** Valid, and of a kind that is not evaluated here. */
  | { readonly kind: 'unsupported'; readonly what: string };

/** Parses an expression, or says what is wrong with it in the words of Envoy. */
export function parse(source: string): Parsed {
  const tokens = tokensOf(source);
  if ('message' in tokens) return syntaxError(source, tokens);
  const parser = new Parser(tokens);
  const expression = parser.whole();
  if (parser.unsupported !== undefined) return { kind: 'unsupported', what: parser.unsupported };
  return parser.problem === undefined ? { kind: 'expression', expression } : syntaxError(source, parser.problem);
}

function syntaxError(source: string, { message, at }: SyntaxProblem): Parsed {
  const before = source.slice(0, at).split('\n');
  const line = before.length;
  const column = Array.from(before.at(-1) ?? '').length;
  const shown = source.split('\n')[line - 1] ?? '';
  const pointer = `${'.'.repeat(column)}^`;
  return {
    kind: 'syntax-error',
    message: `ERROR: <input>:${line}:${column + 1}: ${message}\n | ${latin1OfText(shown)}\n | ${pointer}`,
  };
}

const RESERVED = new Set(
  'as break const continue else for function if import let loop package namespace return var void while'.split(' '),
);

/** Binary operators from the loosest to the tightest; `&&`, `||` and `?:` are looser still. */
const LEVELS: readonly (readonly string[])[] = [
  ['<', '<=', '>=', '>', '==', '!=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

const STARTS =
  "expecting {'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";
/** How deep an expression may nest, chains of operators and fields included. */
const MOST_DEPTH = 250;
const NOTHING: Expression = { kind: 'literal', value: NULL };
const INT_MAX = 2n ** 63n - 1n;

/** One pass over the tokens. The first problem is kept; from there on everything reads as the end. */
class Parser {
  problem: SyntaxProblem | undefined;
  unsupported: string | undefined;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Expression {
    const expression = this.#expression();
    if (this.#token.kind !== 'end') this.#fail(`Syntax error: extraneous input '${this.#token.text}' expecting <EOF>`);
    return expression;
  }

  get #token(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', text: '<EOF>', at: 0 };
  }

  #fail(message: string, at = this.#token.at): Expression {
    this.problem ??= { message, at };
    this.#next = this.#tokens.length - 1;
    return NOTHING;
  }

  #is(text: string): boolean {
    const { kind, text: found } = this.#token;
    return found === text && (kind === 'symbol' || (kind === 'name' && text === 'in'));
  }

  #takes(text: string): boolean {
    const isThere = this.#is(text);
    if (isThere) this.#next++;
    return isThere;
  }

  #expects(text: string): void {
    if (this.#takes(text) || this.problem !== undefined) return;
    const { kind, text: found } = this.#token;
    const problem = kind === 'end' && text === ')' ? `missing '${text}' at` : 'mismatched input';
    this.#fail(`Syntax error: ${problem} '${found}'${problem.startsWith('missing') ? '' : ` expecting '${text}'`}`);
  }

  #deeper(parsed: () => Expression): Expression {
    if (++this.#depth > MOST_DEPTH) return this.#fail(`Exceeded max recursion depth of ${MOST_DEPTH} when parsing.`);
    const expression = parsed();
    this.#depth--;
    return expression;
  }

  #expression(): Expression {
    return this.#deeper(() => {
      const test = this.#or();
      if (!this.#takes('?')) return test;
      const whenTrue = this.#or();
      this.#expects(':');
      return { kind: 'conditional', test, whenTrue, otherwise: this.#expression() };
    });
  }

  #or(): Expression {
    return this.#chain('||', 'or', () => this.#chain('&&', 'and', () => this.#binary(0)));
  }

  #chain(symbol: string, kind: 'and' | 'or', next: () => Expression): Expression {
    let left = next();
    let links = 0;
    while (this.#takes(symbol)) {
      if (++links > MOST_DEPTH) return this.#tooDeep();
      left = { kind, left, right: next() };
    }
    return left;
  }

  #tooDeep(): Expression {
    return this.#fail(`Exceeded max recursion depth of ${MOST_DEPTH} when parsing.`);
  }

  #binary(level: number): Expression {
    const operators = LEVELS[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (let links = 0; ; links++) {
      const operator = operators.find((symbol) => this.#is(symbol));
      if (operator === undefined) return left;
      if (links > MOST_DEPTH) return this.#tooDeep();
      this.#next++;
      const name = operator === 'in' ? '@in' : `_${operator}_`;
      left = { kind: 'call', name, isMember: false, args: [left, this.#binary(level + 1)] };
    }
  }

  #unary(): Expression {
    const sign = this.#is('!') ? '!' : '-';
    let count = 0;
    while (this.#takes(sign)) count++;
    // A minus right before a number belongs to the number.
    const number = sign === '-' && count > 0 ? this.#negativeNumber() : undefined;
    const operand = this.#member(number ?? this.#primary());
    const isEven = (number === undefined ? count : count - 1) % 2 === 0;
    return isEven ? operand : { kind: 'call', name: `${sign}_`, isMember: false, args: [operand] };
  }

  #negativeNumber(): Expression | undefined {
    const token = this.#token;
    if (token.kind === 'int') {
      this.#next++;
      if (token.value > INT_MAX + 1n) return this.#fail('invalid int literal', token.at);
      return { kind: 'literal', value: int(-token.value) };
    }
    if (token.kind !== 'literal' || token.value.kind !== 'double') return undefined;
    this.#next++;
    return { kind: 'literal', value: double(-token.value.value) };
  }

  #primary(): Expression {
    const token = this.#token;
    switch (token.kind) {
      case 'literal':
        this.#next++;
        return { kind: 'literal', value: token.value };
      case 'int':
        this.#next++;
        if (token.value > INT_MAX) return this.#fail('invalid int literal', token.at);
        return { kind: 'literal', value: int(token.value) };
      case 'name':
        return this.#named(token);
      case 'symbol':
        return this.#bracketed(token);
      case 'end':
        return this.#unexpected(token);
    }
  }

  #unexpected({ text }: Token): Expression {
    return this.#fail(`Syntax error: mismatched input '${text}' ${STARTS}`);
  }

  #bracketed(token: Token): Expression {
    this.#next++;
    switch (token.text) {
      case '(': {
        const inner = this.#expression();
        this.#expects(')');
        return inner;
      }
      case '[':
        return { kind: 'list', items: this.#list(']') };
      case '{':
        return { kind: 'map', entries: this.#entries() };
      case '.':
        if (this.#token.kind === 'name') return this.#named(this.#token);
        return this.#fail(`Syntax error: no viable alternative at input '.${this.#token.text}'`);
      default:
        this.#next--;
        return this.#unexpected(token);
    }
  }

  #named({ text, at }: Token): Expression {
    this.#next++;
    if (text === 'true' || text === 'false') return { kind: 'literal', value: text === 'true' ? TRUE : FALSE };
    if (text === 'null') return NOTHING;
    if (text === 'in') return this.#fail(`Syntax error: mismatched input 'in' ${STARTS}`, at);
    if (this.#takes('(')) {
      const argumentAt = this.#token.at;
      const args = this.#list(')');
      return text === 'has' && args.length === 1
        ? this.#has(args[0], argumentAt)
        : { kind: 'call', name: text, isMember: false, args };
    }
    if (RESERVED.has(text)) return this.#fail(`reserved identifier: ${text}`, at);
    return { kind: 'name', name: text };
  }

  #has(argument: Expression | undefined, at: number): Expression {
    if (argument?.kind === 'select' && !argument.isTest) return { ...argument, isTest: true };
    return this.#fail('has() argument must be a field selection', at);
  }

  /** What follows a value: fields, indices, calls, and the braces of a message. */
  #member(primary: Expression): Expression {
    let operand = primary;
    for (let links = 0; ; links++) {
      if (links > MOST_DEPTH) return this.#tooDeep();
      if (this.#takes('[')) {
        const index = this.#expression();
        this.#expects(']');
        operand = { kind: 'call', name: '_[_]', isMember: false, args: [operand, index] };
      } else if (this.#takes('.')) {
        operand = this.#field(operand);
      } else {
        if (this.#is('{') && (operand.kind === 'name' || operand.kind === 'select'))
          this.unsupported ??= 'messages in expressions';
        return operand;
      }
    }
  }

  #field(operand: Expression): Expression {
    const { kind, text: name } = this.#token;
    if (kind !== 'name') return this.#fail(`Syntax error: no viable alternative at input '.${name}'`);
    this.#next++;
    if (!this.#takes('(')) return { kind: 'select', operand, field: name, isTest: false };
    const at = this.#token.at;
    const args = this.#list(')');
    return this.#macro(operand, name, args, at) ?? { kind: 'call', name, isMember: true, args: [operand, ...args] };
  }

  #macro(range: Expression, name: string, args: readonly Expression[], at: number): Expression | undefined {
    const [variable, second, third] = args;
    const macro = MACROS.find((known) => known === name);
    if (macro === undefined || variable === undefined || second === undefined) return undefined;
    if (args.length > (macro === 'map' ? 3 : 2)) return undefined;
    if (variable.kind !== 'name') return this.#fail(`${name}() variable name must be a simple identifier`, at);
    return {
      kind: 'comprehension',
      macro,
      range,
      variable: variable.name,
      predicate: macro === 'map' && third === undefined ? undefined : second,
      transform: macro === 'map' ? (third ?? second) : undefined,
    };
  }

  /** Expressions up to a closing bracket; a list may end with a comma. */
  #list(close: string): Expression[] {
    const items: Expression[] = [];
    if (this.#takes(close)) return items;
    if (close === ']' && this.#takes(',')) {
      this.#expects(close);
      return items;
    }
    do {
      if (close === ']' && this.#is(close)) break;
      items.push(this.#expression());
    } while (this.#takes(','));
    this.#expects(close);
    return items;
  }

  #entries(): (readonly [Expression, Expression])[] {
    const entries: (readonly [Expression, Expression])[] = [];
    if (this.#takes('}')) return entries;
    do {
      if (this.#is('}')) break;
      const key = this.#expression();
      this.#expects(':');
      entries.push([key, this.#expression()]);
    } while (this.#takes(','));
    this.#expects('}');
    return entries;
  }
}

const MACROS: readonly Comprehension['macro'][] = ['all', 'exists', 'exists_one', 'filter', 'map'];
