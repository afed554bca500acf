import type { Comprehension, Expression } from './expression.ts';
import { callFunction } from './functions.ts';
import { bool, FALSE, list, mapOf, string, TRUE, type CelValue } from './value.ts';

/** Evaluation came to no value; `isOurs` when that is for want of a part that is not simulated. */
export interface CelError {
  readonly kind: 'error';
  readonly message: string;
  readonly isOurs?: boolean;
}

export type CelResult = CelValue | CelError;

/** Variables by name. */
export type Scope = (name: string) => CelValue | undefined;

/** Steps over elements that one evaluation may make, as in Envoy. */
const MOST_STEPS = 10_000;

/** Names of types, which expressions may use like variables. */
const TYPES = new Set('bool int uint double string bytes list map null_type type'.split(' '));

/** The value of an expression. Errors are values on the way: `&&` and `||` do without an operand that has none. */
export function evaluate(expression: Expression, scope: Scope): CelResult {
  return new Evaluation().of(expression, scope);
}

function celError(message: string): CelError {
  return { kind: 'error', message };
}

class Evaluation {
  #steps = 0;

  of(expression: Expression, scope: Scope): CelResult {
    switch (expression.kind) {
      case 'literal':
        return expression.value;
      case 'name':
        return this.#variable(expression.name, scope);
      case 'select':
        return this.#select(expression, scope);
      case 'call':
        return this.#call(expression.name, expression.args, scope);
      case 'and':
      case 'or':
        return logical(expression.kind, this.of(expression.left, scope), () => this.of(expression.right, scope));
      case 'conditional': {
        const test = this.of(expression.test, scope);
        if (test.kind === 'error') return test;
        if (test.kind !== 'bool') return celError('No matching overloads found : <jump_condition>');
        return this.of(test.value ? expression.whenTrue : expression.otherwise, scope);
      }
      case 'list':
        return this.#all(expression.items, scope, list);
      case 'map':
        return this.#map(expression.entries, scope);
      case 'comprehension':
        return this.#comprehension(expression, scope);
    }
  }

  #variable(name: string, scope: Scope): CelResult {
    const value = TYPES.has(name) ? ({ kind: 'type', value: name } as const) : scope(name);
    return value ?? celError(`No value with name "${name}" found in Activation`);
  }

  #select({ operand, field, isTest }: Extract<Expression, { kind: 'select' }>, scope: Scope): CelResult {
    const value = this.of(operand, scope);
    switch (value.kind) {
      case 'error':
        return value;
      case 'map': {
        const found = value.get(string(field));
        if (isTest) return bool(found !== undefined);
        return found ?? celError(`Key not found in map : "${field}"`);
      }
      case 'message': {
        const has = value.has(field);
        if (has === undefined) return celError(`no_such_field : ${field}`);
        return isTest ? bool(has) : (value.field(field) ?? celError(`no_such_field : ${field}`));
      }
      case 'bool':
      case 'bytes':
      case 'double':
      case 'duration':
      case 'int':
      case 'list':
      case 'null':
      case 'string':
      case 'timestamp':
      case 'type':
      case 'uint':
        return celError('Applying SELECT to non-message type');
    }
  }

  #all(parts: readonly Expression[], scope: Scope, made: (values: CelValue[]) => CelResult): CelResult {
    const values: CelValue[] = [];
    let failed: CelError | undefined;
    for (const part of parts) {
      const value = this.of(part, scope);
      if (value.kind === 'error') failed ??= value;
      else values.push(value);
    }
    return failed ?? made(values);
  }

  #call(name: string, args: readonly Expression[], scope: Scope): CelResult {
    return this.#all(args, scope, (values) => callFunction(name, values));
  }

  #map(entries: readonly (readonly [Expression, Expression])[], scope: Scope): CelResult {
    return this.#all(entries.flat(), scope, (flat) => {
      const pairs: [CelValue, CelValue][] = [];
      for (let i = 0; i + 1 < flat.length; i += 2) pairs.push([flat[i] ?? FALSE, flat[i + 1] ?? FALSE]);
      if (pairs.some(([{ kind }]) => !KEYS.has(kind))) return celError('Map key must be a bool, int, uint or string');
      const map = mapOf(pairs);
      const isDouble = pairs.some(([key, value]) => map.get(key) !== value);
      return isDouble ? celError('duplicate key in map') : map;
    });
  }

  #comprehension(macro: Comprehension, scope: Scope): CelResult {
    const range = this.of(macro.range, scope);
    if (range.kind === 'error') return range;
    const elements =
      range.kind === 'list' ? range.items : range.kind === 'map' ? range.entries()?.map(([key]) => key) : undefined;
    if (elements === undefined) return celError('No matching overloads found : <iter_range>');
    return this.#fold(macro, elements, scope);
  }

  #fold(macro: Comprehension, elements: readonly CelValue[], scope: Scope): CelResult {
    const kept: CelValue[] = [];
    let state: CelResult = bool(macro.macro === 'all');
    for (const element of elements) {
      if (++this.#steps > MOST_STEPS) return celError('Iteration budget exceeded');
      const inner: Scope = (name) => (name === macro.variable ? element : scope(name));
      const test: CelResult = macro.predicate === undefined ? TRUE : this.of(macro.predicate, inner);
      if (macro.macro === 'all' || macro.macro === 'exists') {
        state = logical(macro.macro === 'all' ? 'and' : 'or', state, () => test);
        if (state.kind === 'bool' && state.value === (macro.macro === 'exists')) return state;
        continue;
      }
      if (test.kind === 'error') return test;
      if (test.kind !== 'bool') return celError('No matching overloads found : <jump_condition>');
      if (!test.value) continue;
      const value = macro.transform === undefined ? element : this.of(macro.transform, inner);
      if (value.kind === 'error') return value;
      kept.push(value);
    }
    if (macro.macro === 'exists_one') return bool(kept.length === 1);
    return macro.macro === 'all' || macro.macro === 'exists' ? state : list(kept);
  }
}

const KEYS = new Set(['bool', 'int', 'uint', 'string']);

/** Either operand may decide alone, whatever the other one is. */
function logical(kind: 'and' | 'or', left: CelResult, right: () => CelResult): CelResult {
  const decides = kind === 'or';
  if (left.kind === 'bool' && left.value === decides) return left;
  const other = right();
  if (other.kind === 'bool' && other.value === decides) return other;
  if (left.kind === 'bool' && other.kind === 'bool') return bool(!decides);
  if (left.kind === 'error') return left;
  if (other.kind === 'error') return other;
  return celError(`No matching overloads found : _${kind === 'and' ? '&&' : '||'}_`);
}
